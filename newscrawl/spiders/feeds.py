"""The spider that reads feeds and sitemaps only."""

from typing import Any, Self

from scrapy.crawler import Crawler

from newscrawl.spiders.news import NewsSpider


class FeedsSpider(NewsSpider):
    """Follows feeds and sitemaps, and the articles that they list; of a page only the feeds it names."""

    name = "feeds"

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.settings.set("NEWSCRAWL_FOLLOW", ["feed", "sitemap"], priority="spider")
        return spider
