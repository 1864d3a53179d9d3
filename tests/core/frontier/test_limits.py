from datetime import UTC, datetime

import pytest

from newscrawl.core.frontier.limits import (
    CHANNELS,
    Limits,
    Prospect,
    parse_follow,
    parse_since,
    parse_until,
)
from newscrawl.core.frontier.periods import Period
from newscrawl.exceptions import InputError
from newscrawl.items import DiscoverySource, DropReason

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = 86_400.0


def prospect(**fields) -> Prospect:
    values = {
        "source": DiscoverySource.SECTION,
        "depth": 1,
        "hops": 0,
        "period": Period(),
        "section": None,
        **fields,
    }
    return Prospect(**values)


@pytest.mark.parametrize(
    ("limits", "refused", "let_in", "reason"),
    [
        (Limits(max_depth=2), {"depth": 3}, {"depth": 2}, DropReason.DEPTH),
        (Limits(sections=("a",)), {"section": None}, {"section": 7}, DropReason.SECTION),
        (
            Limits(follow=frozenset({DiscoverySource.FEED})),
            {"source": DiscoverySource.SECTION},
            {"source": DiscoverySource.REDIRECT},
            DropReason.NOT_FOLLOWED,
        ),
        (Limits(related_depth=1), {"hops": 2}, {"hops": 1}, DropReason.RELATED),
        (Limits(related_age=5.0), {"age": 6.0}, {"age": 5.0}, DropReason.RELATED),
        (
            Limits(since=10.0),
            {"period": Period(earliest=None, latest=10.0)},
            {"period": Period(earliest=None, latest=11.0)},
            DropReason.DATES,
        ),
        (
            Limits(until=10.0),
            {"period": Period(earliest=10.0, latest=20.0)},
            {"period": Period(earliest=None, latest=20.0)},
            DropReason.DATES,
        ),
    ],
)
def test_each_limit_refuses_what_is_beyond_it(limits, refused, let_in, reason):
    refusal = limits.refusal(prospect(**refused))
    assert refusal is not None
    assert refusal.reason is reason
    assert refusal.rule
    assert limits.refusal(prospect(**let_in)) is None


def test_without_limits_nothing_is_refused():
    far = prospect(depth=99, hops=99, period=Period(earliest=0.0, latest=1.0), age=1e9)
    assert Limits().refusal(far) is None
    assert Limits().article_refusal(Period()) is None


def test_an_article_without_a_date_is_in_no_span_of_dates():
    refusal = Limits(since=1.0).article_refusal(Period())
    assert refusal is not None
    assert refusal.reason is DropReason.UNDATED


def test_spans_and_kinds_as_they_are_typed():
    assert parse_since("2026-02-01", now=NOW) == datetime(2026, 2, 1, tzinfo=UTC).timestamp()
    assert parse_until("2026-02-01", now=NOW) == datetime(2026, 2, 2, tzinfo=UTC).timestamp()
    assert parse_since("", now=NOW) is None
    assert parse_follow(["category", " Feed "]) == {DiscoverySource.SECTION, DiscoverySource.FEED}
    assert parse_follow([]) == CHANNELS
    with pytest.raises(InputError, match="since 'soon'"):
        parse_since("soon", now=NOW)
    with pytest.raises(InputError, match="feed, pagination"):
        parse_follow(["links"])
