"""One page from the web, fetched with the same care as in a crawl."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import Any

from scrapy.http import Response
from twisted.python.failure import Failure

from newscrawl.cli.crawling import crawl_settings
from newscrawl.cli.reachability import unreachable_sites
from newscrawl.cli.request import CrawlRequest
from newscrawl.cli.spider_run import run_spider
from newscrawl.configuration import address_policy, configured_sites
from newscrawl.core.state.store import IN_MEMORY
from newscrawl.exceptions import NewscrawlError
from newscrawl.items import Candidate, LinkRole, Page, PageOutcome, PageResult
from newscrawl.spiders.answers import page_of
from newscrawl.spiders.news import NewsSpider


class OnePageSpider(NewsSpider):
    """Reads the page of its seed and follows nothing but redirects."""

    name = "one page"
    outcome: PageOutcome | None = None
    """What became of the seed."""
    page: Page | None = None
    """The page that answered it."""

    def candidates(self, result: PageResult) -> Iterable[Candidate]:  # noqa: ARG002
        return ()

    async def parse(self, response: Response, **kwargs: Any) -> AsyncIterator[PageOutcome]:
        async for outcome in super().parse(response, **kwargs):
            self._keep(outcome, page_of(response))
            yield outcome

    async def failed(self, failure: Failure) -> AsyncIterator[PageOutcome]:
        async for outcome in super().failed(failure):
            self._keep(outcome)
            yield outcome

    def _keep(self, outcome: PageOutcome, page: Page | None = None) -> None:
        """Keep what became of the seed, and close; a sitemap comes from robots.txt, unasked."""
        if outcome.lease.role is LinkRole.SITEMAP or outcome.redirect is not None:
            return
        self.outcome, self.page = outcome, page
        self._closing = asyncio.get_running_loop().create_task(
            self.crawler.engine.close_spider_async(reason="finished")
        )


def fetch_page(
    url: str, *, contact: str | None, allow_addresses: tuple[str, ...]
) -> tuple[Page, PageResult]:
    """Return the page at an address and what reading it gives; obeys robots.txt and the address rules.

    Raises InputError for a host that cannot be reached, NewscrawlError where there is no page.
    """
    request = CrawlRequest(
        seeds=(url,),
        state=IN_MEMORY,
        contact=contact,
        allow_addresses=allow_addresses,
        verbosity=-1,
    )
    settings = crawl_settings(request)
    sites = configured_sites(settings, request.seeds)
    unreachable_sites(sites, address_policy(settings, sites))
    run = run_spider(OnePageSpider, settings, seeds=[url])
    if run.failure is not None:
        raise run.failure
    assert isinstance(run.spider, OnePageSpider)
    outcome, page = run.spider.outcome, run.spider.page
    if outcome is None:
        raise NewscrawlError(f"{url}: no answer")
    if outcome.result is None or page is None:
        failure = outcome.failure
        told = "leads to nothing" if failure is None else failure.detail or failure.kind
        raise NewscrawlError(f"{outcome.url}: {told}")
    return page, outcome.result
