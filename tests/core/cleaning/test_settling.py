import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.core.cleaning.settling import Learned, settle
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
    ],
)
def test_completeness_says_what_was_seen(page: PageResult, completeness: str) -> None:
    article = settle(page)
    assert article is not None
    assert article.completeness == completeness
    assert article.evidence["completeness"]


@given(st.lists(st.text(max_size=60), max_size=6))
def test_settling_is_pure(texts: list[str]) -> None:
    page = result(*texts)
    assert settle(page) == settle(page)


def test_words_are_counted_where_no_spaces_are() -> None:
    assert count_words("one two three") == 3
    assert count_words("市議会は月曜日に") == 4
