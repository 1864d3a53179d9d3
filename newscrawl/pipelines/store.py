"""Storing, as an item pipeline."""

import asyncio
import sqlite3
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, Self

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured

from newscrawl.core.state.articles import Change
from newscrawl.items import Article, PageOutcome
from newscrawl.runtime import Runtime

_ARTICLE_FIELDS = tuple(field.name for field in fields(Article))


class StorePipeline:
    """Makes what became of a page durable, and passes on its article if it is new or changed.

    An item from another spider is stored as the article that its fields make, and goes on unchanged.
    """

    def __init__(self, crawler: Crawler, runtime: Runtime) -> None:
        self._runtime = runtime
        self._stats = crawler.stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        runtime = crawler.get_extension(Runtime)
        if runtime is None:
            raise NotConfigured("StorePipeline needs newscrawl.runtime.Runtime among EXTENSIONS")
        return cls(crawler, runtime)

    async def process_item(self, item: Any) -> Any:
        entry = item if isinstance(item, PageOutcome) else article_of(item)
        try:
            stored = await self._runtime.writer.submit(entry)
        except asyncio.CancelledError as error:
            raise DropItem("could not be written", log_level="DEBUG") from error
        except (sqlite3.Error, OverflowError) as error:
            raise DropItem(f"could not be stored: {error}", log_level="ERROR") from error
        if stored is not None:
            self._stats.inc_value(f"newscrawl/store/{stored.change}_count")
        if not isinstance(item, PageOutcome):
            return item
        if stored is None or stored.change not in (Change.NEW, Change.CHANGED):
            raise DropItem("no new article", log_level="DEBUG")
        return stored.article


def article_of(item: Any) -> Article:
    """Return the article that an item's fields make; fields of other names are left out."""
    adapter = ItemAdapter(item)
    values = {name: adapter[name] for name in _ARTICLE_FIELDS if adapter.get(name) is not None}
    for name in ("authors", "keywords", "images"):
        if name in values:
            given = values[name]
            values[name] = (given,) if isinstance(given, str) else tuple(given)
    values.setdefault("fetched_at", datetime.now(UTC))
    return Article(**values)
