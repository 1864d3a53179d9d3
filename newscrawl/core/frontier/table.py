"""The durable table of URLs: which address is fetched next, and what became of each.

The idea is StormCrawler's status index: every URL key ever found is one row, which is frontier, memory
between runs and ledger in one. All functions run on the writer's thread, inside its transaction.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from newscrawl.core.frontier.priority import priority_of
from newscrawl.core.urls import host_of
from newscrawl.items import Candidate, DiscoverySource, DropReason, Lease, LinkRole, UrlState

MAX_TRIES = 3
FULL_PATIENCE = 20
"""A chain of pages without new articles ends when this is used up; it stops calendars and other traps."""
COST_OF_OTHER = 7
"""What a page that neither is nor lists articles costs of it: three in a row end a chain."""
COST_OF_REDIRECT = 2
"""What a redirect to another address costs of it: ten in a row end a chain."""
COST_OF_BARREN = 1
"""What a section page without a single new address costs of it."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS _url (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    host TEXT NOT NULL,
    site TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL,
    source TEXT NOT NULL,
    found_on TEXT,
    found_at REAL NOT NULL,
    depth INTEGER NOT NULL,
    patience INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    due REAL NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    leased_by TEXT,
    fetched_at REAL,
    status INTEGER,
    leads_to TEXT,
    etag TEXT,
    last_modified TEXT
);
CREATE INDEX IF NOT EXISTS _url_queued ON _url (host, priority DESC, due, id) WHERE state = 'queued';
CREATE INDEX IF NOT EXISTS _url_due ON _url (due) WHERE state = 'queued';
CREATE INDEX IF NOT EXISTS _url_leased ON _url (leased_by) WHERE state = 'leased';
"""

_PROPOSE = """
INSERT INTO _url (key, url, host, site, state, reason, role, source, found_on, found_at, depth, patience,
                  priority, due)
VALUES (:key, :url, :host, :site, :state, :reason, :role, :source, :found_on, :now, :depth, :patience,
        :priority, :now)
ON CONFLICT (key) DO NOTHING
"""

_REVIVE = """
UPDATE _url SET state = 'queued', reason = '', priority = :priority, patience = :patience, depth = :depth,
    role = :role, source = :source, found_on = :found_on, due = :now
WHERE key = :key AND state = 'dropped' AND reason = 'trap' AND :state = 'queued'
"""

_IMPROVE = """
UPDATE _url SET priority = max(priority, :priority), patience = max(patience, :patience),
    depth = min(depth, :depth), role = CASE WHEN :priority > priority THEN :role ELSE role END
WHERE key = :key AND state = 'queued' AND (priority < :priority OR patience < :patience)
"""

_LEASE = """
SELECT id, url, key, site, role, source, found_on, patience, depth, tries, etag, last_modified FROM _url
WHERE state = 'queued' AND host = ? AND due <= ? ORDER BY priority DESC, due, id LIMIT ?
"""

_SETTLE = """
UPDATE _url SET state = :state, reason = :reason, status = :status, fetched_at = :now, leased_by = NULL,
    tries = CASE WHEN :keep_tries THEN tries ELSE 0 END, due = :due, leads_to = :leads_to,
    etag = coalesce(:etag, etag), last_modified = coalesce(:last_modified, last_modified)
