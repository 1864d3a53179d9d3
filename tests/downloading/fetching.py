"""Fetches addresses with the project's downloading parts and prints what came of each as JSON.

Run by the tests in a process of its own: `fetching.py ORDER`, where ORDER is a JSON object.
"""

import json
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Response
from scrapy.resolver import CachingThreadedResolver
from scrapy.settings import Settings
from twisted.internet.defer import Deferred, succeed
from twisted.python.failure import Failure

from newscrawl.core.frontier.addresses import AddressPolicy
from newscrawl.core.frontier.gate import HostGate
from newscrawl.core.frontier.host_memory import KnownRobots
from newscrawl.downloading.failures import classify_failure
from newscrawl.downloading.meta import LEASE
from newscrawl.items import Candidate, Site
from newscrawl.runtime import Runtime

ORDER = json.loads(sys.argv[1])


def report(**values: Any) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


class BareRuntime(Runtime):
    """The gate and the address policy, without a store and a worker pool."""

    def __init__(self, crawler: Crawler) -> None:
        self.gate = HostGate(
            concurrency=crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"),
            delay=crawler.settings.getfloat("DOWNLOAD_DELAY"),
        )
        self.addresses = AddressPolicy(
            ORDER["networks"], [(host, port) for host, port in ORDER.get("literals", [])]
        )
        self.known_robots = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def remember_robots(self, robots: KnownRobots) -> None:
        """Nobody asks again."""

    def site_for(self, url: str) -> Site:
        return Site(name="test", seeds=(url,), hosts=())

    def propose(self, candidates: Sequence[Candidate], *, site: str) -> None:
        for candidate in candidates:
            report(candidate=candidate.url, found_on=candidate.found_on, site=site)


class NamedResolver(CachingThreadedResolver):
    """Knows the names of the order."""

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802
        names = ORDER.get("names", {})
        return succeed(names[name]) if name in names else super().getHostByName(name, timeout)


class FetchSpider(Spider):
    name = "fetch"

    async def start(self) -> AsyncIterator[Any]:
        for url in ORDER["urls"]:
            meta = {"handle_httpstatus_all": True}
            if ORDER.get("leased"):
                meta[LEASE] = url
            yield Request(url, meta=meta, errback=self.failed, dont_filter=True)

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Any]:
        report(
            url=response.url,
            asked=response.request.url,
            status=response.status,
            size=len(response.body),
            body=response.body[:2000].decode("latin-1"),
            location=response.headers.get("Location", b"").decode(),
        )
        yield from ()

    def failed(self, failure: Failure) -> Iterator[Any]:
        reason = classify_failure(failure.value)
        report(
            asked=failure.request.url,
            error=type(failure.value).__name__,
            kind=reason.kind,
            detail=reason.detail,
            retry_after=reason.retry_after,
        )
        yield from ()


def settings() -> Settings:
    """Return newscrawl's settings, without store, pool, pipelines and scheduler of its own."""
    made = Settings()
    made.setmodule("newscrawl.settings", priority="project")
    own = {
        "EXTENSIONS": {BareRuntime: 0},
        "ITEM_PIPELINES": {},
        "SPIDER_MODULES": [],
        "SCHEDULER": "scrapy.core.scheduler.Scheduler",
        "TWISTED_DNS_RESOLVER": NamedResolver,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
        "DOWNLOAD_DELAY": 0,
    }
    made.setdict({**own, **ORDER.get("settings", {})}, priority="cmdline")
    return made


if __name__ == "__main__":
    process = AsyncCrawlerProcess(settings())
    process.crawl(FetchSpider)
    process.start()
