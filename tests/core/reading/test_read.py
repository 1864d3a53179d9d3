import base64
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.core.reading.read import read_page
from newscrawl.items.page import Page, PageResult, PageType
from newscrawl.items.site import Site

SITE = Site(name="example.org", seeds=("https://example.org/",), hosts=("example.org",))
SEEDS = Path(__file__).parents[4] / "shared" / "bench" / "html_seeds" / "html5lib_seeds.dev.jsonl"
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><title>A story of the
day</title><link>https://example.org/a-story-of-the-day/</link></item></channel></rss>"""
SITEMAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url>
<loc>https://example.org/a-story-of-the-day/</loc></url></urlset>"""


def read(
    body: bytes, content_type: str = "text/html", url: str = "https://example.org/a"
) -> PageResult:
    return read_page(Page(url=url, body=body, content_type=content_type), SITE)


@pytest.mark.parametrize(
    ("body", "content_type", "page_type"),
    [
        (RSS, "application/rss+xml", PageType.FEED),
        (RSS, "text/html", PageType.FEED),
        (SITEMAP, "text/xml", PageType.SITEMAP),
    ],
)
def test_feeds_and_sitemaps_are_told_by_content(body, content_type, page_type) -> None:
    result = read(body, content_type)
    assert result.page_type == page_type
    assert [candidate.url for candidate in result.candidates] == [
        "https://example.org/a-story-of-the-day/"
    ]


@pytest.mark.parametrize(
    ("body", "content_type", "problem"),
    [
        (b"%PDF-1.4 x", "application/pdf", "not html: application/pdf"),
        (b"%PDF-1.4 x", "text/html", "not html: pdf"),
        (b"ID3\x04", "audio/mpeg", "not html: audio/mpeg"),
        (b"", "text/html", "empty"),
    ],
)
def test_what_cannot_be_read_is_a_problem_not_an_error(body, content_type, problem) -> None:
    result = read(body, content_type)
    assert (result.page_type, result.problem) == (PageType.OTHER, problem)


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("0; url=/b", "https://example.org/b"),
        ("5;URL='https://example.org/c'", "https://example.org/c"),
        ("30; url=/b", None),
        ("0; url=/a", None),
        ("0; url=javascript:x()", None),
        ("nonsense", None),
    ],
)
def test_meta_refresh(content: str, target: str | None) -> None:
    html = f'<html><head><meta http-equiv="Refresh" content="{content}"></head><body><p>x</p>'
    assert read(html.encode()).refresh_url == target


def test_articles_have_links_too() -> None:
    text = "".join(
        f"<p>The town council met on {day} and spoke about the bridge for three hours.</p>"
        for day in ("Monday", "Tuesday", "Friday", "Sunday")
    )
    html = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"A bridge"}</script>'
        f'<main><h1>A bridge</h1>{text}</main><a href="/other-story-of-the-town/">Another story of it</a>'
    )
    result = read(html.encode())
    assert result.page_type is PageType.ARTICLE
    assert result.candidates


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_break_it(body: bytes) -> None:
    read(body)
    read(b"<html><article><h1>" + body + b"</h1><p>" + body)


def test_nasty_seeds() -> None:
    if not SEEDS.exists():
        pytest.skip("no lab material beside the checkout")
    for line in SEEDS.read_text(encoding="utf-8").splitlines()[::40]:
        read(base64.b64decode(json.loads(line)["data_b64"]))
