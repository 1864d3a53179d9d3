import json
from time import thread_time
from typing import Any

import pytest

from newscrawl.core.extraction.authors import find_authors, is_byline
from newscrawl.core.extraction.finding import Finding
from newscrawl.core.extraction.sources import find_sources
from newscrawl.core.html.parsing import parse_document
from newscrawl.items.page import Page

HEADLINE = "<h1>A bridge for all</h1>"
PARAGRAPH = "<p>The town council met on Monday and spoke of the bridge for three hours, if not for more.</p>"


def authors(head: str = "", above: str = "", below: str = "") -> Finding[tuple[str, ...]] | None:
    """Return who wrote a page with something between headline and text, and behind the text."""
    html = (
        f"<html><head><meta charset=utf-8>{head}</head><body><main>{HEADLINE}{above}"
        f"<div>{PARAGRAPH * 4}</div>{below}</main></body></html>"
    )
    page = Page(url="https://example.org/a/", body=html.encode())
    return find_authors(find_sources(parse_document(page)))


def names(head: str = "", above: str = "", below: str = "") -> list[str]:
    found = authors(head, above, below)
    return list(found.value) if found else []


def json_ld(*objects: dict[str, Any]) -> str:
    return f'<script type="application/ld+json">{json.dumps(list(objects))}</script>'


def article(author: Any, **more: Any) -> dict[str, Any]:
    return {"@type": "NewsArticle", "headline": "A bridge for all", "author": author, **more}


def person(name: str) -> dict[str, Any]:
    return {"@type": "Person", "name": name}


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (json_ld(article([person("Ann Lee"), person("Bo Ek")])), ["Ann Lee", "Bo Ek"]),
        (json_ld(article("By Ann Lee and Bo Ek")), ["Ann Lee", "Bo Ek"]),
        (json_ld(article({"@id": "#a"}), {"@id": "#a", **person("Ann Lee")}), ["Ann Lee"]),
        (json_ld({"@type": "WebPage", "author": person("Ann Lee")}), ["Ann Lee"]),
        (json_ld(person("Ann Lee")), ["Ann Lee"]),
        (json_ld(person("Ann Lee"), person("Bo Ek")), []),
        (json_ld(article({"@type": "Organization", "name": "Wire One"})), ["Wire One"]),
        ('<meta name="author" content="Ann Lee">', ["Ann Lee"]),
        ('<meta property="article:author" content="https://example.com/ann">', []),
        (
            '<meta name="author" content="Ann Lee"><meta name="author" content="Bo Ek">',
            ["Ann Lee", "Bo Ek"],
        ),
        ('<meta name="parsely-author" content="Ann Lee">', ["Ann Lee"]),
        (
            (
                '<meta name="twitter:label1" content="Verfasst von">'
                '<meta name="twitter:data1" content="Ann Lee">'
            ),
            ["Ann Lee"],
        ),
        (
            (
                '<meta name="twitter:label1" content="Reading time">'
                '<meta name="twitter:data1" content="Five Minutes">'
            ),
            [],
        ),
    ],
)
def test_declared_authors(head: str, expected: list[str]) -> None:
    assert names(head) == expected


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ('<a rel="author" href="/x">Ann Lee</a>', ["Ann Lee"]),
        ('<span itemprop="author">Ann Lee</span>', ["Ann Lee"]),
        (
            '<div class="byline">By <a href="/x">Ann Lee</a> and <a>Bo Ek</a></div>',
            ["Ann Lee", "Bo Ek"],
        ),
        ('<p class="byline"><b>Ann Lee</b> and Bo Ek, CNN</p>', ["Ann Lee", "Bo Ek"]),
        ('<div class="author-box"><b>Ann Lee</b><i>Trail Runner</i></div>', ["Ann Lee"]),
        ('<i class="author">Ann Lee</i><i class="author">Bo Ek</i>', ["Ann Lee", "Bo Ek"]),
        ('<span class="author vcard">by <a>uriebe</a></span>', ["uriebe"]),
        ('<span class="autor">谢若含</span>', ["谢若含"]),
        ('<div class="card"><p class="byline">By Ann Lee</p></div>', ["Ann Lee"]),
        ('<div><a href="/authors/ann-lee/">Ann Lee</a></div>', ["Ann Lee"]),
        ('<div><a href="/authors/">All Authors</a></div>', []),
        ("<p>By Ann Lee and Bo Ek</p>", ["Ann Lee", "Bo Ek"]),
        ("<div>by <b>Ann Lee</b> on <b>3 May</b></div>", ["Ann Lee"]),
        ("<p><time>3 May 2024</time> by Ann Lee, Council Reporter</p>", ["Ann Lee"]),
        ("<p><time>3 May 2024</time> by <b>Ann Lee</b></p>", ["Ann Lee"]),
        ("<p>by ibby</p>", ["ibby"]),
        ("<p>Ann Lee | Senior Writer | 3 May 2024</p>", ["Ann Lee"]),
        ("<small>04.02.2022 | 13:10 | Ann Lee</small>", ["Ann Lee"]),
        ("<p>김철수 기자</p>", ["김철수"]),
        ("<p>Ann Lee</p>", []),
        ("<p>Ann Lee, President of the Council</p>", []),
    ],
)
def test_authors_shown_beside_the_headline(above: str, expected: list[str]) -> None:
    assert names(above=above) == expected


