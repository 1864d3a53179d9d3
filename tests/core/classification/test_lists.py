"""A page that is a list is told without its text, and the same is said with it."""

import json
from pathlib import Path

import pytest

from newscrawl.core.classification.listing import Listing
from newscrawl.core.classification.page_type import classify_list, classify_page
from newscrawl.core.extraction.article import extract_article
from newscrawl.core.html.parsing import parse_document
from newscrawl.items import Page, PageType, Site

RECORDED = sorted((Path(__file__).parents[2] / "recorded_pages").glob("*/page.html"))
CARDS = "".join(
    f'<article><h2><a href="/story-{number}/">A story of the harbour, number {number}</a></h2></article>'
    for number in range(6)
)
TEXT = (
    "<p>The ferry was late on Monday, as it had been on Sunday, and nobody said why it was.</p>" * 9
)


def both(body: bytes, url: str):
    document = parse_document(Page(url=url, body=body, content_type="text/html"))
    article = extract_article(document, site=Site(name="a", seeds=(), hosts=()))
    whole = classify_page(document, article=article.article, blocks=article.blocks)
    return classify_list(document, Listing(document)), whole


@pytest.mark.parametrize("page", RECORDED, ids=lambda page: page.parent.name)
def test_what_is_told_without_the_text_is_what_is_told_with_it(page):
    url = json.loads((page.parent / "expected.json").read_text(encoding="utf-8"))["url"]
    early, whole = both(page.read_bytes(), url)
    assert early in (None, whole)


@pytest.mark.parametrize(
    ("html", "url", "is_told"),
    [
        (f"<title>Harbour</title>{CARDS}", "https://a.example/harbour/", True),
        (f"<title>Harbour</title>{TEXT}", "https://a.example/", True),
        (
            f"<title>Late</title><h1>The ferry was late again</h1>{TEXT}{CARDS}",
            "https://a.example/b/",
            False,
        ),
        (f"<title>Page not found</title>{CARDS}", "https://a.example/", False),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Late"}</script>'
            + CARDS,
            "https://a.example/b/",
            False,
        ),
    ],
)
def test_only_a_page_that_can_be_no_article_is_told_early(html, url, is_told):
    early, whole = both(f"<html><body>{html}</body></html>".encode(), url)
    assert (early is not None) == is_told
    if early is not None:
        assert early == whole
        assert early.page_type is PageType.SECTION
