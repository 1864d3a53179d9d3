import lxml.html
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.core.html.text import fold
from newscrawl.core.reading.explaining import explain_page
from newscrawl.exceptions import ReadingError
from newscrawl.items import Page, Site
from newscrawl.reporting.painted_page import paint_page

SITE = Site(name="", seeds=(), hosts=())
TEXTS = [
    f"The keeper carried part {number} of the lamp up the stairs of the old tower, step by step, and"
    " nobody in the harbour town slept before it burned again over the dark water."
    for number in range(6)
]
STORY = "".join(f"<p>{text}</p>" for text in TEXTS)
COLOURS = ("kept", "dropped", "unasked")


def painted(body: str) -> lxml.html.HtmlElement:
    page = Page(url="https://paper.example/", body=f"<html><body>{body}</body></html>".encode())
    return lxml.html.document_fromstring(paint_page(explain_page(page, SITE)))


def coloured(root: lxml.html.HtmlElement, colour: str) -> list[str]:
    """Return the texts with a colour, those of the legend left out."""
    return [
        fold(element.text_content())
        for element in root.find_class(colour)
        if element.getparent().get("class") != "legend"
    ]


def letters(*texts: str) -> str:
    return "".join("".join(texts).split())


def test_pieces_have_the_colour_of_what_became_of_them_and_say_why() -> None:
    menu = "".join(f"<li><a href=/{number}>Section {number}</a></li>" for number in range(30))
    root = painted(f"<nav><ul>{menu}</ul></nav><article><h1>A lamp</h1>{STORY}</article>")
    assert coloured(root, "kept") == TEXTS
    assert "A lamp" in coloured(root, "dropped")
    assert "Section 3" in coloured(root, "unasked")
    titles = [element.get("title").split("\n") for element in root.find_class("kept")[1:]]
    for title in titles:
        assert title[0].startswith("kept 0.")
        assert all(line[0] in "+-" for line in title[1:])
        assert len(title) == 6
    assert fold(root.find_class("legend")[0].text_content()).startswith("kept: 6dropped: ")


def test_pieces_that_share_a_box_are_told_apart() -> None:
    bold = TEXTS[1].replace("keeper", "<b>keep\u00ader</b><script>no()</script>")
    root = painted(
        f"<article><h1>A lamp</h1><div>{TEXTS[0]}<br><br>{bold}<p>{TEXTS[2]}</p>"
        f"{TEXTS[3]}<br> <br>{TEXTS[4]}</div><p>{TEXTS[5]}</p></article>"
    )
    assert letters(*coloured(root, "kept")) == letters(*TEXTS)
    assert len(root.find_class("kept")) == 1 + 8


def test_a_table_of_facts_is_one_piece() -> None:
    rows = "".join(f"<tr><td>Tower {n}</td><td>{n} lamps</td></tr>" for n in range(4))
    root = painted(
        f"<article>{STORY}<table>{rows}</table>{STORY.replace('keeper', 'guard')}</article>"
    )
    (table,) = root.find_class("table")
    assert table.get("title")
    assert not table.xpath(".//*[@title]")


HOSTILE = """<base href="https://evil.example/"><link rel=stylesheet href="https://evil.example/s.css">
<style>@import url(https://evil.example/i.css);</style>
<meta http-equiv=refresh content="0;url=//evil.example">
<script src="https://evil.example/a.js"></script><iframe srcdoc="<img src=//evil.example>"></iframe>
<img src="https://evil.example/i.png" onerror="alert(1)" alt='"><script>alert(2)</script>'>
<svg><image href="https://evil.example/"/></svg><video poster="https://evil.example/"></video>
<p style="background:url(https://evil.example/b)" onclick="alert(3)">
&lt;script&gt;alert(4)&lt;/script&gt;</p><a href="javascript:alert(5)">link</a>
<input type=image src="https://evil.example/"><x-y class="kept">z</x-y>"""


def test_nothing_is_loaded_and_nothing_runs() -> None:
    root = painted(HOSTILE + STORY)
    assert {element.tag for element in root.iter()} <= {
        "html", "head", "meta", "title", "style", "body", "div", "span", "br",
    }  # fmt: skip
    attributes = {name for element in root.body.iter() for name in element.attrib}
    assert attributes <= {"class", "title"}
    assert "<script>alert(4)</script>" in root.text_content()
    for word in ("@import", "url("):
        assert word not in root.findtext(".//style")
    assert root.xpath("//meta/@content")[-1].startswith("default-src 'none'")


@settings(deadline=None, max_examples=80)
@given(
    st.lists(
        st.one_of(
            st.binary(max_size=40),
            st.sampled_from(
                (b"<p>", b"</p>", b"<div>", b"</div>", b"<table><tr><td>", b"<li>", b"<a href=x>")
            ),
            st.sampled_from((b"<svg>", b"<noscript>", b"<select>", b"<br>", b"<h1>", b"<img alt=")),
            st.sampled_from((b"<!--", b"\"'>", b"<script>", b"<b>", b"&lt;", STORY.encode())),
        ),
        max_size=25,
    ).map(b"".join)
)
def test_any_bytes_give_a_page_that_only_shows_text(data: bytes) -> None:
    try:
        explained = explain_page(Page(url="https://paper.example/", body=b"<body>" + data), SITE)
    except ReadingError:
        return
    root = lxml.html.document_fromstring(paint_page(explained))
    assert {element.tag for element in root.body.iter()} <= {"body", "div", "span", "br"}
    for picture in root.find_class("picture"):
        picture.drop_tree()
    shown = letters(fold(root.body.text_content()))
    for verdict in explained.verdicts:
        assert letters(verdict.segment.text.replace(" | ", " ")) in shown
