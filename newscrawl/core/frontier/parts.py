"""The rows of addresses that are further pages of an article, and were read together with it."""

import sqlite3
from collections.abc import Iterator, Sequence

from newscrawl.core.urls import host_of, url_key
from newscrawl.items import DiscoverySource, Lease, LinkRole, UrlState

_KNOWN = """
SELECT id, host, state FROM _url WHERE key = ? AND id <> ? AND reason <> 'forgotten'
    AND state NOT IN ('leased', 'article')
"""

_INSERT = """
INSERT INTO _url (key, url, host, site, state, rule, role, source, found_on, found_at, depth, patience,
                  priority, due, fetched_at, leads_to)
SELECT :key, :url, :host, site, :state, :rule, :role, :source, :first, :now, depth + 1, patience,
       priority, 0, :now, :first FROM _url WHERE id = :article
ON CONFLICT (key) DO NOTHING
"""

_UPDATE = """
UPDATE _url SET state = :state, reason = '', rule = :rule, leads_to = :first, fetched_at = :now, due = 0,
    tries = 0 WHERE id = :id
"""


def settle_parts(
    connection: sqlite3.Connection, lease: Lease, parts: Sequence[str], *, first: str, now: float
) -> Iterator[str]:
    """Note which addresses are further pages of a lease's article, and yield the host of each that waited.

    An address that is under way, or that an article is known by, is left as it is: its own page, once
    read, tells better. `first` is the address of the article's first page.
    """
    for number, url in enumerate(parts, start=2):
        key = url_key(url)
        values = {
            "key": key,
            "url": url,
            "host": host_of(url),
            "state": UrlState.PART,
            "rule": f"page {number} of an article",
            "role": LinkRole.ARTICLE,
            "source": DiscoverySource.PAGINATION,
            "first": first,
            "now": now,
            "article": lease.url_id,
        }
        row = connection.execute(_KNOWN, (key, lease.url_id)).fetchone()
        if row is None:
            connection.execute(_INSERT, values)
            continue
        connection.execute(_UPDATE, {**values, "id": row[0]})
        if row[2] == UrlState.QUEUED:
            yield row[1]
