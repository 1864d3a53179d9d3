"""The state file off the event loop: one thread writes, batch by batch."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

from newscrawl.core.frontier.table import Leased
from newscrawl.core.state.articles import Stored
from newscrawl.core.state.ledger import Ledger
from newscrawl.core.state.store import Entry, Proposal, Store
from newscrawl.exceptions import NewscrawlError
from newscrawl.items import Article, Candidate, Lease, PageOutcome

BATCH_SIZE = 100
BATCH_SECONDS = 0.2

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
    up to date, in the same thread.
    """

    def __init__(self, open_store: Callable[[], Store], *, drain: Outputs) -> None:
        self._open_store = open_store
        self._drain = drain
        self._thread = ThreadPoolExecutor(1, "newscrawl-writer")
        self._store: Store | None = None
        self._entries: list[Entry] = []
        self._futures: list[asyncio.Future[Stored | None]] = []
        self._timer: asyncio.TimerHandle | None = None
        self._committing: asyncio.Task[None] | None = None
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

    async def start_run(self, seeds: Sequence[tuple[Candidate, str]]) -> None:
        """See `Store.start_run`; what a dead run left undrained reaches the outputs first."""
        await self.call(self._drain)
        await self.call(lambda store: store.start_run(seeds))

    async def lease(self, *, per_host: int, have: Mapping[str, int]) -> Leased:
        """See `Frontier.lease`."""
        return await self.call(lambda store: store.lease(per_host=per_host, have=have))

    async def release(self, leases: Iterable[Lease]) -> None:
        """See `Frontier.release`."""
        given_back = tuple(leases)
        await self.call(lambda store: store.release(given_back))

    async def submit(self, entry: PageOutcome | Article) -> Stored | None:
        """Make an outcome or an article durable, and return the article as stored, if there is one."""
        return await self._add(entry)

    def propose(self, proposal: Proposal) -> None:
        """Add addresses with the next batch."""
        self._add(proposal)

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
        try:
            stored = await self.call(lambda store: store.commit(entries))
            await self.call(self._drain)
        except NewscrawlError as error:
            for future in futures:
                future.cancel()
            self.on_failure(error)
        else:
            for future, each in zip(futures, stored, strict=True):
                if not future.cancelled():
                    future.set_result(each)
        finally:
            self._committing = None
        if len(self._entries) >= BATCH_SIZE or (self._entries and self._timer is None):
            self.hurry()
        self.on_commit()

    async def ledger(self) -> Ledger:
        """See `Store.ledger`."""
        return await self.call(lambda store: store.ledger())

    async def close(self, *, ending: str) -> Ledger:
        """Commit what is left, write down how the run ended, close the file, and return the ledger."""
        while self.busy:
            self.hurry()
            if self._committing is not None:
                await self._committing
        ledger = Ledger()
        if self._store is not None:
            ledger = await self.ledger()
            await self.call(lambda store: store.finish_run(ending=ending))
            await self.call(lambda store: store.close())
            self._drain.close()
            self._store = None
        self._thread.shutdown()
        return ledger
