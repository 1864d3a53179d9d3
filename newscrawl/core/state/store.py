"""The state file: one connection, one transaction a batch."""

import contextlib
import json
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from newscrawl.core.dedup.canonical import declared_key
from newscrawl.core.frontier.endings import ending_of
from newscrawl.core.frontier.table import (
    COST_OF_REDIRECT,
    FULL_PATIENCE,
    Ending,
    Frontier,
    Leased,
    patience_after,
)
from newscrawl.core.state import schema
from newscrawl.core.state.articles import Articles, Change, Stored
from newscrawl.core.state.ledger import Ledger
from newscrawl.core.state.locking import open_locked
from newscrawl.core.urls import url_key
from newscrawl.exceptions import StateError, StorageError
from newscrawl.items import (
    Article,
    Block,
    Candidate,
    Lease,
    LinkRole,
    PageOutcome,
    PageResult,
    PageType,
    UrlState,
)

IN_MEMORY = ":memory:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Addresses that come from no page: those that a robots.txt names."""

    candidates: tuple[Candidate, ...]
    site: str


Entry = PageOutcome | Article | Proposal
"""What a batch is made of; an article alone comes from a spider without leases."""


class Store:
    """A state file that this run has opened and holds; every call is on the same thread.

    Raises StateError for a file that is not ours, LockedError where another run holds it, StorageError
    where it cannot be written.
    """

    def __init__(self, path: str, *, run_id: str) -> None:
        self.path = path
        self.run_id = run_id
        self._lock = None if path == IN_MEMORY else open_locked(Path(path), mode=0o600)
        try:
            self.connection = _connect(path)
        except BaseException:
            self._unlock()
            raise
        with _storage_errors(path), self._transaction():
            self.connection.execute(
                "INSERT INTO runs (run_id, started_at) VALUES (?, ?)", (run_id, _utc(time.time()))
            )
        self._frontier = Frontier(self.connection, run_id=run_id)
        self.articles = Articles(self.connection, run_id=run_id)
        self._changes: Counter[Change] = Counter()
        self._copies = 0
        self._not_stored: Counter[str] = Counter()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def start_run(self, seeds: Sequence[tuple[Candidate, str]]) -> None:
        """Give back the leases of a dead run, and make due what a run looks at again."""
        with _storage_errors(self.path), self._transaction():
            self._frontier.start_run(seeds, now=time.time())

    def lease(self, *, per_host: int, have: Mapping[str, int]) -> Leased:
        """Take the best due addresses; see `Frontier.lease`."""
        with _storage_errors(self.path), self._transaction():
            return self._frontier.lease(per_host=per_host, have=have, now=time.time())

    def release(self, leases: Iterable[Lease]) -> None:
        """Give back addresses that were not fetched."""
        with _storage_errors(self.path), self._transaction():
            self._frontier.release(leases)

    def commit(self, batch: Sequence[Entry]) -> list[Stored | None]:
        """Make a batch durable, all or nothing, and return for each entry the article stored, if any."""
        with _storage_errors(self.path), self._transaction():
            stored = [self._write_entry(entry) for entry in batch]
        self._count(batch, stored)
        return stored

    def _write_entry(self, entry: Entry) -> Stored | None:
        if isinstance(entry, PageOutcome):
            return self._write(entry)
        if isinstance(entry, Article):
            return self._store(entry, ())
        self._frontier.propose(
            entry.candidates, site=entry.site, depth=0, patience=FULL_PATIENCE, now=time.time()
        )
        return None

    def _write(self, outcome: PageOutcome) -> Stored | None:
        now = time.time()
        lease, result = outcome.lease, outcome.result
        stored = None
        if outcome.article is not None and result is not None:
            stored, ending = self._write_article(outcome, outcome.article, result)
        else:
            ending = ending_of(outcome, now=now)
        self._frontier.finish(lease, ending, now=now)
        if outcome.redirect is not None:
            self._frontier.propose(
                [outcome.redirect],
                site=lease.site,
                depth=lease.depth,
                patience=lease.patience - COST_OF_REDIRECT,
                now=now,
            )
        if result is not None:
            self._propose_links(lease, result, now=now)
        return stored

    def _write_article(
        self, outcome: PageOutcome, article: Article, result: PageResult
    ) -> tuple[Stored, Ending]:
        lease = outcome.lease
        article = replace(
            article,
            site=lease.site,
            discovered_by=lease.source,
            discovered_on=lease.found_on,
            fetched_at=outcome.fetched_at,
        )
        stored = self._store(article, result.blocks)
        self._write_related(article, result)
        alias = stored.key != lease.key
        if alias:
            self._frontier.adopt(lease, key=stored.key, url=stored.article.url)
        return stored, Ending(
            state=UrlState.DUPLICATE if alias else UrlState.ARTICLE,
            status=outcome.status,
            leads_to=stored.article.id if alias else None,
            etag=outcome.etag,
            last_modified=outcome.last_modified,
        )

    def _store(self, article: Article, blocks: Sequence[Block]) -> Stored:
        return self.articles.store(
            article, blocks, own_key=url_key(article.url), declared_key=declared_key(article)
        )

    def _write_related(self, article: Article, result: PageResult) -> None:
        seen = _utc(time.time())
        self.connection.executemany(
            "INSERT INTO links VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET last_seen ="
            " excluded.last_seen, position = excluded.position, heading = excluded.heading",
            [
                (article.url, link.url, link.role, link.position, link.heading, seen, seen)
                for link in result.candidates
                if link.role is LinkRole.RELATED
            ],
        )

    def _propose_links(self, lease: Lease, result: PageResult, *, now: float) -> None:
        leads_on = result.page_type is not PageType.OTHER
        articles = [link for link in result.candidates if _may_be_article(link)]
        others = [link for link in result.candidates if not _may_be_article(link)]
        depth = lease.depth + 1
        patience = patience_after(lease, leads_on=leads_on, fresh=1)
        fresh = self._frontier.propose(
            articles, site=lease.site, depth=depth, patience=patience, now=now
        )
        patience = patience_after(lease, leads_on=leads_on, fresh=fresh)
        self._frontier.propose(others, site=lease.site, depth=depth, patience=patience, now=now)

    def _count(self, batch: Sequence[Entry], stored: Sequence[Stored | None]) -> None:
        for each in stored:
            if each is not None:
                self._changes[each.change] += 1
                self._copies += each.change is Change.NEW and each.article.duplicate_of is not None
        for entry in batch:
            if isinstance(entry, PageOutcome) and entry.result is not None:
                self._not_stored.update(entry.result.dropped_links)

    def queued(self) -> int:
        """Return the number of addresses that wait to be fetched."""
        return self._frontier.queued()

    def ledger(self) -> Ledger:
        """Return what became of every address, and what this run brought home."""
        completeness = self.connection.execute(
            "SELECT completeness, count(*) FROM articles GROUP BY 1"
        )
        totals = self.connection.execute(
            "SELECT count(*), count(duplicate_of) FROM articles"
        ).fetchone()
        return Ledger(
            urls=self._frontier.ledger(),
            articles=totals[0],
            copies=totals[1],
            completeness=dict(completeness.fetchall()),
            new_articles=self._changes[Change.NEW],
            new_copies=self._copies,
            changed_articles=self._changes[Change.CHANGED],
            rechecked_articles=self._changes[Change.SAME],
            links_left_out=dict(self._not_stored),
        )

    def finish_run(self, *, ending: str) -> None:
        """Write down how the run ended, and its figures."""
        figures = {
            "new_articles": self._changes[Change.NEW],
            "new_copies": self._copies,
            "changed_articles": self._changes[Change.CHANGED],
        }
        with _storage_errors(self.path), self._transaction():
            self.connection.execute(
                "UPDATE runs SET finished_at = ?, ending = ?, figures = ? WHERE run_id = ?",
                (_utc(time.time()), ending, json.dumps(figures), self.run_id),
            )

    def close(self) -> None:
        """Close the file and let go of it."""
        self.connection.close()
        self._unlock()

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.close()


def _may_be_article(candidate: Candidate) -> bool:
    return candidate.role in (LinkRole.ARTICLE, LinkRole.RELATED)


def _utc(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _connect(path: str) -> sqlite3.Connection:
    with _storage_errors(path):
        connection = sqlite3.connect(path, isolation_level=None, timeout=60)
        try:
            schema.prepare(connection, path=path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.DatabaseError as error:
            connection.close()
            if "not a database" in str(error):
                raise StateError(f"{path}: not an SQLite file; name another one") from error
            raise
        except StateError:
            connection.close()
            raise
    return connection


@contextlib.contextmanager
def _storage_errors(path: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise StorageError(f"{Path(path)}: cannot be written: {error}") from error
