"""The command `explain`."""

from datetime import UTC, datetime

import click

from newscrawl.cli.command import AdvancedCommand
from newscrawl.exceptions import NewscrawlError


@click.command(cls=AdvancedCommand, short_help="Show what became of an address, and why.")
@click.argument("file", metavar="FILE")
@click.argument("url", metavar="URL")
@click.option("--history", is_flag=True, help="Show what changed from version to version.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def explain(file: str, url: str, *, history: bool, as_json: bool) -> None:
    """Show how URL was found, every rule that spoke, and where its article's fields came from.

    FILE is an output or its state file; URL may be spelled in any way.

    \b
    newscrawl explain articles.jsonl https://www.example-news.org/a.html --history
    """  # noqa: D301
    # Loaded here, as `--help` need not wait for it.
    from newscrawl.cli.printing import print_json, print_lines  # noqa: PLC0415
    from newscrawl.core.discovery.explaining import explain_refusal  # noqa: PLC0415
    from newscrawl.core.state.access import reading  # noqa: PLC0415
    from newscrawl.core.state.explanation import explain_url, knows_host  # noqa: PLC0415
    from newscrawl.core.urls import site_hosts  # noqa: PLC0415
    from newscrawl.exporters.state_paths import find_state  # noqa: PLC0415
    from newscrawl.reporting.explanation import (  # noqa: PLC0415
        explanation_dict,
        explanation_lines,
        history_lines,
    )
    from newscrawl.sites.seeds import seed_url  # noqa: PLC0415

    path, address = find_state(file), seed_url(url)
    with reading(path) as connection:
        known = explain_url(connection, address)
        host_known = known is not None or knows_host(connection, address)
    if known is None:
        rule = explain_refusal(address, hosts=site_hosts(address)) if host_known else None
        why = "no page that was read links to it" if host_known else "nothing of its host is"
        if rule is not None:
            why = f"a crawl leaves it out whatever names it; rule: {rule}"
        raise NewscrawlError(f"{address}: not known to {path}: {why}")
    if as_json:
        print_json(explanation_dict(known, history=history))
        return
    print_lines(explanation_lines(known, now=datetime.now(UTC)))
    if history:
        print_lines(["", *history_lines(known.versions)])
