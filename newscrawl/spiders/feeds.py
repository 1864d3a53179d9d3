"""The spider that reads feeds and sitemaps only."""

from newscrawl.items import Candidate, DiscoverySource, LinkRole
from newscrawl.spiders.news import NewsSpider


class FeedsSpider(NewsSpider):
    """Follows feeds and sitemaps, and the articles that they list; of a page only the feeds it names."""

    name = "feeds"

    def should_follow(self, candidate: Candidate) -> bool:
        return candidate.role in (LinkRole.FEED, LinkRole.SITEMAP) or candidate.source in (
            DiscoverySource.FEED,
            DiscoverySource.SITEMAP,
            DiscoverySource.REDIRECT,
        )
