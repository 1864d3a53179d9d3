"""Who may speak to a host, and when."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from newscrawl.core.frontier.pace import PARKED_FROM, Pace
from newscrawl.exceptions import FetchCancelledError

MAX_DELAY = 30.0
"""Seconds; the cap of StormCrawler and Nutch on what robots.txt may ask for."""
MAX_WAIT = 60.0
_TOO_MANY, _UNAVAILABLE = 429, 503
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


class HostLimits(NamedTuple):
    """How much one host is asked."""

    concurrency: int
    """Requests at once."""
    delay: float
    """Seconds between the starts of two."""


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
    forgotten as soon as nothing goes on with it, but for its pace and a delay that was set for it.
    """

    def __init__(
        self,
        *,
        concurrency: int,
        delay: float,
        max_delay: float = MAX_DELAY,
        max_wait: float = MAX_WAIT,
        own_limits: Callable[[str], HostLimits | None] = lambda _: None,
    ) -> None:
        """Allow `concurrency` requests at once a host, and `delay` seconds between their starts.

        Args:
            concurrency: requests at once.
            delay: seconds.
            max_delay: to how many seconds robots.txt and slow answers may lengthen the delay.
            max_wait: a host that is to be left alone for longer is out of this run: nobody waits for it.
            own_limits: what holds for a host in place of the first two, if anything does.
        """
        if concurrency < 1:
            raise ValueError(f"concurrency: {concurrency} is below 1")
        self._limits = HostLimits(concurrency=concurrency, delay=max(0.0, delay))
        self._own_limits = own_limits
        self._limits_by_host: dict[str, HostLimits] = {}
        self._max_delay = max(max_delay, delay)
        self._max_wait = max(max_wait, self._max_delay)
        self._delays: dict[str, float] = {}
        self._paces: dict[str, Pace] = {}
        self._hosts: dict[str, _Host] = {}
        self._shut = False
        self._inside: set[asyncio.Timeout] = set()
        self.on_change: Callable[[], None] | None = None
        """Called whenever a host may have got room, also when a delay has passed."""

    def __len__(self) -> int:
        return len(self._hosts)

    def delay(self, host: str) -> float:
        """Return the seconds that lie between two starts at this host."""
        own = max(self._limits_of(host).delay, self._delays.get(host, 0.0))
        pace = self._paces.get(host)
        return own if pace is None else min(pace.delay(own), max(self._max_delay, own))

    def _limits_of(self, host: str) -> HostLimits:
        if host not in self._limits_by_host:
            self._limits_by_host[host] = self._own_limits(host) or self._limits
        return self._limits_by_host[host]

    def asked_delay(self, host: str) -> float:
        """Return the delay that was set for this host, seconds."""
        return self._delays.get(host, 0.0)

    def set_delay(self, host: str, seconds: float) -> None:
        """Keep at least so many seconds between starts at this host, up to the longest delay."""
        if seconds > 0:
            self._delays[host] = min(seconds, self._max_delay)
            self._postpone(host, self._entry(host), self.delay(host))

    def slow_down(self, host: str, seconds: float) -> None:
        """Start nothing at this host for so many seconds from now; at most an hour."""
        if seconds > 0:
            self._postpone(host, self._entry(host), min(seconds, _MAX_SLOW_DOWN))

    def answered(self, host: str, *, begun: float) -> float | None:
        """Note that a request which began then, on the loop's clock, has its answer now.

        Returns how many seconds ago an outage began that this ends: several addresses had failed; else None.
        """
        pace = self._pace(host)
        outage = _now() - pace.failing_since if pace.is_outage else None
        pace.answered(_now() - begun)
        return outage

    def failed(self, host: str, url: str, *, begun: float, status: int | None = None) -> None:
        """Note that a request failed because of its host, and leave that alone for a while.

        `status`: of its answer, if there was one. 429 says that there are too many requests, and so does 503
        where it comes for several addresses in a row.
        """
        pace = self._pace(host)
        pause = pace.failed(url, begun=begun, now=_now(), spoke=status is not None)
        if status == _TOO_MANY or (status == _UNAVAILABLE and pace.is_outage):
            pace.asked_for_less(self._limits_of(host).delay, begun=begun, now=_now())
        self.slow_down(host, pause)

    def is_out(self, host: str) -> bool:
        """Return whether a host is to be left alone for longer than anybody waits for it."""
        entry = self._hosts.get(host)
        return entry is not None and entry.not_before - _now() > self._max_wait

    def out(self) -> dict[str, str]:
        """Return the hosts that are out, each with the reason in words for a person."""
        return {host: self._reason(host) for host in self._hosts if self.is_out(host)}

    def _reason(self, host: str) -> str:
        failures = self._pace(host).failures
        if failures >= PARKED_FROM:
            return f"failed {failures} times in a row"
        return f"asked to be left alone for {self._hosts[host].not_before - _now():,.0f} s"

    def _pace(self, host: str) -> Pace:
        return self._paces.setdefault(host, Pace())

    def room(self, host: str) -> bool:
        """Return whether a request that is handed over now could start at once."""
        entry = self._hosts.get(host)
        if entry is None:
            return True
        if entry.not_before > _now():
            return False
        pending = entry.reserved + len(entry.waiting)
        concurrency = self._limits_of(host).concurrency
        if self.delay(host):
            # Only one of them could start now; the others would wait where other hosts want to go.
            return pending == 0 and entry.active < concurrency
        return entry.active + pending < concurrency

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

        Raises FetchCancelledError where the gate is shut or the host is out before its turn, or the gate is
        cleared after it.
        """
        entry = self._entry(host)
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        entry.waiting.append(turn)
        if self._shut or self.is_out(host):
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
            _send_away(entry)

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
        if self.is_out(host):
            _send_away(entry)
        self._look(host)

    def _look(self, host: str) -> None:
        """Let through who may go, forget the host if nothing goes on, and tell who listens."""
        entry = self._hosts.get(host)
        if entry is None:  # All that went on was sent away.
            return
        due = entry.not_before - _now()
        concurrency = self._limits_of(host).concurrency
        while entry.waiting and entry.active < concurrency and due <= 0:
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


def _send_away(entry: _Host) -> None:
    for turn in entry.waiting:
        if not turn.done():
            turn.set_exception(_cancelled())


def _cancelled() -> FetchCancelledError:
    return FetchCancelledError("the crawl had to end")


def _now() -> float:
    return asyncio.get_running_loop().time()
