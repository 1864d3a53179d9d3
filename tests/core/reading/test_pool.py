import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from newscrawl.core.reading.pool import ReadingPool
from newscrawl.exceptions import ReadingError, ReadingTimeoutError, WorkerDiedError
from newscrawl.items.page import Page, PageResult
from newscrawl.items.site import Site

READERS = '''
import os, signal, subprocess, sys, time
from newscrawl.exceptions import ReadingError
from newscrawl.items.page import PageResult, PageType

def by_url(page, site):
    """Does what the last part of the address says; the answer tells process and size."""
    task = page.url.rpartition("/")[2]
    if task == "hang":
        while True:
            pass
    if task == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if task == "exit":
        raise SystemExit(3)
    if task == "raise":
        raise ValueError("bad\\nmarkup")
    if task == "refuse":
        raise ReadingError("no charset")
    if task == "nap":
        time.sleep(0.3)
    if task == "print":
        print("stray " * 20_000, flush=True)
        subprocess.run([sys.executable, "-c", "print('child'); input()"], stderr=subprocess.DEVNULL)
        os.write(1, b"straight")
    return PageResult(
        url=page.url,
        page_type=PageType.OTHER,
        type_evidence=f"{os.getpid()} {len(page.body)} {site.name}",
        problem=page.body.decode("latin-1"),
    )
'''
SITE = Site(name="example.org", seeds=("https://example.org/",), hosts=("example.org",))
BY_URL = "pool_readers:by_url"


@pytest.fixture(autouse=True)
def readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "pool_readers.py").write_text(READERS)
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def page(task: str, body: bytes = b"x") -> Page:
    return Page(url=f"https://example.org/{task}", body=body)


def with_pool(
    use: Callable[[ReadingPool], Awaitable[None]],
    *,
    workers: int = 1,
    deadline: float = 30.0,
    reader: str = BY_URL,
) -> None:
    async def run() -> None:
        pool = ReadingPool(workers=workers, deadline=deadline, reader=reader)
        await pool.start()
        try:
            await use(pool)
        finally:
            await pool.close()

    asyncio.run(run())


def pid_of(result: PageResult) -> int:
    return int(result.type_evidence.split()[0])


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    except NotADirectoryError:
        pytest.skip("needs /proc")
    return state != "Z"


