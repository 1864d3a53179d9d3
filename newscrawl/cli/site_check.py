"""A look at a site: its first page, and a few of each kind of what that leads to."""

import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from typing import Any

import click
from scrapy.http import Response
from twisted.python.failure import Failure

from newscrawl.cli.crawling import crawl_settings
from newscrawl.cli.exit_codes import SIGNALLED
from newscrawl.cli.printing import print_json, print_lines
from newscrawl.cli.reachability import unreachable_sites
from newscrawl.cli.request import CrawlRequest
from newscrawl.cli.spider_run import run_spider
from newscrawl.configuration import address_policy, configured_sites
from newscrawl.core.cleaning.settling import settle
from newscrawl.core.discovery.links import find_links
from newscrawl.core.html.parsing import parse_document
from newscrawl.core.urls import host_of
from newscrawl.exceptions import NewscrawlError
from newscrawl.items import Candidate, LinkRole, Page, PageOutcome, PageResult, PageType, Site
from newscrawl.reporting.site_check import SiteCheck, check_dict, check_lines
from newscrawl.spiders.answers import page_of
from newscrawl.spiders.news import NewsSpider

_TRIED = {
    LinkRole.SITEMAP: 3,
    LinkRole.FEED: 3,
    LinkRole.SECTION: 3,
    LinkRole.ARTICLE: 3,
    LinkRole.RELATED: 1,
}
"""How many links of each kind are followed."""
_MOST_PAGES = 25
_PATIENCE = 5.0
"""Seconds that are waited for an address that is to be tried again."""


class CheckSpider(NewsSpider):
    """Follows a few links of each kind from its seed, and keeps what became of each."""

    name = "check"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcomes: list[PageOutcome] = []
        """What became of each address, in order."""
        self.found: dict[str, tuple[Candidate, ...]] = {}
        """What each page leads to, by its address."""
        self.page: Page | None = None
        """The page that answered the seed."""
        self.delay = 0.0
        """Seconds between two requests that robots.txt asks for."""
        self._followed: Counter[LinkRole] = Counter()

    def candidates(self, result: PageResult) -> Iterable[Candidate]:
        self.found[result.url] = result.candidates
        for link in result.candidates:
            if self._followed[link.role] < _TRIED.get(link.role, 0):
                self._followed[link.role] += 1
                yield link

    async def parse(self, response: Response, **kwargs: Any) -> AsyncIterator[PageOutcome]:
        async for outcome in super().parse(response, **kwargs):
            if self.page is None and outcome.redirect is None and _is_seed(outcome):
                self.page = page_of(response)
            self.delay = self.runtime.gate.asked_delay(host_of(outcome.lease.url))
            self._keep(outcome)
            yield outcome

    def _keep(self, outcome: PageOutcome) -> None:
        """Keep an outcome with all links of its page, and its article as a crawl would store it."""
        result = outcome.result
        if result is not None:
            result = replace(result, candidates=self.found.get(result.url, ()))
            outcome = replace(outcome, result=result, article=settle(result))
        self.outcomes.append(outcome)

    async def failed(self, failure: Failure) -> AsyncIterator[PageOutcome]:
        async for outcome in super().failed(failure):
            self._keep(outcome)
            yield outcome


def _is_seed(outcome: PageOutcome) -> bool:
    return outcome.lease.depth == 0 and outcome.lease.role is not LinkRole.SITEMAP


def run_check(request: CrawlRequest) -> int:
    """Look at the site of a request's seed, tell what is there, and return the exit code.

    Raises InputError for a host that cannot be reached, NewscrawlError where the seed gives no page.
    """
    settings = crawl_settings(request)
    settings.set("NEWSCRAWL_MAX_WAIT", _PATIENCE, priority="cmdline")
    settings.set("CLOSESPIDER_PAGECOUNT", _MOST_PAGES, priority="cmdline")
    sites = configured_sites(settings, request.seeds)
    unreachable_sites(sites, address_policy(settings, sites))
    if not request.json and sys.stderr.isatty():
        click.echo(f"looking at {sites[0].name}, at most {_MOST_PAGES} pages", err=True)
    run = run_spider(CheckSpider, settings, seeds=request.seeds)
    if run.failure is not None:
        raise run.failure
    if run.signal is not None:
        return SIGNALLED + run.signal
    assert isinstance(run.spider, CheckSpider)
    found = _site_check(run.spider, sites[0], delay=settings.getfloat("DOWNLOAD_DELAY"))
    if request.json:
        print_json(check_dict(found))
    else:
        print_lines(check_lines(found))
    return 0 if found.usable else 1


def _site_check(spider: CheckSpider, site: Site, *, delay: float) -> SiteCheck:
    seeds = [outcome for outcome in spider.outcomes if _is_seed(outcome)]
    if spider.page is None or not seeds or seeds[-1].result is None:
        failure = seeds[-1].failure if seeds else None
        told = "no answer" if failure is None else failure.detail or failure.kind
        raise NewscrawlError(f"{site.seeds[0]}: {told}")
    result = seeds[-1].result
    report = None
    if result.page_type not in (PageType.FEED, PageType.SITEMAP) and result.problem is None:
        report = find_links(parse_document(spider.page), page_type=result.page_type, site=site)
    return SiteCheck(
        url=seeds[-1].url,
        page=spider.page,
        result=result,
        links=report,
        robots_delay=spider.delay if spider.delay > delay else None,
        tried=tuple(outcome for outcome in spider.outcomes if not _is_seed(outcome)),
    )