WHERE id = :id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a lease ended."""

    state: UrlState
    """The state that its row gets; QUEUED for another try."""
    reason: str = ""
    """Why, for a state that needs a reason."""
    status: int | None = None
    """HTTP status of the answer."""
    leads_to: str | None = None
    """Where a redirected address leads, or the `id` of the article that another spelling stands for."""
    due: float = 0.0
    """When the address is due again, seconds since the epoch; 0: not by itself."""
    etag: str | None = None
    """The answer's validator."""
    last_modified: str | None = None
    """The answer's validator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leased:
    """What a call of `lease` gave."""

    leases: tuple[Lease, ...]
    """Best first within a host."""
    next_due: float | None
    """When the next address that is not due yet falls due, seconds since the epoch; None: none."""
    more: frozenset[str]
    """The hosts that may have more that is due."""


class Frontier:
    """The table of URLs on one connection, as one run sees it."""

    def __init__(self, connection: sqlite3.Connection, *, run_id: str) -> None:
        self._connection = connection
        self._run_id = run_id
        connection.executescript(_SCHEMA)
        self._queued: Counter[str] = Counter()
        self._count_queued()

    def _count_queued(self) -> None:
        rows = self._connection.execute(
            "SELECT host, count(*) FROM _url WHERE state = 'queued' GROUP BY host"
        )
        self._queued = Counter(dict(rows.fetchall()))

    def start_run(self, seeds: Iterable[tuple[Candidate, str]], *, now: float) -> None:
        """Make the table ready for a run.

        Leases of a dead run are given back. Seeds are proposed and, with all section pages, feeds and
        sitemaps, become due, so that a run finds what is new; articles are not fetched again.
        """
        self._connection.execute(
            "UPDATE _url SET state = 'queued', leased_by = NULL WHERE state = 'leased'"
        )
        self._connection.execute(
            "UPDATE _url SET state = 'queued', due = ?, tries = 0, patience = ?"
            " WHERE state IN ('section', 'feed', 'sitemap')"
            " OR state IN ('failed', 'dropped') AND source = 'seed'"
            " OR state = 'failed' AND due > 0 AND due <= ?",
            (now, FULL_PATIENCE, now),
        )
        for candidate, site in seeds:
            self.propose([candidate], site=site, depth=0, patience=FULL_PATIENCE, now=now)
        self._count_queued()

    def propose(
        self, candidates: Iterable[Candidate], *, site: str, depth: int, patience: int, now: float
    ) -> int:
        """Add addresses that are not known yet, and return how many of them may be articles."""
        fresh = 0
        for candidate in candidates:
            row = self._row(candidate, site=site, depth=depth, patience=patience, now=now)
            new = self._connection.execute(_PROPOSE, row).rowcount > 0
            if new and candidate.role in (LinkRole.ARTICLE, LinkRole.RELATED):
                fresh += 1
            if new or self._connection.execute(_REVIVE, row).rowcount > 0:
                self._queued[str(row["host"])] += row["state"] == UrlState.QUEUED
            else:
                self._connection.execute(_IMPROVE, row)
        return fresh

    def _row(
        self, candidate: Candidate, *, site: str, depth: int, patience: int, now: float
    ) -> dict[str, str | int | float | None]:
        state, reason = (
            (UrlState.QUEUED, "") if patience > 0 else (UrlState.DROPPED, DropReason.TRAP)
        )
        return {
            "key": candidate.key,
            "url": candidate.url,
            "host": host_of(candidate.url),
            "site": site,
            "state": state,
            "reason": reason,
            "role": candidate.role,
            "source": candidate.source,
            "found_on": candidate.found_on,
            "now": now,
            "depth": depth,
            "patience": patience,
            "priority": priority_of(candidate, depth=depth, now=now),
        }

    def lease(self, *, per_host: int, have: Mapping[str, int], now: float) -> Leased:
        """Take the best due addresses, up to `per_host` of each host less those it has already."""
        leases: list[Lease] = []
        more = set()
        for host in list(self._queued):
            wanted = per_host - have.get(host, 0)
            if wanted <= 0:
                more.add(host)
                continue
            rows = self._connection.execute(_LEASE, (host, now, wanted)).fetchall()
            self._mark_leased([row[0] for row in rows])
            leases.extend(_lease(row) for row in rows)
            if len(rows) == wanted:
                more.add(host)
            self._queued[host] -= len(rows)
            if not self._queued[host]:
                del self._queued[host]
        return Leased(leases=tuple(leases), next_due=self._next_due(now), more=frozenset(more))

    def _mark_leased(self, ids: Sequence[int]) -> None:
        self._connection.executemany(
            "UPDATE _url SET state = 'leased', tries = tries + 1, leased_by = ? WHERE id = ?",
            [(self._run_id, row) for row in ids],
        )

    def _next_due(self, now: float) -> float | None:
        query = "SELECT min(due) FROM _url WHERE state = 'queued' AND due > ?"
        due: float | None = self._connection.execute(query, (now,)).fetchone()[0]
        return due

    def finish(self, lease: Lease, ending: Ending, *, now: float) -> None:
        """Write down how a lease ended."""
        self._connection.execute(
            _SETTLE,
            {
                "id": lease.url_id,
                "state": ending.state,
                "reason": ending.reason,
                "status": ending.status,
                "leads_to": ending.leads_to,
                "now": now,
                "due": ending.due,
                "keep_tries": ending.state in (UrlState.QUEUED, UrlState.FAILED),
                "etag": ending.etag,
                "last_modified": ending.last_modified,
            },
        )
        if ending.state == UrlState.QUEUED:
            self._queued[host_of(lease.url)] += 1

    def release(self, leases: Iterable[Lease]) -> None:
        """Give back addresses that were leased and not fetched."""
        self._connection.executemany(
            "UPDATE _url SET state = 'queued', tries = max(0, tries - 1), leased_by = NULL"
            " WHERE id = ? AND state = 'leased'",
            [(lease.url_id,) for lease in leases],
        )
        self._count_queued()

    def adopt(self, lease: Lease, *, key: str, url: str) -> None:
        """Count an article as fetched that was read under another spelling of its address."""
        row = self._connection.execute(
            "SELECT id, host, state FROM _url WHERE key = ?", (key,)
        ).fetchone()
        if row is None:
            self._connection.execute(
                "INSERT INTO _url (key, url, host, site, state, role, source, found_on, found_at, depth,"
                " patience, priority, due, fetched_at) SELECT ?, ?, host, site, 'article', 'article',"
                " source, found_on, found_at, depth, patience, priority, 0, fetched_at"
                " FROM _url WHERE id = ?",
                (key, url, lease.url_id),
            )
        elif row[2] == UrlState.QUEUED:
            self._connection.execute("UPDATE _url SET state = 'article' WHERE id = ?", (row[0],))
            self._queued[row[1]] -= 1

    def queued(self) -> int:
        """Return the number of addresses that wait to be leased."""
        return self._queued.total()

    def ledger(self) -> dict[tuple[str, str], int]:
        """Return the number of addresses by state and reason; their sum is every address found."""
        rows = self._connection.execute("SELECT state, reason, count(*) FROM _url GROUP BY 1, 2")
        return {(state, reason): count for state, reason, count in rows}


def patience_after(lease: Lease, *, leads_on: bool, fresh: int) -> int:
    """Return the patience of what a page leads to.

    Args:
        lease: the page's lease.
        leads_on: whether the page is an article, or lists some.
        fresh: how many new addresses of articles it brought.
    """
    if not leads_on:
        return lease.patience - COST_OF_OTHER
    return FULL_PATIENCE if fresh else lease.patience - COST_OF_BARREN


def _lease(row: tuple[object, ...]) -> Lease:
    url_id, url, key, site, role, source, found_on, patience, depth, tries, etag, modified = row
    assert isinstance(url_id, int)
    assert isinstance(patience, int)
    assert isinstance(depth, int)
    assert isinstance(tries, int)
    return Lease(
        url_id=url_id,
        url=str(url),
        key=str(key),
        site=str(site),
        role=LinkRole(str(role)),
        source=DiscoverySource(str(source)),
        found_on=None if found_on is None else str(found_on),
        patience=patience,
        depth=depth,
        tries=tries + 1,
        etag=None if etag is None else str(etag),
        last_modified=None if modified is None else str(modified),
    )
