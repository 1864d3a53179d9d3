"""The gate: never too many at once, never too soon, nothing left behind."""

import asyncio
import itertools
import selectors
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.core.frontier.gate import HostGate
from newscrawl.exceptions import FetchCancelledError

HOST = "news.example"


async def visit(gate: HostGate, log: list[float], host: str = HOST, work: float = 0.0) -> None:
    async with gate.hold(host):
        log.append(asyncio.get_running_loop().time())
        await asyncio.sleep(work)


class NoWait(selectors.DefaultSelector):
    """Waits for nothing: what would have been waited is added to `waited`."""

    waited = 0.0

    def select(self, timeout: float | None = None) -> Any:
        if timeout is not None and timeout > 0:
            # A little more, as a sum of fractions may fall short of the time that was asked for.
            self.waited += timeout + 1e-6
        return super().select(0)


class SimulatedLoop(asyncio.SelectorEventLoop):
    """Time passes at once, and only when there is nothing to do: a busy machine changes no result."""

    def __init__(self) -> None:
        self._no_wait = NoWait()
        super().__init__(self._no_wait)

    def time(self) -> float:
        return self._no_wait.waited


def run(test: Callable[[], Coroutine[Any, Any, None]]) -> None:
    with asyncio.Runner(loop_factory=SimulatedLoop) as runner:
        runner.run(asyncio.wait_for(test(), 20))


@settings(max_examples=25, deadline=None)
@given(concurrency=st.integers(1, 8), works=st.lists(st.sampled_from([0, 0, 0.001]), max_size=40))
def test_never_more_at_once_than_set(concurrency: int, works: list[float]) -> None:
    async def test() -> None:
        gate = HostGate(concurrency=concurrency, delay=0)
        inside, peak = 0, 0

        async def one(work: float) -> None:
            nonlocal inside, peak
            async with gate.hold(HOST):
                inside += 1
                peak = max(peak, inside)
                await asyncio.sleep(work)
                inside -= 1

        await asyncio.gather(*(one(work) for work in works))
        assert peak == min(concurrency, len(works))
        assert len(gate) == 0

    run(test)


def test_starts_lie_a_delay_apart_whatever_the_concurrency() -> None:
    async def test() -> None:
        gate = HostGate(concurrency=4, delay=0.03)
        starts: list[float] = []
        await asyncio.gather(*(visit(gate, starts, work=0.01) for _ in range(5)))
        assert all(later - sooner >= 0.03 for sooner, later in itertools.pairwise(starts))
        assert starts[-1] - starts[0] < 2

    run(test)


def test_first_come_first_served() -> None:
    async def test() -> None:
        gate = HostGate(concurrency=1, delay=0)
        order: list[int] = []

        async def one(number: int) -> None:
            async with gate.hold(HOST):
                order.append(number)
                await asyncio.sleep(0)

        await asyncio.gather(*(one(number) for number in range(10)))
        assert order == list(range(10))

    run(test)


def test_hosts_do_not_wait_for_each_other() -> None:
    async def test() -> None:
        gate = HostGate(concurrency=1, delay=5)
        starts: list[float] = []
        await asyncio.gather(visit(gate, starts, "a.example"), visit(gate, starts, "a.example:81"))
        assert starts[1] - starts[0] < 1

    run(test)


def test_slow_down_holds_back_what_has_not_started() -> None:
    async def test() -> None:
        gate = HostGate(concurrency=2, delay=0)
        began = asyncio.get_running_loop().time()
        starts: list[float] = []
        gate.slow_down(HOST, 0.05)
        assert not gate.room(HOST)
        await visit(gate, starts)
        assert starts[0] - began >= 0.05

    run(test)


def test_set_delay_counts_from_the_answer_that_asked_for_it() -> None:
    async def test() -> None:
        gate = HostGate(concurrency=2, delay=0)
        starts: list[float] = []
        await visit(gate, starts)
        gate.set_delay(HOST, 0.04)
        await visit(gate, starts)
        await visit(gate, starts)
        assert all(later - sooner >= 0.04 for sooner, later in itertools.pairwise(starts))

    run(test)


