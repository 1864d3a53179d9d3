from datetime import UTC, datetime

import pytest

from newscrawl.core.frontier.moments import read_moment

NOW = datetime(2026, 3, 1, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "ends", "expected"),
    [
        ("2024-05-01", False, "2024-05-01"),
        ("2024-05-01", True, "2024-05-02"),
        ("2024-02-29", True, "2024-03-01"),
        ("1d", False, "2026-02-28"),
        ("2w", False, "2026-02-15"),
        ("0d", True, "2026-03-02"),
        ("12h", False, "2026-02-28T18:30:00"),
        ("2024-05-01T18:00Z", False, "2024-05-01T18:00:00"),
        ("2024-05-01T18:00+02:00", True, "2024-05-01T16:00:00"),
        ("2024-05-01 18:00", False, "2024-05-01T18:00:00"),
    ],
)
def test_moments_are_read(text, ends, expected):
    assert read_moment(text, now=NOW, ends=ends) == expected


@pytest.mark.parametrize("text", ["", "7", "7x", "yesterday", "2024-13-01", "2024-05", "999999w"])
def test_what_is_no_moment_is_an_error(text):
    with pytest.raises((ValueError, OverflowError)):
        read_moment(text, now=NOW, ends=False)
