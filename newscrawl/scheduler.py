"""Scrapy's scheduler over the frontier: hands over what may be fetched now."""

import asyncio
import contextlib
import logging
import time
from collections import deque
from typing import Protocol, Self, runtime_checkable

from scrapy import Request, Spider
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.utils.defer import deferred_from_coro
from twisted.internet.defer import Deferred

from newscrawl.core.urls import host_of
from newscrawl.downloading.handler import under_way, wake
from newscrawl.downloading.meta import LEASE, RESERVATION
from newscrawl.exceptions import NewscrawlError
from newscrawl.items import Lease
from newscrawl.runtime import Runtime

logger = logging.getLogger(__name__)

SPARE = 4
"""Leases of a host kept ready beyond what it may have under way."""
MOST_UNDER_WAY = 100
"""Pages between their request and their commit: no more than these are fetched again after a crash."""


@runtime_checkable
class LeaseSpider(Protocol):
    """A spider whose requests fetch what the frontier leases."""

    def request_for(self, lease: Lease) -> Request:
        """Return the request that fetches a lease."""


class FrontierScheduler(BaseScheduler):
    """Keeps a few leases of each host in memory, and asks the frontier for more when they run low.

    `next_request` is synchronous and the frontier is not, so leases arrive between its calls: they come in
    by `engine.crawl()`, which brings them to `enqueue_request` and wakes the engine.
    """

    def __init__(self, crawler: Crawler, runtime: Runtime, *, max_wait: float) -> None:
        self._crawler = crawler
        self._runtime = runtime
        self._max_wait = max_wait
        self._ready: dict[str, deque[Request]] = {}
        self._refilling: asyncio.Task[None] | None = None
        self._stale = True
        self._closed = False
        self._more: frozenset[str] = frozenset()
        self._low = crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") + SPARE
        self._next_due: float | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._spider: LeaseSpider | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        runtime = crawler.get_extension(Runtime)
        if runtime is None:
            raise ValueError("FrontierScheduler needs newscrawl.runtime.Runtime among EXTENSIONS")
        return cls(crawler, runtime, max_wait=crawler.settings.getfloat("NEWSCRAWL_MAX_WAIT"))

    def open(self, spider: Spider) -> Deferred[None] | None:
        if not isinstance(spider, LeaseSpider):
            raise TypeError(f"FrontierScheduler needs a spider with request_for(), not {spider!r}")
        self._spider = spider
        return deferred_from_coro(self._open(spider))

    async def _open(self, spider: Spider) -> None:
        # What keeps the crawl from starting is raised again once the spider is open: Scrapy cannot
        # close one whose scheduler failed to open.
        with contextlib.suppress(CloseSpider):
            await self._runtime.open(spider)
        self._runtime.writer.on_commit = self._on_commit
        self._runtime.gate.on_change = self._wake

    def close(self, reason: str) -> Deferred[None] | None:  # noqa: ARG002
        return deferred_from_coro(self._close())

    async def _close(self) -> None:
        self._closed = True
        self._cancel_timer()
        if self._refilling is not None:
            await self._refilling
        self._ready.clear()  # Their leases are given back when the store is closed.

    def has_pending_requests(self) -> bool:
        if self._runtime.stopping:
            return False
        if self._refilling is not None or self._stale:
            return True
        if any(queue and not self._is_out(host) for host, queue in self._ready.items()):
            return True
        return bool(self._more) or self._runtime.writer.busy or self._due_soon()

    def _is_out(self, host: str) -> bool:
        return self._runtime.gate.is_out(host)

    def _due_soon(self) -> bool:
        return self._next_due is not None and self._next_due < time.time() + self._max_wait

    def enqueue_request(self, request: Request) -> bool:
        """Take back a request that is fetched again under its lease, as after a redirect to itself."""
        if LEASE not in request.meta:
            logger.warning("Not scheduled, as newscrawl's spiders yield no requests: %s", request)
            return False
        self._queue(host_of(request.url)).appendleft(request)
        return True

    def _queue(self, host: str) -> deque[Request]:
        return self._ready.setdefault(host, deque())

    def next_request(self) -> Request | None:
        """Return a request whose host may be asked now, hosts in turn; None: nothing at the moment."""
        gate = self._runtime.gate
        if self._runtime.writer.behind or under_way(self._crawler) >= MOST_UNDER_WAY:
            return None
        self._refill()
        for host in list(self._ready):
            if not gate.room(host):
                continue
            queue = self._ready.pop(host)
            request = queue.popleft()
            if queue:
                self._ready[host] = queue  # Last in line, so that hosts take turns.
            request.meta[RESERVATION] = gate.reserve(host)
            return request
        return None

    def _on_commit(self) -> None:
        self._stale = True
        self._refill()

    def _refill(self) -> None:
        """Ask the frontier for more, where a host runs low or something new may be there."""
        if self._closed or self._refilling is not None or self._runtime.stopping:
            return
        low = any(len(self._ready.get(host, ())) < self._low for host in self._more)
        if self._stale or low:
            self._refilling = asyncio.get_running_loop().create_task(self._fetch_leases())

    async def _fetch_leases(self) -> None:
        self._stale = False
        have = {host: len(queue) for host, queue in self._ready.items()}
        have |= dict.fromkeys(self._runtime.gate.out(), 2 * self._low)
        try:
            leased = await self._runtime.writer.lease(per_host=2 * self._low, have=have)
        except NewscrawlError as error:
            self._runtime.fail(error)
            return
        finally:
            self._refilling = None
        for lease in leased.leases:
            self._queue(host_of(lease.url)).append(self._request(lease))
        self._more = frozenset(host for host in leased.more if not self._is_out(host))
        self._next_due = leased.next_due
        self._look_when_due()
        if not leased.leases:
            self._runtime.writer.hurry()
        self._wake()

    def _request(self, lease: Lease) -> Request:
        assert self._spider is not None
        return self._spider.request_for(lease)

    def _look_when_due(self) -> None:
        """Look again when the next try of an address falls due."""
        self._cancel_timer()
        if self._next_due is not None and self._due_soon():
            wait = max(0.0, self._next_due - time.time())
            self._timer = asyncio.get_running_loop().call_later(wait, self._on_commit)

    def _cancel_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _wake(self) -> None:
        wake(self._crawler)
