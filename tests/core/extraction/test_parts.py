import pytest

from newscrawl.core.extraction.parts import find_next_part
from newscrawl.core.html.parsing import parse_document
from newscrawl.items.page import Page

URL = "https://example.org/news/the-old-bridge"


def next_of(body: str, *, head: str = "", url: str = URL, part_of: str | None = None) -> str | None:
    html = f"<html><head>{head}</head><body><h1>The old bridge</h1>{body}</body></html>"
    return find_next_part(parse_document(Page(url=url, body=html.encode(), part_of=part_of)))


@pytest.mark.parametrize(
    ("body", "address"),
    [
        ('<p>Pages: 1 <a href="/news/the-old-bridge/2">2</a></p>', f"{URL}/2"),
        (f'<a href="{URL}?page=2#text">Weiterlesen</a>', f"{URL}?page=2"),
        ('<a href="?page=2">Suite</a>', f"{URL}?page=2"),
        ('<a href="the-old-bridge/seite-2">Nächste Seite</a>', f"{URL}/seite-2"),
        ('<a href="/news/the-old-bridge,2.html">次のページ</a>', f"{URL},2.html"),
        ('<a href="/news/the-old-bridge-2">2</a>', f"{URL}-2"),
    ],
)
def test_the_next_page_is_told_by_its_address(body, address):
    assert next_of(body) == address


@pytest.mark.parametrize(
    "body",
    [
        '<a rel="next" href="/news/the-new-tunnel">Next</a>',
        '<a rel="next" href="/news/the-old-bridge-2">The old bridge</a>',
        '<a href="/news/the-old-bridge/3">3</a>',
        '<div class="comments-pager"><ul><li><a href="?page=2">2</a></li></ul></div>',
        '<a href="https://other.example/news/the-old-bridge/2">2</a>',
        '<a href="http://[bad/2">2</a>',
        '<a name="2">2</a>',
    ],
)
def test_other_links_are_no_next_page(body):
    assert next_of(body) is None


def test_the_head_may_name_it():
    assert next_of("", head='<link rel="next" href="/news/the-old-bridge/2">') == f"{URL}/2"
    assert next_of("", head='<link rel="next" href="/news/the-new-tunnel">') is None


def test_a_further_page_leads_to_the_one_after_it():
    row = "".join(f'<a href="{URL}/{number}">{number}</a>' for number in (1, 2, 3))
    assert next_of(row, url=f"{URL}/2", part_of=URL) == f"{URL}/3"
    assert next_of(row, url=f"{URL}/3", part_of=URL) is None


def test_an_article_with_a_number_of_its_own_leads_to_no_other():
    row = '<a href="/news/8/">8</a>'
    assert next_of(row, url="https://example.org/news/7/") is None
