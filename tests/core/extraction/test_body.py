import json
import random

import pytest

from newscrawl.core.extraction.block_model import BlockModel, load_model
from newscrawl.core.extraction.body import find_body, find_pieces
from newscrawl.core.extraction.clues import Clues
from newscrawl.core.extraction.features import FEATURES
from newscrawl.core.extraction.sources import find_sources
from newscrawl.core.html.document import Document
from newscrawl.core.html.parsing import parse_document
from newscrawl.items.article import BlockKind
from newscrawl.items.page import Page

PARAGRAPHS = (
    "The town council met on Monday and spoke about the old bridge over the river for three hours.",
    "Nobody knows what the repair will cost, the mayor said, and nobody dares to guess before June.",
    "Two engineers had looked at the pillars in spring, when the water was at its lowest for years.",
    "They found cracks in four of the nine pillars, as they wrote in a report of some sixty pages.",
    "A vote is planned for the end of the month, after all of the residents have had their say.",
)
HEADLINE = "Bridge in doubt after cracks are found"


def document_of(body: str, head: str = "") -> Document:
    html = f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return parse_document(Page(url="https://example.org/bridge", body=html.encode()))


def story(*inner: str) -> str:
    paragraphs = [f"<p>{text}</p>" for text in PARAGRAPHS]
    paragraphs[3:3] = inner
    text = "".join(paragraphs)
    return f"<article><h1>{HEADLINE}</h1><div class='entry-content'>{text}</div></article>"


def body_of(html: str, head: str = "") -> list[str]:
    sources = find_sources(document_of(html, head))
    return [block.text for block in find_body(sources, headline=HEADLINE).value]


def test_the_story_and_nothing_else() -> None:
    menu = "".join(f"<li><a href=/{n}>Section {n}</a></li>" for n in range(9))
    teasers = "".join(
        f"<div class=card><a href=/{n}><h3>Another story of the day, number {n}</h3></a></div>"
        for n in range(6)
    )
    page = f"<nav><ul>{menu}</ul></nav>{story()}<aside class=related>{teasers}</aside>"
    assert body_of(f"{page}<footer><p>© 2026 The Daily. All rights reserved.</p></footer>") == list(
        PARAGRAPHS
    )


def test_a_subheading_within_is_kept_and_one_at_the_end_is_not() -> None:
    page = story("<h2>What was found</h2>").replace(
        "</div></article>", "<h2>Comments</h2></div></article>"
    )
    assert body_of(page) == [*PARAGRAPHS[:3], "What was found", *PARAGRAPHS[3:]]


def test_kinds_of_blocks() -> None:
    inner = (
        "<h2>What was found</h2>",
        "<ul><li>Four of the nine pillars have deep cracks below the waterline, they wrote.</li></ul>",
        (
            "<blockquote><p>We saw it coming for many years, and we said so in every single meeting that"
            " the council held about it, and still nobody wanted to hear of it.</p></blockquote>"
        ),
    )
    sources = find_sources(document_of(story(*inner)))
    kinds = [block.kind for block in find_body(sources, headline=HEADLINE).value]
    assert kinds[3:6] == [BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE]


def test_a_post_that_is_quoted_within_the_text_is_kept() -> None:
    post = (
        '<blockquote class="twitter-tweet"><p>It creaks! #bridge</p>— Ann (@ann) May 3</blockquote>'
    )
    assert body_of(story(post))[3:5] == ["It creaks! #bridge", "— Ann (@ann) May 3"]


def test_a_row_of_cards_below_a_heading_is_not_taken() -> None:
    cards = "".join(
        f"<div class=c><h4><a href=/{n}>A story of the region, number {n}</a></h4>"
        f"<p>{PARAGRAPHS[n][:60]}, and what came of it in the end…</p></div>"
        for n in range(4)
    )
    box = f"<div class=x><h3>You May Also Like</h3>{cards}</div>"
    assert body_of(story().replace("</div></article>", f"{box}</div></article>")) == list(
        PARAGRAPHS
    )


def test_what_asks_for_an_address_is_not_taken() -> None:
    box = (
        "<div class=y><h3>Get the news in your inbox</h3><p>Sign up for our free daily newsletter and"
        " never miss what happens in town.</p><form><input type=email><button>Go</button></form></div>"
    )
    line = '<p><a href="/donate">Donate now</a> so that we can write more like this one.</p>'
    assert body_of(story(box, line)) == list(PARAGRAPHS)


def test_short_lines_in_a_box_named_as_a_text_are_asked_about() -> None:
    lines = "".join(f"<p>Winner number {n}</p>" for n in range(40))
    far = f"<footer><p>{PARAGRAPHS[0]} {PARAGRAPHS[1]}</p></footer>"
    html = f"<article><h1>{HEADLINE}</h1><div class='article-body entry-content'>{lines}</div></article>"
    pieces = find_pieces(document_of(html + far), Clues(headline=HEADLINE))
    assert all(piece.row for piece in pieces if piece.segment.text.startswith("Winner"))


def test_a_paragraph_that_stands_twice_is_taken_once() -> None:
    assert body_of(story(f"<p>{PARAGRAPHS[0]}</p>")) == list(PARAGRAPHS)


def test_a_copy_that_is_hidden_is_not_taken() -> None:
    hidden = f"<div style='display:none'>{' '.join(PARAGRAPHS)}</div>"
    assert body_of(hidden + story()) == list(PARAGRAPHS)


