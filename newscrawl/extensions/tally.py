"""Counts what a crawl brings, for the progress display and the last screen."""

from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler

from newscrawl.items import Article, PageOutcome
from newscrawl.reporting.tally import Tally


class RunTally:
    """The extension that keeps a run's tally; others find it by `crawler.get_extension`."""

    def __init__(self) -> None:
        self.tally = Tally()
        """The counts so far."""
        self.ending = ""
        """Why the spider was closed; empty while it runs."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls()
        crawler.signals.connect(extension.item_scraped, signals.item_scraped)
        crawler.signals.connect(extension.item_dropped, signals.item_dropped)
        crawler.signals.connect(extension.spider_closed, signals.spider_closed)
        return extension

    def item_scraped(self, item: Any) -> None:
        """Count a new or changed article."""
        if isinstance(item, Article):
            self.tally.add_article(item)

    def item_dropped(self, item: Any) -> None:
        """Count a page that brought none."""
        if isinstance(item, PageOutcome):
            self.tally.add_outcome(item)

    def spider_closed(self, reason: str) -> None:
        """Remember how it ended."""
        self.ending = reason
