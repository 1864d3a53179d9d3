"""The command `demo`."""

import json
from pathlib import Path
from textwrap import shorten

import click

from newscrawl.cli.command import AdvancedCommand
from newscrawl.cli.request import CrawlRequest

_SHOWN = 300
"""Characters of an article's text that are shown."""


@click.command(
    cls=AdvancedCommand, short_help="See it work: crawl a small site that ships with it."
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    default="newscrawl-demo.jsonl",
    show_default=True,
    help="Where its articles go; what OUT held is overwritten.",
)
def demo(output: str) -> int:
    """Crawl a small news site that ships with newscrawl, without a network."""
    # Loaded here, as Scrapy takes a second that `--help` need not wait.
    from newscrawl.cli.crawling import run_crawl  # noqa: PLC0415
    from newscrawl.cli.demo_site import DemoServer  # noqa: PLC0415
    from newscrawl.core.state.store import IN_MEMORY  # noqa: PLC0415

    with DemoServer() as server:
        click.echo(f"a small news site runs at {server.url} while it is crawled", err=True)
        code = run_crawl(
            CrawlRequest(
                seeds=(server.url,),
                outputs=(output,),
                overwrite=True,
                state=IN_MEMORY,
                delay=0,
                concurrency=4,
                contact="newscrawl demo",
            )
        )
    _show_one(output)
    click.echo(
        "\nnow a real site: newscrawl crawl https://www.example-news.org/ -o articles.jsonl",
        err=True,
    )
    return code


def _show_one(output: str) -> None:
    """Print that article of a JSONL file which fills most keys, its text shortened."""
    from newscrawl.exporters import parse_output  # noqa: PLC0415

    spec = parse_output(output)
    if spec.format != "jsonl" or spec.path == "-":
        return
    with Path(spec.path).open(encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    if records:
        record = max(records, key=lambda each: sum(bool(value) for value in each.values()))
        click.echo("\none of its articles:\n", err=True)
        body = shorten(record["article_body"], _SHOWN, placeholder=" ...")
        click.echo(json.dumps({**record, "article_body": body}, ensure_ascii=False, indent=2))
