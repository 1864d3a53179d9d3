import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.core.cleaning.learning import repetition_key
from newscrawl.core.cleaning.settling import (
    NOTHING_LEARNED,
    Learned,
    own_blocks,
    settle,
    settle_again,
)
from newscrawl.core.html.text import block_hash, count_words
from newscrawl.items.article import Article, Block, BlockKind
from newscrawl.items.page import PageResult, PageType

LONG = "The council met on Monday and spoke about the old bridge for three long hours. " * 8


def result(*texts: str, description: str | None = None, **observations: str) -> PageResult:
    blocks = tuple(
        Block(kind=BlockKind.PARAGRAPH, text=text, hash=block_hash(text)) for text in texts
    )
    return PageResult(
        url="https://example.org/a",
        page_type=PageType.ARTICLE,
        article=Article(url="https://example.org/a", description=description),
        blocks=blocks,
        observations=observations,
    )


def test_a_page_without_article_settles_to_none() -> None:
    assert settle(PageResult(url="https://example.org/", page_type=PageType.SECTION)) is None


def test_learned_boilerplate_is_taken_out() -> None:
    learned = Learned(boilerplate=frozenset({block_hash("give us MONEY")}))
    article = settle(result("One.", "Give us money", "Two."), learned)
    assert article is not None
    assert article.article_body == "One.\n\nTwo."


def test_learned_boilerplate_is_known_whatever_numbers_stand_in_it() -> None:
    box = result("1,204 people have read this").blocks[0]
    learned = Learned(boilerplate=frozenset({repetition_key(box)}))
    article = settle(result("One.", "37 people have read this"), learned)
    assert article is not None
    assert article.article_body == "One."


def test_a_body_of_nothing_but_boilerplate_stays() -> None:
    learned = Learned(boilerplate=frozenset({block_hash("Give us money")}))
    article = settle(result("Give us money"), learned)
    assert article is not None
    assert article.article_body == "Give us money"


def test_settling_again_is_settling_once_with_what_is_known_then() -> None:
    page = result(LONG, "Give us money…", description="About it", follows="tags")
    learned = Learned(boilerplate=frozenset({block_hash("Give us money…")}))
    first = settle(page)
    assert first is not None
    again = settle_again(first, own_blocks(page.blocks, learned), page.observations)
    assert again == settle(page, learned)
    assert (first.completeness, again.completeness) == ("truncated", "full")
    assert settle_again(again, page.blocks, page.observations) == first


@pytest.mark.parametrize(
    ("page", "completeness"),
    [
        (result(LONG.strip()), "full"),
        (result("Short words"), "unknown"),
        (result(), "unknown"),
        (result(LONG, "and throw the…", gate="element premium-gate"), "teaser"),
        (result(LONG, "and throw the…"), "truncated"),
        (result("A little.", gate_text="log in to continue"), "teaser"),
        (result("A little text here…", declared_free="no"), "teaser"),
        (result(LONG.strip(), declared_words="900"), "truncated"),
        (result(LONG, transfer="the page's end was not received"), "truncated"),
        (result(LONG, next_page="https://example.org/a/2/"), "truncated"),
        (result(LONG, live="declared a live blog"), "live"),
        (result("It is raining. ", description="It is raining."), "unknown"),
        (result(LONG.strip(), gate_text="to continue reading, join"), "teaser"),
        (result(LONG * 4, gate_text="to continue reading, join"), "unknown"),
        (result(LONG * 12, gate_text="to continue reading, join"), "full"),
        (result(LONG.strip(), gate_in_text="the rest is for members"), "teaser"),
        (result(LONG.strip(), declared_free="no"), "unknown"),
        (result(LONG * 4, declared_free="no", follows="tags"), "full"),
        (result(LONG.strip(), declared_free="yes"), "full"),
        (result("Short words", declared_free="yes"), "unknown"),
        (result(LONG.strip(), declared_words="118", gate="paywall"), "full"),
        (result(LONG.strip(), declared_words="640"), "full"),
        (result(LONG.strip(), declared_body="400"), "truncated"),
        (result(LONG.strip(), declared_body="125", declared_free="no"), "full"),
        (result("A cut text. It goes", **{"continue": "Read more"}), "truncated"),
        (result(LONG * 4, **{"continue": "Read more"}), "full"),
        (result(LONG.strip(), other_text="300"), "unknown"),
        (result("Rain fell. It is over now.", description="Rain fell. It…"), "full"),
        (result(LONG.strip(), pages="3"), "full"),
    ],
)
def test_completeness_says_what_was_seen(page: PageResult, completeness: str) -> None:
    article = settle(page)
    assert article is not None
    assert article.completeness == completeness
    assert article.evidence["completeness"]


def test_a_gate_is_judged_on_the_settled_body() -> None:
    pitch = "Welcome to the paper of the valley, read in every house and at every counter. " * 6
    page = result(LONG, pitch, gate="paywall", gate_after=block_hash(LONG))
    assert completeness_of(page) == "unknown"
    learned = Learned(boilerplate=frozenset({block_hash(pitch)}))
    assert completeness_of(page, learned) == "teaser"


def test_a_gate_within_a_text_is_none() -> None:
    page = result(LONG, LONG * 2, gate_text="to read the full report", gate_after=block_hash(LONG))
    assert completeness_of(page) == "full"


def test_reasons_are_words() -> None:
    article = settle(result(LONG.strip(), description="The council met.", follows="comments"))
    assert article is not None
    assert article.evidence["completeness"] == [
        "no gate",
        "ends with a sentence",
        "120 words, description 3",
        "then comes comments",
    ]


def completeness_of(page: PageResult, learned: Learned = NOTHING_LEARNED) -> str:
    article = settle(page, learned)
    assert article is not None
    return article.completeness


@given(st.lists(st.text(max_size=60), max_size=6))
def test_settling_is_pure(texts: list[str]) -> None:
    page = result(*texts)
    assert settle(page) == settle(page)


def test_words_are_counted_where_no_spaces_are() -> None:
    assert count_words("one two three") == 3
    assert count_words("市議会は月曜日に") == 4


def test_what_could_not_be_decoded_is_told() -> None:
    article = settle(result(LONG.replace("bridge", "br\ufffd\ufffdge"), LONG, follows="tags"))
    assert article is not None
    assert "although: 16 characters could not be decoded" in article.evidence["completeness"]
