import json

import pytest
from ceilings import ceiling

from newscrawl.core.extraction.gates import observe
from newscrawl.core.extraction.sources import find_sources
from newscrawl.core.html.parsing import parse_document
from newscrawl.core.html.text import block_hash
from newscrawl.items.article import Block, BlockKind
from newscrawl.items.page import Page

FIRST = "The ferry was late again on Monday, and the harbour master had to explain it to the town."
SECOND = "He said that the crew had waited for the tide, and that it would happen less in spring."
PARAGRAPHS = f"<p>{FIRST}</p><p>{SECOND}</p>"


def seen(html: str, *texts: str, data: dict[str, object] | None = None) -> dict[str, str]:
    """Return what is observed on a page whose body is known to be the given texts."""
    script = f"<script type='application/ld+json'>{json.dumps(data)}</script>" if data else ""
    page = f"<html><head>{script}</head><body><article><h1>Ferry late</h1>{html}</article></body></html>"
    sources = find_sources(
        parse_document(Page(url="https://example.org/ferry", body=page.encode()))
    )
    blocks = tuple(
        Block(kind=BlockKind.PARAGRAPH, text=text, hash=block_hash(text))
        for text in texts or (FIRST, SECOND)
    )
    return observe(sources, blocks, is_accessible_for_free=None)


def article(**values: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": "Ferry late", **values}


@pytest.mark.parametrize(
    "box",
    [
        "<div class='c-paywall'><p>Get the whole harbour for three a month.</p></div>",
        "<section id='articleGate'><p>Get the whole harbour for three a month.</p></section>",
        "<div data-testid='subscription-wall'><p>Get the whole harbour for three.</p></div>",
        "<aside class='premium-content'><p>Get the whole harbour for three a month.</p></aside>",
    ],
)
def test_a_box_named_as_a_gate_behind_the_text_is_seen(box: str) -> None:
    observed = seen(PARAGRAPHS + box)
    assert observed["gate"]
    assert observed["gate_after"] == block_hash(SECOND)


@pytest.mark.parametrize(
    "box",
    [
        "<div class='newsletter-box'><p>Subscribe to the tide table.</p><input type='email'></div>",
        "<div class='give'><p>Become a member and keep us afloat.</p><button>5</button></div>",
        "<div class='paywall' hidden><p>To continue reading, subscribe today.</p></div>",
        "<div style='display: none'><p>To continue reading, subscribe today.</p></div>",
        "<template><div class='paywall'><p>To continue reading, subscribe.</p></div></template>",
        "<noscript><p>To continue reading, subscribe.</p></noscript>",
        "<section class='comments'><p>Please log in to continue and comment.</p></section>",
        "<div class='paywall'></div>",
    ],
)
def test_other_boxes_are_no_gate(box: str) -> None:
    assert not seen(PARAGRAPHS + box).keys() & {"gate", "gate_text", "gate_in_text"}


@pytest.mark.parametrize(
    ("line", "is_offer"),
    [
        ("Already a reader? <a href='/login'>Log in</a> to comment.", False),
        ("<a href='/login'>Log in</a>", True),
    ],
)
def test_a_link_to_log_in_for_another_purpose_is_no_offer(line: str, is_offer: bool) -> None:
    assert ("gate_offer" in seen(f"{PARAGRAPHS}<div><p>{line}</p></div>")) is is_offer


def test_a_box_named_as_a_gate_around_the_text_is_none() -> None:
    assert "gate" not in seen(f"<p>{FIRST}</p><div class='paywall'><p>{SECOND}</p></div>")


def test_wording_is_put_together_from_the_parts_of_a_sentence() -> None:
    box = "<div><p>To <b>continue</b> reading, <a href='/join'>join us</a>.</p></div>"
    assert seen(PARAGRAPHS + box)["gate_text"].startswith("to continue reading")


def test_a_gate_within_the_text_is_placed_there() -> None:
    inlay = "<div><p>Subscribe to read the tide table every day.</p></div>"
    observed = seen(f"<p>{FIRST}</p>{inlay}<p>{SECOND}</p>")
    assert observed["gate_after"] == block_hash(FIRST)


def test_a_body_that_ends_with_the_words_of_a_gate_says_so() -> None:
    observed = seen(PARAGRAPHS, FIRST, SECOND, "This story is for subscribers. Subscribe to read.")
    assert observed["gate_in_text"]
    assert observed["gate_after"] == block_hash(SECOND)


def test_a_gate_outside_the_article_element_is_seen() -> None:
    gate = "<div><p>Log in to continue reading.</p></div>"
    page = f"<main><article><h1>Ferry</h1>{PARAGRAPHS}</article>{gate}</main>"
    assert seen(page)["gate_text"]


def test_a_log_in_form_a_link_and_a_fade_support() -> None:
    assert seen(PARAGRAPHS + "<form><input type='password'></form>")["gate_offer"]
    assert seen(PARAGRAPHS + "<p><a href='/subscribe?from=a'>Go on</a></p>")["gate_offer"]
    assert seen(PARAGRAPHS + "<div class='text-fade'></div>")["fade"] == "text-fade"


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("<p><a href='/x'>Continue reading</a></p>", "Continue reading"),
        ("<p><a href='/x'>Weiterlesen »</a></p>", "Weiterlesen »"),
        ("<p><a href='/x'>続きを読む</a></p>", "続きを読む"),
        ("<p><a href='/x'>Read more about boats</a></p>", None),
    ],
)
def test_a_link_to_the_rest_stands_right_behind_the_text(link: str, kept: str | None) -> None:
    assert seen(PARAGRAPHS + link).get("continue") == kept


