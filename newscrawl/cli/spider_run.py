"""One run of a spider in this process."""

import contextlib
import os
import sys
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from newscrawl.cli.exit_codes import SIGNALLED
from newscrawl.cli.logs import log_level, show_log
from newscrawl.core.state.ledger import Ledger
from newscrawl.exceptions import NewscrawlError
from newscrawl.extensions.shutdown import Shutdown
from newscrawl.extensions.tally import RunTally
from newscrawl.reporting.tally import Tally
from newscrawl.runtime import Runtime
from newscrawl.spiders.news import NewsSpider

_TO_CLOSE = 1.8
"""Seconds that it may take to store what was read and to end, once nothing is waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpiderRun:
    """A run that is over."""

    spider: NewsSpider
    """What ran."""
    ledger: Ledger
    """What became of every address."""
    tally: Tally
    """What the run did."""
    ending: str
    """Why the spider was closed; empty where it was stopped by force."""
    failure: NewscrawlError | None
    """The error that ended it."""
    signal: int | None
    """Number of the signal that ended it."""
    elapsed: float
    """Seconds."""


def newscrawl_settings(verbosity: int) -> Settings:
    """Return the package's own settings, whatever project the working directory belongs to."""
    settings = Settings()
    settings.setmodule("newscrawl.settings", priority="project")
    for name, value in (
        ("LOG_LEVEL", log_level(verbosity)),
        ("LOG_INSTALL_ROOT_HANDLER", False),
        ("STATS_DUMP", False),
    ):
        settings.set(name, value, priority="project")
    return settings


def run_spider(
    spider: type[NewsSpider],
    settings: Settings,
    *,
    seeds: Sequence[str],
    unreachable: Collection[str] = (),
) -> SpiderRun:
    """Run a spider to its end; works once in a process, as Twisted's reactor starts only once.

    `unreachable`: names of sites that are not tried.

    Raises what keeps the crawl from starting.
    """
    if settings.get("LOG_FILE"):
        settings.set("LOG_INSTALL_ROOT_HANDLER", True, priority="project")
    elif settings.getbool("LOG_ENABLED"):
        show_log(settings.get("LOG_LEVEL") or "WARNING")
    started = time.monotonic()
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(spider)
    last_resort = _LastResort(crawler)
    crawler.signals.connect(last_resort.watch, signals.engine_started)
    task = process.crawl(crawler, seeds=seeds, unreachable=frozenset(unreachable))
    process.start()
    if task.done() and not task.cancelled():
        task.result()
    return _end(crawler, time.monotonic() - started)


def _end(crawler: Crawler, elapsed: float) -> SpiderRun:
    runtime, run = crawler.get_extension(Runtime), crawler.get_extension(RunTally)
    shutdown = crawler.get_extension(Shutdown)
    assert runtime is not None
    assert run is not None
    assert shutdown is not None
    assert isinstance(crawler.spider, NewsSpider)
    return SpiderRun(
        spider=crawler.spider,
        ledger=runtime.ledger,
        tally=run.tally,
        ending=run.ending,
        failure=runtime.failure,
        signal=shutdown.signal,
        elapsed=elapsed,
    )


class _LastResort:
    """Ends the process where a signal has not: what hangs then, such as a look-up of a name, lets it hang.

    Nothing is lost, as with any other way to end it; a thread of its own, because the main one may be what
    hangs.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._counts: SimpleQueue[int] = SimpleQueue()

    def watch(self) -> None:
        """Be told of the signals that come."""
        shutdown = self._crawler.get_extension(Shutdown)
        if shutdown is not None:
            shutdown.on_signal = (
                self._counts.put
            )  # A SimpleQueue may be used in a signal's handler.
            Thread(target=self._wait, args=(shutdown,), daemon=True).start()

    def _wait(self, shutdown: Shutdown) -> None:
        self._counts.get()
        with contextlib.suppress(Empty):
            self._counts.get(timeout=shutdown.grace + _TO_CLOSE)
            time.sleep(_TO_CLOSE)
        os.write(sys.stderr.fileno(), b"newscrawl: interrupted; the same command goes on\n")
        os._exit(SIGNALLED + (shutdown.signal or 0))
