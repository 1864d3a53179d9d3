import json

import pytest

from newscrawl.core.extraction.live import find_live
from newscrawl.core.extraction.sources import find_sources
from newscrawl.core.html.parsing import parse_document
from newscrawl.core.html.text import block_hash
from newscrawl.items.article import Block, BlockKind
from newscrawl.items.page import Page

ENTRIES = ("10:40 The bridge is closed.", "10:05 The river rises.", "9.30 pm Rain.", "9:10 Hello.")


def live(
    headline: str = "Flood", *, texts: tuple[str, ...] = (), html: str = "", **data: str
) -> str | None:
    script = f"<script type='application/ld+json'>{json.dumps(data)}</script>" if data else ""
    page = f"<html><head>{script}</head><body><main><h1>{headline}</h1>{html}</main></body></html>"
    document = parse_document(Page(url="https://example.org/flood", body=page.encode()))
    blocks = tuple(
        Block(kind=BlockKind.PARAGRAPH, text=text, hash=block_hash(text)) for text in texts
    )
    return find_live(find_sources(document), blocks)


@pytest.mark.parametrize(
    "headline",
    [
        "Flood: live updates",
        "Flood – live",
        "Hochwasser im Liveticker",
        "Crue : suivez la situation en direct",
        "Cheia no rio: ao minuto",
        "Наводнение: онлайн",
        "洪水：実況ライブ",
        "홍수 실시간",
    ],
)
def test_a_headline_and_timed_entries_make_a_live_blog(headline: str) -> None:
    assert live(headline, texts=ENTRIES)
    assert live(headline, texts=("Tonight we play a concert.",)) is None


@pytest.mark.parametrize("headline", ["Flood", "How we live with the river", "Where to live"])
def test_timed_entries_alone_make_none(headline: str) -> None:
    assert live(headline, texts=ENTRIES) is None


def test_a_box_named_as_a_live_blog_counts_with_its_entries() -> None:
    times = "".join(f"<time>{hour}:00</time><p>Something.</p>" for hour in range(8))
    assert live(html=f"<div class='live-blog'>{times}</div>")
    assert live(html="<div class='live-blog'><p>Soon.</p></div>") is None


def test_a_declared_live_blog_goes_on_until_its_declared_end() -> None:
    declared = {"@type": "LiveBlogPosting", "headline": "Flood"}
    changed = {"dateModified": "2025-03-04T18:00:00Z"}
    assert live(**declared)
    assert live(**declared, **changed, coverageEndTime="2025-03-04T20:00:00Z")
    assert live(**declared, **changed, coverageEndTime="2025-03-04T17:00:00Z") is None
