"""The state file off the event loop: one thread writes, batch by batch."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event
from typing import Protocol, TypeVar

from newscrawl.core.frontier.host_memory import HostBack, HostNote
from newscrawl.core.frontier.leasing import Leased
from newscrawl.core.state.articles import Stored
from newscrawl.core.state.coverage import coverage_by_site
from newscrawl.core.state.entries import Entry, Proposal
from newscrawl.core.state.ledger import Ledger
from newscrawl.core.state.store import Store
from newscrawl.exceptions import NewscrawlError
from newscrawl.items import Article, Candidate, PageOutcome

BATCH_SIZE = 100
BATCH_SECONDS = 0.2
MOMENT = 1.0
"""Seconds that a commit may take before nothing more is fetched meanwhile."""

T = TypeVar("T")


class Outputs(Protocol):
    """What is kept up to date with the store."""

    def __call__(self, store: Store) -> None:
        """Bring the outputs up to date; raises NewscrawlError where that cannot be."""

    def close(self) -> None:
        """Release the outputs."""


class StoreWriter:
    """Gathers what a crawl brings and commits it in batches, in a thread of its own.

    A batch closes at 100 entries, after 200 ms, or when somebody is in a hurry because nothing is left to
    fetch. Awaiting what was handed in means: it is durable. After each commit `drain` brings the outputs
    up to date, in the same thread; once that has failed, they are left to the next run.
    """

    def __init__(
        self, open_store: Callable[[], Store], *, drain: Outputs, give_up: Event | None = None
    ) -> None:
        """Take what opens the store and what drains it; both wait for no lock once `give_up` is set."""
        self._open_store = open_store
        self._drain = drain
        self._draining = True
        self._give_up = give_up or Event()
        self._thread = ThreadPoolExecutor(1, "newscrawl-writer")
        self._store: Store | None = None
        self._entries: list[Entry] = []
        self._futures: list[asyncio.Future[Stored | None]] = []
        self._timer: asyncio.TimerHandle | None = None
        self._committing: asyncio.Task[None] | None = None
        self._begun = 0.0
        self.on_commit: Callable[[], None] = lambda: None
        """Called in the event loop after each commit: there may be new addresses."""
        self.on_failure: Callable[[NewscrawlError], None] = lambda _: None
        """Called in the event loop when a batch could not be written."""

    async def open(self) -> None:
        """Open the state file; raises what `Store` raises."""
        loop = asyncio.get_running_loop()
        self._store = await loop.run_in_executor(self._thread, self._open_store)

    async def call(self, function: Callable[[Store], T]) -> T:
        """Return what a function of the store gives, called in the writer's thread."""
        store = self._store
        assert store is not None, "the store is not open"
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, function, store)

    async def start_run(
        self, seeds: Sequence[tuple[Candidate, str]], unreachable: frozenset[str] = frozenset()
    ) -> None:
        """See `Store.start_run`; what a dead run left undrained reaches the outputs first."""
        await self._bring_out()
        await self.call(lambda store: store.start_run(seeds, unreachable))

    async def lease(self, *, per_host: int, have: Mapping[str, int]) -> Leased:
        """See `Frontier.lease`."""
        return await self.call(lambda store: store.lease(per_host=per_host, have=have))

    async def submit(self, entry: PageOutcome | Article) -> Stored | None:
        """Make an outcome or an article durable, and return the article as stored, if there is one."""
        return await self._add(entry)

    def note(self, entry: Proposal | HostNote | HostBack) -> None:
        """Write down, with the next batch, what no page says."""
        self._add(entry)

    def _add(self, entry: Entry) -> "asyncio.Future[Stored | None]":
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Stored | None] = loop.create_future()
        self._entries.append(entry)
        self._futures.append(future)
        if len(self._entries) >= BATCH_SIZE:
            self.hurry()
        elif self._timer is None:
            self._timer = loop.call_later(BATCH_SECONDS, self.hurry)
        return future

    @property
    def busy(self) -> bool:
        """Whether something handed in is not durable yet."""
        return bool(self._entries) or self._committing is not None

    @property
    def behind(self) -> bool:
        """Whether a commit takes longer than a moment, as when another program has the file locked."""
        loop = asyncio.get_running_loop()
        return self._committing is not None and loop.time() - self._begun > MOMENT

    def give_up(self) -> None:
        """Wait no longer where another program has a file locked; what cannot be written is lost here."""
        self._give_up.set()

    def hurry(self) -> None:
        """Commit what is there now, or as soon as the commit under way is done."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._committing is None and self._entries:
            self._committing = asyncio.get_running_loop().create_task(self._commit())

    async def _commit(self) -> None:
        entries, self._entries = self._entries, []
        futures, self._futures = self._futures, []
        self._begun = asyncio.get_running_loop().time()
        try:
            await self._make_durable(entries, futures)
            await self._bring_out()
        except NewscrawlError as error:
            self.on_failure(error)
        finally:
            for future in futures:
                future.cancel()  # Those that are done are left as they are.
            self._committing = None
        if len(self._entries) >= BATCH_SIZE or (self._entries and self._timer is None):
            self.hurry()
        self.on_commit()

    async def _make_durable(
        self, entries: Sequence[Entry], futures: "Sequence[asyncio.Future[Stored | None]]"
    ) -> None:
        try:
            stored = await self.call(lambda store: store.commit(entries))
        except (sqlite3.Error, OverflowError) as error:
            if len(entries) == 1:
                _settle(futures[0], error)
                return
            # One bad value must not cost the others of its batch.
            for entry, future in zip(entries, futures, strict=True):
                await self._make_durable([entry], [future])
            return
        for future, each in zip(futures, stored, strict=True):
            _settle(future, each)

    async def _bring_out(self) -> None:
        """Bring the outputs up to date."""
        if not self._draining:
            return
        # Whoever has failed to write must not try again: what reached the file is not known.
        self._draining = False
        try:
            await self.call(self._drain)
        except NewscrawlError:
            await self.call(lambda store: store.stop_settling())
            raise
        self._draining = True

    async def _settle_waiting(self) -> None:
        await self.call(lambda store: store.settle_waiting())
        await self._bring_out()

    async def _attempt(self, action: Callable[[], Awaitable[None]]) -> None:
        try:
            await action()
        except NewscrawlError as error:
            self.on_failure(error)

    async def ledger(self) -> Ledger:
        """See `Store.ledger`."""
        return await self.call(lambda store: store.ledger())

    async def close(self, *, ending: str) -> Ledger:
        """Commit what is left, settle what waits, note how the run ended, close, and return the ledger.

        What cannot be written is told by `on_failure`; leases are then given back at the next start.
        """
        while self.busy:
            self.hurry()
            if self._committing is not None:
                await self._committing
        ledger = Ledger()
        if self._store is not None:
            await self._attempt(self._settle_waiting)
            await self._attempt(lambda: self.call(lambda store: store.finish_run(ending=ending)))
            coverage = await self.call(lambda store: coverage_by_site(store.connection))
            ledger = replace(await self.ledger(), coverage=coverage)
            await self.call(lambda store: store.close())
            self._drain.close()
            self._store = None
        self._thread.shutdown()
        return ledger


def _settle(future: "asyncio.Future[Stored | None]", result: Stored | Exception | None) -> None:
    if future.cancelled():
        return
    if isinstance(result, Exception):
        future.set_exception(result)
    else:
        future.set_result(result)