@pytest.mark.parametrize(("asked", "kept"), [(5, 5), (3600, 30), (0, 1), (-3, 1), (0.2, 1)])
def test_a_crawl_delay_is_capped_and_never_below_our_own(asked: float, kept: float) -> None:
    async def test() -> None:
        gate = HostGate(concurrency=1, delay=1)
        gate.set_delay(HOST, asked)
        assert gate.delay(HOST) == kept

    run(test)


def test_the_delay_counts_from_when_the_request_is_on_the_wire() -> None:
    async def test() -> None:
        gate = HostGate(concurrency=2, delay=0.05)
        starts: list[float] = []

        async def connect_slowly() -> float:
            async with gate.hold(HOST):
                await asyncio.sleep(0.04)
                gate.sent(HOST)
                return asyncio.get_running_loop().time()

        sent, _ = await asyncio.gather(connect_slowly(), visit(gate, starts))
        assert starts[0] - sent >= 0.049

    run(test)


def test_room_counts_what_was_handed_over() -> None:
    async def test() -> None:
        gate = HostGate(concurrency=2, delay=0)
        first, second = gate.reserve(HOST), gate.reserve(HOST)
        assert not gate.room(HOST)
        first.release()
        first.release()
        assert gate.room(HOST)
        async with gate.hold(HOST, second):
            assert gate.room(HOST)
            third = gate.reserve(HOST)
            assert not gate.room(HOST)
            third.release()
        assert len(gate) == 0

    run(test)


def test_with_a_delay_only_one_is_handed_over_at_a_time() -> None:
    async def test() -> None:
        gate = HostGate(concurrency=4, delay=0.02)
        reservation = gate.reserve(HOST)
        assert not gate.room(HOST)
        async with gate.hold(HOST, reservation):
            assert not gate.room(HOST)
            await asyncio.sleep(0.03)
            assert gate.room(HOST)

    run(test)


def test_on_change_tells_of_places_and_of_delays_that_passed() -> None:
    async def test() -> None:
        gate = HostGate(concurrency=1, delay=0.02)
        told = asyncio.Event()
        async with gate.hold(HOST):
            assert not gate.room(HOST)
        gate.on_change = told.set
        assert not gate.room(HOST)
        await asyncio.wait_for(told.wait(), 1)
        assert gate.room(HOST)

    run(test)


def test_a_host_is_forgotten_when_nothing_goes_on() -> None:
    async def test() -> None:
        gate = HostGate(concurrency=1, delay=0.3)
        log: list[float] = []
        await asyncio.gather(*(visit(gate, log, f"{number}.example") for number in range(50)))
        assert len(gate) == 50
        await asyncio.sleep(0.5)
        assert len(gate) == 0

    run(test)


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_a_request_cancelled_at_any_moment_leaves_its_place(steps: int) -> None:
    async def test() -> None:
        gate = HostGate(concurrency=1, delay=0)
        log: list[float] = []
        holder = asyncio.create_task(visit(gate, log))
        tasks = [asyncio.create_task(visit(gate, log)) for _ in range(4)]
        for _ in range(steps):
            await asyncio.sleep(0)
        for task in tasks[:3]:
            task.cancel()
        await asyncio.gather(holder, *tasks, return_exceptions=True)
        assert tasks[3].exception() is None
        assert len(gate) == 0

    run(test)


def test_a_failed_request_leaves_its_place() -> None:
    async def test() -> None:
        gate = HostGate(concurrency=1, delay=0)
        with pytest.raises(OSError, match="cut"):
            async with gate.hold(HOST):
                raise OSError("cut")
        assert len(gate) == 0

    run(test)


def test_a_gate_that_lets_nobody_through_is_refused() -> None:
    with pytest.raises(ValueError, match="concurrency"):
        HostGate(concurrency=0, delay=0)


