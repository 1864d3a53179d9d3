from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newscrawl.core.cleaning import settle
from newscrawl.core.html.text import block_hash
from newscrawl.core.reading.stitching import join_part, next_part, without_part
from newscrawl.items import Article, Block, BlockKind, Image, PageResult, PageType

URL = "https://example.org/the-old-bridge/"
INTRO = "For ninety years it has carried the coast road, and nobody ever counted the cars."
AUTHOR = "Ann Bell has reported from the harbour for the last eleven years of her life."
DAY = datetime(2026, 11, 2, tzinfo=UTC)


def text(number: int) -> str:
    return f"Page {number} tells that the council met about pier number {number} for an hour."


def page(number: int, *texts: str, url: str = "", **fields) -> PageResult:
    address = url or (URL if number == 1 else f"{URL}{number}/")
    observations = fields.pop("observations", {})
    article = {"headline": "The old bridge", "date_published": DAY, **fields}
    return PageResult(
        url=address,
        page_type=PageType.ARTICLE,
        article=Article(url=address, **article),
        blocks=tuple(
            Block(kind=BlockKind.PARAGRAPH, text=each, hash=block_hash(each)) for each in texts
        ),
        observations=observations,
    )


def going_on(number: int) -> dict[str, str]:
    return {"next_page": f"{URL}{number}/"}


def body(result: PageResult) -> list[str]:
    return [block.text for block in result.blocks]


FIRST = page(1, INTRO, text(1), observations=going_on(2))


def test_pages_are_joined_in_order():
    second = page(2, text(2), observations=going_on(3))
    joined = join_part(FIRST, second)
    assert next_part(joined) == f"{URL}3/"
    whole = join_part(joined, page(3, text(3)))
    assert next_part(whole) is None
    assert body(whole) == [INTRO, text(1), text(2), text(3)]
    assert whole.parts == (f"{URL}2/", f"{URL}3/")
    assert whole.observations == {"pages": "3"}
    article = settle(whole)
    assert article is not None
    assert article.completeness == "full"


def test_what_each_page_repeats_is_taken_once():
    first = page(1, INTRO, text(1), "Yes.", AUTHOR, observations=going_on(2))
    second = page(2, "The old bridge", INTRO, text(2), "Yes.", text(22), AUTHOR)
    assert body(join_part(first, second)) == [
        INTRO, text(1), "Yes.", text(2), "Yes.", text(22), AUTHOR,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        page(
            2, text(2), headline="The new tunnel", date_published=datetime(2025, 1, 1, tzinfo=UTC)
        ),
        page(2, text(2), url="https://example.org/the-new-tunnel/", headline="The new tunnel"),
        page(2, text(2), url="https://example.org/the-old-bridge-2/", headline="A tunnel"),
        replace(page(2), article=None, page_type=PageType.SECTION),
    ],
)
def test_another_article_ends_it(other):
    whole = join_part(FIRST, other)
    assert body(whole) == body(FIRST)
    assert (whole.parts, whole.observations) == ((), {})


def test_a_standing_column_is_not_joined_to_the_next_one():
    other = datetime(2026, 11, 9, tzinfo=UTC)
    next_column = page(2, text(2), url=URL.rstrip("/") + "-2/", date_published=other)
    assert join_part(FIRST, next_column).parts == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"headline": "Second: the piers"},
        {"date_published": None},
        {"headline": "The old bridge (2/3)"},
    ],
)
def test_a_page_may_have_a_headline_of_its_own(fields):
    assert body(join_part(FIRST, page(2, text(2), **fields)))[-1] == text(2)


def test_pages_that_lead_in_a_circle_end():
    back = page(2, text(2), observations={"next_page": URL})
    assert next_part(join_part(FIRST, back)) is None
    again = join_part(
        join_part(FIRST, page(2, text(2), observations=going_on(3))), page(2, text(2))
    )
    assert (next_part(again), len(again.parts)) == (None, 1)


def test_a_page_without_anything_new_ends_it():
    whole = join_part(FIRST, page(2, INTRO, text(1), observations=going_on(3)))
    assert body(whole) == body(FIRST)
    assert next_part(whole) is None
    assert "pages" not in whole.observations


@pytest.mark.parametrize("texts", [(), (text(2),)])
def test_a_gate_on_a_later_page_makes_a_teaser(texts):
    gated = page(2, *texts, observations={"gate_text": "subscribe to read on"})
    article = settle(join_part(FIRST, gated))
    assert article is not None
    assert article.completeness == "teaser"


def test_a_link_that_says_to_read_on_counts_on_the_last_page_only():
    first = replace(FIRST, observations={**going_on(2), "continue": "Read on"})
    assert "continue" not in join_part(first, page(2, text(2))).observations


def test_a_gate_before_further_text_is_none():
    last = FIRST.blocks[-1].hash
    gate = {"gate_text": "to continue reading", "gate_after": last}
    first = replace(FIRST, observations={**FIRST.observations, **gate})
    article = settle(join_part(first, page(2, text(2), text(3), text(4))))
    assert article is not None
    assert article.completeness != "teaser"


def test_a_page_that_could_not_be_had_leaves_the_article_truncated():
    cut = without_part(FIRST, "HTTP 404")
    article = settle(cut)
    assert article is not None
    assert article.completeness == "truncated"
    assert article.evidence["completeness"] == [f"next page: {URL}2/ (HTTP 404)"]


def test_pictures_of_all_pages_are_kept_once():
    one, other = Image(url=f"{URL}1.jpg"), Image(url=f"{URL}2.jpg")
    first = page(1, text(1), images=(one,), main_image=one, observations=going_on(2))
    joined = join_part(first, page(2, text(2), images=(one, other)))
    assert joined.article is not None
    assert joined.article.images == (one, other)
    assert joined.article.main_image == one
