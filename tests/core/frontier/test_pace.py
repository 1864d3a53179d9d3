import pytest

from newscrawl.core.frontier.pace import PARKED_FROM, Pace

URL = "http://a.test/{}"


def fail(pace: Pace, number: int, *, began: float | None = None) -> float:
    now = 100.0 * number
    return pace.failed(URL.format(number), begun=now - 1 if began is None else began, now=now)


def test_pauses_double_and_then_the_host_is_parked() -> None:
    pace = Pace()
    pauses = [fail(pace, number) for number in range(1, PARKED_FROM + 3)]
    for pause, least in zip(pauses, (1, 2, 4, 8, 30, 60, 120), strict=True):
        assert least <= pause <= 1.5 * least


def test_pauses_end_somewhere() -> None:
    pace = Pace()
    assert max(fail(pace, number) for number in range(1, 100)) == 3600


def test_what_failed_together_counts_once() -> None:
    pace = Pace()
    fail(pace, 1)
    assert not pace.is_outage
    assert [fail(pace, number, began=99) for number in (2, 3)] == [0, 0]
    assert pace.failures == 1
    assert pace.is_outage
    assert pace.failing_since == 99


def test_an_answer_ends_the_row() -> None:
    pace = Pace()
    for number in range(1, 4):
        fail(pace, number)
    assert pace.is_outage
    pace.answered(0.1)
    assert (pace.failures, pace.is_outage) == (0, False)
    assert fail(pace, 3) <= 1.5


def test_one_address_that_fails_is_no_outage() -> None:
    pace = Pace()
    for moment in (1.0, 10.0, 20.0):
        pace.failed("http://a.test/", begun=moment, now=moment + 1)
    assert not pace.is_outage


@pytest.mark.parametrize(("own", "latency", "delay"), [(1, 0.1, 1), (1, 3, 6), (0, 3, 0)])
def test_a_slow_host_rests_as_long_as_it_works(own: float, latency: float, delay: float) -> None:
    pace = Pace()
    for _ in range(50):
        pace.answered(latency)
    assert pace.delay(own) == pytest.approx(delay)


def test_the_response_time_is_smoothed() -> None:
    pace = Pace()
    for seconds in (0.2, 0.2, 5):
        pace.answered(seconds)
    assert 1 < pace.delay(1) < 4


def test_a_host_that_asks_for_less_is_asked_slower_until_it_has_answered_for_a_while() -> None:
    pace = Pace()
    pace.asked_for_less(0, begun=0, now=1)
    pace.asked_for_less(0, begun=0.5, now=2)
    assert pace.delay(0) == 1, "both began before the host was slowed down"
    pace.asked_for_less(0, begun=3, now=4)
    assert pace.delay(0) == 2
    delays = []
    for _ in range(60):
        pace.answered(0)
        delays.append(pace.delay(0))
    assert delays[3] == 2
    assert delays[4] == 1
    assert delays[-1] == 0


def test_one_page_that_its_host_has_trouble_with_holds_back_no_other() -> None:
    pace = Pace()
    assert pace.failed("http://a.test/", begun=1, now=2, spoke=True) == 0
    assert pace.failed("http://a.test/", begun=3, now=4, spoke=True) >= 2
    pace.answered(0.1)
    assert pace.failed("http://a.test/", begun=5, now=6, spoke=True) == 0
