import pytest
from ceilings import ceiling
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.core.html.long_tags import MAX_ATTRIBUTES, shorten_tags
from newscrawl.core.html.parsing import parse_document
from newscrawl.items.page import Page

MANY = " ".join(f"a{number}=1" for number in range(40_000))


@pytest.mark.parametrize(
    "html",
    [
        f"<p {MANY}>",
        f"<p {MANY}",
        f"<p x='>' y=\">\" {MANY}>",
        f"<p x=b=\" y=' \" > {MANY} '>",
        f"<p x = '> {MANY}",
        "<p " + MANY.replace("=1", "=' > '"),
        "<p " + MANY.replace("=1", '=">\'<"'),
        "<p " + MANY.replace(" ", "/"),
        f'<p x=b=" {MANY} ">',
        f"<p x=b=' {MANY} '>",
        f"<style>'</style><p x=' ' {MANY}>",
        "<a <" * 3_000 + f"p {MANY}>",
        f"<p x='<script>'></p><p {MANY}>",
        f"<!--><p {MANY}>-->",
        f"<!-- <script> --><p {MANY}>",
        f"<script><!--</script ><p {MANY}>",
        f"<title><p y='</title><p {MANY}>'",
    ],
)
def test_no_way_to_write_it_gives_a_tag_many_attributes(html: str) -> None:
    body = f"<html><body>{html}<p>end</p>".encode()
    with ceiling():
        document = parse_document(Page(url="https://example.org/", body=body))
    assert max(len(element.attrib) for element in document.elements) <= 2 * MAX_ATTRIBUTES


@pytest.mark.parametrize(
    "html",
    [
        '<p class="a">text</p>' * 2000,
        f"<p data-state='{'x' * 90_000}' class=a>text</p>",
        "<script>if (a<b) { x = '" + "y" * 90_000 + "' }</script><p>text</p>",
        "words " * 20_000,
        "<script>for (i=0;i<f.length;i++) { g("
        + "x.y = 'a' + b; " * 3_000
        + ") }</script><p>text</p>",
        "<p>It's a = \"b\" in the sum's = 'proof</p>" * 900,
        "<style>@media (1px < width < 9px) { a[b='c'] { d: 'e' } }</style><p>text</p>" * 900,
        f'<p data-state=\'{{"a": "{"b c " * 9_000}"}}\' class=a>text</p>',
        '<script>s = {"a":"<p class=\\"b\\">it\'s c d = \' e</p>"}</script><p>text</p>' * 900,
    ],
)
def test_usual_pages_stay_as_they_are(html: str) -> None:
    assert shorten_tags(html.encode()) == html.encode()


def test_what_follows_a_long_tag_stays() -> None:
    shortened = shorten_tags(f"<p {MANY} class='last'>text</p><p>more</p>".encode())
    assert shortened.endswith(b"text</p><p>more</p>")


@given(st.lists(st.sampled_from(["<a ", ">", "='", '="', "'", '"', " ", "b", "b " * 1500, "/"])))
def test_any_mixture_ends(pieces: list[str]) -> None:
    data = "".join(pieces).encode()
    assert len(shorten_tags(data)) <= len(data) + 5 * data.count(b"<a ")
