"""What stands in a state file, for somebody who looks; nothing here writes."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from newscrawl.core.frontier.coverage import channels_of
from newscrawl.core.health import Alarm
from newscrawl.core.state.coverage import coverage_by_site
from newscrawl.core.state.health import last_alarms
from newscrawl.core.state.ledger import Ledger, article_totals
from newscrawl.core.state.pages import count_pages
from newscrawl.items import UrlState

_COLUMNS = (
    "url, key, site, state, reason, role, source, found_on, found_at, depth, patience, priority, due,"
    " tries, fetched_at, status, leads_to, rule, failures, misses, vanished, interval, hops, seen_by, anchor,"
    " region, score"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlRow:
    """An address as the state file knows it."""

    url: str
    """As it is fetched."""
    key: str
    """Its URL key."""
    site: str
    """Name of its site."""
    state: UrlState
    """Where it stands."""
    reason: str
    """Why, for a state that needs a reason."""
    role: str
    """What the link promised: a `LinkRole`."""
    source: str
    """How it was first found: a `DiscoverySource`."""
    found_on: str | None
    """Where it was first found."""
    found_at: datetime
    """When it was first found."""
    depth: int
    """Links from a seed."""
    patience: int
    """How many more pages without new articles in a row might have followed."""
    priority: int
    """Its place in the queue, higher first."""
    due: datetime | None
    """When it is to be fetched; None: not by itself."""
    tries: int
    """How often it was leased since it last gave a page."""
    fetched_at: datetime | None
    """When it was last fetched."""
    status: int | None
    """HTTP status of the last answer."""
    leads_to: str | None
    """Where a redirected address leads, or the `id` of the article that another spelling stands for."""
    rule: str
    """What decided its state, in words for a person."""
    failures: int
    """How many runs in a row it failed."""
    misses: int
    """How many runs in a row it was not found."""
    vanished: bool
    """Whether a sitemap that listed it does so no longer."""
    interval: float | None
    """How often it should be looked at, where it lists articles; seconds."""

    hops: int = 0
    """Related links in a row that led to it."""
    seen_by: int = 0
    """The kinds of channels that name it, as bits; see `channels_of`."""
    anchor: str | None = None
    """Text of the link that named it first."""
    region: str | None = None
    """Where in its page that link stood: a `Region`."""
    score: float | None = None
    """How sure its role was, 0 to 1."""

    def to_record(self) -> dict[str, Any]:
        """Return JSON values under the names that articles use for the same."""
        return {
            "url": self.url,
            "state": self.state.value,
            "reason": self.reason or None,
            "status": self.status,
            "site": self.site,
            "role": self.role,
            "discovered_by": self.source,
            "discovered_on": self.found_on,
            "found_at": iso(self.found_at),
            "fetched_at": iso(self.fetched_at),
            "due": iso(self.due),
            "tries": self.tries,
            "depth": self.depth,
            "leads_to": self.leads_to,
            "rule": self.rule or None,
            "named_by": list(channels_of(self.seen_by)),
            "anchor": self.anchor,
            "region": self.region,
            "score": self.score,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """One run, as the state file remembers it."""

    run_id: str
    """Its id, which the articles name that it fetched."""
    started_at: str
    """When it started, ISO 8601, UTC."""
    finished_at: str | None
    """When it ended; None while it runs, and where it was cut off."""
    ending: str | None
    """Why it ended, as Scrapy says it."""
    figures: dict[str, Any]
    """What it brought home."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A state file at one moment."""

    ledger: Ledger
    """Articles and addresses."""
    versions: int
    """Earlier versions of articles that are kept."""
    pages: int
    """Pages that are kept."""
    due_now: int
    """Addresses that wait and may be fetched now."""
    next_due: datetime | None
    """When the next of the others may be fetched."""
    revisits: int
    """Addresses that were fetched and are to be looked at again at some time."""
    revisits_due: int
    """Those of them for which that time has come."""
    next_revisit: datetime | None
    """When it comes for the next of the others."""
    waiting: dict[str, int] = field(default_factory=dict)
    """Addresses that wait, by host, most first."""
    runs: tuple[RunRow, ...] = ()
    """The last runs, the newest first."""
    alarms: tuple[Alarm, ...] = ()
    """What was wrong with the last run of each site."""