def wait_until_gone(pid: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while is_alive(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_alive(pid)


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_each_page_gets_its_own_result(workers: int) -> None:
    async def use(pool: ReadingPool) -> None:
        pages = [page(f"p{number}", b"%d" % number) for number in range(40)]
        results = await asyncio.gather(*(pool.read(one, SITE) for one in pages))
        assert [result.url for result in results] == [one.url for one in pages]
        assert [result.problem for result in results] == [str(n) for n in range(40)]
        processes = {pid_of(result) for result in results}
        assert (os.getpid() in processes) == (workers == 0)
        assert len(processes) <= max(workers, 1)

    with_pool(use, workers=workers)


def test_one_page_at_a_time_needs_one_worker() -> None:
    async def use(pool: ReadingPool) -> None:
        assert len({pid_of(await pool.read(page("p"), SITE)) for _ in range(10)}) == 1

    with_pool(use, workers=4)


@pytest.mark.parametrize("size", [0, 60_000, 1_000_000, 16_000_000])
def test_large_pages_pass_whole(size: int) -> None:
    async def use(pool: ReadingPool) -> None:
        body = os.urandom(size)
        result = await pool.read(page("p", body), SITE)
        assert result.problem == body.decode("latin-1")

    with_pool(use)


def test_a_worker_killed_among_fifty_pages_costs_its_page_only() -> None:
    async def use(pool: ReadingPool) -> None:
        tasks = ["kill" if number == 25 else f"p{number}" for number in range(50)]
        results = await asyncio.gather(
            *(pool.read(page(task), SITE) for task in tasks), return_exceptions=True
        )
        failed = [n for n, result in enumerate(results) if isinstance(result, BaseException)]
        assert failed == [25]
        assert isinstance(results[25], WorkerDiedError)
        assert "SIGKILL" in str(results[25])

    with_pool(use, workers=2)


def test_a_worker_killed_from_outside_costs_its_page_only() -> None:
    async def use(pool: ReadingPool) -> None:
        first = await pool.read(page("p"), SITE)
        reads = [asyncio.create_task(pool.read(page("nap"), SITE)) for _ in range(6)]
        await asyncio.sleep(0.1)
        os.kill(pid_of(first), signal.SIGKILL)
        results = await asyncio.gather(*reads, return_exceptions=True)
        assert [type(result) for result in results].count(WorkerDiedError) == 1
        assert [type(result) for result in results].count(PageResult) == 5

    with_pool(use, workers=2)


def test_a_worker_that_dies_between_pages_costs_no_page() -> None:
    async def use(pool: ReadingPool) -> None:
        first = await pool.read(page("p"), SITE)
        os.kill(pid_of(first), signal.SIGKILL)
        assert await asyncio.to_thread(wait_until_gone, pid_of(first), 5)
        await asyncio.sleep(0.05)
        assert pid_of(await pool.read(page("p"), SITE)) != pid_of(first)

    with_pool(use)


def test_a_hanging_worker_is_ended_at_the_deadline_and_holds_up_nobody() -> None:
    async def use(pool: ReadingPool) -> None:
        await asyncio.gather(*(pool.read(page("nap"), SITE) for _ in range(2)))
        hanging = asyncio.create_task(pool.read(page("hang"), SITE))
        await asyncio.sleep(0)
        begin = time.monotonic()
        await asyncio.gather(*(pool.read(page(f"p{n}"), SITE) for n in range(20)))
        assert not hanging.done()
        with pytest.raises(ReadingTimeoutError, match="1 s"):
            await hanging
        assert 0.9 < time.monotonic() - begin < 10
        assert (await pool.read(page("p"), SITE)).problem == "x"

    with_pool(use, workers=2, deadline=1.0)


def test_a_worker_that_hangs_without_its_pool_ends_itself(readers: Path) -> None:
    script = textwrap.dedent(
        """
        import asyncio, os, signal
        from newscrawl.core.reading import worker
        worker.OVERTIME = 0.5
        import pool_readers
        def hang(page, site):
            print(os.getpid(), flush=True)
            return pool_readers.by_url(page, site)
        """
    )
    (readers / "hanging.py").write_text(script)
    parent = textwrap.dedent(
        """
        import asyncio
        from newscrawl.core.reading.pool import ReadingPool
        from newscrawl.items.page import Page
        from newscrawl.items.site import Site
        async def main():
            pool = ReadingPool(workers=1, deadline=1, reader="hanging:hang")
            site = Site(name="s", seeds=(), hosts=())
            await pool.read(Page(url="https://example.org/hang", body=b""), site)
        asyncio.run(main())
        """
    )
    with started(parent, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        worker = int(process.stderr.readline())
        process.kill()
        assert is_alive(worker)
        assert wait_until_gone(worker, 4)


@pytest.mark.parametrize(
    ("task", "error", "message"),
    [
        ("raise", ReadingError, "ValueError: bad markup"),
        ("refuse", ReadingError, "no charset"),
        ("exit", WorkerDiedError, "exit code 3"),
    ],
)
def test_a_reader_that_fails_costs_its_page_only(
    task: str, error: type[ReadingError], message: str
) -> None:
    async def use(pool: ReadingPool) -> None:
        with pytest.raises(error, match=message) as raised:
            await pool.read(page(task), SITE)
        assert type(raised.value) is error
        assert (await pool.read(page("p"), SITE)).problem == "x"

    with_pool(use)


def test_an_exception_in_the_loop_is_a_reading_error_too() -> None:
    async def use(pool: ReadingPool) -> None:
        with pytest.raises(ReadingError, match="ValueError: bad markup"):
            await pool.read(page("raise"), SITE)

    with_pool(use, workers=0)


def test_prints_and_children_do_not_reach_the_pipes(capfd: pytest.CaptureFixture[str]) -> None:
    async def use(pool: ReadingPool) -> None:
        for _ in range(3):
            assert (await pool.read(page("print"), SITE)).problem == "x"

    with_pool(use)
    seen = capfd.readouterr()
    assert seen.out == ""
    assert "stray" in seen.err
    assert "straight" in seen.err


@pytest.mark.parametrize("name", ["pool_readers:absent", "absent_module:read", "pool_readers"])
@pytest.mark.parametrize("workers", [0, 1])
def test_a_reader_that_cannot_be_loaded_is_named(name: str, workers: int) -> None:
    async def use(pool: ReadingPool) -> None:
        await pool.read(page("p"), SITE)

    with pytest.raises(ReadingError, match=f"{name} cannot be loaded"):
        with_pool(use, workers=workers, reader=name)


def test_a_cancelled_read_frees_its_worker_and_its_place() -> None:
    async def use(pool: ReadingPool) -> None:
        first = await pool.read(page("p"), SITE)
        reading = asyncio.create_task(pool.read(page("nap"), SITE))
        waiting = asyncio.create_task(pool.read(page("hang"), SITE))
        await asyncio.sleep(0.1)
        reading.cancel()
        waiting.cancel()
        last = await pool.read(page("p", b"mine"), SITE)
        assert reading.cancelled()
        assert waiting.cancelled()
        assert last.problem == "mine"
        assert pid_of(last) == pid_of(first)

    with_pool(use)


def test_pages_are_read_in_the_order_in_which_they_came() -> None:
    async def use(pool: ReadingPool) -> None:
        order: list[int] = []

        async def read(number: int) -> None:
            await pool.read(page("p"), SITE)
            order.append(number)

        await asyncio.gather(*(read(number) for number in range(30)))
        assert order == list(range(30))

    with_pool(use)


def test_closing_ends_idle_busy_and_starting_workers_in_two_seconds() -> None:
    async def run() -> None:
        pool = ReadingPool(workers=3, deadline=60, reader=BY_URL)
        idle = await pool.read(page("p"), SITE)
        reads = [asyncio.create_task(pool.read(page("hang"), SITE)) for _ in range(5)]
        await asyncio.sleep(0.01)
        begin = time.monotonic()
        await pool.close()
        assert time.monotonic() - begin < 2
        results = await asyncio.gather(*reads, return_exceptions=True)
        assert all(isinstance(result, ReadingError) for result in results)
        assert not is_alive(pid_of(idle))
        with pytest.raises(ReadingError, match="closed"):
            await pool.read(page("p"), SITE)
        await pool.close()

    asyncio.run(run())


def started(code: str, **pipes: int) -> "subprocess.Popen[bytes]":
    path = os.pathsep.join(sys.path)
    return subprocess.Popen(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": path}, **pipes
    )


IDLE_PARENT = """
import asyncio, time
from newscrawl.core.reading.pool import ReadingPool
from newscrawl.items.page import Page
from newscrawl.items.site import Site
async def main():
    pool = ReadingPool(workers=1, reader="pool_readers:by_url")
    site = Site(name="s", seeds=(), hosts=())
    result = await pool.read(Page(url="https://example.org/p", body=b""), site)
    print(result.type_evidence.split()[0], flush=True)
    await asyncio.sleep(60)
asyncio.run(main())
"""


def test_a_killed_parent_leaves_no_worker() -> None:
    with started(IDLE_PARENT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        worker = int(process.stdout.readline())
        assert is_alive(worker)
        process.kill()
    assert wait_until_gone(worker, 2)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_worker_ignores_the_signals_that_are_for_the_crawl(number: signal.Signals) -> None:
    async def use(pool: ReadingPool) -> None:
        worker = pid_of(await pool.read(page("p"), SITE))
        os.kill(worker, number)
        assert pid_of(await pool.read(page("p"), SITE)) == worker

    with_pool(use)


def test_modules_of_the_working_directory_do_not_get_into_a_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    (work / "pickle.py").write_text("raise SystemExit('not the standard library')")
    monkeypatch.chdir(work)

    async def use(pool: ReadingPool) -> None:
        assert (await pool.read(page("p"), SITE)).problem == "x"

    with_pool(use)
