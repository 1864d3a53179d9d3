"""Addresses that an earlier run's limits left out are taken up again, or left out by those of this one."""

import json
import sqlite3
from collections.abc import Sequence

from newscrawl.core.frontier.limits import LEFT_OUT, Limits, Prospect
from newscrawl.core.frontier.periods import Period
from newscrawl.items import DiscoverySource, DropReason

_TAKE_UP = """
UPDATE _url SET state = 'queued', reason = '', rule = '', due = :now
WHERE state = 'dropped' AND reason IN (SELECT value FROM json_each(:reasons))
    AND site = :site
"""

_WAITING = """
SELECT id, source, depth, hops, section, published_from, published_to FROM _url
WHERE state = 'queued' AND was IS NULL AND site = :site
"""

_SECTIONS = """
WITH RECURSIVE scope (id) AS (
    SELECT id FROM _url WHERE key IN (SELECT value FROM json_each(?))
    UNION SELECT _url.id FROM _url JOIN scope ON _url.section = scope.id
    WHERE role IN ('section', 'feed', 'pagination')
) SELECT id FROM scope
"""


def take_up(connection: sqlite3.Connection, site: str, *, limits: Limits, now: float) -> None:
    """Queue what earlier runs left out of a site, and leave out what this run's limits do not let in.

    An article that was fetched and has no date stays left out as long as there is a span of dates.
    """
    dated = limits.since is not None or limits.until is not None
    reasons = [reason for reason in LEFT_OUT if not (dated and reason is DropReason.UNDATED)]
    values = {"site": site, "reasons": json.dumps(reasons), "now": now}
    connection.execute(_TAKE_UP, values)
    if not limits.any:
        return
    in_sections = _rows_of_sections(connection, limits.sections)
    leave_out = []
    for row in connection.execute(_WAITING, values):
        url_id, source, depth, hops, section, earliest, latest = row
        prospect = Prospect(
            source=DiscoverySource(source),
            depth=depth,
            hops=hops,
            period=Period(earliest=earliest, latest=latest),
            section=section if section in in_sections else None,
        )
        refusal = None if url_id in in_sections else limits.refusal(prospect)
        if refusal is not None:
            leave_out.append((refusal.reason, refusal.rule, url_id))
    connection.executemany(
        "UPDATE _url SET state = 'dropped', reason = ?, rule = ?, due = 0 WHERE id = ?", leave_out
    )


def _rows_of_sections(connection: sqlite3.Connection, keys: Sequence[str]) -> frozenset[int]:
    """Return the rows of section pages, and of all pages and feeds that belong to them."""
    return frozenset(row for (row,) in connection.execute(_SECTIONS, (json.dumps(list(keys)),)))
