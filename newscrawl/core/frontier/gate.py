"""Who may speak to a host, and when."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from newscrawl.exceptions import FetchCancelledError

_MAX_CRAWL_DELAY = 30.0
"""Seconds; the cap of StormCrawler and Nutch on what robots.txt may ask for."""
_MAX_SLOW_DOWN = 3600.0
"""Seconds; a server that asks for more is asked again after an hour."""


@dataclass(slots=True)
class _Host:
    """What is known of one host while anything goes on with it."""

    active: int = 0
    """Requests on the wire."""
    reserved: int = 0
    """Requests that were handed over and have not come to the gate yet."""
    waiting: deque[asyncio.Future[None]] = field(default_factory=deque)
    """Requests at the gate, first come first served."""
    not_before: float = 0.0
    """Earliest start of the next request, on the loop's clock."""
    timer: asyncio.TimerHandle | None = None
    """The call that looks again at `not_before`."""


class Reservation:
    """A place at the gate for a request that is on its way there."""

    __slots__ = ("_release",)

    def __init__(self, release: Callable[[], None]) -> None:
        self._release: Callable[[], None] | None = release

    def release(self) -> None:
        """Give the place back; the second time, or after the request started, this does nothing."""
        release, self._release = self._release, None
        if release is not None:
            release()


class HostGate:
    """Holds requests back so that no host is asked too much or too often.

    A host is what `host_of` gives, `name` or `name:port`. Used on one event loop only. A host is
    forgotten as soon as nothing goes on with it, but for a delay that was set for it.
    """

    def __init__(self, *, concurrency: int, delay: float) -> None:
        """Allow `concurrency` requests at once a host, and `delay` seconds between their starts."""
        if concurrency < 1:
            raise ValueError(f"concurrency: {concurrency} is below 1")
        self._concurrency = concurrency
        self._delay = max(0.0, delay)
        self._delays: dict[str, float] = {}
        self._hosts: dict[str, _Host] = {}
        self._shut = False
        self._inside: set[asyncio.Timeout] = set()
        self.on_change: Callable[[], None] | None = None
        """Called whenever a host may have got room, also when a delay has passed."""

    def __len__(self) -> int:
        return len(self._hosts)

    def delay(self, host: str) -> float:
        """Return the seconds that lie between two starts at this host."""
        return max(self._delay, self._delays.get(host, 0.0))

    def set_delay(self, host: str, seconds: float) -> None:
        """Keep at least so many seconds between starts at this host; at most 30 s are kept."""
        if seconds > 0:
            self._delays[host] = min(seconds, _MAX_CRAWL_DELAY)
            self._postpone(host, self._entry(host), self.delay(host))

    def slow_down(self, host: str, seconds: float) -> None:
        """Start nothing at this host for so many seconds from now; at most an hour."""
        if seconds > 0:
            self._postpone(host, self._entry(host), min(seconds, _MAX_SLOW_DOWN))

    def room(self, host: str) -> bool:
        """Return whether a request that is handed over now could start at once."""
        entry = self._hosts.get(host)
        if entry is None:
            return True
        if entry.not_before > _now():
            return False
        pending = entry.reserved + len(entry.waiting)
        if self.delay(host):
            # Only one of them could start now; the others would wait where other hosts want to go.
            return pending == 0 and entry.active < self._concurrency
        return entry.active + pending < self._concurrency

    def ready_in(self, host: str) -> float:
        """Return the seconds until delay and back-off let the next request start; 0.0 is now.

        A host whose places are all taken is ready at 0.0 too: `on_change` tells when one is free.
        """
        entry = self._hosts.get(host)
        return 0.0 if entry is None else max(0.0, entry.not_before - _now())

    def reserve(self, host: str) -> Reservation:
        """Return a place for a request that is handed over; whoever ends the request releases it.

        It counts for `room` until then, and keeps nobody else from going through the gate.
        """
        self._entry(host).reserved += 1

        def release() -> None:
            self._hosts[host].reserved -= 1
            self._look(host)

        return Reservation(release)

    @asynccontextmanager
    async def hold(self, host: str, reservation: Reservation | None = None) -> AsyncIterator[None]:
        """Wait for this request's turn, then keep its place for as long as the body runs.

        Raises FetchCancelledError where the gate is shut before its turn, or cleared after it.
        """
        entry = self._entry(host)
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        entry.waiting.append(turn)
        if self._shut:
            turn.set_exception(_cancelled())
        if reservation is not None:
            reservation.release()
        self._look(host)
        try:
            await turn
        except (asyncio.CancelledError, FetchCancelledError):
            if turn in entry.waiting:
                entry.waiting.remove(turn)
            elif turn.done() and not turn.cancelled() and turn.exception() is None:
                entry.active -= 1
            self._look(host)
            raise
        limit = asyncio.timeout(None)
        self._inside.add(limit)
        try:
            async with limit:
                yield
        except TimeoutError as error:
            if limit.expired():
                raise _cancelled() from error
            raise
        finally:
            self._inside.discard(limit)
            entry.active -= 1
            self._look(host)

    def shut(self) -> None:
        """Let nobody through any more; who waits is sent away, who is through may finish."""
        self._shut = True
        for entry in self._hosts.values():
            for turn in entry.waiting:
                if not turn.done():
                    turn.set_exception(_cancelled())

    def clear(self) -> None:
        """Shut the gate and send away also who is through."""
        self.shut()
        inside, self._inside = self._inside, set()
        for limit in inside:
            limit.reschedule(_now())

    def sent(self, host: str) -> None:
        """Count the delay from now on: the request that was let through is only now on the wire."""
        entry = self._hosts.get(host)
        if entry is not None:
            self._postpone(host, entry, self.delay(host))

    def _entry(self, host: str) -> _Host:
        return self._hosts.setdefault(host, _Host())

    def _postpone(self, host: str, entry: _Host, seconds: float) -> None:
        entry.not_before = max(entry.not_before, _now() + seconds)
        self._look(host)

    def _look(self, host: str) -> None:
        """Let through who may go, forget the host if nothing goes on, and tell who listens."""
        entry = self._hosts.get(host)
        if entry is None:  # All that went on was sent away.
            return
        due = entry.not_before - _now()
        while entry.waiting and entry.active < self._concurrency and due <= 0:
            turn = entry.waiting.popleft()
            if turn.done():
                continue
            entry.active += 1
            due = self.delay(host)
            entry.not_before = max(entry.not_before, _now() + due)
            turn.set_result(None)
        if due > 0:
            self._wake_later(host, entry)
            return
        if not (entry.active or entry.reserved or entry.waiting):
            self._forget(host, entry)
        if self.on_change is not None:
            self.on_change()

    def _wake_later(self, host: str, entry: _Host) -> None:
        if entry.timer is None:
            loop = asyncio.get_running_loop()
            entry.timer = loop.call_at(entry.not_before, self._on_timer, host, entry)

    def _on_timer(self, host: str, entry: _Host) -> None:
        entry.timer = None
        self._look(host)

    def _forget(self, host: str, entry: _Host) -> None:
        if entry.timer is not None:
            entry.timer.cancel()
        del self._hosts[host]


def _cancelled() -> FetchCancelledError:
    return FetchCancelledError("the crawl had to end")


def _now() -> float:
    return asyncio.get_running_loop().time()
