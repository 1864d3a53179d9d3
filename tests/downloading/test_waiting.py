"""Retry-After, in seconds or as a date, or as something else."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from scrapy.http import Response

from newscrawl.downloading.waiting import retry_after


def wait_of(value: str) -> float | None:
    return retry_after(Response("http://a.example/", headers={"Retry-After": value}))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("0", 0),
        ("99999999999999999999", 3600),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("²", None),
        ("", None),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("Wed, 99 Oct 2015 07:28:00 GMT", None),
    ],
)
def test_values(value: str, seconds: float | None) -> None:
    assert wait_of(value) == seconds


def test_a_date_ahead() -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    wait = wait_of(date)
    assert wait is not None
    assert 90 < wait <= 100


def test_no_header() -> None:
    assert retry_after(Response("http://a.example/")) is None
