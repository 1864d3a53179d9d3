"""Stopping after a number of articles, as an item pipeline."""

import asyncio
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured

from newscrawl.items import Article, PageOutcome
from newscrawl.runtime import Runtime

ENDING = "max_articles"
"""Why the spider was closed, where it was by this pipeline."""


class LimitPipeline:
    """Lets so many articles through to the store that a run brings no more than it was asked for.

    Scrapy's own CLOSESPIDER_ITEMCOUNT counts what is stored already, while many pages are on their way.
    Here a page waits where the articles before it may be all that are wanted, and goes back to the
    frontier when they were.
    """

    def __init__(self, crawler: Crawler, runtime: Runtime, *, limit: int) -> None:
        self._crawler = crawler
        self._runtime = runtime
        self._missing = limit
        self._permits = asyncio.Semaphore(limit)
        self._under_way: set[int] = set()
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        limit = crawler.settings.getint("NEWSCRAWL_MAX_ARTICLES")
        runtime = crawler.get_extension(Runtime)
        if limit <= 0 or runtime is None:
            raise NotConfigured
        pipeline = cls(crawler, runtime, limit=limit)
        crawler.signals.connect(pipeline.item_scraped, signals.item_scraped)
        crawler.signals.connect(pipeline.item_dropped, signals.item_dropped)
        return pipeline

    async def process_item(self, item: Any) -> Any:
        if not isinstance(item, PageOutcome) or item.article is None:
            return item
        await self._permits.acquire()
        if self._missing <= 0:
            self._permits.release()
            raise DropItem("enough articles", log_level="DEBUG")
        self._under_way.add(item.lease.url_id)
        return item

    def item_scraped(self, item: Any) -> None:
        """Count a new or changed article; with the last one wanted, close the spider."""
        if not isinstance(item, Article):
            return
        self._missing -= 1
        if self._missing == 0:
            self._permits.release()
            self._closing = asyncio.get_running_loop().create_task(
                self._crawler.engine.close_spider_async(reason=ENDING)
            )

    def item_dropped(self, item: Any) -> None:
        """Let another page through in place of one that brought nothing new."""
        if isinstance(item, PageOutcome) and item.lease.url_id in self._under_way:
            self._under_way.discard(item.lease.url_id)
            self._permits.release()
