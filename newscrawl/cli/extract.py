"""The command `extract`."""

import click

from newscrawl.cli.command import AdvancedCommand, allow_address_option, contact_option


@click.command(cls=AdvancedCommand, short_help="Print the article of one page, as JSON.")
@click.argument("page", metavar="PAGE")
@click.option("--url", metavar="URL", help="Address of the page, where PAGE is a file or -.")
@click.option("--explain", is_flag=True, help="Print where each field and block came from instead.")
@click.option("--json", "as_json", is_flag=True, help="Print on one line also on a terminal.")
@contact_option
@allow_address_option
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
