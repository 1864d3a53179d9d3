import json
from dataclasses import replace

import pytest

from newscrawl.core.cleaning import settle
from newscrawl.core.extraction.segments import width
from newscrawl.core.reading.explaining import explain_page
from newscrawl.core.reading.read import read_page
from newscrawl.items import Page, PageResult, PageType, Site
from newscrawl.reporting.page_explanation import page_dict, page_lines

SITE = Site(name="paper", seeds=(), hosts=())
TEXT = (
    "The keeper carried part {} of the lamp up the stairs of the old tower, step by step, and nobody"
    " in the harbour town slept before it burned again over the dark water."
)
MENU = "".join(f"<li><a href=/{number}>Section {number}</a></li>" for number in range(30))
HTML = f"""<html lang=en><head><title>A lamp for the lighthouse</title>
<meta property="og:title" content="How a lamp was carried up the lighthouse in the harbour">
<meta property="article:published_time" content="2026-03-06T05:50:00+01:00"></head><body>
<nav><ul>{MENU}</ul></nav><article><h1>A lamp for the lighthouse</h1>
{"".join(f"<p>{TEXT.format(number)}</p>" for number in range(7))}
<p>灯台守は塔の階段を一段ずつ上り、港町の誰もが眠らずに暗い海の上でその灯がふたたび燃えるのを待っていたと人々は今も語り伝えている。</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def known():
    page = Page(url="https://paper.example/2026/03/lamp/", body=HTML.encode())
    result = read_page(page, SITE)
    return result, settle(result), explain_page(page, SITE)


def test_each_piece_that_was_asked_about_has_its_verdict_and_its_features(known) -> None:
    result, article, explained = known
    lines = page_lines(result, article, explained)
    start = next(i for i, line in enumerate(lines) if line.startswith("body, from page: "))
    asked = [verdict for verdict in explained.verdicts if verdict.is_asked]
    assert lines[start + 1].endswith(f": {len(explained.verdicts) - len(asked)}")
    told = lines[start + 2 : start + 2 + 2 * len(asked)]
    assert lines[start + 2 + len(told)] == ""
    for verdict, line, reasons in zip(asked, told[::2], told[1::2], strict=True):
        kept = verdict.dropped is None
        assert line.startswith("  kept    0." if kept else "  dropped 0.")
        assert kept or verdict.dropped in line
        assert verdict.segment.text[:20] in line
        features = reasons.split(", ")
        assert 3 <= len(features) <= 5
        assert features[0].strip()[0] == ("+" if verdict.reasons[0][1] > 0 else "-")
        assert verdict.reasons[0][0] in features[0]
    assert lines[start].endswith(
        f"{len(result.blocks)} pieces of text kept, {len(asked) - len(result.blocks)} dropped"
    )


def test_nothing_is_wider_than_100_columns(known) -> None:
    assert max(map(width, page_lines(*known))) <= 100


def test_fields_have_their_source_and_what_others_say(known) -> None:
    result, article, explained = known
    lines = page_lines(result, article, explained)
    place = next(i for i, line in enumerate(lines) if line.startswith("  headline: "))
    assert lines[place] == '  headline: "A lamp for the lighthouse" <- h1'
    assert lines[place + 1].startswith("    og:title says: How a lamp was carried")


def test_further_pages_are_said_not_to_be_shown(known) -> None:
    result, article, explained = known
    joined = replace(result, parts=("https://paper.example/2026/03/lamp/2/",))
    assert "  of the first page only; further pages joined to it: 1" in page_lines(
        joined, article, explained
    )


def test_what_is_no_html_has_no_body() -> None:
    feed = PageResult(url="", page_type=PageType.FEED, problem="empty")
    assert page_lines(feed, None, None) == [
        "page: feed (nothing tells)",
        "problem: empty",
        "",
        "links: none",
    ]
    assert page_dict(feed, None, None)["body"] is None


def test_the_dictionary_has_the_same_in_json(known) -> None:
    result, article, explained = known
    record = json.loads(json.dumps(page_dict(result, article, explained)))
    assert record["page_type"] == "article"
    assert record["fields"]["headline"]["source"] == "h1"
    assert "og:title" in record["fields"]["headline"]["others"]
    body = record["body"]
    kept = [piece["text"] for piece in body["pieces"] if piece["dropped"] is None]
    assert kept == [block.text for block in result.blocks]
    assert body["not_asked"] + len(body["pieces"]) == len(explained.verdicts)
    assert all(piece["features"] and 0 <= piece["probability"] <= 1 for piece in body["pieces"])
