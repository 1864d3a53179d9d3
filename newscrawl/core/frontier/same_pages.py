"""Pages that are served at several addresses: soft 404s, filters, sessions."""

import sqlite3

from newscrawl.core.frontier.ending import Ending
from newscrawl.core.frontier.endings import CHANNEL_ROLES
from newscrawl.items import DiscoverySource, DropReason, PageOutcome, PageType, UrlState


def same_page_ending(connection: sqlite3.Connection, outcome: PageOutcome) -> Ending | None:
    """Return how a lease ends whose page, no article, was read at another address of the site already.

    Lists may be the same today and differ tomorrow, unless their addresses differ in parameters only. Seeds,
    feeds, sitemaps and what was read before are looked at for themselves.
    """
    lease, result = outcome.lease, outcome.result
    if result is None or result.part_of is not None or outcome.body_hash is None:
        return None
    if lease.was is not None or lease.source is DiscoverySource.SEED or lease.role in CHANNEL_ROLES:
        return None
    path = _path(lease.key) if result.page_type is PageType.SECTION else None
    rows = connection.execute(
        "SELECT url, key FROM _url WHERE body_hash = ? AND site = ? AND id <> ?",
        (outcome.body_hash, lease.site, lease.url_id),
    )
    other = next((url for url, key in rows if path in (None, _path(key))), None)
    if other is None:
        return None
    return Ending(
        state=UrlState.DROPPED,
        reason=DropReason.SAME_PAGE,
        rule=f"the same bytes as {other}",
        status=outcome.status,
    )


def _path(key: str) -> str:
    return key.partition("?")[0]
