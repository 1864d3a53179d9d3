import json

import pytest

from newscrawl.core.reading.explaining import ExplainedPage, explain_page
from newscrawl.core.reading.read import read_page
from newscrawl.exceptions import ReadingError
from newscrawl.items import Page, Site

SITE = Site(name="paper", seeds=(), hosts=())
TEXTS = [
    f"The keeper carried part {number} of the lamp up the stairs of the old tower, step by step, and"
    " nobody in the harbour town slept before it burned again over the dark water."
    for number in range(6)
]
STORY = "".join(f"<p>{text}</p>" for text in TEXTS)
MENU = "".join(f"<li><a href=/{number}>Section {number}</a></li>" for number in range(30))

NEWS = (
    '<meta property="og:type" content="article">'
    '<meta property="article:published_time" content="2026-03-06T05:50:00Z">'
)


def page(body: str, head: str = "") -> Page:
    html = f"<html lang=en><head><title>A lamp</title>{NEWS}{head}</head><body>{body}</body></html>"
    return Page(url="https://paper.example/lamp", body=html.encode())


def explained(body: str, head: str = "") -> ExplainedPage:
    return explain_page(page(body, head), SITE)


def test_what_is_kept_is_the_body_that_reading_gives() -> None:
    given = page(f"<nav><ul>{MENU}</ul></nav><article><h1>A lamp</h1>{STORY}</article>")
    verdicts = explain_page(given, SITE).verdicts
    kept = [verdict.segment.text for verdict in verdicts if verdict.dropped is None]
    assert kept == TEXTS == [block.text for block in read_page(given, SITE).blocks]
    headline = next(verdict for verdict in verdicts if verdict.segment.text == "A lamp")
    assert headline.dropped
    assert headline.is_asked


def test_reasons_are_of_what_was_asked_about_the_weightiest_first() -> None:
    verdicts = explained(f"<nav><ul>{MENU}</ul></nav><article>{STORY}</article>").verdicts
    far = verdicts[0]
    assert (far.segment.text, far.probability, far.is_asked, far.reasons) == (
        "Section 0",
        None,
        False,
        (),
    )
    asked = [verdict for verdict in verdicts if verdict.is_asked]
    assert len(asked) >= len(TEXTS)
    for verdict in asked:
        weights = [abs(added) for _, added in verdict.reasons]
        assert weights == sorted(weights, reverse=True)
        assert weights[0] > 0


def test_a_line_of_tags_at_the_end_is_dropped_with_that_reason() -> None:
    tags = [
        "the keepers of the lighthouse in the harbour",
        "a lamp that nobody had seen in the town",
    ]
    head = f'<meta name="news_keywords" content="{", ".join(tags)}">'
    found = explained(f"<article><h1>A lamp</h1>{STORY}<p>{', '.join(tags)}</p></article>", head)
    assert found.verdicts[-1].dropped == "names the article's tags"
    assert found.verdicts[-2].dropped is None


def test_a_body_from_data_leaves_nothing_of_the_page_in_it() -> None:
    data = {"@type": "NewsArticle", "headline": "A lamp", "articleBody": "\n".join(TEXTS)}
    found = explained(
        "<article><h1>A lamp</h1><div class='entry-content' itemprop=articleBody>"
        f"<p>{TEXTS[0][:76]}</p><p>Subscribe now to read the whole story of the lamp and <a href=/s>"
        "subscribe to our newsletter</a> for more of them.</p></div></article>",
        f'<script type="application/ld+json">{json.dumps(data)}</script>',
    )
    assert found.body_source == "json-ld"
    assert all(verdict.dropped for verdict in found.verdicts)
    assert found.verdicts[1].dropped == "the body was read from json-ld"


def test_what_is_no_page_is_an_error() -> None:
    with pytest.raises(ReadingError):
        explain_page(Page(url="https://paper.example/", body=b"%PDF-1.7"), SITE)
