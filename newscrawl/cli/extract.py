"""The command `extract`."""

from pathlib import Path

import click

from newscrawl.cli.command import AdvancedCommand, allow_address_option, contact_option
from newscrawl.items import BodyView


@click.command(cls=AdvancedCommand, short_help="Print the article of one page, as JSON.")
@click.argument("page", metavar="PAGE")
@click.option("--url", metavar="URL", help="Address of the page, where PAGE is a file or -.")
@click.option(
    "--body",
    type=click.Choice([view.value for view in BodyView]),
    help="Print only the text of the article, in this form.",
)
@click.option("--explain", is_flag=True, help="Print where each field and piece of text came from.")
@click.option("--html", metavar="OUT", help="With --explain: paint it onto a copy of the page.")
@click.option(
    "--save-test",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Keep the page, and what is read from it, in DIR: a recorded page for a test.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, on one line.")
@contact_option
@allow_address_option
def extract(
    page: str,
    *,
    url: str | None,
    body: str | None,
    html: str | None,
    folder: Path | None,
    contact: str | None,
    allow_addresses: tuple[str, ...],
    explain: bool,
    as_json: bool,
) -> int:
    """Print the article of PAGE: a file, an address or - for standard input.

    \b
    newscrawl extract saved.html --url https://www.example-news.org/a.html
    newscrawl extract saved.html --body markdown
    newscrawl extract saved.html --explain --html why.html
    newscrawl extract https://www.example-news.org/a.html --save-test tests/recorded_pages/a
    """  # noqa: D301
    if body is not None and (explain or as_json):
        raise click.UsageError("--body goes with neither --explain nor --json")
    if html is not None and (as_json or not explain):
        raise click.UsageError("--html goes with --explain, and not with --json")
    # Loaded here, as reading a page takes libraries that `--help` need not wait for.
    from newscrawl.cli.extraction import (  # noqa: PLC0415
        read_given,
        save_test,
        show_body,
        show_explanation,
        show_record,
        write_painted,
    )

    given, result = read_given(page, url=url, contact=contact, allow_addresses=allow_addresses)
    if folder is not None:
        save_test(given, result, folder)
    if html is not None:
        return write_painted(given, result, html)
    if explain:
        return show_explanation(given, result, as_json=as_json)
    if body is not None:
        show_body(result, BodyView(body))
    else:
        show_record(result, one_line=as_json)
    return 0
