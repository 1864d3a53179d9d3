"""Shows on standard error how far a crawl is."""

import asyncio
import sys
import time
from typing import TYPE_CHECKING, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import AsyncioLoopingCall, create_looping_call

from newscrawl.extensions.tally import RunTally
from newscrawl.reporting.messages import is_json, message_line
from newscrawl.reporting.progress import Snapshot, progress_line, progress_panel, snapshot
from newscrawl.reporting.tally import Tally
from newscrawl.runtime import Runtime

if TYPE_CHECKING:
    from rich.live import Live
    from twisted.internet.task import LoopingCall

REFRESH = 0.5
"""Seconds between two looks at a terminal's panel."""
COUNT_EVERY = 2.0
"""Seconds between two looks at the length of the queue."""


class Progress:
    """A panel on a terminal that is renewed twice a second; elsewhere a line every so often."""

    def __init__(self, crawler: Crawler, *, interval: float) -> None:
        self._crawler = crawler
        self._interval = interval
        self._tally = Tally()
        self._runtime: Runtime | None = None
        self._started = time.monotonic()
        self._name = ""
        self._queued: int | None = None
        self._counted = 0.0
        self._counting: asyncio.Task[None] | None = None
        self._live: Live | None = None
        self._loop: AsyncioLoopingCall | LoopingCall | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        if not settings.getbool("NEWSCRAWL_PROGRESS"):
            raise NotConfigured
        progress = cls(crawler, interval=settings.getfloat("NEWSCRAWL_PROGRESS_INTERVAL"))
        crawler.signals.connect(progress.spider_opened, signals.spider_opened)
        crawler.signals.connect(progress.spider_closed, signals.spider_closed)
        return progress

    def spider_opened(self, spider: Spider) -> None:
        """Begin to show."""
        run = self._crawler.get_extension(RunTally)
        if run is not None:
            self._tally = run.tally
        self._runtime = self._crawler.get_extension(Runtime)
        self._name = ", ".join(site.name for site in getattr(spider, "sites", ()))
        if sys.stderr.isatty() and not is_json():
            self._live = _live_display()
            self._live.start()
        self._loop = create_looping_call(self._show)
        self._loop.start(REFRESH if self._live is not None else self._interval, now=False)

    def spider_closed(self) -> None:
        """Take the panel away."""
        if self._loop is not None and self._loop.running:
            self._loop.stop()
        if self._counting is not None:
            self._counting.cancel()
        if self._live is not None:
            self._live.stop()
            self._live = None

    def _show(self) -> None:
        self._count_queue()
        if self._live is not None:
            self._live.update(progress_panel(self._now()), refresh=True)
        else:
            sys.stderr.write(message_line(progress_line(self._now())) + "\n")
            sys.stderr.flush()

    def _now(self) -> Snapshot:
        elapsed = time.monotonic() - self._started
        return snapshot(self._tally, name=self._name, queued=self._queued, elapsed=elapsed)

    def _count_queue(self) -> None:
        """Ask the store how long the queue is, unless it was asked a moment ago."""
        due = time.monotonic() - self._counted >= COUNT_EVERY
        if self._runtime is not None and self._counting is None and due:
            self._counting = asyncio.get_running_loop().create_task(self._ask(self._runtime))

    async def _ask(self, runtime: Runtime) -> None:
        try:
            self._queued = await runtime.writer.call(lambda store: store.queued())
        finally:
            self._counted = time.monotonic()
            self._counting = None


def _live_display() -> "Live":
    # Loaded here, as it costs time that a crawl without a terminal need not spend.
    from rich.console import Console  # noqa: PLC0415
    from rich.live import Live  # noqa: PLC0415

    # Standard output may carry articles, so that it is not redirected.
    return Live(
        console=Console(stderr=True), auto_refresh=False, redirect_stdout=False, transient=True
    )
