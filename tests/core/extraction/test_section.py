import json
from typing import Any

import pytest

from newscrawl.core.extraction.section import find_section
from newscrawl.core.extraction.sources import find_sources
from newscrawl.core.html.parsing import parse_document
from newscrawl.items.page import Page

BODY = "<h1>The pier is shut</h1><p>The pier is shut from Monday.</p>"


def section_of(body: str = BODY, *, head: str = "") -> tuple[str, str] | None:
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    page = Page(url="https://example.org/local/pier", body=html.encode())
    return find_section(find_sources(parse_document(page)))


def ld(value: dict[str, Any]) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def article(section: object) -> str:
    return ld({"@type": "NewsArticle", "headline": "The pier is shut", "articleSection": section})


@pytest.mark.parametrize(
    ("declared", "section"),
    [
        ("Local", "Local"),
        (["Local", "Harbour"], "Local"),
        ("Local, Harbour, Ships", "Local"),
        ("Food, Drink & Travel", "Food, Drink & Travel"),
        ("Food & Drink, Travel", "Food & Drink"),
        ("Food, Drink, and Travel", "Food, Drink, and Travel"),
        ("Arts &amp; Books", "Arts & Books"),
        ("The pier is shut", None),
    ],
)
def test_the_declared_section(declared: object, section: str | None) -> None:
    assert section_of(head=article(declared)) == ((section, "json-ld") if section else None)


def test_what_is_no_section_is_passed_over() -> None:
    meta = '<meta property="article:section" content="Harbour">'
    assert section_of(head=article("The pier is shut") + meta) == ("Harbour", "article:section")


def test_the_last_declared_crumb_but_for_the_article() -> None:
    crumbs = [
        {"name": "Home", "item": "https://example.org/"},
        {"name": "Local", "item": "https://example.org/local"},
        {"name": "Pier", "item": "https://example.org/local/pier"},
    ]
    declared = ld({"@type": "BreadcrumbList", "itemListElement": crumbs})
    assert section_of(head=declared) == ("Local", "breadcrumb")


@pytest.mark.parametrize(
    "attribute", ["class=site-breadcrumbs", "id=bread_crumb", "class=way aria-label=Breadcrumb"]
)
def test_the_last_crumb_that_readers_see(attribute: str) -> None:
    links = "<a href=/>Home</a><a href=/local>Local</a><a href=/local/pier>Pier</a> The pier"
    assert section_of(f"<nav {attribute}>{links}</nav>{BODY}") == ("Local", "breadcrumb")
    assert section_of(f"<nav {attribute}><a href=/>Home</a></nav>{BODY}") is None
    assert section_of(f"<nav>{links}</nav>{BODY}") is None
