from datetime import UTC, datetime

import pytest

from newscrawl.core.discovery.dates import parse_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Wed, 18 Nov 2026 07:46:09 GMT", datetime(2026, 11, 18, 7, 46, 9, tzinfo=UTC)),
        ("18 Nov 2026 07:46 -0500", datetime(2026, 11, 18, 12, 46, tzinfo=UTC)),
        ("2026-11-18T07:46:09.5+02:00", datetime(2026, 11, 18, 5, 46, 9, 500000, tzinfo=UTC)),
        ("2026-11-18", datetime(2026, 11, 18, tzinfo=UTC)),
        ("2026-11", datetime(2026, 11, 1, tzinfo=UTC)),
        ("2026", datetime(2026, 1, 1, tzinfo=UTC)),
    ],
)
def test_reads(text, date):
    assert parse_date(text) == date


@pytest.mark.parametrize(
    "text", [None, "", "yesterday", "2026-13-40", "9" * 70, "0001-01-01T00:00:00+23:00", "²²²²"]
)
def test_gives_none(text):
    assert parse_date(text) is None
