"""The command `export`."""

from typing import Any

import click

from newscrawl.cli.command import AdvancedCommand
from newscrawl.cli.moments import beginning, end
from newscrawl.items import Completeness


@click.command(
    cls=AdvancedCommand, short_help="Write what a crawl knows by now, one row an article."
)
@click.argument("file", metavar="FILE")
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="Write to OUT: .jsonl, .jsonl.gz, .csv, .parquet, .graphml (links), or - for standard output.",
)
@click.option("-O", "--overwrite", metavar="OUT", help="The same, in the place of what OUT held.")
@click.option(
    "--what",
    type=click.Choice(["articles", "versions", "urls", "links", "clusters"]),
    default="articles",
    show_default=True,
    help="Articles as they stand, in all versions, addresses, related links, or groups of copies.",
)
@click.option("--site", "sites", metavar="NAME", multiple=True, help="Of this site only.")
@click.option(
    "--since", metavar="DATE", callback=beginning, help="Published then or later: 2024-05-01, 7d."
)
@click.option("--until", "before", metavar="DATE", callback=end, help="Published then or earlier.")
@click.option(
    "--language", "languages", metavar="TAG", multiple=True, help="In this language, such as en."
)
@click.option(
    "--completeness",
    type=click.Choice([each.value for each in Completeness]),
    multiple=True,
    help="With so much of the text.",
)
@click.option("--unique", is_flag=True, help="Leave out copies of other articles.")
@click.option(
    "--reextract",
    is_flag=True,
    help="First make the records again, in the state file, from the pages that a crawl kept.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def export(output: str | None, overwrite: str | None, **given: Any) -> None:
    """Write what the crawl of FILE knows by now: one row an article, whatever versions it had.

    FILE is an output or its state file.

    \b
    newscrawl export articles.jsonl -o final.jsonl --unique --since 7d
    newscrawl export articles.jsonl -o addresses.csv --what urls
    """  # noqa: D301
    if (output is None) == (overwrite is None):
        raise click.UsageError("name one output: -o OUT, or -O OUT for one that is there")
    # Loaded here, as `--help` need not wait for it.
    from newscrawl.cli.exporting import ExportRequest, run_export  # noqa: PLC0415

    run_export(ExportRequest(output=output or overwrite or "", overwrite=output is None, **given))
