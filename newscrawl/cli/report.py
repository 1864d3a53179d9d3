"""The command `report`."""

import click

from newscrawl.cli.command import AdvancedCommand


@click.command(cls=AdvancedCommand, short_help="Show health and history of all sites, with plots.")
@click.argument("file", metavar="FILE")
@click.option("--html", metavar="OUT", help="Write a page with plots to OUT; - is standard output.")
@click.option("--json", "as_json", is_flag=True, help="Print all figures as JSON.")
def report(file: str, *, html: str | None, as_json: bool) -> None:
    """Show how each site of FILE does: its articles, freshness, failures, and what is not as it was.

    FILE is an output or its state file. A crawl that is going on is not disturbed.

    \b
    newscrawl report news.jsonl
    newscrawl report news.jsonl --html report.html
    """  # noqa: D301
    # Loaded here, as `--help` need not wait for it.
    from datetime import UTC, datetime  # noqa: PLC0415

    from newscrawl.cli.printing import print_json, print_lines  # noqa: PLC0415
    from newscrawl.core.state.access import reading  # noqa: PLC0415
    from newscrawl.core.state.overview import read_overview  # noqa: PLC0415
    from newscrawl.exporters.rows import open_whole  # noqa: PLC0415
    from newscrawl.exporters.state_paths import find_state  # noqa: PLC0415
    from newscrawl.reporting.report.lines import report_dict, report_lines  # noqa: PLC0415
    from newscrawl.reporting.report.page import report_page  # noqa: PLC0415

    if html is not None and as_json:
        raise click.UsageError("--html and --json: one at a time")
    path = find_state(file)
    with reading(path) as connection:
        overview = read_overview(connection, now=datetime.now(UTC))
    if html is not None:
        with open_whole(html) as out:
            out.write(report_page(overview, title=path.name).encode("utf-8", "replace"))
    elif as_json:
        print_json(report_dict(overview))
    else:
        print_lines(report_lines(overview))
