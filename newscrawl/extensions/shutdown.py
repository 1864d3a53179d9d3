"""Ends a crawl that is told to: in ten seconds at most, and nothing that was read is lost."""

import asyncio
import contextlib
import logging
import signal
import threading
from types import FrameType
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.crawler import Crawler

from newscrawl.runtime import Runtime

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_LOOK_AGAIN = 0.05
"""Seconds between two looks at whether the engine runs."""


class Shutdown:
    """Stands before Scrapy's handlers of SIGINT and SIGTERM, which wait for every open answer.

    After the first signal nothing is begun; open answers get `grace` seconds, are then given up, and their
    addresses wait for the next run. After the second that happens at once. All that was read is stored.
    """

    def __init__(self, crawler: Crawler, *, grace: float) -> None:
        self._crawler = crawler
        self.grace = grace
        """Seconds that answers under way get after the first signal."""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._scrapys: dict[int, Any] = {}
        self._count = 0
        self.signal: int | None = None
        """Number of the first signal that came; None: none did."""
        self.on_signal: Callable[[int], None] = lambda _: None
        """Called for each signal, in the handler itself, with how many there were."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        shutdown = cls(crawler, grace=crawler.settings.getfloat("NEWSCRAWL_SHUTDOWN_GRACE"))
        # Scrapy sets its own handlers when the reactor starts, which may be only after this.
        crawler.signals.connect(shutdown.listen, signals.engine_started)
        shutdown.listen()
        return shutdown

    def listen(self) -> None:
        """Stand before the handlers that are set, where an event loop runs in the main thread."""
        if threading.current_thread() is not threading.main_thread():
            return
        try:
            self._loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        for number in _SIGNALS:
            current = signal.getsignal(number)
            if current != self._received:
                self._scrapys[number] = current
                signal.signal(number, self._received)

    def _received(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        self._count += 1
        self.on_signal(self._count)
        assert self._loop is not None
        with contextlib.suppress(RuntimeError):  # The loop is closed, and the crawl is over.
            if self._count == 1:
                self.signal = number
                self._loop.call_soon_threadsafe(self._begin, number)
            elif self._count == 2:
                self._loop.call_soon_threadsafe(self._break_off)

    def _begin(self, number: int) -> None:
        logger.info("Told to end: answers under way have %g s", self.grace)
        runtime = self._crawler.get_extension(Runtime)
        if not self._running:
            self._break_off()
        elif runtime is not None:
            runtime.wind_down()
            # Also while the store closes: it may come to wait for a lock only then.
            asyncio.get_running_loop().call_later(self.grace, self._break_off)
        self._tell_scrapy(number)

    @property
    def _running(self) -> bool:
        engine = self._crawler.engine
        return engine is not None and engine.running

    def _break_off(self) -> None:
        runtime = self._crawler.get_extension(Runtime)
        if runtime is not None:
            runtime.break_off()

    def _tell_scrapy(self, number: int) -> None:
        """Let Scrapy end the crawl, once it has begun: before, it would stop the reactor under it."""
        if self._crawler.crawling and not self._running:
            asyncio.get_running_loop().call_later(_LOOK_AGAIN, self._tell_scrapy, number)
            return
        scrapys = self._scrapys[number]
        if callable(scrapys):
            scrapys(number, None)
        # Scrapy would take the next signal for the order to leave everything as it is.
        self.listen()
