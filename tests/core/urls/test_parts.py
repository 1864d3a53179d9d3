import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.core.urls import url_key
from newscrawl.core.urls.parts import may_be_further_part, part_of

SITE = "https://www.example.org"


def part(first: str, address: str) -> tuple[int, bool] | None:
    return part_of(url_key(SITE + address), url_key(SITE + first))


@pytest.mark.parametrize(
    ("first", "address", "number"),
    [
        ("/a-bridge/", "/a-bridge/2/", 2),
        ("/news/a-bridge/", "/news/a-bridge/page/3", 3),
        ("/news/a-bridge", "/news/a-bridge/seite-2", 2),
        ("/news/a-bridge", "/news/a-bridge/side/2", 2),
        ("/news/a-bridge", "/news/a-bridge/p2", 2),
        ("/news/a-bridge.html", "/news/a-bridge,2.html", 2),
        ("/news/a-bridge.html", "/news/a-bridge_2.html", 2),
        ("/news/a-bridge.htm", "/news/a-bridge-p2.htm", 2),
        ("/news/a-bridge.html", "/news/a-bridge.html,page-2", 2),
        ("/news/a-bridge.html", "/news/a-bridge.html/2", 2),
        ("/news/a-bridge.html", "/news/a-bridge/12.html", 12),
        ("/news/a-bridge/index.html", "/news/a-bridge/index_2.html", 2),
        ("/news/a-bridge", "/news/a-bridge?page=2", 2),
        ("/news/a-bridge", "/news/a-bridge?seite=2&utm_source=x", 2),
        ("/story.php?id=51", "/story.php?id=51&p=2", 2),
        ("/news/a-bridge?page=1", "/news/a-bridge?page=2", 2),
        ("/news/a-bridge/seite-1", "/news/a-bridge/seite-2", 2),
    ],
)
def test_forms_that_surely_mean_a_page_of_the_article(first, address, number):
    assert part(first, address) == (number, True)


@pytest.mark.parametrize(
    ("first", "address"),
    [
        ("/morning-briefing/", "/morning-briefing-2/"),
        ("/news/a-bridge.html", "/news/a-bridge-2.html"),
        ("/letters/1/", "/letters/2/"),
        ("/review-1.html", "/review-2.html"),
        ("/series/part-1", "/series/part-2"),
    ],
)
def test_forms_that_may_mean_another_article(first, address):
    assert part(first, address) == (2, False)


@pytest.mark.parametrize(
    ("first", "address"),
    [
        ("/a-bridge/", "/a-tunnel/2/"),
        ("/letters/7/", "/letters/8/"),
        ("/?p=167", "/?p=168"),
        ("/2026/11", "/2026/12"),
        ("/a-bridge/", "/a-bridge/comment-page-2"),
        ("/a-bridge/", "/a-bridge/2026/"),
        ("/story.php?id=51", "/story.php?id=52&p=2"),
        ("/a-bridge/", "/a-bridge/?page=none"),
    ],
)
def test_forms_that_mean_no_page_of_the_article(first, address):
    assert part(first, address) is None


def test_a_first_page_is_no_further_one():
    assert may_be_further_part(url_key(f"{SITE}/a-bridge/2/"))
    assert not may_be_further_part(url_key(f"{SITE}/a-bridge/1/"))
    assert not may_be_further_part(url_key(f"{SITE}/a-bridge/"))


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_have_an_answer(one, other):
    found = part_of(one, other)
    assert found is None or 0 < found.number < 100
