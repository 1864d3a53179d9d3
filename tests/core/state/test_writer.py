"""The writer: nothing handed in waits for ever, whatever happens to its batch."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from newscrawl.core.cleaning import block_hash
from newscrawl.core.state import writer as writer_module
from newscrawl.core.state.store import IN_MEMORY, Store
from newscrawl.core.state.writer import StoreWriter
from newscrawl.core.urls import url_key
from newscrawl.exceptions import BusyError, NewscrawlError, StorageError
from newscrawl.items import (
    Article,
    Block,
    BlockKind,
    DiscoverySource,
    Lease,
    LinkRole,
    PageOutcome,
    PageResult,
    PageType,
)


class Outputs:
    """Counts how often it is to bring outputs up to date, and fails when it is told to."""

    def __init__(self) -> None:
        self.calls = 0
        self.broken = False

    def __call__(self, store: Store) -> None:
        self.calls += 1
        if self.broken:
            raise StorageError("out.jsonl: No space left on device")

    def close(self) -> None:
        pass


def article(number: int) -> Article:
    return Article(url=f"http://a.test/{number}/", headline=f"Headline {number}")


def outcome(number: int) -> PageOutcome:
    url = f"http://a.test/{number}/"
    lease = Lease(
        url_id=number,
        url=url,
        key=url_key(url),
        site="a.test",
        role=LinkRole.ARTICLE,
        source=DiscoverySource.SEED,
    )
    block = Block(kind=BlockKind.PARAGRAPH, text="Some words.", hash=block_hash("Some words."))
    result = PageResult(
        url=url, page_type=PageType.ARTICLE, article=article(number), blocks=(block,)
    )
    return PageOutcome(
        lease=lease,
        url=url,
        fetched_at=datetime(2026, 11, 1, tzinfo=UTC),
        result=result,
        article=result.article,
    )


def run(
    test: Callable[[StoreWriter, Outputs], Awaitable[None]],
    *,
    path: str = IN_MEMORY,
    give_up: Event | None = None,
) -> list[NewscrawlError]:
    """Run a test on an open writer, and return what it said went wrong."""
    failures: list[NewscrawlError] = []

    async def main() -> None:
        outputs = Outputs()
        writer = StoreWriter(
            lambda: Store(path, run_id="r1", give_up=give_up), drain=outputs, give_up=give_up
        )
        writer.on_failure = failures.append
        await writer.open()
        await test(writer, outputs)
        await writer.close(ending="finished")

    asyncio.run(asyncio.wait_for(main(), 20))
    return failures


def test_a_bad_value_costs_only_its_own_entry() -> None:
    async def test(writer: StoreWriter, outputs: Outputs) -> None:
        bad = Article(url="http://a.test/bad/", site=object())  # type: ignore[arg-type]
        entries = [writer.submit(article(1)), writer.submit(bad), writer.submit(article(2))]
        first, middle, last = await asyncio.gather(*entries, return_exceptions=True)
        assert isinstance(middle, sqlite3.Error)
        assert [each.article.headline for each in (first, last)] == ["Headline 1", "Headline 2"]

    assert run(test) == []


def test_an_output_that_failed_is_left_to_the_next_run() -> None:
    async def test(writer: StoreWriter, outputs: Outputs) -> None:
        outputs.broken = True
        assert await writer.submit(article(1)) is not None, "it is durable in the state file"
        await asyncio.sleep(0.05)
        outputs.broken = False
        assert await writer.submit(article(2)) is not None
        assert outputs.calls == 1

    (failure,) = run(test)
    assert "No space left" in str(failure)


def test_a_lock_holds_the_intake_up_and_not_the_loop(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(writer_module, "MOMENT", 0.2)
    path = str(tmp_path / "state.db")

    async def test(writer: StoreWriter, outputs: Outputs) -> None:
        with closing(sqlite3.connect(path)) as other:
            other.execute("BEGIN IMMEDIATE")
            entry = asyncio.ensure_future(writer.submit(article(1)))
            while not writer.behind:
                await asyncio.sleep(0.01)
            assert not entry.done()
            other.rollback()
        assert await entry is not None
        while writer.behind:
            await asyncio.sleep(0.01)

    assert run(test, path=path) == []


def test_what_a_lock_keeps_out_at_the_end_is_told(tmp_path: Path) -> None:
    path = str(tmp_path / "state.db")

    async def test(writer: StoreWriter, outputs: Outputs) -> None:
        with closing(sqlite3.connect(path)) as other:
            other.execute("BEGIN IMMEDIATE")
            entry = asyncio.ensure_future(writer.submit(article(1)))
            await asyncio.sleep(0.3)
            writer.give_up()
            (outcome,) = await asyncio.gather(entry, return_exceptions=True)
            assert isinstance(outcome, asyncio.CancelledError)

    (failure,) = run(test, path=path, give_up=Event())
    assert isinstance(failure, BusyError)


def test_what_waits_is_settled_at_the_end(tmp_path) -> None:
    for broken, waiting in ((True, 1), (False, 0)):
        path = str(tmp_path / f"{broken}.db")

        async def test(writer: StoreWriter, outputs: Outputs, broken: bool = broken) -> None:
            outputs.broken = broken
            await writer.submit(outcome(1))

        failures = run(test, path=path)
        # Once an output could not be written, what reached it must stay what the next run finds.
        assert len(failures) == broken
        with closing(sqlite3.connect(path)) as connection:
            (count,) = connection.execute("SELECT count(*) FROM articles WHERE _seq < 0").fetchone()
        assert count == waiting
