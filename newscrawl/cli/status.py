"""The command `status`."""

import time
from datetime import UTC, datetime

import click

from newscrawl.cli.command import AdvancedCommand
from newscrawl.items import UrlState


@click.command(cls=AdvancedCommand, short_help="Show what a crawl knows, has and waits for.")
@click.argument("file", metavar="FILE")
@click.option(
    "--urls",
    "state",
    type=click.Choice([state.value for state in UrlState]),
    metavar="STATE",
    help="List the addresses in a state, with the reason, one a line: " + ", ".join(UrlState) + ".",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON; with --urls one object a line.")
def status(file: str, state: str | None, *, as_json: bool) -> None:
    r"""Show what the crawl of FILE knows: its articles, addresses by state, queue and last runs.

    FILE is an output or its state file. A crawl that is going on is not disturbed.

    \b
    newscrawl status articles.jsonl
    newscrawl status articles.jsonl --urls failed
    """
    # Loaded here, as `--help` need not wait for it.
    from newscrawl.cli.printing import print_json, print_lines  # noqa: PLC0415
    from newscrawl.core.state.access import reading  # noqa: PLC0415
    from newscrawl.core.state.inspection import read_status, url_rows  # noqa: PLC0415
    from newscrawl.exporters.state_paths import find_state  # noqa: PLC0415
    from newscrawl.reporting.status import status_dict, status_lines, url_line  # noqa: PLC0415

    path = find_state(file)
    with reading(path) as connection:
        if state is not None:
            for row in url_rows(connection, state=UrlState(state)):
                if as_json:
                    print_json(row.to_record())
                else:
                    print_lines([url_line(row)])
            return
        found = read_status(connection, now=time.time())
    if as_json:
        print_json(status_dict(found, state=str(path)))
    else:
        print_lines([f"state: {path}", *status_lines(found, now=datetime.now(UTC))])
