"""The command `forget`."""

import time

import click

from newscrawl.cli.command import AdvancedCommand


@click.command(cls=AdvancedCommand, short_help="Remove articles, and never fetch them again.")
@click.argument("file", metavar="FILE")
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print what was forgotten as JSON.")
def forget(file: str, urls: tuple[str, ...], *, as_json: bool) -> None:
    """Remove the articles at URL from the state file, with all versions, and never fetch them again.

    FILE is an output or its state file. Lines that outputs hold already are named, not touched.

    \b
    newscrawl forget articles.jsonl https://www.example-news.org/a.html
    """  # noqa: D301
    # Loaded here, as `--help` need not wait for it.
    from newscrawl.cli.printing import print_json, print_lines  # noqa: PLC0415
    from newscrawl.core.state.access import changing  # noqa: PLC0415
    from newscrawl.core.state.forgetting import forget_url  # noqa: PLC0415
    from newscrawl.exporters.holdings import outputs_holding  # noqa: PLC0415
    from newscrawl.exporters.state_paths import find_state  # noqa: PLC0415
    from newscrawl.reporting.forgotten import forgotten_dict, forgotten_lines  # noqa: PLC0415
    from newscrawl.sites.seeds import seed_url  # noqa: PLC0415

    path = find_state(file)
    addresses = [seed_url(url) for url in urls]
    with changing(path) as connection:
        forgotten = [forget_url(connection, url, now=time.time()) for url in addresses]
    ids = {each.article_id for each in forgotten if each.article_id is not None}
    holding = outputs_holding(path, ids)
    if as_json:
        print_json(forgotten_dict(forgotten, holding))
    else:
        print_lines(forgotten_lines(forgotten, holding))
