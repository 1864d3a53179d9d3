import pytest

from newscrawl.core.classification.page_type import classify_page
from newscrawl.core.classification.walls import find_wall
from newscrawl.core.extraction.article import extract_article
from newscrawl.core.html.parsing import parse_document
from newscrawl.items.page import Page
from newscrawl.items.site import Site

SITE = Site(name="example.org", seeds=("https://example.org/",), hosts=("example.org",))
TEXT = "".join(
    f"<p>The town council met on {day} and spoke about the bridge for three hours.</p>"
    for day in ("Monday", "Tuesday", "Friday", "Sunday")
)
LD = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"A bridge for all"}</script>'
OG = '<meta property="og:type" content="article">'
H1 = "<h1>A bridge for all</h1>"
BYLINE = '<p class="byline">By Ann Lee, <time datetime="2024-03-05">5 March 2024</time></p>'
ITEMS = "".join(
    f'<div><h3><a href="/n{i}/">A headline of the story with number {i}</a></h3><p>Short.</p></div>'
    for i in range(8)
)


def classify(head: str, body: str, url: str = "https://example.org/a-bridge-for-all/"):
    html = f"<html><head>{head}</head><body><main>{body}</main></body></html>"
    document = parse_document(Page(url=url, body=html.encode()))
    extraction = extract_article(document, site=SITE)
    return classify_page(document, article=extraction.article, blocks=extraction.blocks)


@pytest.mark.parametrize(
    ("head", "body", "page_type"),
    [
        (LD, H1 + TEXT, "article"),
        ("", H1 + BYLINE + TEXT, "article"),
        (OG, H1 + TEXT, "other"),
        ("", H1 + TEXT, "other"),
        (OG, "<h1>Local news</h1>" + ITEMS, "section"),
        ("", "<h1>Local news</h1>" + ITEMS, "section"),
        (
            LD,
            "<h1>404: page not found</h1><p>Sorry, there is nothing at this address any more.</p>",
            "other",
        ),
        ("", "<h1>About us</h1>" + BYLINE + TEXT, "other"),
    ],
)
def test_page_types(head: str, body: str, page_type: str) -> None:
    verdict = classify(head, body)
    assert verdict.page_type == page_type, verdict.evidence
    assert verdict.evidence


def test_the_home_page_is_a_section_page() -> None:
    assert classify(LD, H1 + TEXT, url="https://example.org/").page_type == "section"


def test_tag_pages_are_no_articles() -> None:
    verdict = classify(
        OG, "<h1>Bridges</h1>" + BYLINE + TEXT, url="https://example.org/tag/bridges/"
    )
    assert verdict.page_type != "article"


def test_headlines_in_a_bar_above_do_not_make_an_article_a_section_page() -> None:
    headline = "A bridge for all who live on both sides of the river"
    declared, title = LD.replace("A bridge for all", headline), f"<h1>{headline}</h1>"
    assert classify(declared, ITEMS + title + TEXT).page_type == "article"
    assert classify(declared, title + ITEMS + TEXT).page_type == "section"


def test_a_post_below_a_path_of_lists_is_an_article() -> None:
    page = parse_document(
        Page(
            url="https://example.org/archive/63076",
            body=f"<body class='single single-post'>{H1}{BYLINE}{TEXT}".encode(),
        )
    )
    extraction = extract_article(page, site=SITE)
    verdict = classify_page(page, article=extraction.article, blocks=extraction.blocks)
    assert verdict.page_type == "article"


def test_short_texts_of_scripts_without_spaces_are_long_enough() -> None:
    text = (
        "<div class=body><p>市は四日、港に残る赤れんがの倉庫三棟を保存する方針を明らかにした。"
        "取り壊しに反対する住民の署名は二万人を超えたという。</p></div>"
    )
    byline = "<p>記者　佐伯直樹</p><p>2024年3月5日 14時5分</p>"
    body = f"<article><h1>港の倉庫、市が保存へ</h1>{byline}{text}</article>"
    assert classify("", body).page_type == "article"
    links = "".join(
        f"<li><a href='/n/{i}.html'>港の倉庫{i}棟、市が保存へ動く</a></li>" for i in range(8)
    )
    assert classify("", f"<h1>社会</h1><ul>{links}</ul>").page_type == "section"


def test_a_further_page_is_not_a_second_article() -> None:
    declared = LD.replace(
        '"headline"', '"mainEntityOfPage":"https://example.org/a-bridge/","headline"'
    )
    verdict = classify(declared, H1 + TEXT, url="https://example.org/a-bridge/2/")
    assert (verdict.page_type, verdict.evidence) == ("other", "further page of an article")


@pytest.mark.parametrize(
    ("html", "wall"),
    [
        ("<title>Just a moment...</title><p>Checking your browser</p>", "bot check"),
        ("<h2>We value your privacy</h2><p>Accept?</p>", "consent wall"),
        ("<h1>Log in</h1><form><input type=password></form>", "log-in"),
        ("<h1>Log in to the past</h1><p>A museum.</p>", None),
        ("<p>We value your privacy</p>" + TEXT * 20, None),
    ],
)
def test_walls(html: str, wall: str | None) -> None:
    document = parse_document(Page(url="https://example.org/x", body=html.encode()))
    assert find_wall(document) == wall
