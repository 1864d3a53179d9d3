"""The command `check`."""

from pathlib import Path

import click

from newscrawl.cli.command import AdvancedCommand, allow_address_option, contact_option


@click.command(
    cls=AdvancedCommand, short_help="Show what a site, or the sites of a job file, have."
)
@click.argument("target", metavar="URL|JOB")
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    metavar="S",
    help="Seconds between two requests to a host.  [default: 1]",
)
@click.option(
    "--settings",
    "with_settings",
    is_flag=True,
    help="Ask nobody; print each setting of a crawl, and where its value comes from.",
)
@click.option("--json", "as_json", is_flag=True, help="Print all of it as JSON.")
@contact_option
@allow_address_option
def check(
    target: str,
    *,
    delay: float | None,
    with_settings: bool,
    as_json: bool,
    contact: str | None,
    allow_addresses: tuple[str, ...],
) -> int:
    """Look at the page at URL, or at each site of a job file, and tell what a crawl would find.

    Its robots.txt, feeds, sitemaps and sections; each link of the page with what it is taken for, how
    surely and where it stands; a few articles, and what is wrong. Some 15 requests, at a crawl's pace.

    \b
    newscrawl check https://www.example-news.org/
    newscrawl check https://www.example-news.org/politics/ --json
    newscrawl check news.toml
    newscrawl check news.toml --settings
    """  # noqa: D301
    # Loaded here, as Scrapy takes a second that `--help` need not wait.
    from newscrawl.cli.request import CrawlRequest  # noqa: PLC0415
    from newscrawl.cli.site_check import run_check  # noqa: PLC0415
    from newscrawl.core.state.store import IN_MEMORY  # noqa: PLC0415

    request = CrawlRequest(
        seeds=(target,),
        state=IN_MEMORY,
        delay=delay,
        contact=contact,
        allow_addresses=allow_addresses,
        verbosity=-1,
        json=as_json,
    )
    if with_settings:
        from newscrawl.cli.effective_settings import show_settings  # noqa: PLC0415

        return show_settings(target, request)
    if target.endswith(".toml"):
        from newscrawl.cli.job_checking import check_job  # noqa: PLC0415

        return check_job(Path(target), request)
    return run_check(request)
