"""The history of each site's runs, and what is wrong with the last one."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median
from typing import Any

from newscrawl.core.health import (
    FIELDS,
    USUAL,
    Alarm,
    Judged,
    SiteFigures,
    Thresholds,
    alarms_of,
    standing,
)
from newscrawl.core.robots import TOKEN, rules_hash
from newscrawl.core.state.run_counts import RunCounts
from newscrawl.core.state.runs import span_of

SCHEMA = """
CREATE TABLE IF NOT EXISTS _site_run (
    site TEXT NOT NULL, run_id TEXT NOT NULL, figures TEXT NOT NULL, alarms TEXT NOT NULL,
    PRIMARY KEY (site, run_id)
) WITHOUT ROWID;
"""
COMPARED = 30
"""Runs of a site that a run is compared with, the newest."""

_UNREACHABLE = "unreachable"

_PAGES = """
SELECT site, count(*),
    total(role IN ('article', 'related') AND (found_at >= :since OR state = 'article')),
    total(role IN ('article', 'related') AND found_at >= :since
        AND (state = 'section' OR state = 'dropped' AND reason = 'not an article'))
FROM _url WHERE fetched_at >= :since GROUP BY site
"""
_FAILURES = """
SELECT site, reason, count(*) FROM _url WHERE fetched_at >= ? AND state = 'failed' GROUP BY 1, 2
"""
_HOSTS = "SELECT DISTINCT site, host FROM _url WHERE fetched_at >= ?"
_ARTICLES = """
SELECT version, duplicate_of, completeness, length(article_body), is_accessible_for_free, discovered_by,
    date_published, fetched_at, headline IS NOT NULL,
    EXISTS (SELECT 1 FROM authors WHERE article_id = articles.id), date_published IS NOT NULL,
    article_section IS NOT NULL, description IS NOT NULL, main_image_url IS NOT NULL
FROM articles WHERE site = ? AND run_id IN (SELECT value FROM json_each(?))
"""
_BEFORE = """
SELECT site, started_at, _site_run.figures, alarms FROM _site_run JOIN runs USING (run_id)
WHERE site = ? AND run_id <> ? ORDER BY runs.rowid DESC LIMIT ?
"""
_HISTORY = """
SELECT site, started_at, _site_run.figures, alarms FROM _site_run JOIN runs USING (run_id)
ORDER BY runs.rowid, site
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRun(Judged):
    """A run of one site, as the state file remembers it."""

    site: str
    """The site's name."""
    started_at: str
    """When the run started, ISO 8601, UTC."""


def note_site_runs(
    connection: sqlite3.Connection,
    sites: Iterable[str],
    counts: RunCounts,
    thresholds: Thresholds = USUAL,
    *,
    run_id: str,
) -> list[SiteRun]:
    """Write down what a run brought of these sites, and return it with what is wrong with it.

    Where it went on with a run that was cut off, what that brought is counted, too.
    """
    run_ids, began = span_of(connection, run_id)
    started_at = began.timestamp()
    pages = _Pages(connection, started_at)
    started = began.strftime("%Y-%m-%dT%H:%M:%SZ")
    runs = []
    for site in sites:
        figures = _figures(connection, site, pages, counts, run_ids=run_ids, started_at=started_at)
        before = _before(connection, site, run_id=run_id)
        alarms = tuple(alarms_of(site, figures, before, thresholds))
        connection.execute(
            "INSERT OR REPLACE INTO _site_run VALUES (?, ?, ?, ?)",
            (
                site,
                run_id,
                json.dumps(figures.to_json(), sort_keys=True),
                json.dumps([[alarm.kind, alarm.told] for alarm in alarms]),
            ),
        )
        runs.append(SiteRun(site=site, started_at=started, figures=figures, alarms=alarms))
    return runs


