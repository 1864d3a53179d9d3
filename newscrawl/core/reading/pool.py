"""A pool of processes that read pages, so that the event loop never parses.

A worker that dies or hangs costs the one page it had; the next page gets a new one.
"""

import asyncio
import contextlib
import pickle
import signal
import sys
from functools import partial

from newscrawl.core.reading.worker import LENGTH, Reader, load_reader, read_with
from newscrawl.exceptions import (
    PoolClosedError,
    ReadingError,
    ReadingTimeoutError,
    WorkerDiedError,
)
from newscrawl.items.page import Page, PageResult
from newscrawl.items.site import Site

READER = "newscrawl.core.reading.read:read_page"
"""The function that reads a page, as `module:function`."""

START_DEADLINE = 60.0
"""Seconds that a worker may take to import its reader, on a machine under load."""

CLOSE_DEADLINE = 0.5
"""Seconds that workers get to leave by themselves when the pool closes."""

# The parent's own module path is handed over, so that a worker finds what the parent found: in a
# source tree, an editable install, a notebook. It also keeps the working directory off the path.
_START = (
    "import sys; sys.path[:] = sys.argv[3:]; from newscrawl.core.reading.worker import main; main()"
)

_LARGE = 2**18
"""Bytes of an answer, as of a large sitemap, from which unpickling it takes more than a moment."""


class ReadingPool:
    """Reads pages in worker processes, first come first served.

    Each worker has one page at a time; whoever comes when all are busy waits in `read()`.
    Workers start when they are first needed (one is started ahead) and are replaced when they end.
    With `workers=0` pages are read in the event loop: nothing can then hold the deadline.
    Plain asyncio: works under any running event loop, and needs no main guard.
    """

    def __init__(self, *, workers: int, deadline: float = 10.0, reader: str = READER) -> None:
        """Take the number of processes, the seconds a page may take and the name of the reader."""
        self._lanes = [_Lane(reader, deadline) for _ in range(workers)]
        # A stack: a worker that is warm is taken before one that has yet to start.
        self._idle = list(reversed(self._lanes))
        self._free = asyncio.Semaphore(workers)
        self._reader_name = reader
        self._reader: Reader | None = None
        self._tasks: set[asyncio.Task[PageResult] | asyncio.Task[None]] = set()
        self._closed = False

    async def start(self) -> None:
        """Start the first worker without waiting for it; with `workers=0` load the reader here."""
        if self._lanes:
            self._keep(asyncio.create_task(self._lanes[0].warm()))
        else:
            self._reader = load_reader(self._reader_name)

    async def read(self, page: Page, site: Site) -> PageResult:
        """Return what reading the page gives.

        A read that is cancelled gives up its place in the queue; a worker that has its page
        already finishes it unheard, within its deadline, and is then free.

        Raises ReadingTimeoutError past the deadline, WorkerDiedError where the worker ended,
        PoolClosedError when the pool is closed, and ReadingError for whatever the reader raised.
        """
        if not self._lanes:
            return self._read_here(page, site)
        await self._free.acquire()
        if self._closed:
            self._free.release()
            raise _closed()
        task = asyncio.create_task(self._read_on(self._idle.pop(), page, site))
        answer: asyncio.Future[PageResult] = asyncio.get_running_loop().create_future()
        task.add_done_callback(partial(_pass_on, answer))
        self._keep(task)
        try:
            return await answer
        except WorkerDiedError as error:
            if self._closed:
                raise _closed() from error
            raise

    async def close(self) -> None:
        """End all workers within 2 s; pages that are still to be read fail with PoolClosedError.

        Whoever closes it a second time waits as well.
        """
        self._closed = True
        for lane in self._lanes:
            lane.closed = True
        processes = [lane.process for lane in self._lanes if lane.process is not None]
        for process in processes:
            process.leave()
        await _wait_for(processes, CLOSE_DEADLINE)
        for process in processes:
            process.kill()
        await _wait_for(processes, CLOSE_DEADLINE)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=CLOSE_DEADLINE)

    def _read_here(self, page: Page, site: Site) -> PageResult:
        if self._closed:
            raise _closed()
        if self._reader is None:
            self._reader = load_reader(self._reader_name)
        return read_with(self._reader, page, site)

    async def _read_on(self, lane: "_Lane", page: Page, site: Site) -> PageResult:
        try:
            return await lane.read(page, site)
        finally:
            self._idle.append(lane)
            self._free.release()

    def _keep(self, task: "asyncio.Task[PageResult] | asyncio.Task[None]") -> None:
        # The event loop itself holds tasks only weakly.
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class _Lane:
    """The place of one worker, whose process comes and goes."""

    def __init__(self, reader: str, deadline: float) -> None:
        self._reader = reader
        self._deadline = deadline
        self._starting = asyncio.Lock()
        self.process: _Process | None = None
        self.closed = False

    async def warm(self) -> None:
        """Start the process ahead of its first page, which will report a failure."""
        with contextlib.suppress(ReadingError):
            await self._running()

    async def read(self, page: Page, site: Site) -> PageResult:
        process = await self._running()
        question = pickle.dumps((page, site), pickle.HIGHEST_PROTOCOL)
        try:
            async with asyncio.timeout(self._deadline):
                answer = await process.ask(question)
        except TimeoutError:
            await _end(process)
            raise ReadingTimeoutError(f"not read after {self._deadline:g} s") from None
        result = await _unpickled(answer)
        if isinstance(result, str):
            raise ReadingError(result)
        return result

    async def _running(self) -> "_Process":
        """Return a process that is ready for a page."""
        async with self._starting:
            if self.process is None or not self.process.alive:
                self.process = await self._start()
            return self.process

    async def _start(self) -> "_Process":
        loop = asyncio.get_running_loop()
        try:
            _, process = await loop.subprocess_exec(
                lambda: _Process(loop),
                *(sys.executable, "-c", _START, self._reader, str(self._deadline), *sys.path),
                stderr=None,
                # Ctrl-C in a terminal is for the crawl, which says when its workers end.
                process_group=0,
            )
        except OSError as error:
            raise ReadingError(f"no worker could be started: {error}") from error
        self.process = process
        if self.closed:
            process.answer.cancel()
            await _end(process)
            raise _closed()
        try:
            async with asyncio.timeout(START_DEADLINE):
                problem: str | None = pickle.loads(await process.answer)  # noqa: S301
        except TimeoutError:
            await _end(process)
            raise ReadingError(f"no worker was ready after {START_DEADLINE:g} s") from None
        if problem is not None:
            await _end(process)
            raise ReadingError(problem)
        return process


