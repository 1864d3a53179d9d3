"""The command `status`."""

import time
from datetime import UTC, datetime
from pathlib import Path

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
@click.option(
    "--boilerplate",
    "site",
    metavar="SITE",
    help="List what is learned of a site and taken out of its articles: on how many of its newest pages"
    " each piece stands, since when, and its text.",
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print JSON; with --urls or --boilerplate one object a line.",
)
def status(file: str, state: str | None, site: str | None, *, as_json: bool) -> None:
    """Show what the crawl of FILE knows: its articles, addresses by state, queue and last runs.

    FILE is an output or its state file. A crawl that is going on is not disturbed.

    \b
    newscrawl status articles.jsonl
    newscrawl status articles.jsonl --urls failed
    newscrawl status articles.jsonl --boilerplate example.org
    """  # noqa: D301
    # Loaded here, as `--help` need not wait for it.
    from newscrawl.exceptions import InputError  # noqa: PLC0415
    from newscrawl.exporters.state_paths import find_state  # noqa: PLC0415

    if state is not None and site is not None:
        raise InputError("--urls and --boilerplate: one at a time")
    path = find_state(file)
    if state is not None:
        _show_urls(path, UrlState(state), as_json=as_json)
    elif site is not None:
        _show_boilerplate(path, site, as_json=as_json)
    else:
        _show_status(path, as_json=as_json)


def _show_status(path: Path, *, as_json: bool) -> None:
    from newscrawl.cli.printing import print_json, print_lines  # noqa: PLC0415
    from newscrawl.core.state.access import reading  # noqa: PLC0415
    from newscrawl.core.state.inspection import read_status  # noqa: PLC0415
    from newscrawl.reporting.status import status_dict, status_lines  # noqa: PLC0415

    with reading(path) as connection:
        found = read_status(connection, now=time.time())
    if as_json:
        print_json(status_dict(found, state=str(path)))
    else:
        print_lines([f"state: {path}", *status_lines(found, now=datetime.now(UTC))])


def _show_urls(path: Path, state: UrlState, *, as_json: bool) -> None:
    from newscrawl.cli.printing import print_json, print_lines  # noqa: PLC0415
    from newscrawl.core.state.access import reading  # noqa: PLC0415
    from newscrawl.core.state.inspection import url_rows  # noqa: PLC0415
    from newscrawl.reporting.status import url_line  # noqa: PLC0415

    with reading(path) as connection:
        for row in url_rows(connection, state=state):
            if as_json:
                print_json(row.to_record())
            else:
                print_lines([url_line(row)])


def _show_boilerplate(path: Path, typed: str, *, as_json: bool) -> None:
    from newscrawl.cli.printing import print_json, print_lines  # noqa: PLC0415
    from newscrawl.core.state.access import reading  # noqa: PLC0415
    from newscrawl.core.state.boilerplate import learned_blocks, sites_with_articles  # noqa: PLC0415
    from newscrawl.exceptions import InputError  # noqa: PLC0415
    from newscrawl.reporting.status import boilerplate_dict, boilerplate_lines  # noqa: PLC0415
    from newscrawl.sites.seeds import site_name  # noqa: PLC0415

    with reading(path) as connection:
        sites = sites_with_articles(connection)
        site = typed if typed in sites else site_name(typed)
        if site not in sites:
            raise InputError(
                f"{typed}: no articles of it in {path}, only of {', '.join(sites) or 'none'}"
            )
        learned = learned_blocks(connection, site)
    if as_json:
        for block in learned:
            print_json(boilerplate_dict(block, site=site))
    else:
        print_lines(boilerplate_lines(learned, site=site))
