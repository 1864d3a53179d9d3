"""The state file: one connection, one transaction a batch."""

import contextlib
import json
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import TypeVar

from newscrawl.core.dedup.canonical import declared_key
from newscrawl.core.frontier.endings import answer_of, ending_of
from newscrawl.core.frontier.patience import FULL_PATIENCE
from newscrawl.core.frontier.table import Ending, Frontier, Leased
from newscrawl.core.frontier.visits import next_check, published_at
from newscrawl.core.state import schema
from newscrawl.core.state.articles import Articles, Change, Stored
from newscrawl.core.state.following import Following
from newscrawl.core.state.ledger import Ledger
from newscrawl.core.state.locking import open_locked
from newscrawl.core.state.pages import has_page, keep_page
from newscrawl.core.state.waiting import STEP, storage_errors, when_free
from newscrawl.core.urls import url_key
from newscrawl.exceptions import StateError
from newscrawl.items import (
    Article,
    Block,
    Candidate,
    DropReason,
    PageOutcome,
    PageResult,
    UrlState,
)

IN_MEMORY = ":memory:"

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Addresses that come from no page: those that a robots.txt names."""

    candidates: tuple[Candidate, ...]
    site: str


Entry = PageOutcome | Article | Proposal
"""What a batch is made of; an article alone comes from a spider without leases."""


class Store:
    """A state file that this run has opened and holds; every call is on the same thread.

    Another program that has the file locked is waited for until `give_up` is set. Raises StateError for a
    file that is not ours, LockedError where another run holds it, StorageError where it cannot be written,
    BusyError at a lock once `give_up` is set.
    """

    def __init__(
        self,
        path: str,
        *,
        run_id: str,
        recheck: tuple[float, ...] = (),
        give_up: Event | None = None,
    ) -> None:
        self.path = path
        self.run_id = run_id
        self._recheck = recheck
        self._give_up = give_up or Event()
        self._lock = None if path == IN_MEMORY else open_locked(Path(path), mode=0o600)
        try:
            with storage_errors(path):
                self.connection = self._when_free(lambda: _connect(path))
        except BaseException:
            self._unlock()
            raise
        try:
            with storage_errors(path):
                self._frontier = self._when_free(lambda: Frontier(self.connection, run_id=run_id))
                self._following = Following(self.connection, self._frontier)
                self.articles = Articles(self.connection, run_id=run_id)
                self._note_start()
        except BaseException:
            self.close()
            raise
        self._changes: Counter[Change] = Counter()
        self._copies = 0
        self._rechecked = 0
        self._gone = 0
        self._not_stored: Counter[str] = Counter()

    def _note_start(self) -> None:
        with self._transaction():
            self.connection.execute(
                "INSERT INTO runs (run_id, started_at) VALUES (?, ?)",
                (self.run_id, _utc(time.time())),
            )

    def _when_free(self, action: Callable[[], T]) -> T:
        return when_free(action, path=self.path, give_up=self._give_up)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        with storage_errors(self.path):
            # Whoever has begun in this way needs to wait for nobody until the end.
            self._when_free(lambda: self.connection.execute("BEGIN IMMEDIATE"))
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:  # A full disk has rolled it back by itself.
                    self.connection.execute("ROLLBACK")
                self._frontier.recount()
                raise

    def start_run(self, seeds: Sequence[tuple[Candidate, str]]) -> None:
        """Give back the leases of a dead run, and make due what a run looks at again."""
        last = self.connection.execute(
            "SELECT ending FROM runs WHERE run_id <> ? ORDER BY rowid DESC LIMIT 1", (self.run_id,)
        ).fetchone()
        cut_off = last is not None and last[0] != "finished" and self.queued() > 0
        with self._transaction():
            self._frontier.start_run(seeds, now=time.time(), goes_on=cut_off)

    def lease(self, *, per_host: int, have: Mapping[str, int]) -> Leased:
        """Take the best due addresses; see `Frontier.lease`."""
        with self._transaction():
            return self._frontier.lease(per_host=per_host, have=have, now=time.time())

    def commit(self, batch: Sequence[Entry]) -> list[Stored | None]:
        """Make a batch durable, all or nothing, and return for each entry the article stored, if any."""
        with self._transaction():
            stored = [self._write_entry(entry) for entry in batch]
        self._count(batch, stored)
        return stored

    def _write_entry(self, entry: Entry) -> Stored | None:
        if isinstance(entry, PageOutcome):
            return self._write(entry)
        if isinstance(entry, Article):
            forgotten = self._frontier.is_forgotten(declared_key(entry))
            return None if forgotten else self._store(entry, ())
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
        if outcome.not_modified and lease.was is UrlState.ARTICLE:
            ending = replace(ending, due=self._next_check(self.articles.known_by(lease.key), now))
        self._frontier.finish(lease, ending, now=now)
        if outcome.redirect is not None:
            self._following.redirect(lease, outcome.redirect, now=now)
        if outcome.not_modified:
            self._following.unchanged(lease, now=now)
        if result is not None:
            self._following.links(lease, result, now=now)
        self._rechecked += outcome.not_modified and lease.was is UrlState.ARTICLE
        self._gone += ending.state is UrlState.GONE and lease.was is UrlState.ARTICLE
        return stored

    def _write_article(
        self, outcome: PageOutcome, article: Article, result: PageResult
    ) -> tuple[Stored | None, Ending]:
        lease = outcome.lease
        article = replace(
            article,
            site=lease.site,
            discovered_by=lease.source,
            discovered_on=lease.found_on,
            fetched_at=outcome.fetched_at,
        )
        if self._frontier.is_forgotten(declared_key(article)):
            forgotten = Ending(
                state=UrlState.DROPPED, reason=DropReason.FORGOTTEN, status=outcome.status
            )
            return None, forgotten
        stored = self._store(article, result.blocks)
        self._keep_page(outcome, stored)
        self._following.note_related(article.url, result.candidates, seen=_utc(time.time()))
        alias = stored.key != lease.key
        now = time.time()
        due = self._next_check(article, now)
        if alias:
            self._frontier.adopt(lease, key=stored.key, url=stored.article.url, due=due)
        self._frontier.settle_parts(lease, result.parts, first=article.url, now=now)
        return stored, Ending(
            state=UrlState.DUPLICATE if alias else UrlState.ARTICLE,
            status=outcome.status,
            rule=result.type_evidence,
            leads_to=stored.article.id if alias else None,
            due=0.0 if alias else due,
            answer=answer_of(outcome),
        )

    def _next_check(self, article: Article | None, now: float) -> float:
        """Return when an article that was looked at now is due again; 0.0: never."""
        published = None if article is None else published_at(article, now=now)
        return next_check(published, self._recheck, now=now)

    def _store(self, article: Article, blocks: Sequence[Block]) -> Stored:
        return self.articles.store(
            article, blocks, own_key=url_key(article.url), declared_key=declared_key(article)
        )

    def _keep_page(self, outcome: PageOutcome, stored: Stored) -> None:
        """Keep the page that an article stands on, where pages are kept."""
        if outcome.page is None or stored.change is Change.ALIAS:
            return
        if stored.change is not Change.SAME or not has_page(self.connection, stored.article.id):
            keep_page(
                self.connection,
                stored.article.id,
                outcome.page,
                outcome.further_pages,
                fetched_at=outcome.fetched_at,
            )

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
            rechecked_articles=self._changes[Change.SAME]
            + self._changes[Change.REVISED]
            + self._rechecked,
            gone_articles=self._gone,
            gaps=tuple(self._following.gaps),
            links_left_out=dict(self._not_stored),
        )

    def exported(self, output: str) -> tuple[int, str] | None:
        """Return how far an output is, as `note_export` was told; None: nothing went there yet."""
        with storage_errors(self.path):
            row: tuple[int, str] | None = self.connection.execute(
                "SELECT seq, position FROM _export WHERE output = ?", (output,)
            ).fetchone()
        return row

    def note_export(self, output: str, *, seq: int, position: str) -> None:
        """Write down how far an output is: the last article it has, and its own position."""
        with self._transaction():
            self.connection.execute(
                "INSERT INTO _export VALUES (?, ?, ?) ON CONFLICT (output) DO UPDATE"
                " SET seq = excluded.seq, position = excluded.position",
                (output, seq, position),
            )

    def finish_run(self, *, ending: str) -> None:
        """Write down how the run ended, and its figures; give back what it leased and did not fetch."""
        figures = {
            "new_articles": self._changes[Change.NEW],
            "new_copies": self._copies,
            "changed_articles": self._changes[Change.CHANGED],
        }
        with self._transaction():
            self._frontier.give_back()
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


def _utc(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=STEP)
    try:
        schema.prepare(connection, path=path)
        connection.execute("PRAGMA journal_mode = WAL")
        # What an output has been given must not be forgotten here, even when the power fails.
        connection.execute("PRAGMA synchronous = FULL")
    except sqlite3.DatabaseError as error:
        connection.close()
        if "not a database" in str(error):
            raise StateError(f"{path}: not an SQLite file; name another one") from error
        raise
    except StateError:
        connection.close()
        raise
    return connection
