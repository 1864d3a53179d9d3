import pytest
from ceilings import ceiling
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.core.html.bounds import MAX_BYTES, MAX_PIECES, MAX_TAGS
from newscrawl.core.html.parsing import MAX_NAMES, MAX_TEXT, parse_document
from newscrawl.core.html.text import block_hash, clean_text, fold, text_of
from newscrawl.exceptions import ReadingError
from newscrawl.items.page import Page

URL = "https://example.org/a/b"


def parse(html: str | bytes, content_type: str = "text/html"):
    body = html.encode() if isinstance(html, str) else html
    return parse_document(Page(url=URL, body=body, content_type=content_type))


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"", "text/html", "empty"),
        (b" \n\t", "text/html", "empty"),
        (b"%PDF-1.7 abc", "text/html", "pdf"),
        (b"PK\x03\x04abc", "", "zip"),
        (b"<p>x</p>", "application/pdf", "application/pdf"),
        (bytes(range(9)) * 50, "text/html", "binary"),
        (b"just words", "text/plain", "no markup"),
    ],
)
def test_what_is_not_html_says_so(body: bytes, content_type: str, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason):
        parse(body, content_type)


def test_what_is_too_large_is_cut_and_says_so() -> None:
    document = parse(b"<p>first</p><p>" + b"x" * MAX_BYTES)
    assert next(document.root.iter("p")).text == "first"
    assert document.cut == "after 4,000,000 bytes"
    assert len(text_of(document.root)) <= MAX_TEXT + 1


@pytest.mark.parametrize(
    ("html", "cut"),
    [
        ("<p>x" * (MAX_TAGS + 1), "after 30,000 tags"),
        ("</p>" * (MAX_TAGS + 1) + "<b>x", "after 30,000 tags"),
        ("<p>" + "a " * (MAX_PIECES + 1), "after 200,000 words"),
        ("<div>" * 5000 + "x", "below 256 elements within each other"),
        ("<p>" + "\u3042" * (MAX_TEXT + 1), "after 1,000,000 characters of text"),
        ("<p>x" + "<script>" + "a = b;" * MAX_PIECES + "</script><p>y", None),
    ],
)
def test_bounds_say_what_they_cut(html: str, cut: str | None) -> None:
    document = parse("<html><body>" + html)
    assert document.cut == cut
    assert len(document.elements) <= MAX_TAGS + 3


def test_names_are_shortened() -> None:
    document = parse(f"<p class='a>{'b' * 5000}' id={'c' * 5000}>x")
    paragraph = next(document.root.iter("p"))
    assert (len(paragraph.get("class")), len(paragraph.get("id"))) == (MAX_NAMES, MAX_NAMES)


def test_nul_bytes_do_not_end_the_page() -> None:
    document = parse(b"<html><p>one\x00two</p><p>three</p></html>")
    assert [text_of(p) for p in document.root.iter("p")] == ["one\ufffdtwo", "three"]


@pytest.mark.parametrize(
    ("href", "base"),
    [("/c/", "https://example.org/c/"), ("http://[bad", URL), ("mailto:x@y", URL), ("", URL)],
)
def test_base_href(href: str, base: str) -> None:
    assert parse(f'<html><head><base href="{href}"></head><p>x</p></html>').base_url == base


def test_meta_keeps_the_first_content_of_a_name() -> None:
    document = parse('<meta property="OG:Title" content=" a "><meta name="og:title" content="b">')
    assert document.meta == {"og:title": "a"}


def test_attributes_without_end_cost_little() -> None:
    html = "<html><p " + " ".join(f"a{i}=1" for i in range(60_000)) + ">text</p></html>"
    with ceiling():
        document = parse(html)
    assert "text" in text_of(document.root)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_a_reason(body: bytes) -> None:
    try:
        document = parse(b"<html>" + body)
    except ReadingError as error:
        assert str(error)  # noqa: PT017
    else:
        assert document.root.tag == "html"


def test_text_of_parts_blocks_and_skips_scripts() -> None:
    document = parse("<p>one<br>two <b>th</b>ree<script>x()</script></p><p>four</p>")
    assert text_of(document.root) == "one two three four"


def test_fold_keeps_words_whole_at_soft_hyphens() -> None:
    assert fold(" ver\u00adlag \n x\u200by ") == "verlag xy"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@given(st.text())
def test_clean_text_can_be_written(text: str) -> None:
    clean_text(text).encode()


def test_clean_text() -> None:
    assert clean_text("a\x00b\u202ec \ud800 d\r\n\r\n\r\n\r\ne\u2028f") == "abc \ufffd d\n\ne\nf"


def test_block_hash_folds_case_and_space() -> None:
    assert block_hash("You  May\nAlso Like") == block_hash("you may also like")
    assert block_hash("a") != block_hash("b")
    assert len(block_hash("")) == 16


def test_readings_above_words_are_no_text() -> None:
    ruby = "<ruby>汐見<rp>(</rp><rt>しおみ</rt><rp>)</rp></ruby>"
    document = parse(f"<p>{ruby}の海は{ruby}町にある。</p>")
    assert text_of(document.root.find(".//p")) == "汐見の海は汐見町にある。"
