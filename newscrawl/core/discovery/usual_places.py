"""Where sites have their feeds and sitemaps, for those that name none."""

from newscrawl.core.discovery.addresses import origin_of
from newscrawl.core.urls import normalize_url, url_key
from newscrawl.items.page import Candidate, DiscoverySource, LinkRole

PLACES = {
    LinkRole.SITEMAP: (
        "/sitemap.xml",
        "/sitemap_index.xml",  # Yoast and others on WordPress, Drupal
        "/wp-sitemap.xml",  # WordPress itself
        "/news-sitemap.xml",
        "/sitemap-news.xml",
    ),
    LinkRole.FEED: (
        "/feed/",  # WordPress
        "/rss.xml",  # Drupal
        "/rss/",  # Ghost
        "/feed.xml",  # Jekyll, Hugo
        "/atom.xml",
    ),
}
"""Paths by what they may be, the most frequent first."""
_SOURCES = {
    LinkRole.SITEMAP: DiscoverySource.SITEMAP,
    LinkRole.FEED: DiscoverySource.FEED,
}


def first_place(role: LinkRole, site_url: str) -> Candidate:
    """Return the first usual place of a feed or sitemap of the site that an address belongs to."""
    return _candidate(role, origin_of(site_url), PLACES[role][0])


def next_place(role: LinkRole, url: str) -> Candidate | None:
    """Return the usual place to look at after this one, or None after the last."""
    origin = origin_of(url)
    places = PLACES.get(role, ())
    path = url.removeprefix(origin)
    if path not in places[:-1]:
        return None
    return _candidate(role, origin, places[places.index(path) + 1])


def _candidate(role: LinkRole, origin: str, path: str) -> Candidate:
    url = normalize_url(origin + path)
    assert url is not None
    return Candidate(url=url, key=url_key(url), role=role, source=_SOURCES[role])
