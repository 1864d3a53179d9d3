from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from newscrawl.jobs import Timetable

BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("cron", "started", "due"),
    [
        ("0 6 * * *", "2026-11-01T05:00", "2026-11-02T05:00"),
        ("0 6 * * *", "2026-11-01T04:59", "2026-11-01T05:00"),
        # The night when 02:30 does not exist, and the one when it comes twice.
        ("30 2 * * *", "2026-03-28T01:30", "2026-03-29T01:00"),
        ("30 2 * * *", "2026-10-24T00:30", "2026-10-25T00:30"),
        ("30 2 * * *", "2026-10-25T00:30", "2026-10-26T01:30"),
        ("0 * * * *", "2026-10-25T00:00", "2026-10-25T01:00"),
    ],
)
def test_a_cron_expression_is_of_its_zone(cron, started, due):
    assert Timetable(cron=cron, zone=BERLIN).next_after(at(started), name="a") == at(due)


def test_an_interval_counts_from_the_start_of_a_run():
    table = Timetable(every=timedelta(hours=6))
    last = at("2026-11-01T00:00")
    assert not table.is_due(last, now=at("2026-11-01T05:59"), name="a")
    assert table.is_due(last, now=at("2026-11-01T06:00"), name="a")


def test_a_job_that_never_ran_is_due():
    assert Timetable(cron="0 6 * * *").is_due(None, now=at("2026-11-01T00:00"), name="a")


def test_each_job_has_its_share_of_the_jitter_and_runs_once_a_day_all_the_same():
    table = Timetable(cron="0 6 * * *", jitter=timedelta(hours=2))
    shares = set()
    for name in "abcdef":
        last, begun = at("2026-11-01T12:00"), []
        for step in range(14 * 288):
            now = at("2026-11-01T12:00") + timedelta(minutes=5 * step)
            if table.is_due(last, now=now, name=name):
                last = now
                begun.append(now)
        assert [moment.day for moment in begun] == list(range(2, 16))
        assert all(
            6 <= moment.hour < 8 or (moment.hour, moment.minute) == (8, 0) for moment in begun
        )
        shares.add(begun[0])
    assert len(shares) > 3


def test_missed_times_make_one_run():
    table = Timetable(cron="0 * * * *")
    last, now = at("2026-11-01T00:00"), at("2026-11-03T10:30")
    assert table.is_due(last, now=now, name="a")
    assert not table.is_due(now, now=now + timedelta(minutes=20), name="a")


def test_a_clock_that_was_set_back_stops_nothing():
    table, now = Timetable(every=timedelta(hours=1)), at("2026-11-01T00:00")
    assert table.is_due(at("2027-01-01T00:00"), now=now, name="a")
    assert not table.is_due(now, now=now + timedelta(minutes=30), name="a")
