"""The command `search`."""

from typing import Any

import click

from newscrawl.cli.command import AdvancedCommand
from newscrawl.cli.moments import beginning, end


@click.command(cls=AdvancedCommand, short_help="Find articles by their words.")
@click.argument("file", metavar="FILE")
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@click.option("--site", "sites", metavar="NAME", multiple=True, help="Of this site only.")
@click.option(
    "--since", metavar="DATE", callback=beginning, help="Published then or later: 2024-05-01, 7d."
)
@click.option("--until", "before", metavar="DATE", callback=end, help="Published then or earlier.")
@click.option(
    "--language", "languages", metavar="TAG", multiple=True, help="In this language, such as en."
)
@click.option("--unique", is_flag=True, help="Leave out copies of other articles.")
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(1),
    default=20,
    show_default=True,
    help="So many at most.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")
def search(file: str, words: tuple[str, ...], limit: int, *, as_json: bool, **given: Any) -> None:
    """Find the articles of FILE that have all of these words, in headline or text; the best first.

    FILE is an output or its state file. Case and accents do not count; "two words" in quotes stand
    together, elect* begins a word. A crawl that is going on is not disturbed.

    \b
    newscrawl search articles.jsonl harbour bridge --since 7d
    newscrawl search articles.jsonl '"central bank" rate*' --unique
    """  # noqa: D301
    # Loaded here, as `--help` need not wait for it.
    from newscrawl.cli.printing import print_json, print_lines  # noqa: PLC0415
    from newscrawl.core.state.access import reading  # noqa: PLC0415
    from newscrawl.core.state.search import search_articles  # noqa: PLC0415
    from newscrawl.core.state.selection import Selection  # noqa: PLC0415
    from newscrawl.exporters.state_paths import find_state  # noqa: PLC0415
    from newscrawl.reporting.search import hit_dict, hit_lines  # noqa: PLC0415

    with reading(find_state(file)) as connection:
        hits = search_articles(connection, " ".join(words), Selection(**given), limit=limit)
    for hit in hits:
        if as_json:
            print_json(hit_dict(hit))
        else:
            print_lines(hit_lines(hit))
    if not hits:
        click.echo("no article has all of these words", err=True)
