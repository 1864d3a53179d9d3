"""Which known addresses a run looks at again."""

import json
import sqlite3
from collections.abc import Sequence

from newscrawl.core.frontier.priority import RECHECK_PRIORITY
from newscrawl.core.frontier.validators import MAX_AGE
from newscrawl.core.frontier.visits import LONGEST_INTERVAL

_SETTLED_INDEX = 2 * 86_400.0
"""Seconds after which a sitemap's entry in its index, where it has a date, is taken for settled: younger
dates may be rounded to the day."""

_REQUEUE = """
UPDATE _url SET state = 'queued', reason = '', rule = :rule, due = :now, tries = 0, patience = :patience
WHERE site IN (SELECT value FROM json_each(:sites)) AND state NOT IN ('queued', 'leased')
    AND reason <> 'forgotten'
"""

_SEEDS = """
AND key IN (SELECT value FROM json_each(:keys)) AND (NOT :goes_on OR due <= :now OR state <> was)
"""

_CHANNELS = """
AND was IN ('section', 'feed', 'sitemap') AND role <> 'pagination' AND state IN (was, 'failed', 'dropped')
AND (due <= :now OR NOT :goes_on AND (role = 'section'
    OR role IN ('feed', 'sitemap') AND failures = 0 AND coalesce(interval, 0) <= :rare))
AND NOT (state = 'sitemap' AND read_at > :long_ago AND EXISTS (
    SELECT 1 FROM _sighting JOIN _url AS parent ON parent.id = _sighting.channel
    WHERE _sighting.url = _url.id AND parent.was = 'sitemap' AND said_at < :settled))
"""

_FAILED = """
AND (state = 'failed' OR state = 'dropped' AND role IN ('feed', 'sitemap')) AND due > 0 AND due <= :now
"""

_REQUEUE_ARTICLES = """
UPDATE _url SET state = 'queued', reason = '', rule = 'its age', due = :now, tries = 0, patience = :patience,
    priority = :priority
WHERE site IN (SELECT value FROM json_each(:sites)) AND state = 'article' AND due > 0 AND due <= :now
"""


def requeue(
    connection: sqlite3.Connection,
    *,
    keys: Sequence[str],
    sites: Sequence[str],
    patience: int,
    now: float,
    goes_on: bool,
) -> None:
    """Queue what a run over these sites looks at again.

    Seeds, section pages, feeds and sitemaps, whatever their due time, but only the due ones where the run
    goes on with one that was cut off, and no stale or dead feed or sitemap before its time. Not the further
    pages of a section: they are woken where its first page shows a gap. Not a sitemap whose index gives a
    date that is long past: it is woken when that changes.
    Failed addresses and articles that are due.
    """
    values = {
        "keys": json.dumps(list(keys)),
        "sites": json.dumps(list(sites)),
        "patience": patience,
        "now": now,
        "goes_on": goes_on,
        "long_ago": now - MAX_AGE,
        "settled": now - _SETTLED_INDEX,
        "rare": LONGEST_INTERVAL,
    }
    for rule, condition in (
        ("looked at in every run", _SEEDS),
        ("looked at in every run", _CHANNELS),
        ("failed last time", _FAILED),
    ):
        connection.execute(_REQUEUE + condition, {**values, "rule": rule})
    connection.execute(_REQUEUE_ARTICLES, {**values, "priority": RECHECK_PRIORITY})