def test_a_gate_that_is_shut_sends_away_who_waits_and_who_comes() -> None:
    async def test() -> None:
        gate = HostGate(concurrency=1, delay=0)
        log: list[float] = []
        inside = asyncio.create_task(visit(gate, log, work=0.05))
        await asyncio.sleep(0.01)
        waiting = asyncio.create_task(visit(gate, log))
        await asyncio.sleep(0)
        gate.shut()
        coming = asyncio.create_task(visit(gate, log, "other.example"))
        for task in (waiting, coming):
            with pytest.raises(FetchCancelledError):
                await task
        await inside
        assert len(log) == 1
        assert len(gate) == 0

    run(test)


def test_a_gate_that_is_cleared_sends_away_who_is_inside() -> None:
    async def test() -> None:
        gate = HostGate(concurrency=2, delay=0)
        inside = [asyncio.create_task(visit(gate, [], work=60)) for _ in range(2)]
        await asyncio.sleep(0.01)
        gate.clear()
        gate.clear()
        for task in inside:
            with pytest.raises(FetchCancelledError):
                await task
        assert len(gate) == 0

    run(test)


def test_a_deadline_inside_is_no_reason_to_say_that_the_gate_was_cleared() -> None:
    async def test() -> None:
        gate = HostGate(concurrency=1, delay=0)
        with pytest.raises(TimeoutError):
            async with gate.hold(HOST), asyncio.timeout(0.01):
                await asyncio.sleep(60)
        assert len(gate) == 0

    run(test)


def test_a_host_that_fails_is_left_alone_and_others_go_on() -> None:
    async def test() -> None:
        gate = HostGate(concurrency=2, delay=0)
        loop = asyncio.get_running_loop()
        gate.failed(HOST, "http://news.example/a", begun=loop.time())
        assert not gate.room(HOST)
        assert gate.room("other.example")
        began, starts = loop.time(), []
        await visit(gate, starts)
        assert starts[0] - began >= 0.9

    run(test)


def test_nobody_waits_for_a_host_that_is_out() -> None:
    async def test() -> None:
        gate = HostGate(concurrency=1, delay=0, max_delay=0, max_wait=5)
        inside = asyncio.create_task(visit(gate, [], work=0.02))
        waiting = asyncio.create_task(visit(gate, []))
        await asyncio.sleep(0)
        gate.slow_down(HOST, 4)
        assert not gate.is_out(HOST)
        gate.slow_down(HOST, 6)
        assert gate.out() == {HOST: "asked to be left alone for 6 s"}
        await inside
        for turn in (waiting, asyncio.create_task(visit(gate, []))):
            with pytest.raises(FetchCancelledError):
                await turn

    run(test)


def test_failures_in_a_row_take_a_host_out() -> None:
    async def test() -> None:
        gate = HostGate(concurrency=1, delay=0)
        for number in range(6):
            gate.failed(HOST, f"http://news.example/{number}", begun=float(1e9 + number))
        assert gate.out() == {HOST: "failed 6 times in a row"}

    run(test)


def test_an_answer_after_several_failures_tells_since_when() -> None:
    async def test() -> None:
        gate = HostGate(concurrency=2, delay=0)
        now = asyncio.get_running_loop().time()
        gate.failed(HOST, "http://news.example/a", begun=now - 10)
        assert gate.answered(HOST, begun=now) is None, "one address is no outage"
        for name in "abc":
            gate.failed(HOST, f"http://news.example/{name}", begun=now - 10)
        assert gate.answered(HOST, begun=now) == pytest.approx(10, abs=1)
        assert gate.answered(HOST, begun=now) is None

    run(test)


def test_too_many_requests_lengthen_the_delay_up_to_a_limit() -> None:
    async def test() -> None:
        gate = HostGate(concurrency=1, delay=1, max_delay=5)
        delays = []
        for number in range(4):
            begun = float(1e9 + number)
            gate.failed(HOST, "http://news.example/a", begun=begun, status=429)
            delays.append(gate.delay(HOST))
        assert delays == [2, 4, 5, 5]

    run(test)
