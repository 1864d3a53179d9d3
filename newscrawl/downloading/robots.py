"""Obeys robots.txt (RFC 9309)."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from newscrawl.core.frontier.host_memory import LONGEST_ROBOTS, KnownRobots
from newscrawl.core.robots import MAX_BYTES, TOKEN, RobotsRules, parse_robots
from newscrawl.core.urls import host_of, normalize_url, url_key
from newscrawl.downloading.failures import DOWNLOAD_ERRORS, classify_failure
from newscrawl.downloading.redirects import redirect_target
from newscrawl.downloading.waiting import retry_after
from newscrawl.items import Candidate, DiscoverySource, FailureKind, FetchFailure, LinkRole
from newscrawl.runtime import Runtime

logger = logging.getLogger(__name__)

_MAX_REDIRECTS = 5
_MAX_SITEMAPS = 100
_FIRST_WAIT = 5.0
"""Seconds until a robots.txt that could not be had is asked for again; each time four times as long."""
_LONGEST_WAIT = 3600.0
_NEVER = 3600.0
"""Seconds; who asks for so long a pause between two requests wants none at all."""


_NOTHING_SAID = parse_robots(b"", token=TOKEN)


class RobotsDenied(IgnoreRequest):
    """A request is not allowed by robots.txt, or nobody knows because it could not be had."""

    def __init__(self, failure: FetchFailure) -> None:
        """Carry the failure that the address is recorded with."""
        super().__init__(failure.detail)
        self.failure = failure


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """What the robots.txt of one scheme, host and port says."""

    until: float
    """End of their time, on the loop's clock."""
    robots: RobotsRules
    """What it says; nothing where there is none."""
    unreachable: FetchFailure | None = None
    """Why robots.txt could not be had."""


class RobotsMiddleware:
    """Lets a request pass only once the robots.txt of its host is known and allows it.

    The delay that it asks for goes to the gate, the sitemaps that it names to the frontier.
    """

    def __init__(self, crawler: Crawler, runtime: Runtime) -> None:
        self._crawler = crawler
        self._runtime = runtime
        self._rules: dict[str, asyncio.Task[_Rules]] = {}
        self._misses: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        runtime = crawler.get_extension(Runtime)
        if runtime is None:
            raise NotConfigured("newscrawl.runtime.Runtime is not among EXTENSIONS")
        return cls(crawler, runtime)

    async def process_request(self, request: Request) -> None:
        """Raise RobotsDenied for a request that must not be sent."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        rules = await self._rules_for(request.url)
        failure = rules.unreachable
        delay = rules.robots.crawl_delay or 0.0
        if delay >= _NEVER:
            detail = f"robots.txt asks for {delay:,.0f} s between two requests"
            failure = FetchFailure(kind=FailureKind.ROBOTS, detail=detail)
        elif not rules.robots.allows(request.url):
            failure = FetchFailure(kind=FailureKind.ROBOTS, detail="disallowed by robots.txt")
        if failure is not None:
            assert self._crawler.stats is not None
            self._crawler.stats.inc_value("newscrawl/downloading/robots_denied_count")
            raise RobotsDenied(failure)

    async def _rules_for(self, url: str) -> _Rules:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{host_of(url)}"
        task = self._rules.get(origin)
        if task is None or (task.done() and _is_over(task)):
            task = asyncio.get_running_loop().create_task(self._load(origin))
            self._rules[origin] = task
        # One request that is cancelled must not take robots.txt from the others that wait for it.
        return await asyncio.shield(task)

    async def _load(self, origin: str) -> _Rules:
        """Return the rules of an origin, fetched now; what they ask for beside is passed on."""
        known = self._runtime.known_robots.pop(origin, None)
        if known is not None:
            return await self._taken(known)
        stats = self._crawler.stats
        assert stats is not None
        stats.inc_value("newscrawl/downloading/robots_fetched_count")
        try:
            response = await self._fetch(f"{origin}/robots.txt")
        except DOWNLOAD_ERRORS as error:
            failure = classify_failure(error)
            return self._unreachable(origin, failure.kind, failure.detail)
        # RFC 9309, 2.3.1; 429 asks to stay away, so it is no 4xx here.
        if response.status == 429 or response.status >= 500:
            wait = retry_after(response)
            return self._unreachable(origin, FailureKind.ROBOTS, f"status {response.status}", wait)
        body = response.body[: MAX_BYTES + 1] if 200 <= response.status < 300 else b""
        known = KnownRobots(origin=origin, body=body, until=time.time() + LONGEST_ROBOTS)
        self._runtime.remember_robots(known)
        return await self._taken(known)

    async def _taken(self, known: KnownRobots) -> _Rules:
        """Return the rules of a robots.txt, and pass on what it asks for beside."""
        # A large file takes a quarter of a second.
        robots = await asyncio.to_thread(parse_robots, known.body, token=TOKEN)
        robots_url = f"{known.origin}/robots.txt"
        if robots.crawl_delay:
            self._runtime.gate.set_delay(host_of(robots_url), robots.crawl_delay)
        site = self._runtime.site_for(robots_url)
        if site is not None:
            self._runtime.propose(_sitemaps(robots.sitemaps, robots_url), site=site.name)
        return _Rules(robots=robots, until=_loop_time() + known.until - time.time())

    def _unreachable(
        self, origin: str, kind: FailureKind, detail: str, wait: float | None = None
    ) -> _Rules:
        """Return that nothing is allowed until robots.txt is asked for again."""
        self._misses[origin] += 1
        own = _FIRST_WAIT * 4.0 ** min(self._misses[origin] - 1, 6)
        wait = max(wait or 0.0, min(own, _LONGEST_WAIT))
        detail = f"robots.txt unreachable: {detail}"
        assert self._crawler.stats is not None
        self._crawler.stats.inc_value("newscrawl/downloading/robots_unreachable_count")
        logger.info("%s: %s", origin, detail)
        return _Rules(
            robots=_NOTHING_SAID,
            until=_loop_time() + wait,
            unreachable=FetchFailure(kind=kind, detail=detail, retry_after=wait),
        )

    async def _fetch(self, robots_url: str) -> Response:
        """Return the answer that redirects lead to; the last redirect where they are too many."""
        assert self._crawler.engine is not None
        url = robots_url
        for _ in range(_MAX_REDIRECTS + 1):
            request = Request(url, callback=NO_CALLBACK, meta={"dont_obey_robotstxt": True})
            response = await self._crawler.engine.download_async(request)
            target = redirect_target(response)
            if target is None:
                break
            url = target
        return response


def _is_over(task: asyncio.Task[_Rules]) -> bool:
    if task.cancelled() or task.exception() is not None:
        return True
    return task.result().until < _loop_time()


def _sitemaps(named: Sequence[str], robots_url: str) -> Sequence[Candidate]:
    """Return the sitemaps that a robots.txt names, each once, in its order."""
    found: dict[str, Candidate] = {}
    for position, line in enumerate(named):
        url = normalize_url(line, robots_url)
        if url is None or len(found) >= _MAX_SITEMAPS:
            continue
        candidate = Candidate(
            url=url,
            key=url_key(url),
            role=LinkRole.SITEMAP,
            source=DiscoverySource.SITEMAP,
            found_on=robots_url,
            position=position,
            score=1.0,
        )
        found.setdefault(candidate.key, candidate)
    return tuple(found.values())


def _loop_time() -> float:
    return asyncio.get_running_loop().time()
