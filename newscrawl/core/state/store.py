"""The state file: one connection, one transaction a batch."""

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from newscrawl.core.dedup.canonical import declared_key
from newscrawl.core.frontier.budgets import Budgets
from newscrawl.core.frontier.ending import Ending
from newscrawl.core.frontier.endings import answer_of, ending_of
from newscrawl.core.frontier.host_memory import HostBack, HostMemory
from newscrawl.core.frontier.leasing import Leased
from newscrawl.core.frontier.limits import LEFT_OUT, Limits, Refusal
from newscrawl.core.frontier.parameters import Parameters
from newscrawl.core.frontier.patience import FULL_PATIENCE
from newscrawl.core.frontier.periods import Period, period_of_article
from newscrawl.core.frontier.proposals import Origin
from newscrawl.core.frontier.same_pages import same_page_ending
from newscrawl.core.frontier.table import Frontier
from newscrawl.core.frontier.visits import next_check, published_at
from newscrawl.core.state.articles import Articles, Change, Reading, Stored
from newscrawl.core.state.closing import Closing
from newscrawl.core.state.copies import Copies
from newscrawl.core.state.entries import Entry, Proposal
from newscrawl.core.state.following import Following
from newscrawl.core.state.ledger import Ledger, article_totals
from newscrawl.core.state.links import write_related
from newscrawl.core.state.locking import open_locked
from newscrawl.core.state.moments import utc_text
from newscrawl.core.state.opening import open_state
from newscrawl.core.state.pages import has_page, keep_page
from newscrawl.core.state.run_counts import RunCounts
from newscrawl.core.state.runs import CUT_OFF, begin_run, end_run, ended_well
from newscrawl.core.state.settling import Settling
from newscrawl.core.state.waiting import storage_errors, when_free
from newscrawl.core.urls import url_key
from newscrawl.items import (
    Article,
    Candidate,
    DropReason,
    Lease,
    PageOutcome,
    PageResult,
    UrlState,
)

if TYPE_CHECKING:
    from newscrawl.core.state.health import SiteRun

IN_MEMORY = ":memory:"
COPIES_WINDOW = 60 * 86_400.0
"""Seconds for which an article is remembered as one that others may nearly be copies of."""

_LEAD_NOWHERE = (DropReason.NOT_THERE, DropReason.SAME_PAGE, *LEFT_OUT)