def read_status(connection: sqlite3.Connection, *, now: float, runs: int = 5) -> Status:
    """Return what a state file holds; `now` in seconds since the epoch."""
    _, due_now, next_due = _due(connection, "state = 'queued'", now)
    revisits, revisits_due, next_revisit = _due(
        connection, "state NOT IN ('queued', 'leased') AND due > 0", now
    )
    waiting = connection.execute(
        "SELECT host, count(*) FROM _url WHERE state = 'queued' GROUP BY host ORDER BY 2 DESC, 1"
    )
    return Status(
        ledger=_read_ledger(connection),
        versions=connection.execute("SELECT count(*) FROM versions").fetchone()[0],
        pages=count_pages(connection),
        due_now=due_now,
        next_due=next_due,
        revisits=revisits,
        revisits_due=revisits_due,
        next_revisit=next_revisit,
        waiting=dict(waiting.fetchall()),
        runs=_read_runs(connection, limit=runs),
        alarms=tuple(last_alarms(connection)),
    )


def _due(
    connection: sqlite3.Connection, condition: str, now: float
) -> tuple[int, int, datetime | None]:
    """Return how many addresses have a due time, for how many it has come, and when it next does."""
    count, due, following = connection.execute(
        "SELECT count(*), count(*) FILTER (WHERE due <= :now), min(due) FILTER (WHERE due > :now)"  # noqa: S608
        f" FROM _url WHERE {condition}",
        {"now": now},
    ).fetchone()
    return count, due, _moment(following)


def _read_ledger(connection: sqlite3.Connection) -> Ledger:
    urls = connection.execute("SELECT state, reason, count(*) FROM _url GROUP BY 1, 2")
    articles, copies, completeness = article_totals(connection)
    return Ledger(
        urls={(state, reason): count for state, reason, count in urls},
        articles=articles,
        copies=copies,
        completeness=completeness,
        coverage=coverage_by_site(connection),
    )


def _read_runs(connection: sqlite3.Connection, *, limit: int) -> tuple[RunRow, ...]:
    rows = connection.execute(
        "SELECT run_id, started_at, finished_at, ending, figures FROM runs"
        " ORDER BY started_at DESC, rowid DESC LIMIT ?",
        (limit,),
    )
    return tuple(
        RunRow(
            run_id=run_id,
            started_at=started_at,
            finished_at=finished_at,
            ending=ending,
            figures=json.loads(figures or "{}"),
        )
        for run_id, started_at, finished_at, ending, figures in rows
    )


def url_rows(
    connection: sqlite3.Connection, *, state: UrlState | None = None, sites: tuple[str, ...] = ()
) -> Iterator[UrlRow]:
    """Yield the addresses in a state, by default in any, of some sites or of all, as they were found."""
    marks = ", ".join("?" * len(sites))
    where = [
        *(["state = ?"] if state is not None else []),
        *([f"site IN ({marks})"] if sites else []),
    ]
    query = f"SELECT {_COLUMNS} FROM _url WHERE {' AND '.join(where) or 'true'} ORDER BY id"  # noqa: S608
    values = [*([] if state is None else [state.value]), *sites]
    for row in connection.execute(query, values):
        yield _url_row(row)


def url_row(connection: sqlite3.Connection, key: str) -> UrlRow | None:
    """Return what is known of a URL key."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM _url WHERE key = ?", (key,)).fetchone()  # noqa: S608
    return None if row is None else _url_row(row)


def rows_leading_to(connection: sqlite3.Connection, *targets: str) -> list[UrlRow]:
    """Return the addresses that lead to an article, named by its `id`, or to an address."""
    marks = ", ".join("?" * len(targets))
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM _url WHERE leads_to IN ({marks}) ORDER BY id",  # noqa: S608
        targets,
    )
    return [_url_row(row) for row in rows]


def iso(moment: datetime | None) -> str | None:
    """Return a moment in ISO 8601, to the second, in UTC."""
    return None if moment is None else moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(seconds: float | None) -> datetime | None:
    """Return a moment that the table of addresses holds, where 0 stands for none."""
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def _url_row(row: tuple[Any, ...]) -> UrlRow:
    names = [name.strip() for name in _COLUMNS.split(",")]
    values = dict(zip(names, row, strict=True))
    values["state"] = UrlState(values["state"])
    for name in ("found_at", "due", "fetched_at"):
        values[name] = _moment(values[name])
    values["vanished"] = bool(values["vanished"])
    return UrlRow(**values)
