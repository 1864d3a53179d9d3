"""In which order addresses are fetched."""

from newscrawl.items import Candidate, DiscoverySource, LinkRole

_BY_ROLE = {
    LinkRole.SITEMAP: 900,
    LinkRole.FEED: 850,
    LinkRole.SECTION: 800,
    LinkRole.ARTICLE: 600,
    LinkRole.RELATED: 500,
    LinkRole.PAGINATION: 400,
    LinkRole.TAG: 200,
    LinkRole.AUTHOR: 200,
    LinkRole.OTHER: 100,
    LinkRole.MEDIA: 0,
}
RECHECK_PRIORITY = 450
"""Priority of an article that is fetched again: after the new ones, before the depths of a section."""
VANISHED_PRIORITY = 50
"""Priority of an article that a sitemap lists no longer: all other sitemaps are read first, as one may have
moved it to another."""
_SEED = 1000
_NEWEST = 99
_DAY = 86_400.0


def priority_of(candidate: Candidate, role: LinkRole, *, depth: int, now: float) -> int:
    """Return the priority of an address, higher first.

    Seeds come first, then sitemaps, feeds and section pages, then articles (the newest first where a
    feed or sitemap gives a date), related links, and pagination, the later the deeper and the higher its
    number.

    Args:
        candidate: the address.
        role: what it is taken for.
        depth: links from a seed.
        now: seconds since the epoch.
    """
    if candidate.source is DiscoverySource.SEED:
        return _SEED
    base = _BY_ROLE[role]
    if role is LinkRole.ARTICLE and candidate.date is not None:
        days = max(0.0, now - candidate.date.timestamp()) / _DAY
        return base + max(0, _NEWEST - int(days))
    return base - min(max(depth, candidate.page_number or 0), _NEWEST)
