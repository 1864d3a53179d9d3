"""The command `extract`."""

import click

from newscrawl.cli.command import AdvancedCommand, AdvancedOption


@click.command(cls=AdvancedCommand, short_help="Print the article of one page, as JSON.")
@click.argument("page", metavar="PAGE")
@click.option("--url", metavar="URL", help="Address of the page, where PAGE is a file or -.")
@click.option("--explain", is_flag=True, help="Print where each field and block came from instead.")
@click.option("--json", "as_json", is_flag=True, help="Print on one line also on a terminal.")
@click.option(
    "--contact",
    metavar="TEXT",
    envvar="NEWSCRAWL_CONTACT",
    help="Your mail address or web page, told to the site.  [env: NEWSCRAWL_CONTACT]",
)
@click.option(
    "--allow-address",
    "allow_addresses",
    cls=AdvancedOption,
    metavar="CIDR",
    multiple=True,
    help="Connect to these addresses although they are not public, such as 10.0.0.0/8.",
)
def extract(
    page: str,
    url: str | None,
    contact: str | None,
    allow_addresses: tuple[str, ...],
    *,
    explain: bool,
    as_json: bool,
) -> int:
    r"""Print the article of PAGE: a file, an address or - for standard input.

    \b
    newscrawl extract saved.html --url https://www.example-news.org/a.html
    """
    # Loaded here, as reading a page takes libraries that `--help` need not wait for.
    from newscrawl.cli.extraction import read_given, show  # noqa: PLC0415

    result = read_given(page, url=url, contact=contact, allow_addresses=allow_addresses)
    return show(result, explain=explain, one_line=as_json)