async def _unpickled(answer: memoryview) -> PageResult | str:
    """Return the result that a worker sent; a large one does not keep the event loop from other things."""
    result: PageResult | str
    if len(answer) < _LARGE:
        result = pickle.loads(answer)  # noqa: S301 - from our own process
    else:
        result = await asyncio.to_thread(pickle.loads, answer)
    return result


class _Process(asyncio.SubprocessProtocol):
    """One worker process: its pipes, the answer that is awaited, and its end."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._received = bytearray()
        self._expected: int | None = None
        self._transport: asyncio.SubprocessTransport
        self.alive = True
        self.ended: asyncio.Future[None] = loop.create_future()
        self.answer: asyncio.Future[memoryview] = loop.create_future()
        """The pickle that comes next; the first one says whether the reader could be loaded."""

    async def ask(self, question: bytes) -> memoryview:
        """Return the worker's answer, a pickle."""
        if not self.alive:
            raise self._death()
        self.answer = self._loop.create_future()
        pipe = self._transport.get_pipe_transport(0)
        assert isinstance(pipe, asyncio.WriteTransport)
        # No need to wait until it is written: a worker never has more than this one page.
        pipe.write(LENGTH.pack(len(question)) + question)
        return await self.answer

    def leave(self) -> None:
        """Close the worker's pipe, on which it ends when it is done with its page."""
        pipe = self._transport.get_pipe_transport(0)
        if pipe is not None:
            pipe.close()

    def kill(self) -> None:
        self.alive = False
        with contextlib.suppress(ProcessLookupError):
            self._transport.kill()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.SubprocessTransport)
        self._transport = transport

    def pipe_data_received(self, fd: int, data: bytes) -> None:  # noqa: ARG002 - there is only one
        self._received += data
        if self._expected is None and len(self._received) >= LENGTH.size:
            self._expected = LENGTH.size + LENGTH.unpack_from(self._received)[0]
        if self._expected is None or len(self._received) < self._expected:
            return
        if not self.answer.done():
            self.answer.set_result(memoryview(self._received)[LENGTH.size :])
        self._received, self._expected = bytearray(), None

    def pipe_connection_lost(self, fd: int, exc: Exception | None) -> None:  # noqa: ARG002
        self.alive = False

    def process_exited(self) -> None:
        self.alive = False

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        self.alive = False
        self._transport.close()
        if not self.answer.done():
            self.answer.set_exception(self._death())
        self.ended.set_result(None)

    def _death(self) -> WorkerDiedError:
        code = self._transport.get_returncode()
        if code is None:
            return WorkerDiedError("the worker was ended")
        if code < 0:
            with contextlib.suppress(ValueError):
                return WorkerDiedError(f"the worker was ended by {signal.Signals(-code).name}")
        return WorkerDiedError(f"the worker ended with exit code {code}")


def _closed() -> PoolClosedError:
    return PoolClosedError("the reading pool is closed")


def _pass_on(answer: "asyncio.Future[PageResult]", task: "asyncio.Task[PageResult]") -> None:
    """Give the outcome of a task to who still waits for it."""
    if task.cancelled():
        answer.cancel()
        return
    error = task.exception()
    if answer.done():
        return
    if error is None:
        answer.set_result(task.result())
    else:
        answer.set_exception(error)


async def _end(process: _Process) -> None:
    process.kill()
    await _wait_for([process], CLOSE_DEADLINE)


async def _wait_for(processes: list[_Process], seconds: float) -> None:
    if processes:
        await asyncio.wait([process.ended for process in processes], timeout=seconds)
