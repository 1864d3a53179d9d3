"""All that a report tells of a state file: its sites, their history, and what became of addresses."""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from newscrawl.core.health import Alarm, standing
from newscrawl.core.state.coverage import Coverage, coverage_by_site
from newscrawl.core.state.health import SiteRun, site_history

DAYS = 30
"""Days of which articles are counted one by one."""

_TOTALS = """
SELECT site, count(*), count(duplicate_of), max(date_published), max(fetched_at)
FROM articles GROUP BY site
"""
_TEXTS = "SELECT site, completeness, count(*) FROM articles GROUP BY 1, 2"
_BY_DAY = """
SELECT site, substr(date_published, 1, 10), count(*) FROM articles
WHERE date_published >= ? GROUP BY 1, 2
"""
_STATES = "SELECT site, state, reason, count(*) FROM _url GROUP BY 1, 2, 3"


@dataclass(slots=True, kw_only=True)
class SiteOverview:
    """One site."""

    name: str
    """Its name."""
    articles: int = 0
    """Articles, copies included."""
    copies: int = 0
    """Those of them that are copies."""
    newest: str | None = None
    """When the latest of its articles was published, as a record has it."""
    fetched_at: str | None = None
    """When one of its articles was last fetched, ISO 8601, UTC."""
    completeness: dict[str, int] = field(default_factory=dict)
    """Articles by how much of the text was there."""
    by_day: dict[date, int] = field(default_factory=dict)
    """Articles by the day of publication, `DAYS` of them."""
    failures: dict[str, int] = field(default_factory=dict)
    """Addresses that failed, by reason."""
    waiting: int = 0
    """Addresses that wait to be fetched."""
    runs: list[SiteRun] = field(default_factory=list)
    """Its runs, the oldest first."""
    coverage: Coverage = field(default_factory=Coverage)
    """How its articles were found."""

    @property
    def last_run(self) -> SiteRun | None:
        """Its last run, if it had any."""
        return self.runs[-1] if self.runs else None

    @property
    def alarms(self) -> tuple[Alarm, ...]:
        """What is wrong with it, as far as no later run has shown that it is over."""
        return standing(self.runs)

    @property
    def status(self) -> str:
        """`alarm`; `failed`: nothing but failures; `empty`: no article; `ok`; `new`: no run has ended."""
        last = self.last_run
        if last is None:
            return "new"
        if self.alarms:
            return "alarm"
        if last.figures.pages and sum(last.figures.failures.values()) >= last.figures.pages:
            return "failed"
        return "ok" if self.articles else "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A state file."""

    at: datetime
    """When it was looked at; aware, UTC."""
    until: date
    """The last of the days of which articles are counted: today, or the newest article's."""
    sites: Sequence[SiteOverview]
    """Its sites: those with alarms first, then those with the most articles."""
    states: dict[str, int]
    """Addresses by what became of them: a state, or why they were left out."""
    runs: int
    """Runs that began."""

    @property
    def days(self) -> list[date]:
        """The days of which articles are counted."""
        return [self.until - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]


def read_overview(connection: sqlite3.Connection, *, now: datetime) -> Overview:
    """Return what a state file tells; `now`: aware."""
    at = now.astimezone(UTC)
    sites: defaultdict[str, SiteOverview] = _Sites()
    states: defaultdict[str, int] = defaultdict(int)
    for name, articles, copies, newest, fetched_at in connection.execute(_TOTALS):
        site = sites[name]
        site.articles, site.copies, site.newest = articles, copies, newest
        site.fetched_at = fetched_at
    for name, completeness, count in connection.execute(_TEXTS):
        sites[name].completeness[completeness] = count
    last_day = max((site.newest[:10] for site in sites.values() if site.newest), default="")
    since = at.date() - timedelta(days=DAYS - 1)
    until = at.date()
    if last_day and last_day < since.isoformat():
        until = date.fromisoformat(last_day)
        since = until - timedelta(days=DAYS - 1)
    for name, day, count in connection.execute(_BY_DAY, (since.isoformat(),)):
        sites[name].by_day[date.fromisoformat(day)] = count
    for name, state, reason, count in connection.execute(_STATES):
        states[reason if state == "dropped" and reason else state] += count
        if state == "failed":
            sites[name].failures[reason or "other"] = count
        elif state in ("queued", "leased"):
            sites[name].waiting += count
    for run in site_history(connection):
        sites[run.site].runs.append(run)
    for name, coverage in coverage_by_site(connection).items():
        sites[name].coverage = coverage
    order = {"alarm": 0, "failed": 1, "empty": 2}
    return Overview(
        at=at,
        until=until,
        sites=sorted(
            sites.values(), key=lambda site: (order.get(site.status, 3), -site.articles, site.name)
        ),
        states=dict(sorted(states.items(), key=lambda item: -item[1])),
        runs=connection.execute("SELECT count(*) FROM runs").fetchone()[0],
    )


class _Sites(defaultdict[str, SiteOverview]):
    def __missing__(self, name: str) -> SiteOverview:
        self[name] = SiteOverview(name=name)
        return self[name]
