"""The history of each site's runs, and what is wrong with the last one."""

import json
import sqlite3
from collections.abc import Iterable
from statistics import median
from typing import Any

from newscrawl.core.health import FIELDS, Alarm, SiteFigures, alarms_of

SCHEMA = """
CREATE TABLE IF NOT EXISTS _site_run (
    site TEXT NOT NULL, run_id TEXT NOT NULL, figures TEXT NOT NULL, alarms TEXT NOT NULL,
    PRIMARY KEY (site, run_id)
) WITHOUT ROWID;
"""
COMPARED = 30
"""Runs of a site that a run is compared with, the newest."""

_PAGES = """
SELECT count(*), total(role IN ('article', 'related')),
    total(role IN ('article', 'related') AND state = 'dropped' AND reason = 'not an article')
FROM _url WHERE site = ? AND fetched_at >= ?
"""
_FAILURES = """
SELECT reason, count(*) FROM _url WHERE site = ? AND fetched_at >= ? AND state = 'failed' GROUP BY 1
"""
_ARTICLES = """
SELECT version = 1, duplicate_of IS NOT NULL, completeness, length(article_body), headline IS NOT NULL,
    EXISTS (SELECT 1 FROM authors WHERE article_id = articles.id), date_published IS NOT NULL,
    article_section IS NOT NULL, description IS NOT NULL, main_image_url IS NOT NULL
FROM articles WHERE site = ? AND run_id = ?
"""
_BEFORE = """
SELECT _site_run.figures FROM _site_run JOIN runs USING (run_id) WHERE site = ? AND run_id <> ?
ORDER BY runs.rowid DESC LIMIT ?
"""


def note_site_runs(
    connection: sqlite3.Connection, sites: Iterable[str], *, run_id: str, started_at: float
) -> list[Alarm]:
    """Write down what a run brought of these sites, and return what is wrong with it."""
    alarms: list[Alarm] = []
    for site in sites:
        figures = _figures(connection, site, run_id=run_id, started_at=started_at)
        found = alarms_of(site, figures, _before(connection, site, run_id=run_id))
        connection.execute(
            "INSERT OR REPLACE INTO _site_run VALUES (?, ?, ?, ?)",
            (
                site,
                run_id,
                json.dumps(figures.to_json(), sort_keys=True),
                json.dumps([[alarm.kind, alarm.told] for alarm in found]),
            ),
        )
        alarms += found
    return alarms


def last_alarms(connection: sqlite3.Connection) -> list[Alarm]:
    """Return what was wrong with the last run of each site; none for a file of an earlier version."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_site_run'").fetchone():
        return []
    rows = connection.execute(
        "SELECT site, alarms, max(runs.rowid) FROM _site_run JOIN runs USING (run_id) GROUP BY site"
    )
    return [
        Alarm(site=site, kind=kind, told=told)
        for site, alarms, _ in rows
        for kind, told in json.loads(alarms)
    ]


def _before(connection: sqlite3.Connection, site: str, *, run_id: str) -> list[SiteFigures]:
    """Return the runs of a site before this one, the newest last."""
    rows = connection.execute(_BEFORE, (site, run_id, COMPARED)).fetchall()
    return [SiteFigures.from_json(json.loads(row[0])) for row in reversed(rows)]


def _figures(
    connection: sqlite3.Connection, site: str, *, run_id: str, started_at: float
) -> SiteFigures:
    pages, expected, not_articles = connection.execute(_PAGES, (site, started_at)).fetchone()
    rows: list[Any] = connection.execute(_ARTICLES, (site, run_id)).fetchall()
    completeness: dict[str, int] = {}
    for row in rows:
        completeness[row[2]] = completeness.get(row[2], 0) + 1
    return SiteFigures(
        started_at=started_at,
        pages=pages,
        expected=int(expected),
        not_articles=int(not_articles),
        failures=dict(connection.execute(_FAILURES, (site, started_at)).fetchall()),
        new=sum(row[0] for row in rows),
        articles=len(rows),
        copies=sum(row[1] for row in rows),
        filled={name: sum(row[4 + place] for row in rows) for place, name in enumerate(FIELDS)},
        length=median(row[3] for row in rows) if rows else 0.0,
        completeness=completeness,
    )