@pytest.mark.parametrize(
    "above",
    [
        '<div class="reviewer author">Ann Lee</div>',
        '<div class="authors">Fact-checked by <a rel="author" href="/x">Ann Lee</a></div>',
        '<div>Photos by <a class="author" href="/x">Ann Lee</a></div>',
        '<aside><a rel="author" href="/x">Ann Lee</a></aside>',
        '<div class="related-posts"><a class="author" href="/x">Ann Lee</a></div>',
        '<div class="card"><h3>A tower</h3><p class="byline">By Ann Lee</p></div>',
        '<div class="comment-author vcard">Ann Lee</div>',
        "<p>Text Size</p>",
        f"<p>{'It was said on Monday, ' * 11}<a>there</a> by Ann Lee of the council.</p>",
        "<p>By January</p>",
        '<p class="byline">By <a href="/x">Staff</a></p>',
        '<p class="byline">By <a href="/x">Daily Desk</a></p>',
        '<p class="author"><a href="/x">View all posts</a></p>',
        '<p class="byline">ann@example.org</p>',
    ],
)
def test_who_did_not_write_it(above: str) -> None:
    assert names(above=above) == []


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        (
            '<div class="author-box"><h4>Ann Lee</h4><p>Has lived in town for years.</p></div>',
            ["Ann Lee"],
        ),
        ('<div class="comments"><b class="author">Ann Lee</b></div>', []),
    ],
)
def test_authors_in_a_box_behind_the_text(below: str, expected: list[str]) -> None:
    assert names(below=below) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<p>Von Ann Lee</p>", ["Ann Lee"]),
        ("<p>Text: Ann Lee, Foto: Bo Ek</p>", ["Ann Lee"]),
        ("<p><em>Ann Lee</em></p>", ["Ann Lee"]),
        ('<p style="text-align:right">Lê Phương</p>', ["Lê Phương"]),
        ("<p>Ann Lee</p>", []),
        ("<p><strong>Further Reading</strong></p>", []),
    ],
)
def test_a_signature_behind_the_text(line: str, expected: list[str]) -> None:
    html = f"<html><body><main>{HEADLINE}<div>{PARAGRAPH * 4}{line}</div></main></body></html>"
    page = Page(url="https://example.org/a/", body=html.encode())
    found = find_authors(find_sources(parse_document(page)))
    assert list(found.value if found else ()) == expected


@pytest.mark.parametrize(
    "heading",
    [
        "<h3>A bridge for all of us here</h3>",
        "<td><b>A bridge for all of us here</b></td>",
        "<h1></h1><h1>Menu</h1><div>A bridge for all of us here</div>",
    ],
)
def test_authors_where_no_h1_is_the_headline(heading: str) -> None:
    menu = "<ul>" + "<li>By the river</li>" * 200 + "</ul>"
    html = (
        f"<title>A bridge for all of us here - Daily</title><body>{menu}<table><tr>{heading}</table>"
        f"<div>By Ann Lee<br><br>{PARAGRAPH * 4}</div>"
    )
    found = find_authors(
        find_sources(parse_document(Page(url="https://example.org/a/", body=html.encode())))
    )
    assert list(found.value if found else ()) == ["Ann Lee"]


def test_the_site_is_no_author() -> None:
    head = '<meta name="author" content="Daily"><meta property="og:site_name" content="Daily">'
    assert names(head) == []


def test_the_publisher_is_no_author() -> None:
    publisher = {"@type": "Organization", "name": "Daily One"}
    assert names(json_ld(article(publisher, publisher=publisher))) == []


def test_who_publishes_alone_is_an_author() -> None:
    assert names(json_ld(article(person("Ann Lee"), publisher=person("Ann Lee")))) == ["Ann Lee"]


def test_a_person_comes_before_a_group() -> None:
    group = {"@type": "Organization", "name": "Wire One"}
    assert names(json_ld(article(group)), '<p class="byline">By Ann Lee</p>') == ["Ann Lee"]


def test_the_byline_that_names_more_is_taken_and_the_other_noted() -> None:
    found = authors(
        json_ld(article(person("Ann Lee"))), '<p class="byline">By Ann Lee and Bo Ek</p>'
    )
    assert found == (("Ann Lee", "Bo Ek"), "byline", {"json-ld": "Ann Lee"})


def test_a_declared_person_comes_before_another_that_is_shown() -> None:
    found = authors(json_ld(article(person("Ann Lee"))), '<p class="byline">By Bo Ek</p>')
    assert found == (("Ann Lee",), "json-ld", {"byline": "Bo Ek"})


def test_what_is_declared_and_shown_comes_before_what_is_only_declared() -> None:
    head = json_ld(article(person("Ann Lee"))) + '<meta name="author" content="Bo Ek">'
    found = authors(head, '<p class="byline">By Bo Ek</p>')
    assert found == (("Bo Ek",), "meta author", {"json-ld": "Ann Lee"})


def test_the_byline_comes_before_who_entered_the_page() -> None:
    head = (
        '<meta name="twitter:label1" content="Written by">'
        '<meta name="twitter:data1" content="Bo Ek">'
    )
    found = authors(head, '<p class="byline">By Ann Lee</p>')
    assert found == (("Ann Lee",), "byline", {"twitter:data1": "Bo Ek"})


def test_lines_that_begin_like_bylines() -> None:
    assert is_byline("By Ann Lee")
    assert is_byline("Von Jana Kühn und Emre Aydin")
    assert not is_byline("By the river it was cold")
    assert not is_byline("Ann Lee spoke")


def test_the_cost_of_marks_grows_with_the_page() -> None:
    """Each mark must not go through all of the page again."""

    def seconds(marks: int) -> float:
        html = (
            f"<html><body>{HEADLINE}{'<div class=author>' * marks}{'<i></i>' * 20000}</body></html>"
        )
        page = Page(url="https://example.org/a/", body=html.encode())
        times = []
        for _ in range(3):
            sources = find_sources(parse_document(page))
            start = thread_time()
            assert find_authors(sources) is None
            times.append(thread_time() - start)
        return min(times)

    assert seconds(200) < 20 * seconds(4)
