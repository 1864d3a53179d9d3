"""The spiders `news` and `feeds`."""

from newscrawl.spiders.feeds import FeedsSpider
from newscrawl.spiders.news import NewsSpider

__all__ = ["FeedsSpider", "NewsSpider"]
