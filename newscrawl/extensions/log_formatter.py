"""What Scrapy's log says of an item."""
# ruff: noqa: ARG002 (the signatures are Scrapy's)

import logging
from typing import Any

from scrapy import Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure

from newscrawl.items import Article, PageOutcome


class OneLineLogFormatter(LogFormatter):
    """Names an item by its address instead of printing all of it, which is a whole article."""

    def scraped(
        self, item: Any, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        return _line(logging.DEBUG, "Scraped %(item)s", item=_name(item))

    def dropped(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        return _line(
            logging.getLevelName(getattr(exception, "log_level", None) or "WARNING"),
            "Dropped %(item)s: %(why)s",
            item=_name(item),
            why=exception,
        )

    def item_error(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        return _line(logging.ERROR, "Error processing %(item)s", item=_name(item))


def _line(level: int, message: str, **args: Any) -> LogFormatterResult:
    return {"level": level, "msg": message, "args": args}


def _name(item: Any) -> str:
    if isinstance(item, Article):
        return f"article {item.url}"
    if isinstance(item, PageOutcome):
        return f"page {item.url}"
    return repr(item)
