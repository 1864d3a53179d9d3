"""Bytes of a page, feed or sitemap in, typed and scored links out."""

from newscrawl.core.discovery.feeds import read_feed
from newscrawl.core.discovery.links import find_links
from newscrawl.core.discovery.report import LinkReport
from newscrawl.core.discovery.sitemaps import read_sitemap
from newscrawl.core.discovery.verdicts import FURTHER_PART

__all__ = ["FURTHER_PART", "LinkReport", "find_links", "read_feed", "read_sitemap"]
