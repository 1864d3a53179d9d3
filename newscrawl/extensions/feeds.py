"""Advice for those who export by Scrapy's own feeds."""

import logging
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

logger = logging.getLogger(__name__)


class FeedsAdvice:
    """Warns once that FEEDS, unlike NEWSCRAWL_OUTPUTS, can lose articles when a crawl is killed."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        if not settings.getdict("FEEDS") or settings.getlist("NEWSCRAWL_OUTPUTS"):
            raise NotConfigured
        advice = cls()
        crawler.signals.connect(advice.spider_opened, signals.spider_opened)
        return advice

    def spider_opened(self) -> None:
        """Say it."""
        logger.warning(
            "FEEDS (-o, -O) may lose or repeat articles when a crawl is killed; the setting"
            " NEWSCRAWL_OUTPUTS does not: -s NEWSCRAWL_OUTPUTS=articles.jsonl"
        )