def live_page(times: list[str]) -> str:
    entries = "".join(
        f"<div class=entry><span class=at>{time}</span><h3>Report {number}</h3><p>{text}</p></div>"
        for number, (time, text) in enumerate(zip(times, PARAGRAPHS, strict=True), start=1)
    )
    return f"<article><h1>{HEADLINE}</h1><div class=ticker>{entries}</div></article>"


def test_entries_of_live_coverage_keep_times_and_headings() -> None:
    body = body_of(live_page(["14:05", "13:58", "13:10", "9:45", "9:02"]))
    assert body[:3] == ["14:05", "Report 1", PARAGRAPHS[0]]
    assert body[-3:] == ["9:02", "Report 5", PARAGRAPHS[4]]


@pytest.mark.parametrize(
    "heading", ["2 Kommentare", "Comments (2)", "コメント（2件）", "Комментарии"]
)
def test_comments_are_not_taken(heading: str) -> None:
    comments = "".join(f"<li><b>Ann{n}</b><p>{PARAGRAPHS[n][::-1]}</p></li>" for n in (0, 1))
    page = f"{story()}<section><h2>{heading}</h2><ol>{comments}</ol></section>"
    assert body_of(page) == list(PARAGRAPHS)


def test_a_table_of_facts_among_the_text_is_taken() -> None:
    rows = (("Length", "214 m"), ("Pillars", "nine"), ("Built", "from 1931 to 1934"))
    cells = "".join(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in rows)
    body = body_of(story(f"<table>{cells}</table>"))
    assert body[3] == "Length | 214 m\nPillars | nine\nBuilt | from 1931 to 1934"


def test_a_box_that_offers_a_subscription_is_not_taken() -> None:
    box = (
        "<aside><p>Ohne Werbung und mit allen Artikeln: Testen Sie die Zeitung einen Monat lang für"
        " einen Euro.</p><a href=/abo>Jetzt Abo abschließen</a></aside>"
    )
    assert body_of(story(box)) == list(PARAGRAPHS)


def test_pieces_say_why_they_were_dropped() -> None:
    pieces = find_pieces(document_of(story("<p>Advertisement</p>")), Clues(headline=HEADLINE))
    dropped = {piece.segment.text: piece.dropped for piece in pieces}
    assert dropped[PARAGRAPHS[0]] is None
    assert dropped["Advertisement"]
    assert dropped[HEADLINE]


def test_a_page_that_shows_nothing_gives_what_it_declares() -> None:
    declared = {"@type": "NewsArticle", "headline": HEADLINE, "articleBody": "\n".join(PARAGRAPHS)}
    head = f"<script type=application/ld+json>{json.dumps(declared)}</script>"
    sources = find_sources(document_of("<div id=app></div>", head))
    found = find_body(sources, headline=HEADLINE)
    assert [block.text for block in found.value] == list(PARAGRAPHS)
    assert found.source == "json-ld"


@pytest.mark.parametrize("escape", [False, True])
def test_a_page_that_a_script_shows_gives_what_the_script_holds(escape: bool) -> None:
    text = json.dumps({"story": {"html": "".join(f"<p>{text}</p>" for text in PARAGRAPHS)}})
    if escape:
        text = text.replace("<", "\\u003c").replace(">", "\\u003e")
    sources = find_sources(document_of(f"<div id=app></div><script>var state = {text};</script>"))
    found = find_body(sources, headline=HEADLINE)
    assert [block.text for block in found.value] == list(PARAGRAPHS)
    assert found.source == "script"


def test_a_page_without_text_has_no_body() -> None:
    assert body_of("<nav><a href=/>Home</a></nav>") == []


def test_the_model_explains_itself() -> None:
    (piece, *_) = [
        piece
        for piece in find_pieces(document_of(story()), Clues(headline=HEADLINE))
        if piece.segment.text == PARAGRAPHS[1]
    ]
    reasons = load_model().reasons(piece.row)
    assert {name for name, _ in reasons} <= set(FEATURES)
    assert abs(reasons[0][1]) >= abs(reasons[-1][1])
    assert sum(added for _, added in reasons) > 0


def test_trees_decide_and_stop_early() -> None:
    leaf = [0, 0.5, -2.0, 2.0, 0.0]
    model = BlockModel(names={}, trees=[leaf, leaf, 9.0], stops=[(2, 3.0), (3, 0.0)])
    assert model.probability([1.0]) == pytest.approx(1 / (1 + 2.718281828**-4))
    cautious = BlockModel(names={}, trees=[leaf, leaf, 9.0], stops=[(2, 5.0), (3, 0.0)])
    assert cautious.probability([1.0]) > model.probability([1.0])
    assert model.reasons([0.0]) == [(FEATURES[0], -4.0)]


def test_pieces_that_are_too_many_are_judged_by_their_style() -> None:
    paragraphs = "".join(f"<p>{number}. {PARAGRAPHS[number % 5]}</p>" for number in range(1800))
    pieces = find_pieces(
        document_of(f"<article><h1>{HEADLINE}</h1><div>{paragraphs}</div></article>"),
        Clues(headline=HEADLINE),
    )
    assert not pieces[-1].row
    assert pieces[-1].dropped is None


def test_trees_that_became_code_say_what_they_said_before() -> None:
    shipped = load_model()
    rng = random.Random(1)
    rows = [[rng.uniform(-2, 20) for _ in FEATURES] for _ in range(300)]
    fresh, used = (BlockModel(names={}, trees=shipped.trees, stops=shipped.stops) for _ in range(2))
    for row in rows * 5:
        used.probability(row)
    assert [used.probability(row) for row in rows] == [fresh.probability(row) for row in rows]
    assert (used._compiled is None, fresh._compiled is None) == (False, True)