def test_a_link_to_the_rest_of_something_else_is_none() -> None:
    inlay = "<p><a href='/x'>Read more</a></p>"
    assert "continue" not in seen(f"<p>{FIRST}</p>{inlay}<p>{SECOND}</p>")


@pytest.mark.parametrize(
    ("behind", "what"),
    [
        ("<div class='share-bar'><a href='/s'>Post it</a></div>", "a share bar"),
        ("<ul class='article-tags'><li><a href='/t'>Ferries</a></li></ul>", "tags"),
        ("<h3>Related stories</h3>", "related links"),
        ("<section id='comments'><h3>Say something</h3></section>", "comments"),
        ("<div class='x1'><p>Something else.</p></div>", None),
    ],
)
def test_what_follows_the_text_is_named(behind: str, what: str | None) -> None:
    assert seen(PARAGRAPHS + behind).get("follows") == what


def test_declared_parts_are_looked_for() -> None:
    part = {"isAccessibleForFree": False, "cssSelector": ".paid"}
    data = article(hasPart=part)
    assert "is empty" in seen(PARAGRAPHS + "<div class='paid'></div>", data=data)["withheld_part"]
    assert "not on the page" in seen(PARAGRAPHS, data=data)["withheld_part"]
    shown = f"<p>{FIRST}</p><div class='paid'><p>{SECOND}</p></div>"
    assert seen(shown, data=data)["shown_part"]
    assert not seen(PARAGRAPHS, data=article(hasPart={**part, "isAccessibleForFree": True})).keys()


def test_a_declared_body_counts_where_it_is_the_same_text() -> None:
    more = f"{FIRST} <b>{SECOND}</b> " + "And so on for quite a while. " * 10
    assert seen(PARAGRAPHS, data=article(articleBody=more))["declared_body"] == "106"
    other = "Another text altogether, which is about trains and not about the ferry."
    assert "declared_body" not in seen(PARAGRAPHS, data=article(articleBody=other))


def test_running_text_that_is_not_the_bodys_is_counted() -> None:
    other = "Elsewhere on the page somebody writes at length about trains, and trams, and about them again."
    assert seen(PARAGRAPHS + f"<p>{other * 2}</p>")["other_text"] == "31"
    assert "other_text" not in seen(f"{PARAGRAPHS}<div class='comments'><p>{other * 2}</p></div>")


@pytest.mark.parametrize("count", ["9" * 5000, "²", "-4", "many", 3.5, None, ["120"]])
def test_a_declared_number_of_words_is_a_number(count: object) -> None:
    assert "declared_words" not in seen(PARAGRAPHS, data=article(wordCount=count))


def test_hostile_pages_are_read_in_time() -> None:
    many = "".join(
        f"<p>{FIRST} {number}</p><div>To unlock {number}</div>" for number in range(3000)
    )
    texts = [f"{FIRST} {number}" for number in range(3000)]
    parts = [{"isAccessibleForFree": False, "cssSelector": f".c{n}"} for n in range(400)]
    data = article(articleBody="<" * 500_000, hasPart=parts)
    with ceiling():
        seen(many, *texts, data=data)
        seen("<div>" * 2000 + PARAGRAPHS + "<p>more</p>" * 3000)
