from datetime import UTC, datetime, timedelta

import pytest

from newscrawl.core.extraction.article import Extraction, extract_article
from newscrawl.core.extraction.language import detect_language, normalize_tag
from newscrawl.core.extraction.lines import asks_for_consent, is_boilerplate_line
from newscrawl.core.html.parsing import parse_document
from newscrawl.items.page import Page
from newscrawl.items.site import Site

SITE = Site(name="example.org", seeds=("https://example.org/",), hosts=("example.org",))
TEXT = "<p>The town council met on Monday and spoke about the bridge for three hours.</p>" * 4


def extract(head: str, body: str = "", url: str = "https://example.org/a/") -> Extraction:
    html = f"<html><head><meta charset=utf-8>{head}</head><body><main>{body}{TEXT}</main></body></html>"
    return extract_article(parse_document(Page(url=url, body=html.encode())), site=SITE)


def test_a_date_in_the_future_is_refused() -> None:
    later = (datetime.now(UTC) + timedelta(days=40)).isoformat()
    article = extract(f'<meta property="article:published_time" content="{later}">').article
    assert article.date_published is None
    assert "date_published" not in article.evidence


def test_a_date_in_the_address_is_a_day_without_time() -> None:
    article = extract("", url="https://example.org/2024/03/05/bridge/").article
    assert article.date_published == datetime(2024, 3, 5, tzinfo=UTC)
    assert (article.date_published_precision, article.date_published_zone) == ("day", None)
    assert article.evidence["date_published"] == "url"


def test_no_date_is_invented() -> None:
    article = extract("", "<h1>The year 2024 in numbers</h1>").article
    assert article.date_published is None


def test_modified_is_no_published() -> None:
    article = extract(
        '<meta property="article:modified_time" content="2024-03-05T10:00:00Z">'
    ).article
    assert article.date_published is None
    assert article.date_modified == datetime(2024, 3, 5, 10, tzinfo=UTC)


def test_captions_never_reach_the_body() -> None:
    body = (
        '<h1>A</h1><figure><img src="/a.jpg" alt="x"><figcaption>The long '
        "caption of it.</figcaption></figure>"
    )
    extraction = extract("", body)
    assert extraction.article.main_image is not None
    assert extraction.article.main_image.caption == "The long caption of it."
    assert not any("caption" in block.text for block in extraction.blocks)


def test_the_largest_variant_of_a_picture_is_taken() -> None:
    body = '<h1>A</h1><img src="/a-300x200.jpg" srcset="/a-300x200.jpg 300w, /a.jpg 1200w">'
    article = extract("", body).article
    assert article.main_image is not None
    assert article.main_image.url == "https://example.org/a.jpg"


@pytest.mark.parametrize(
    ("text", "declared", "tag"),
    [
        ("Der Rat hat am Montag über die Brücke gesprochen und ist nicht einig.", None, "de"),
        ("The council has spoken about the bridge and is not of one mind.", "en_US", "en-US"),
        ("The council has spoken about the bridge and it is not of one mind.", "de", "en"),
        ("Совет города обсудил мост и не пришёл к согласию, как и в прошлом году.", "ru", "ru"),
        ("市議会は月曜日に橋について話し合った。", "en", "ja"),
        ("", "pt-br", "pt-BR"),
    ],
)
def test_language(text: str, declared: str | None, tag: str) -> None:
    found = detect_language(text, declared)
    assert found is not None
    assert found[0] == tag


def test_tags_are_put_in_order() -> None:
    assert [normalize_tag(tag) for tag in ("EN_us", "zh-hans-cn", "x", "", None)] == [
        "en-US",
        "zh-Hans-CN",
        None,
        None,
        None,
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Related: The bridge reopens",
        "Lesen Sie auch: Die Brücke",
        "You May Also Like",
        "Comments are closed, but trackbacks and pingbacks are open.",
        "© 2024 Daily. All rights reserved.",
        "Continue reading",
    ],
)
def test_boilerplate_lines(line: str) -> None:
    assert is_boilerplate_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Related costs rose by half, the council said on Monday.",
        "Read more books, the minister told the pupils.",
        "Share prices fell on Friday after the bank's warning.",
        "Comments by the mayor caused a stir.",
        "Advertising revenue fell by a third last year, the paper said.",
    ],
)
def test_lines_of_an_article(line: str) -> None:
    assert not is_boilerplate_line(line)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Externer Inhalt", True),
        ("Hier steht externer Inhalt. Mit Ihrer Einwilligung wird er angezeigt.", True),
        ("This is external content. Do you agree to see it? Read our privacy policy.", True),
        ("Ce contenu externe utilise des cookies que vous pouvez refuser.", True),
        (
            "The museum shows external content from three lenders until the end of the spring.",
            False,
        ),
        ("The minister said that privacy is a right that nobody may sell.", False),
    ],
)
def test_boxes_for_content_of_others(text: str, asks: bool) -> None:
    assert asks_for_consent(text) is asks
