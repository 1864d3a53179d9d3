import math
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.core.frontier.visits import (
    DAY,
    FIRST_INTERVAL,
    next_check,
    next_interval,
    next_look,
    next_try,
    parse_ages,
    published_at,
)
from newscrawl.exceptions import InputError
from newscrawl.items import Article, Precision

NOW = 1_800_000_000.0
AGES = (3600.0, 21_600.0, DAY, 7 * DAY)


def test_ages_are_read_in_order():
    assert parse_ages("1h,6h,1d,7d") == AGES
    assert parse_ages(" 1W, 90m ,0.5d ") == (5400.0, DAY / 2, 7 * DAY)
    assert parse_ages("none") == parse_ages("None ") == parse_ages("") == ()


@pytest.mark.parametrize("text", ["6", "h", "1h,", "1q", "-1h", "0h", "nan" + "h", "1e999d"])
def test_what_is_no_age_is_said(text):
    with pytest.raises(InputError, match="recheck"):
        parse_ages(text)


@given(age=st.floats(0, 30 * DAY))
def test_the_next_check_is_the_next_of_the_ages(age):
    due = next_check(NOW - age, AGES, now=NOW)
    later = [limit for limit in AGES if limit > age]
    assert due == (pytest.approx(NOW - age + later[0]) if later else 0.0)


def test_an_article_without_a_date_has_no_age():
    assert published_at(Article(url="http://a.test/"), now=NOW) is None
    assert next_check(None, AGES, now=NOW) == 0.0


def test_an_article_of_the_future_or_of_a_day_is_as_young_as_it_may_be():
    today = datetime.fromtimestamp(NOW, UTC).replace(hour=0, minute=0, second=0)
    article = Article(
        url="http://a.test/", date_published=today, date_published_precision=Precision.DAY
    )
    assert published_at(article, now=NOW) == NOW
    assert published_at(article, now=NOW + 3 * DAY) == today.timestamp() + DAY
    future = Article(url="http://a.test/", date_published=datetime(2199, 1, 1, tzinfo=UTC))
    assert published_at(future, now=NOW) == NOW


@given(
    interval=st.floats(600, DAY),
    elapsed=st.floats(1, 30 * DAY),
    listed=st.integers(1, 50),
    share=st.floats(0, 1),
)
def test_a_channel_is_looked_at_sooner_the_more_is_new(interval, elapsed, listed, share):
    fresh = round(listed * share)
    now, more = (
        next_interval(interval, elapsed=elapsed, listed=listed, fresh=count)
        for count in (fresh, min(fresh + 1, listed))
    )
    assert 600 <= more <= now <= DAY
    assert now <= max(4 * interval, 600)


def test_a_steady_channel_ends_with_half_of_it_known():
    interval = FIRST_INTERVAL
    for _ in range(20):
        interval = next_interval(
            interval, elapsed=interval, listed=20, fresh=min(20, round(interval / 720))
        )
    assert 1 / 3 <= interval / 720 / 20 <= 2 / 3


def test_what_fails_again_and_again_is_left_alone():
    waits = [next_try(failures, now=NOW) for failures in range(6)]
    assert waits == [NOW, NOW + DAY, NOW + 2 * DAY, NOW + 4 * DAY, NOW + 8 * DAY, 0.0]
    assert not any(math.isnan(wait) for wait in waits)


def test_a_channel_that_has_gone_quiet_waits_for_a_quarter_of_its_silence():
    interval = DAY
    for idle, longest in ((DAY, DAY), (8 * DAY, 2 * DAY), (400 * DAY, 30 * DAY)):
        for _ in range(4):
            interval = next_interval(interval, elapsed=interval, listed=20, fresh=0, idle=idle)
        assert interval == longest


def test_what_is_no_feed_any_more_is_looked_for_again_and_again():
    waits = [next_look(failures, now=0.0) / DAY for failures in (0, 1, 2, 5, 6, 500)]
    assert waits == [0, 1, 2, 16, 30, 30]
