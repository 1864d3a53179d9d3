"""One run of a spider in this process."""

import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Any

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from newscrawl.cli.logs import log_level, show_log
from newscrawl.core.state.ledger import Ledger
from newscrawl.exceptions import NewscrawlError
from newscrawl.extensions.tally import RunTally
from newscrawl.reporting.tally import Tally
from newscrawl.runtime import Runtime
from newscrawl.spiders.news import NewsSpider


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


def run_spider(spider: type[NewsSpider], settings: Settings, *, seeds: Sequence[str]) -> SpiderRun:
    """Run a spider to its end; works once in a process, as Twisted's reactor starts only once.

    Raises what keeps the crawl from starting.
    """
    if settings.get("LOG_FILE"):
        settings.set("LOG_INSTALL_ROOT_HANDLER", True, priority="project")
    elif settings.getbool("LOG_ENABLED"):
        show_log(settings.get("LOG_LEVEL") or "WARNING")
    started = time.monotonic()
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(spider)
    stop = _StopSignal()
    crawler.signals.connect(stop.listen, signals.engine_started)
    task = process.crawl(crawler, seeds=seeds)
    process.start()
    if task.done() and not task.cancelled():
        task.result()
    return _end(crawler, stop.number, time.monotonic() - started)


def _end(crawler: Crawler, signal_number: int | None, elapsed: float) -> SpiderRun:
    runtime, run = crawler.get_extension(Runtime), crawler.get_extension(RunTally)
    assert runtime is not None
    assert run is not None
    assert isinstance(crawler.spider, NewsSpider)
    return SpiderRun(
        spider=crawler.spider,
        ledger=runtime.ledger,
        tally=run.tally,
        ending=run.ending,
        failure=runtime.failure,
        signal=signal_number,
        elapsed=elapsed,
    )


class _StopSignal:
    """Remembers which signal stops the process, and leaves the stopping to Scrapy."""

    def __init__(self) -> None:
        self.number: int | None = None

    def listen(self) -> None:
        """Stand before the handlers that Scrapy has set."""
        for number in (signal.SIGINT, signal.SIGTERM):
            self._stand_before(number, signal.getsignal(number))

    def _stand_before(self, number: signal.Signals, scrapys: Any) -> None:
        def note(received: int, frame: FrameType | None) -> None:
            self.number = received
            if callable(scrapys):
                scrapys(received, frame)

        signal.signal(number, note)
