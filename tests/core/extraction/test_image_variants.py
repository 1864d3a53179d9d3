import lxml.html
import pytest

from newscrawl.core.extraction.image_variants import (
    is_same_picture,
    is_wider_copy,
    largest_file,
    picture_key,
    width_in,
)
from newscrawl.core.html.document import Document

PAGE = "https://example.org/news/a"


def largest(html: str) -> tuple[str, int] | None:
    root = lxml.html.document_fromstring(f"<html><body>{html}</body></html>")
    document = Document(
        url=PAGE, base_url=PAGE, root=root, elements=tuple(root.iter()), encoding="utf-8"
    )
    return largest_file(next(root.iter("img")), document)


@pytest.mark.parametrize(
    ("html", "url", "width"),
    [
        ('<img src="/a.jpg">', "/a.jpg", 0),
        ('<img src="/a-640x480.jpg">', "/a-640x480.jpg", 640),
        ('<img src="/s.jpg" srcset="/s.jpg 300w, /l.jpg 1200w, /m.jpg 700w">', "/l.jpg", 1200),
        ('<img src="/s.jpg" srcset="/a,b.jpg 1x,/c,d.jpg 2x">', "/c,d.jpg", 0),
        ('<img src="data:image/gif;base64,AAAA" data-src="/late.jpg">', "/late.jpg", 0),
        ('<img src="/img/placeholder.png" data-original="/late.jpg">', "/late.jpg", 0),
        ('<img src="/s.jpg" data-srcset="/x/{width}.jpg 9000w, /l.jpg 800w">', "/l.jpg", 800),
        (
            (
                '<picture><source srcset="/w.webp 1600w"><source srcset="/n.webp 400w">'
                '<img src="/s.jpg"></picture>'
            ),
            "/w.webp",
            1600,
        ),
        (
            '<picture><source srcset="/same.webp 800w"><img srcset="/same.jpg 800w"></picture>',
            "/same.jpg",
            800,
        ),
    ],
)
def test_the_largest_file_of_a_picture(html: str, url: str, width: int) -> None:
    assert largest(html) == (f"https://example.org{url}", width)


@pytest.mark.parametrize(
    "html", ["<img>", '<img src="data:image/png;base64,AAAA">', '<img srcset="" src="">']
)
def test_no_file_is_no_picture(html: str) -> None:
    assert largest(html) is None


@pytest.mark.parametrize(
    ("address", "width"),
    [
        ("https://example.org/a.jpg?width=720", 720),
        ("https://example.org/a.jpg?imwidth=1280&x=1", 1280),
        ("https://example.org/1200x630/a.jpg", 1200),
        ("https://example.org/w_980,c_fill/a.jpg", 980),
        ("https://example.org/2024/05/a.jpg", 0),
        ("https://example.org/a-12345678x1.jpg", 0),
    ],
)
def test_the_width_that_an_address_states(address: str, width: int) -> None:
    assert width_in(address) == width


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/uploads/harbour-at-dawn-1024x576.jpg", "/uploads/harbour-at-dawn.webp?w=90"),
        ("/social/harbour-at-dawn_card_a1.jpg", "/lead/harbour-at-dawn_wide_b2.jpg"),
        ("/img/1100/194191.jpg", "/img/2200/194191.jpg"),
        ("/16x9/4f5c0ab193d1/original.jpg", "/resize/4f5c0ab193d1/640.jpg"),
        ("https://cdn.example/x=/90x60/https%3A%2F%2Fexample.org%2Fharbour.jpg", "/harbour.jpg"),
    ],
)
def test_cuts_of_one_picture(one: str, other: str) -> None:
    assert is_same_picture(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/a/original.jpg", "/b/original.jpg"),
        ("/2024/20240512/harbour.jpg", "/2024/20240512/bridge.jpg"),
        ("/harbour.jpg", "/harbourmaster.jpg"),
        ("/1/1.jpg", "/2/1.jpg"),
    ],
)
def test_pictures_that_only_look_alike(one: str, other: str) -> None:
    assert not is_same_picture(one, other)


def test_a_name_that_says_nothing_is_kept_with_its_path() -> None:
    assert picture_key("https://example.org/x/harbour-300x200.jpg") == "harbour"
    assert picture_key("https://example.org/x/image.jpg") != picture_key(
        "https://example.org/y/image.jpg"
    )


@pytest.mark.parametrize(
    ("one", "other", "wider"),
    [
        ("https://i.example/a.jpg?w=1200", "https://i.example/a.jpg?w=640", True),
        ("https://i.example/a.jpg?w=320", "https://i.example/a.jpg?w=640", False),
        ("https://i.example/a.jpg?w=640", "https://i.example/a.jpg?w=640", False),
        ("https://i.example/b.jpg?w=1200", "https://i.example/a.jpg?w=640", False),
    ],
)
def test_a_wider_copy_is_of_the_same_file(one: str, other: str, wider: bool) -> None:
    assert is_wider_copy(one, other) is wider
