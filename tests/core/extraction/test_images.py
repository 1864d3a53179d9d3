import pytest

from newscrawl.core.extraction.finding import Finding
from newscrawl.core.extraction.images import find_images
from newscrawl.core.extraction.sources import find_sources
from newscrawl.core.html.parsing import parse_document
from newscrawl.items.article import Image
from newscrawl.items.page import Page

TEXT = (
    "<p>The town council met on Monday and spoke for three hours about the long and costly pier, "
    "which it wants to repair before the summer begins.</p>"
)
OG = '<meta property="og:image" content="/share/pier-at-dusk-card.jpg">'
JSON_LD = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The pier", '
    '"image": {"@type": "ImageObject", "url": "/share/pier-at-dusk-card.jpg"}}</script>'
)
LEAD = (
    '<figure><img src="/lead/pier-at-dusk-640x360.jpg" srcset="/lead/pier-at-dusk-1600x900.jpg 1600w">'
    "<figcaption>The pier at dusk.</figcaption></figure>"
)


def find(body: str, head: str = "") -> Finding[tuple[Image, ...]] | None:
    html = (
        f"<html><head>{head}</head><body><article><h1>The pier</h1>{body}</article></body></html>"
    )
    page = Page(url="https://example.org/news/pier", body=html.encode())
    return find_images(find_sources(parse_document(page)))


def names(body: str, head: str = "") -> list[str]:
    found = find(body, head)
    return [image.url.rsplit("/", 1)[-1] for image in found.value] if found else []


def test_the_shown_picture_is_taken_for_the_one_described_in_json_ld() -> None:
    found = find(LEAD + TEXT * 3, JSON_LD)
    assert found is not None
    assert [image.url for image in found.value] == [
        "https://example.org/lead/pier-at-dusk-1600x900.jpg"
    ]
    assert found.value[0].caption == "The pier at dusk."
    assert found.source == "figure"
    assert found.others == {"json-ld": "https://example.org/share/pier-at-dusk-card.jpg"}


def test_a_picture_for_shares_alone_is_believed() -> None:
    found = find(LEAD + TEXT * 3, OG)
    assert found is not None
    assert found.source == "og:image"
    assert found.value[0].url == "https://example.org/share/pier-at-dusk-card.jpg"
    assert found.value[0].caption == "The pier at dusk."
    assert len(found.value) == 1


def test_a_shown_picture_that_is_small_does_not_stand_for_the_article() -> None:
    small = '<img src="/lead/pier-at-dusk-200x120.jpg">'
    assert names(small + TEXT * 3, JSON_LD) == ["pier-at-dusk-card.jpg"]


def test_the_logo_of_the_site_gives_way_to_the_picture_shown() -> None:
    head = '<meta property="og:image" content="/static/logo.png">'
    assert names(LEAD + TEXT * 3, head) == ["pier-at-dusk-1600x900.jpg"]


def test_where_nothing_is_declared_the_picture_above_the_text_comes_first() -> None:
    assert names(f'{TEXT * 3}<img src="/late.jpg">') == ["late.jpg"]
    assert names(f'<img src="/thumb-120x90.jpg">{LEAD}{TEXT * 3}')[0] == "pier-at-dusk-1600x900.jpg"
    assert find(TEXT * 3) is None


@pytest.mark.parametrize(
    "foreign",
    [
        '<div class="related-articles"><img src="/other.jpg"></div>',
        '<aside><img src="/other.jpg"></aside>',
        '<a href="/news/other"><img src="/other.jpg"></a>',
        '<div class="author-box"><img src="/other.jpg"></div>',
        '<img src="/other.jpg" width="1" height="1">',
        '<img src="/img/site-logo.png">',
        '<img src="/img/share.svg">',
        '<nav><img src="/other.jpg"></nav>',
    ],
)
def test_pictures_of_something_else_are_left_out(foreign: str) -> None:
    assert names(LEAD + TEXT * 3 + foreign) == ["pier-at-dusk-1600x900.jpg"]


@pytest.mark.parametrize(
    "own",
    [
        '<a href="/files/map.jpg"><img src="/map.jpg"></a>',
        '<a href="#top"><img src="/map.jpg"></a>',
        '<aside><figure><img src="/map.jpg"></figure></aside>',
        '<noscript><img src="/map.jpg"></noscript>',
        '<img src="/map.jpg"><img src="/map-300x200.jpg">',
    ],
)
def test_pictures_of_the_article_are_each_listed_once(own: str) -> None:
    assert names(LEAD + TEXT * 3 + own) == ["pier-at-dusk-1600x900.jpg", "map.jpg"]


def test_a_wrapper_that_holds_the_text_is_the_article_whatever_it_is_called() -> None:
    body = f'<div class="page with-sidebar comments-open">{LEAD}{TEXT * 3}</div>'
    assert names(body) == ["pier-at-dusk-1600x900.jpg"]
