import json
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.core.state.record import from_record, to_line, to_record, valid_text
from newscrawl.items.article import Article, Completeness, Image, Precision, Zone

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
MAYBE_TEXT = st.none() | TEXT
IMAGES = st.builds(Image, url=TEXT, caption=MAYBE_TEXT, credit=MAYBE_TEXT, alt=MAYBE_TEXT)
SECONDS = st.datetimes(
    min_value=datetime(1, 1, 2),  # noqa: DTZ001
    max_value=datetime(9999, 12, 30),  # noqa: DTZ001
    timezones=st.just(UTC),
).map(lambda date: date.replace(microsecond=0))
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@st.composite
def dates(draw: st.DrawFn, name: str) -> dict[str, object]:
    precision = draw(st.none() | st.sampled_from(Precision))
    date = draw(SECONDS)
    if precision is Precision.DAY:
        date = date.replace(hour=0, minute=0, second=0)
    return {
        name: draw(st.sampled_from([None, date])),
        f"{name}_raw": draw(MAYBE_TEXT),
        f"{name}_precision": precision,
        f"{name}_zone": draw(st.none() | st.sampled_from(Zone)),
    }


@st.composite
def articles(draw: st.DrawFn) -> Article:
    values: dict[str, object] = {
        **draw(dates("date_published")),
        **draw(dates("date_modified")),
        "fetched_at": draw(st.none() | SECONDS),
        "authors": tuple(draw(st.lists(TEXT, max_size=3))),
        "keywords": tuple(draw(st.lists(TEXT, max_size=3))),
        "images": tuple(draw(st.lists(IMAGES, max_size=2))),
        "main_image": draw(st.none() | IMAGES),
        "is_accessible_for_free": draw(st.none() | st.booleans()),
        "completeness": draw(st.sampled_from(Completeness)),
        "evidence": draw(st.dictionaries(TEXT, JSON, max_size=3)),
        "version": draw(st.integers(1, 9)),
    }
    for field in fields(Article):
        if field.name not in values and field.type == str | None:
            values[field.name] = draw(MAYBE_TEXT)
        elif field.name not in values and field.type is str:
            values[field.name] = draw(TEXT)
    return Article(**values)


@given(articles())
def test_write_then_read_gives_the_same_article(article: Article) -> None:
    line = to_line(to_record(article))
    assert from_record(json.loads(line)) == article
    assert from_record(to_record(article)) == article


@given(articles())
def test_a_record_is_one_line_for_every_reader_of_lines(article: Article) -> None:
    line = to_line(to_record(article))
    assert line.endswith(b"\n")
    assert len(line.decode().splitlines()) == 1


def test_keys_stand_in_the_order_of_the_fields_and_are_always_there() -> None:
    record = to_record(Article(url="https://example.org/a"))
    assert list(record) == [field.name for field in fields(Article)]
    assert list(record)[:4] == ["id", "version", "schema_version", "run_id"]
    assert record["headline"] is None
    assert record["images"] == []
    assert json.loads(to_line(record)) == record


@pytest.mark.parametrize(
    ("precision", "zone", "written"),
    [
        (Precision.DAY, None, "2019-09-10"),
        (Precision.DAY, Zone.STATED, "2019-09-10"),
        (Precision.MINUTE, Zone.STATED, "2019-09-10T12:30:00Z"),
        (Precision.SECOND, Zone.SITE, "2019-09-10T12:30:00Z"),
        (Precision.SECOND, None, "2019-09-10T12:30:00"),
    ],
)
def test_a_date_is_written_as_precise_as_it_is_known(
    precision: Precision, zone: Zone | None, written: str
) -> None:
    east = timezone(timedelta(hours=2))
    article = Article(
        url="https://example.org/a",
        date_published=datetime(2019, 9, 10, 14, 30, tzinfo=east),
        date_published_precision=precision,
        date_published_zone=zone,
        fetched_at=datetime(2019, 9, 11, 1, 2, 3, 456, tzinfo=UTC),
    )
    record = to_record(article)
    assert record["date_published"] == written
    assert record["fetched_at"] == "2019-09-11T01:02:03Z"


def test_text_stays_as_it_is_but_for_what_breaks_lines_or_utf_8() -> None:
    article = Article(
        url="https://example.org/a",
        headline="Grüße \u2028a\u2029b\x85c\n\x00",
        description="half \ud83d, whole \ud83d\ude00",
        evidence={"half\udc00": "\udc00"},
    )
    line = to_line(to_record(article))
    assert "Grüße \\u2028a\\u2029b\\u0085c\\n\\u0000" in line.decode()
    record = json.loads(line)
    assert record["headline"] == article.headline
    assert record["description"] == "half \ufffd, whole \U0001f600"
    assert record["evidence"] == {"half\ufffd": "\ufffd"}


@given(st.text(st.characters()))
def test_valid_text_is_utf_8_and_stays_the_same(text: str) -> None:
    once = valid_text(text)
    assert once.encode().decode() == once
    assert valid_text(once) == once


def test_evidence_that_json_cannot_hold_does_no_harm() -> None:
    evidence = {"nan": float("nan"), 1: (1, {2.5}), "inf": [float("-inf")], "other": b"x"}
    record = to_record(Article(url="u", evidence=evidence))
    assert record["evidence"] == {"nan": None, "1": [1, [2.5]], "inf": [None], "other": "b'x'"}
    to_line(record)


def test_records_of_older_and_newer_versions_can_be_read() -> None:
    article = from_record({"url": "https://example.org/a", "key_of_tomorrow": 1})
    assert article == Article(url="https://example.org/a")
