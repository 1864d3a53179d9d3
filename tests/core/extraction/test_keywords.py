import json

import pytest

from newscrawl.core.extraction.finding import Finding
from newscrawl.core.extraction.keywords import find_keywords
from newscrawl.core.extraction.sources import find_sources
from newscrawl.core.html.parsing import parse_document
from newscrawl.items.page import Page


def find(head: str = "", body: str = "") -> Finding[tuple[str, ...]] | None:
    html = (
        f"<html><head>{head}</head><body><article><h1>The pier</h1>{body}</article></body></html>"
    )
    page = Page(url="https://example.org/news/pier", body=html.encode())
    return find_keywords(find_sources(parse_document(page)))


def keywords(head: str = "", body: str = "") -> list[str]:
    found = find(head, body)
    return list(found.value) if found else []


def meta(name: str, *contents: str) -> str:
    return "".join(f'<meta name="{name}" content="{content}">' for content in contents)


def json_ld(value: object) -> str:
    article = {"@type": "NewsArticle", "headline": "The pier", "keywords": value}
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


def links(*texts: str, href: str = "/tag/x", rel: str = "") -> str:
    return "".join(f'<a href="{href}" rel="{rel}">{text}</a>' for text in texts)


def test_a_page_without_tags_has_none() -> None:
    assert find() is None


def test_sources_are_asked_in_order() -> None:
    tags = "<p>" + links("Boats", "Tides") + "</p>"
    one, two = meta("article:tag", "Ferry", "Quay"), meta("news_keywords", "Sea, Sand")
    three, four = json_ld(["Gulls", "Crabs"]), meta("keywords", "Salt, Wind")
    assert find(four + three + two + one, tags) == Finding(("Ferry", "Quay"), "article:tag")
    assert find(four + three + two, tags) == Finding(("Sea", "Sand"), "news_keywords")
    assert find(four + three, tags) == Finding(("Boats", "Tides"), "tag list")
    assert find(four + three) == Finding(("Gulls", "Crabs"), "json-ld")
    assert find(four) == Finding(("Salt", "Wind"), "keywords")


def test_one_article_tag_gives_way_to_several_keywords() -> None:
    found = find(meta("article:tag", "Local") + meta("keywords", "Pier, Harbour"))
    assert found == Finding(("Pier", "Harbour"), "keywords", {"article:tag": "Local"})
    assert keywords(meta("article:tag", "Local") + meta("keywords", "Pier")) == ["Local"]


def test_one_keyword_gives_way_only_to_a_list_that_holds_it() -> None:
    one = meta("news_keywords", "Pier")
    assert keywords(one + meta("keywords", "Harbour, Pier")) == ["Harbour", "Pier"]
    assert keywords(one + meta("keywords", "Harbour, Ferry")) == ["Pier"]
    many = ", ".join(["Pier", *(f"word {number}" for number in range(40))])
    assert keywords(one + meta("keywords", many)) == ["Pier"]


def test_a_shown_list_gives_way_to_the_whole_of_it() -> None:
    shown = "<div>" + links("Pier", "Harbour") + "</div>"
    declared = json_ld("Ferry, Pier, Harbour")
    assert keywords(declared, shown) == ["Ferry", "Pier", "Harbour"]
    assert keywords(json_ld("Ferry, Pier"), shown) == ["Pier", "Harbour"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Pier; harbour | Pier, PIER", ["Pier", "harbour"]),
        ("R&amp;amp;D, Fish &amp; chips", ["R&D", "Fish & chips"]),
        ("subject: Ferries, tags:places:Quay, author: Ann Example", ["Ferries", "Quay"]),
        ("topic/Tides, North/South", ["Tides", "North/South"]),
        ("Pier, 1234567, example.com, /news/pier, page_type, 1987", ["Pier", "1987"]),
        ("Pier, 0f8fad5b-d9cb-469f-a165-70867728950e", ["Pier"]),
        ("AB1, CD2, EF3, GH4, Pier", []),
        ("Pier, NATO, EU", ["Pier", "NATO", "EU"]),
        (f"Pier, {'long ' * 20}", ["Pier"]),
    ],
)
def test_noise_is_dropped(content: str, expected: list[str]) -> None:
    assert keywords(meta("keywords", content)) == expected


def test_json_ld_keywords_may_be_objects() -> None:
    assert keywords(json_ld([{"@type": "Thing", "name": "Pier"}, "Paris, Texas"])) == [
        "Pier",
        "Paris, Texas",
    ]