def site_history(connection: sqlite3.Connection) -> list[SiteRun]:
    """Return all runs of all sites, the oldest first; none for a file of an earlier version."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_site_run'").fetchone():
        return []
    return [_site_run(row) for row in connection.execute(_HISTORY)]


def last_alarms(connection: sqlite3.Connection) -> list[Alarm]:
    """Return what is wrong with each site, as far as no later run has shown that it is over."""
    by_site: dict[str, list[SiteRun]] = {}
    for run in site_history(connection):
        by_site.setdefault(run.site, []).append(run)
    return [alarm for site in sorted(by_site) for alarm in standing(by_site[site])]


def _before(connection: sqlite3.Connection, site: str, *, run_id: str) -> list[SiteRun]:
    """Return the runs of a site before this one, the newest last."""
    rows = connection.execute(_BEFORE, (site, run_id, COMPARED)).fetchall()
    return [_site_run(row) for row in reversed(rows)]


def _site_run(row: tuple[str, str, str, str]) -> SiteRun:
    site, started_at, figures, alarms = row
    return SiteRun(
        site=site,
        started_at=started_at,
        figures=SiteFigures.from_json(json.loads(figures)),
        alarms=tuple(Alarm(site=site, kind=kind, told=told) for kind, told in json.loads(alarms)),
    )


class _Pages:
    """What the table of addresses tells of a run, by site, read in one go."""

    def __init__(self, connection: sqlite3.Connection, started_at: float) -> None:
        self.counts = {
            site: (pages, int(expected), int(others))
            for site, pages, expected, others in connection.execute(_PAGES, {"since": started_at})
        }
        self.failures: dict[str, dict[str, int]] = {}
        for site, reason, count in connection.execute(_FAILURES, (started_at,)):
            self.failures.setdefault(site, {})[reason] = count
        robots = {
            origin.partition("://")[2]: body
            for origin, body in connection.execute("SELECT origin, body FROM _robots")
        }
        self.robots: dict[str, dict[str, str]] = {}
        for site, host in connection.execute(_HOSTS, (started_at,)):
            if host in robots:
                rules = rules_hash(robots[host], token=TOKEN)
                self.robots.setdefault(site, {})[host] = rules


def _figures(
    connection: sqlite3.Connection,
    site: str,
    from_pages: _Pages,
    counts: RunCounts,
    *,
    run_ids: Sequence[str],
    started_at: float,
) -> SiteFigures:
    known = connection.execute("SELECT count(*) FROM articles WHERE site = ?", (site,)).fetchone()
    if site in counts.unreachable:
        return SiteFigures(
            started_at=started_at, known=known[0], pages=1, requests=1, failures={_UNREACHABLE: 1}
        )
    pages, expected, not_articles = from_pages.counts.get(site, (0, 0, 0))
    rows: list[Any] = connection.execute(_ARTICLES, (site, json.dumps(run_ids))).fetchall()
    new = [row for row in rows if row[0] == 1]
    learned = connection.execute("SELECT count(*) FROM _boilerplate WHERE site = ?", (site,))
    asked = counts.traffic(site)
    return SiteFigures(
        started_at=started_at,
        pages=pages,
        expected=expected,
        not_articles=not_articles,
        failures=from_pages.failures.get(site, {}),
        new=len(new),
        articles=len(rows),
        known=known[0],
        changed=len(rows) - len(new),
        copies=sum(row[1] is not None for row in rows),
        completeness=dict(Counter(row[2] for row in rows)),
        length=median(row[3] for row in rows) if rows else 0.0,
        paid=sum(row[4] == 0 for row in rows),
        channels=dict(Counter(row[5] or "unknown" for row in new)),
        lag=_lag((row[6], row[7]) for row in new),
        filled={name: sum(row[8 + place] for row in rows) for place, name in enumerate(FIELDS)},
        boilerplate=learned.fetchone()[0],
        requests=asked.requests,
        size=asked.size,
        seconds=max(0.0, asked.until - started_at),
        robots=from_pages.robots.get(site, {}),
    )


def _lag(moments: Iterable[tuple[str | None, str | None]]) -> float | None:
    """Return the median of the seconds between pairs of moments, those that both are known."""
    lags = list(_seconds_between(moments))
    return median(lags) if lags else None


def _seconds_between(moments: Iterable[tuple[str | None, str | None]]) -> Iterator[float]:
    for published, fetched in moments:
        # A day without a time tells no lag.
        if published is not None and fetched is not None and "T" in published:
            begin, end = (_aware(text) for text in (published, fetched))
            yield max(0.0, (end - begin).total_seconds())


def _aware(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
