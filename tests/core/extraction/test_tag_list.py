import pytest
from lxml import html

from newscrawl.core.extraction.tag_list import find_tag_list


def tags(markup: str) -> list[str]:
    return find_tag_list(html.fromstring(f"<article><h1>The pier</h1>{markup}</article>"))


@pytest.mark.parametrize(
    "markup",
    [
        '<p><a rel="tag" href="/a">Pier</a>, <a rel="tag" href="/b">Ferry</a></p>',
        '<ul><li><a href="/topic/1">#Pier</a></li><li><a href="/topic/2">#Ferry</a></li></ul>',
        '<div class="article-tags"><a href="/a">Pier</a> <a href="/b">Ferry,</a></div>',
        (
            '<ul id="topicList"><li><span><a href="/a">Pier</a></span></li>'
            '<li><span><a href="/b">Ferry</a></span></li></ul>'
        ),
    ],
)
def test_tags_are_known_by_rel_address_or_name(markup: str) -> None:
    assert tags(markup) == ["Pier", "Ferry"]


@pytest.mark.parametrize(
    "markup",
    [
        '<p><a href="/news/a">Pier</a> <a href="/news/b">Ferry</a></p>',
        '<p><a rel="category tag" href="/category/a">Pier</a></p>',
        '<div class="tag-menu"><a href="/tag/a">Pier</a> <a href="/tag/b">Ferry</a></div>',
        '<p><a href="/tags/">All</a></p>',
        (
            "<p>The council of the town met on Monday evening to speak about the costly repair of "
            'its <a href="/tag/pier">pier</a> and the times of the <a href="/tag/ferry">ferry</a>.</p>'
        ),
    ],
)
def test_other_links_are_no_tags(markup: str) -> None:
    assert tags(markup) == []


def test_the_list_with_most_signs_is_taken() -> None:
    weak = '<p><a href="/topic/a">Sport</a> <a href="/topic/b">Weather</a></p>'
    strong = '<p class="tags"><a href="/tag/a">Pier</a> <a href="/tag/b">Ferry</a></p>'
    assert tags(weak + strong) == ["Pier", "Ferry"]
