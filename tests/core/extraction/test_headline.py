import json

import pytest

from newscrawl.core.extraction.finding import Finding
from newscrawl.core.extraction.headline import find_headline
from newscrawl.core.extraction.sources import find_sources
from newscrawl.core.html.parsing import parse_document
from newscrawl.items.page import Page


def headline(head: str, body: str, url: str = "https://example.org/a/") -> Finding[str] | None:
    html = f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return find_headline(find_sources(parse_document(Page(url=url, body=html.encode()))))


def text(head: str, body: str) -> str | None:
    found = headline(head, body)
    return found.value if found else None


def test_nothing() -> None:
    assert headline("", "<p>No title at all.</p>") is None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            '<title>A bridge for all | Daily</title><meta property="og:site_name" content="Daily">',
            "A bridge for all",
        ),
        (
            '<meta property="og:title" content="A bridge - for all - example.org">',
            "A bridge - for all",
        ),
        ("<title>Example.org: A bridge for all</title>", "Example.org: A bridge for all"),
        ("<title>Example.org - A bridge for all</title>", "A bridge for all"),
        ("<title>A bridge for all | The Example Org</title>", "A bridge for all | The Example Org"),
        ("<title>A bridge for all | Example Org</title>", "A bridge for all"),
    ],
)
def test_the_site_is_left_off(head: str, expected: str) -> None:
    assert text(head, "") == expected


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("<title>Bridge news</title>", "<h1>A bridge for all of us</h1>", "A bridge for all of us"),
        (
            "<title>Two h1 here - Daily</title>",
            "<h1>Daily</h1><h1>Two h1 here</h1>",
            "Two h1 here",
        ),
        (
            '<meta property="og:title" content="A bridge for all">',
            "<h1>example.org</h1>",
            "A bridge for all",
        ),
        (
            '<meta property="og:title" content="A bridge for all">',
            "<h1>More from the town</h1><h1>More from the land</h1>",
            "A bridge for all",
        ),
        ("", "<h1>More from the town</h1><h1>More from the land</h1>", "More from the town"),
    ],
)
def test_the_h1_that_agrees(head: str, body: str, expected: str) -> None:
    assert text(head, body) == expected


@pytest.mark.parametrize(
    "logo",
    [
        '<h1 class="logo">Notes of Ann</h1>',
        '<h1 id="site-title">Notes of Ann</h1>',
        '<h1><a href="/">Notes of Ann</a></h1>',
        '<h1><a href="/blog/" rel="home">Notes of Ann</a></h1>',
    ],
)
def test_a_logo_is_no_headline(logo: str) -> None:
    title = "<title>Notes of Ann | A bridge for all</title>"
    assert headline(title, f"{logo}<h2>A bridge for all</h2>") == ("A bridge for all", "h2", {})
    assert headline(title, logo) == ("A bridge for all", "title", {})


@pytest.mark.parametrize(
    "h1",
    [
        '<h1><a href="/a/">A bridge for all</a></h1>',
        '<h1 class="site-header article-title">A bridge for all</h1>',
    ],
)
def test_an_h1_that_is_no_logo(h1: str) -> None:
    found = headline("<title>Our town</title>", h1)
    assert found == ("A bridge for all", "h1", {"title": "Our town"})


def test_what_is_declared_with_entities_agrees() -> None:
    declared = {"@type": "NewsArticle", "headline": "A &#x27;bridge&#x27; for all"}
    head = f'<script type="application/ld+json">{json.dumps(declared)}</script>'
    assert headline(head, "<h1>A 'bridge' for all</h1>") == ("A 'bridge' for all", "h1", {})


@pytest.mark.parametrize(
    "h1",
    [
        '<h1><span class="kicker">Traffic</span> A bridge for all</h1>',
        '<h1><span class="dachzeile">Verkehr</span>: A bridge for all</h1>',
        '<h1>A bridge for all <span class="article-subtitle">What it costs</span></h1>',
        '<h1><span class="sr-only">Headline:</span> A bridge for all</h1>',
        "<h1>A bridge for all<br><small>3 May 2024, Council</small></h1>",
        "<h1><time>3 May 2024</time> A bridge for all</h1>",
    ],
)
def test_kickers_are_left_off(h1: str) -> None:
    assert text("<title>A bridge for all</title>", h1) == "A bridge for all"


def test_a_kicker_that_is_declared_as_part_of_the_headline_stays() -> None:
    head = '<meta property="og:title" content="Traffic: A bridge for all">'
    h1 = '<h1><span class="kicker">Traffic</span> A bridge for all</h1>'
    assert text(head, h1) == "Traffic: A bridge for all"


def test_a_kicker_that_is_set_apart_goes() -> None:
    head = '<meta property="og:title" content="Opinion | A bridge for all">'
    assert text(head, "<h1><i>Opinion</i> A bridge for all</h1>") == "A bridge for all"


def test_what_other_titles_say_is_noted() -> None:
    declared = {"@type": "NewsArticle", "headline": "All you need to know of the bridge"}
    head = (
        f'<script type="application/ld+json">{json.dumps(declared)}</script>'
        "<title>The bridge opens on Monday</title>"
    )
    assert headline(head, "<h1>The bridge opens on Monday</h1>") == (
        "The bridge opens on Monday",
        "h1",
        {"json-ld": "All you need to know of the bridge"},
    )