T = TypeVar("T")


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
        limits: Limits | None = None,
        usual_places: bool = False,
        copies_window: float = COPIES_WINDOW,
        closing: Closing | None = None,
        give_up: Event | None = None,
    ) -> None:
        self.path = path
        self.run_id = run_id
        self._recheck = recheck
        self._usual_places = usual_places
        self._limits = limits or Limits()
        self._budgets = Budgets(self._limits)
        self._closing = closing or Closing()
        self._give_up = give_up or Event()
        self._lock = None if path == IN_MEMORY else open_locked(Path(path), mode=0o600)
        try:
            with storage_errors(path):
                self.connection = self._when_free(lambda: open_state(path))
        except BaseException:
            self._unlock()
            raise
        try:
            with storage_errors(path):
                self._frontier = self._when_free(
                    lambda: Frontier(
                        self.connection, run_id=run_id, limits=self._limits, budgets=self._budgets
                    )
                )
                self.hosts = HostMemory(self.connection)
                self._parameters = Parameters(self.connection)
                self._following = Following(self.connection, self._frontier, self._parameters)
                self._copies = Copies(self.connection, since=utc_text(time.time() - copies_window))
                self.articles = Articles(self.connection, run_id=run_id, copies=self._copies)
                self._settling = Settling(self.connection, self.articles)
                self._note_start()
        except BaseException:
            self.close()
            raise
        self._counts = RunCounts()
        self._sites: tuple[str, ...] = ()
        self._site_runs: tuple[SiteRun, ...] = ()

    def _note_start(self) -> None:
        with self._transaction():
            begin_run(self.connection, self.run_id, now=utc_text(time.time()))

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
                self._budgets.keep()
            except BaseException:
                if self.connection.in_transaction:  # A full disk has rolled it back by itself.
                    self.connection.execute("ROLLBACK")
                self._budgets.give_back()
                self._frontier.recount()
                self._settling.recount()
                self._copies.recount()
                raise

    def start_run(
        self, seeds: Sequence[tuple[Candidate, str]], unreachable: frozenset[str] = frozenset()
    ) -> None:
        """Give back the leases of a dead run, and make due what a run looks at again.

        `unreachable`: sites without seeds, of which it is written down that they could not be reached.
        """
        self._sites = tuple(dict.fromkeys([*(site for _, site in seeds), *sorted(unreachable)]))
        self._counts.unreachable = unreachable
        goes_on = self.queued() > 0 and not ended_well(self.connection, before=self.run_id)
        with self._transaction():
            self._frontier.start_run(seeds, now=time.time(), goes_on=goes_on)

    def lease(self, *, per_host: int, have: Mapping[str, int]) -> Leased:
        """Take the best due addresses; see `Frontier.lease`."""
        with self._transaction():
            return self._frontier.lease(per_host=per_host, have=have, now=time.time())

    def commit(self, batch: Sequence[Entry]) -> list[Stored | None]:
        """Make a batch durable, all or nothing, and return for each entry the article stored, if any."""
        with self._transaction():
            stored = [self._write_entry(entry) for entry in batch]
            self._settling.release()
        self._counts.add(batch, stored)
        return stored

    def _write_entry(self, entry: Entry) -> Stored | None:
        if isinstance(entry, PageOutcome):
            return self._write(entry)
        if isinstance(entry, Article):
            forgotten = self._frontier.is_forgotten(declared_key(entry))
            return None if forgotten else self._store(entry)
        if isinstance(entry, Proposal):
            origin = Origin(site=entry.site, depth=0, patience=FULL_PATIENCE)
            self._frontier.propose(entry.candidates, origin, now=time.time())
        elif isinstance(entry, HostBack):
            self._frontier.try_again(entry.host, since=entry.since, now=time.time())
        else:
            self.hosts.keep(entry)
        return None

    def _write(self, outcome: PageOutcome) -> Stored | None:
        now = time.time()
        lease, result = outcome.lease, outcome.result
        stored = None
        if outcome.article is not None and result is not None:
            stored, ending = self._write_article(outcome, outcome.article, result)
        else:
            ending = same_page_ending(self.connection, outcome) or ending_of(outcome, now=now)
        if outcome.not_modified and lease.was is UrlState.ARTICLE:
            ending = replace(ending, due=self._next_check(self.articles.known_by(lease.key), now))
        self._frontier.finish(lease, ending, now=now)
        if outcome.redirect is not None:
            self._following.redirect(lease, outcome.redirect, now=now)
        if outcome.not_modified:
            self._following.unchanged(lease, now=now)
        if result is not None and ending.reason not in _LEAD_NOWHERE:
            self._following.links(lease, result, now=now)
        if self._usual_places:
            self._following.usual_places(lease, ending, now=now)
        self._counts.unchanged += outcome.not_modified and lease.was is UrlState.ARTICLE
        self._counts.gone += ending.state is UrlState.GONE and lease.was is UrlState.ARTICLE
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
        published = period_of_article(article)
        refusal = None if lease.was is UrlState.ARTICLE else self._refusal(lease, published)
        if refusal is not None:
            return None, Ending(
                state=UrlState.DROPPED,
                reason=refusal.reason,
                rule=refusal.rule,
                status=outcome.status,
                published=published,
            )
        stored = self._store(self._settling.settled(article, result), result)
        if stored.change is Change.NEW:
            self._spend(lease)
        self._keep_page(outcome, stored)
        write_related(self.connection, article, seen=utc_text(outcome.fetched_at.timestamp()))
        alias = stored.key != lease.key
        now = time.time()
        due = self._next_check(article, now)
        if alias:
            self._frontier.adopt(lease, key=stored.key, url=stored.article.url, due=due)
        self._frontier.settle_parts(lease, result.parts, first=article.url, now=now)
        self._learn_parameters(lease, stored, declared=article.canonical_url is not None)
        return stored, Ending(
            state=UrlState.DUPLICATE if alias else UrlState.ARTICLE,
            status=outcome.status,
            rule=result.type_evidence,
            leads_to=stored.article.id if alias else None,
            due=0.0 if alias else due,
            answer=answer_of(outcome),
            published=published,
        )

    def _learn_parameters(self, lease: Lease, stored: Stored, *, declared: bool) -> None:
        """Note what an article tells of the parameters of its address."""
        first = stored.article.duplicate_of
        twin = None if first is None else self.articles.key_of(first, site=lease.site)
        self._parameters.learn(
            lease.url,
            known_by=twin or stored.key,
            declared=declared and twin is None,
            site=lease.site,
        )

    def _refusal(self, lease: Lease, published: Period) -> Refusal | None:
        """Return why an article that was read is left out, or None."""
        limits = self._limits.of(lease.site)
        return limits.article_refusal(published) or self._budgets.refusal(
            site=lease.site, section=lease.section
        )

    def _spend(self, lease: Lease) -> None:
        """Count a new article, and leave out what waits where that was the last one wanted."""
        self._budgets.note_article(site=lease.site, section=lease.section)
        for section in (None, lease.section):
            spent = self._budgets.refusal(site=lease.site, section=section)
            if spent is not None:
                self._frontier.leave_out(lease.site, section=section, refusal=spent)
                return

    def _next_check(self, article: Article | None, now: float) -> float:
        """Return when an article that was looked at now is due again; 0.0: never."""
        published = None if article is None else published_at(article, now=now)
        return next_check(published, self._recheck, now=now)

    def _store(self, article: Article, result: PageResult | None = None) -> Stored:
        """Store an article; without a result it comes from another spider, and never waits."""
        site, blocks = article.site, result.blocks if result else ()
        stored = self.articles.store(
            article,
            Reading(blocks=blocks, observations=result.observations if result else {}),
            own_key=url_key(article.url),
            declared_key=declared_key(article),
            learned=self._settling.learned(site),
            waits=bool(blocks),
        )
        if blocks:
            self._settling.note(site, stored.change)
        return stored

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

    def queued(self) -> int:
        """Return the number of addresses that wait to be fetched."""
        return self._frontier.queued()

    def ledger(self) -> Ledger:
        """Return what became of every address, and what this run brought home."""
        articles, copies, completeness = article_totals(self.connection)
        return Ledger(
            urls=self._frontier.ledger(),
            articles=articles,
            copies=copies,
            completeness=completeness,
            new_articles=self._counts.changes[Change.NEW],
            new_copies=self.articles.new_copies(),
            changed_articles=self._counts.changes[Change.CHANGED],
            rechecked_articles=self._counts.rechecked,
            gone_articles=self._counts.gone,
            gaps=tuple(self._following.gaps),
            links_left_out=dict(self._counts.links_left_out),
            failures_by_site=self._frontier.failures(),
            site_runs=self._site_runs,
        )

    def settle_waiting(self) -> None:
        """Settle the articles that wait until their site is known better; for the end of a run."""
        with self._transaction():
            self._settling.finish()

    def stop_settling(self) -> None:
        """Leave all articles as they are, because it is not known which of them reached an output."""
        self._settling.stop()

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
            "new_articles": self._counts.changes[Change.NEW],
            "new_copies": self.articles.new_copies(),
            "changed_articles": self._counts.changes[Change.CHANGED],
        }
        with self._transaction():
            self._frontier.give_back()
            if ending not in CUT_OFF:
                self._site_runs = self._closing.close(
                    self.connection,
                    self._sites,
                    self._counts,
                    run_id=self.run_id,
                    now=time.time(),
                )
            end_run(self.connection, self.run_id, ending, figures, now=utc_text(time.time()))

    def close(self) -> None:
        """Close the file and let go of it."""
        self.connection.close()
        self._unlock()

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.close()
