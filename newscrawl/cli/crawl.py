"""The command `crawl`."""

from typing import Any

import click

from newscrawl.cli.command import (
    AdvancedCommand,
    AdvancedOption,
    allow_address_option,
    contact_option,
    log_format_option,
)
from newscrawl.cli.moments import as_moment
from newscrawl.cli.request import CrawlRequest


def named_values(
    ctx: click.Context, parameter: click.Parameter, texts: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Return names and values of texts `NAME=VALUE`."""
    pairs = []
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise click.BadParameter(f"{text!r} is not NAME=VALUE", ctx=ctx, param=parameter)
        pairs.append((name.strip(), value))
    return tuple(pairs)


@click.command(cls=AdvancedCommand, short_help="Crawl news sites; again: bring home what is new.")
@click.argument("seeds", metavar="URL...", nargs=-1)
@click.option(
    "-o",
    "--output",
    "outputs",
    metavar="OUT",
    multiple=True,
    help="Add articles to OUT: a .jsonl or .db file, FORMAT:PATH, or - for standard output."
    " May be given more than once. Default: HOST.jsonl here.",
)
@click.option(
    "-O",
    "--overwrite",
    "overwritten",
    metavar="OUT",
    multiple=True,
    help="The same, but empty OUT first and write all known articles.",
)
@click.option(
    "--section",
    "--category",
    "sections",
    metavar="URL",
    multiple=True,
    help="Keep to this section of the site: what its pages list, to the last one.",
)
@click.option(
    "--since",
    metavar="DATE",
    callback=as_moment,
    help="Leave out what was published before: 2024-05-01, or 7d for a week.",
)
@click.option("--fresh", is_flag=True, help="Forget what earlier crawls did and begin anew.")
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    metavar="S",
    help="Seconds between two requests to a host.  [default: 1]",
)
@click.option(
    "--concurrency",
    cls=AdvancedOption,
    type=click.IntRange(min=1),
    metavar="N",
    help="Requests at once to a host.  [default: 1]",
)
@click.option(
    "--max-articles", type=click.IntRange(min=1), metavar="N", help="Stop after N new articles."
)
@contact_option
@click.option("--json", is_flag=True, help="Print the final figures as JSON.")
@click.option("-v", "--verbose", count=True, help="Show Scrapy's messages too; -vv shows all.")
@click.option("-q", "--quiet", is_flag=True, help="Show errors only.")
@click.option(
    "--state",
    cls=AdvancedOption,
    metavar="FILE",
    help="Where the crawl remembers what it did.  [default: beside the first output]",
)
@click.option(
    "--keep-pages",
    cls=AdvancedOption,
    is_flag=True,
    help="Keep the HTML of articles in the state file, for export --reextract.",
)
@click.option(
    "--until",
    cls=AdvancedOption,
    metavar="DATE",
    callback=as_moment,
    help="Leave out what was published later.",
)
@click.option(
    "--follow",
    cls=AdvancedOption,
    metavar="KINDS",
    help="Follow these kinds of links only: some of section,related,pagination,feed,sitemap.",
)
@click.option(
    "--max-depth",
    cls=AdvancedOption,
    type=click.IntRange(min=1),
    metavar="N",
    help="Go at most N links from a seed.",
)
@click.option(
    "--max-per-site",
    cls=AdvancedOption,
    type=click.IntRange(min=1),
    metavar="N",
    help="Bring at most N new articles of each site.",
)
@click.option(
    "--max-per-section",
    cls=AdvancedOption,
    type=click.IntRange(min=1),
    metavar="N",
    help="Bring at most N new articles of each section.",
)
@click.option(
    "--duplicates",
    cls=AdvancedOption,
    type=click.Choice(["link", "drop"]),
    help="Mark copies of articles with duplicate_of, or leave them out of the outputs; a .db output"
    " that is its own state file keeps them marked.  [default: link]",
)
@allow_address_option
@log_format_option
@click.option(
    "--recheck",
    cls=AdvancedOption,
    metavar="AGES",
    help="Ages at which known articles are fetched again; none: only where the site says that they"
    " changed.  [default: 1h,6h,1d,7d]",
)
@click.option(
    "--workers",
    cls=AdvancedOption,
    type=click.IntRange(min=0),
    metavar="N",
    help="Processes that read pages.  [default: as many as the pace can fill]",
)
@click.option(
    "-s",
    "--set",
    "settings",
    cls=AdvancedOption,
    metavar="NAME=VALUE",
    multiple=True,
    callback=named_values,
    help="Any setting of Scrapy or newscrawl.",
)
def crawl(
    outputs: tuple[str, ...],
    overwritten: tuple[str, ...],
    verbose: int,
    quiet: bool,
    **given: Any,
) -> int:
    """Crawl news sites and bring their articles home; again: bring what is new.

    \b
    newscrawl crawl https://www.example-news.org/ -o articles.jsonl
    newscrawl crawl https://www.example-news.org/ -o news.db
    """  # noqa: D301
    if outputs and overwritten:
        raise click.UsageError("-o and -O cannot be mixed")
    if not given["seeds"] and not given["sections"]:
        raise click.UsageError("name a site: URL..., or --section URL")
    if quiet and verbose:
        raise click.UsageError("-q and -v cannot be mixed")
    request = CrawlRequest(
        outputs=outputs or overwritten,
        overwrite=bool(overwritten),
        verbosity=-1 if quiet else min(verbose, 2),
        **given,
    )
    # Loaded here, as Scrapy takes a second that `--help` need not wait.
    from newscrawl.cli.crawling import run_crawl  # noqa: PLC0415

    return run_crawl(request)
