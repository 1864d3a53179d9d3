import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newscrawl.core.cleaning.views import as_html, as_markdown, as_text, view_body
from newscrawl.core.html.text import block_hash, clean_text, fold
from newscrawl.items.article import Block, BlockKind, BodyView

P, H, LI = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM
Q, T, E = BlockKind.QUOTE, BlockKind.TABLE, BlockKind.EMBED


def block(kind: BlockKind, text: str, level: int = 0) -> Block:
    return Block(kind=kind, text=text, hash=block_hash(text), level=level)


BODY = (
    block(P, "It rained."),
    block(H, "What fell", 3),
    block(LI, "rain", 1),
    block(LI, "drizzle", 2),
    block(LI, "snow", 1),
    block(Q, "Never so much."),
    block(E, "So wet!"),
    block(T, "Place | mm\nVale | 12"),
    block(P, ""),
    block(P, "It stopped."),
)


def test_text() -> None:
    assert as_text(BODY) == (
        "It rained.\n\nWhat fell\n\nrain\ndrizzle\nsnow\n\nNever so much.\n\nSo wet!\n\n"
        "Place | mm\nVale | 12\n\nIt stopped."
    )


def test_markdown() -> None:
    assert as_markdown(BODY) == (
        "It rained.\n\n### What fell\n\n- rain\n  - drizzle\n- snow\n\n"
        "> Never so much.\n>\n> So wet!\n\n"
        "| Place | mm |\n| --- | --- |\n| Vale | 12 |\n\nIt stopped."
    )


def test_html() -> None:
    assert as_html(BODY) == (
        "<p>It rained.</p>\n<h3>What fell</h3>\n"
        "<ul>\n<li>rain<ul>\n<li>drizzle</li></ul></li>\n<li>snow</li></ul>\n"
        "<blockquote>\n<p>Never so much.</p>\n<p>So wet!</p>\n</blockquote>\n"
        "<table>\n<tr><td>Place</td><td>mm</td></tr>\n<tr><td>Vale</td><td>12</td></tr>\n</table>\n"
        "<p>It stopped.</p>"
    )


@pytest.mark.parametrize(
    ("view", "written"),
    [(BodyView.TEXT, "a*b"), (BodyView.MARKDOWN, r"a\*b"), (BodyView.HTML, "<p>a*b</p>")],
)
def test_each_view_by_its_name(view: BodyView, written: str) -> None:
    assert view_body([block(P, "a*b")], view) == written


def test_no_blocks_are_nothing() -> None:
    assert as_text(()) == as_markdown(()) == as_html(()) == ""


def test_a_list_that_begins_deep_or_skips_levels_is_nested_by_what_is_above_it() -> None:
    items = [block(LI, text, level) for text, level in (("a", 3), ("b", 6), ("c", 4), ("d", 1))]
    assert as_markdown(items) == "- a\n  - b\n  - c\n- d"
    assert as_html(items) == ("<ul>\n<li>a<ul>\n<li>b</li>\n<li>c</li></ul></li>\n<li>d</li></ul>")


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# no heading", r"\# no heading"),
        ("- no item", r"\- no item"),
        ("+ no item", r"\+ no item"),
        ("1. no item", r"1\. no item"),
        ("2026) no item", r"2026\) no item"),
        ("3.5 per cent", r"3\.5 per cent"),
        ("<b> & [x](y)", r"\<b\> \& \[x\](y)"),
        ("---", r"\---"),
        ("~~~", r"\~\~\~"),
        ("C#", "C#"),
    ],
)
def test_what_looks_like_markdown_is_escaped(text: str, markdown: str) -> None:
    assert as_markdown([block(P, text)]) == markdown


def test_number_signs_at_the_end_of_a_heading_are_its_text() -> None:
    assert as_markdown([block(H, "Agree on C ##", 2)]) == r"## Agree on C \##"


def test_rows_of_different_lengths_are_filled_up() -> None:
    table = [block(T, "a | b | c\nd|e")]
    assert as_markdown(table) == "| a | b | c |\n| --- | --- | --- |\n| d\\|e |  |  |"
    assert as_html(table).count("<td>") == 6


LINES = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="#-+*_`~<>&[]()!|\\=.:1 2aé\u202e\n\"'", max_size=20),
).map(fold)
CELLS = st.lists(
    LINES.map(lambda text: clean_text(text.replace("|", "/"))).filter(bool), min_size=1, max_size=3
)
TABLES = st.lists(CELLS.map(" | ".join), min_size=1, max_size=3).map("\n".join)
BLOCKS = st.lists(
    st.one_of(
        st.builds(
            block, st.sampled_from([k for k in BlockKind if k is not T]), LINES, st.integers(0, 8)
        ),
        st.builds(block, st.just(T), TABLES),
    ),
    max_size=7,
)


def units(html: str) -> list[str]:
    """Return the own texts of the elements that hold the texts of blocks."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    found = []
    for element in root.iter("p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"):
        own = element.text if element.tag == "li" else element.text_content()
        if element.tag != "li" or not element.findall("p"):
            found.append(fold(own))
    return [text for text in found if text]


def units_of_text(blocks: list[Block]) -> list[str]:
    texts = []
    for each in blocks:
        text = as_text([each])
        parts = text.replace("\n", " | ").split(" | ") if each.kind is T else [text]
        texts += [fold(part) for part in parts]
    return [text for text in texts if text]


@given(BLOCKS)
def test_html_holds_the_texts_and_nothing_else(blocks: list[Block]) -> None:
    assert units(as_html(blocks)) == units_of_text(blocks)
    assert [fold(part) for part in as_text(blocks).splitlines() if part] == [
        fold(line) for each in blocks for line in as_text([each]).splitlines() if line
    ]


@given(BLOCKS)
def test_markdown_means_what_html_says(blocks: list[Block]) -> None:
    shown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    assert units(shown.render(as_markdown(blocks))) == units_of_text(blocks)
