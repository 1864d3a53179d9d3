"""The demo site: every link answers as meant, and what it is built to show is there."""

import json
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from http import HTTPStatus
from http.client import HTTPConnection, HTTPResponse
from importlib.resources import files
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from lxml import html

from newscrawl.cli.demo_site import DemoArticle, DemoServer, DemoSite, load_articles
from newscrawl.cli.demo_site.articles import Metadata, ReachedBy
from newscrawl.cli.demo_site.markup import plain_text, render_body, split_blocks

BASE_URL = "http://halvrick.test:8000"
DEAD_LINK = "/documents/bus-17-timetable/"
NAMESPACES = {
    "https://schema.org",
    "http://www.sitemaps.org/schemas/sitemap/0.9",
    "http://www.w3.org/2000/svg",
}


@pytest.fixture(scope="module")
def site() -> DemoSite:
    return DemoSite(BASE_URL)


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer() as running:
        yield running


def fetch(
    server: DemoServer, path: str, *, method: str = "GET", etag: str = ""
) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=10)
    try:
        connection.request(method, path, headers={"If-None-Match": etag} if etag else {})
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def tree(site: DemoSite, path: str) -> html.HtmlElement:
    return html.document_fromstring(site.respond(path, visit=2).body.decode())


def links(element: html.HtmlElement, path: str) -> set[str]:
    """Return the paths that an element of the page at `path` leads to, pictures included."""
    found = {link for _, attribute, link, _ in element.iterlinks() if attribute != "srcset"}
    for image in element.xpath(".//img[@srcset]"):
        found |= {part.split()[0] for part in image.get("srcset").split(",")}
    absolute = (urlsplit(urljoin(BASE_URL + path, link)) for link in found)
    return {link.path for link in absolute}


def html_paths(site: DemoSite) -> list[str]:
    return [
        path
        for path in site.paths
        if (answer := site.respond(path, visit=2)).status is HTTPStatus.OK
        and answer.headers["Content-Type"].startswith("text/html")
    ]


def article_paths(site: DemoSite, reached_by: ReachedBy) -> set[str]:
    return {article.path for article in site.articles if article.reached_by is reached_by}


def by_slug(site: DemoSite, slug: str) -> DemoArticle:
    return next(article for article in site.articles if article.slug == slug)


def test_every_link_leads_somewhere_except_the_dead_one(site: DemoSite) -> None:
    linked = set().union(*(links(tree(site, path), path) for path in html_paths(site)))
    answers = {path: site.respond(path, visit=2) for path in linked}
    dead = {path for path, answer in answers.items() if answer.status is HTTPStatus.NOT_FOUND}
    moved = {path for path, answer in answers.items() if "Location" in answer.headers}
    assert dead == {DEAD_LINK}
    assert moved == {"/archive/1187", "/events/"}
    assert {answer.status for answer in answers.values()} == {
        HTTPStatus.OK,
        HTTPStatus.MOVED_PERMANENTLY,
        HTTPStatus.NOT_FOUND,
    }


def test_redirects_lead_to_pages(site: DemoSite) -> None:
    article = by_slug(site, "storm-vesna-lower-town")
    assert site.respond("/archive/1187").headers["Location"] == article.path
    target = site.respond("/events/").headers["Location"]
    assert site.respond(target).status is HTTPStatus.OK


def test_nothing_leads_out_of_the_site(site: DemoSite) -> None:
    pictures = files("newscrawl.cli.demo_site") / "content" / "pictures"
    texts = [site.respond(path, visit=2).body.decode() for path in site.paths]
    texts += [entry.read_text(encoding="utf-8") for entry in pictures.iterdir()]
    outside = {
        url
        for text in texts
        for url in re.findall(r"(?:https?:)?//[^\s\"'<>)]+", text)
        if not url.startswith(BASE_URL)
    }
    assert outside == NAMESPACES


def test_section_pages_lead_to_every_ordinary_article(site: DemoSite) -> None:
    sections = [path for path in html_paths(site) if re.match(r"/(news|sport|culture|sci)", path)]
    listed = set().union(*(links(tree(site, path), path) for path in sections))
    articles = {article.path for article in site.articles}
    assert listed & articles == article_paths(site, ReachedBy.SECTIONS)
    assert "/news/page/2/" in sections


def test_one_article_stands_in_the_sitemap_only(site: DemoSite) -> None:
    (orphan,) = article_paths(site, ReachedBy.SITEMAP)
    for path in set(html_paths(site)) - {orphan}:
        assert orphan not in {link.rstrip("/") + "/" for link in links(tree(site, path), path)}
    assert orphan.encode() in site.respond("/sitemap-articles.xml").body


def test_one_article_is_reached_by_related_links_only(site: DemoSite) -> None:
    (hidden,) = article_paths(site, ReachedBy.RELATED)
    for path in set(html_paths(site)) - {hidden}:
        page = tree(site, path)
        for box in page.find_class("also"):
            box.drop_tree()
        assert hidden not in {link.rstrip("/") + "/" for link in links(page, path)}
    assert hidden.encode() not in site.respond("/sitemap-articles.xml").body
    assert hidden.encode() not in site.respond("/feed.xml").body
    assert sum("library-lends-seeds" in article.related for article in site.articles) >= 2


def test_related_links_come_in_several_spellings(site: DemoSite) -> None:
    for article in site.articles:
        (box,) = tree(site, article.path).find_class("also")
        hrefs = box.xpath(".//h3/a/@href")
        assert len(hrefs) == len(article.related) >= 2
        assert "utm_source=" in hrefs[1]
        assert not hrefs[-1].endswith("/")


def test_robots_txt_closes_members_and_names_the_sitemap_index(site: DemoSite) -> None:
    lines = site.respond("/robots.txt").body.decode().splitlines()
    assert "Disallow: /members/" in lines
    assert f"Sitemap: {BASE_URL}/sitemap.xml" in lines
    assert any(path.startswith("/members/") for path in links(tree(site, "/"), "/"))


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-articles.xml", "/sitemap-pages.xml"])
def test_sitemaps_name_pages_that_answer(site: DemoSite, path: str) -> None:
    root = ET.fromstring(site.respond(path).body)
    addresses = [element.text or "" for element in root.iter() if element.tag.endswith("}loc")]
    assert addresses
    for address in addresses:
        answer = site.respond(urlsplit(address).path, visit=2)
        assert address.startswith(BASE_URL)
        assert answer.status is HTTPStatus.OK


def test_feed_is_announced_and_names_the_newest(site: DemoSite) -> None:
    (feed,) = tree(site, "/").xpath("//link[@type='application/rss+xml']/@href")
    items = ET.fromstring(site.respond(feed).body).findall("./channel/item")
    listed = [item for item in site.articles if item.reached_by is ReachedBy.SECTIONS]
    assert [item.findtext("title") for item in items] == [a.headline for a in listed[:10]]
    assert [item.findtext("guid") for item in items] == [BASE_URL + a.path for a in listed[:10]]


@pytest.mark.parametrize("article", load_articles(), ids=lambda article: article.slug)
def test_article_page_shows_what_its_author_wrote(site: DemoSite, article: DemoArticle) -> None:
    page = tree(site, article.path)
    assert page.get("lang") == article.in_language
    assert [h1.text for h1 in page.iter("h1")] == [article.headline]
    assert page.xpath("//link[@rel='canonical']/@href") == [BASE_URL + article.path]
    assert tuple(e.text for e in page.find_class("author")) == article.authors
    captions = [caption.text.strip() for caption in page.iter("figcaption")]
    assert captions == [picture.caption for picture in article.pictures]
    (text,) = page.find_class("text")
    if article.free_paragraphs is None:
        shown = [" ".join(e.text_content().split()) for e in text.iter("p", "li", "h2")]
        assert shown == plain_text(article.body).split("\n\n")
    assert page.find_class("donate")
    assert page.find_class("letter")


@pytest.mark.parametrize("article", load_articles(), ids=lambda article: article.slug)
def test_article_page_states_its_facts_where_it_is_meant_to(
    site: DemoSite, article: DemoArticle
) -> None:
    page = tree(site, article.path)
    scripts = [json.loads(text) for text in page.xpath("//script/text()")]
    assert len(scripts) == (article.metadata is Metadata.JSON_LD)
    for facts in scripts:
        assert facts["headline"] == article.headline
        assert facts["datePublished"] == article.date_published.isoformat()
        assert [author["name"] for author in facts["author"]] == list(article.authors)
        assert facts["isAccessibleForFree"] is (article.free_paragraphs is None)
    published = page.xpath("//meta[@property='article:published_time']")
    assert len(published) == (article.metadata is Metadata.META)
    assert page.xpath("//p[@class='byline']/time/@datetime")[0] == (
        article.date_published.isoformat()
    )


def test_paywalled_article_withholds_its_end(site: DemoSite) -> None:
    (article,) = (item for item in site.articles if item.free_paragraphs is not None)
    page = tree(site, article.path)
    (text,) = page.find_class("text")
    assert text.text_content().strip().endswith("…")
    assert page.find_class("subscriber-only")
    for withheld in split_blocks(article.body)[article.free_paragraphs :]:
        assert withheld not in page.text_content()


def test_the_wire_copy_is_exact_and_the_other_is_lightly_edited(site: DemoSite) -> None:
    original = by_slug(site, "rail-link-to-carry-freight-again")
    wire = by_slug(site, "rail-link-wire")
    assert (wire.headline, wire.body) == (original.headline, original.body)
    assert wire.path != original.path
    ferry, edited = (
        by_slug(site, "night-ferry-to-skarrow"),
        by_slug(site, "midnight-boat-for-skarrow"),
    )
    likeness = SequenceMatcher(None, ferry.body.split(), edited.body.split()).ratio()
    assert 0.9 < likeness < 1


def test_the_paper_is_varied(site: DemoSite) -> None:
    assert len(site.articles) >= 24
    assert {article.in_language for article in site.articles} == {"en", "de", "es"}
    assert {article.metadata for article in site.articles} == set(Metadata)
    assert sum(article.date_modified is not None for article in site.articles) >= 2
    for article in site.articles:
        assert 120 <= len(article.body.split()) <= 400, article.slug


def test_calendar_never_ends(site: DemoSite) -> None:
    path, seen = "/events/2026-12/", set[str]()
    for _ in range(30):
        seen.add(path)
        (path,) = tree(site, path).xpath("//a[@rel='next']/@href")
    assert len(seen) == 30
    assert "/events/2027-01/" in seen
    assert tree(site, "/events/2026-01/").xpath("//a[@rel='prev']/@href") == ["/events/2025-12/"]


@pytest.mark.parametrize(
    "path",
    [
        "/nothing/",
        "/news/page/9/",
        "/events/2026-13/",
        "/events/0000-01/",
        "/pictures/no.svg",
        "/pictures/../style.svg",
        "/content/style.css",
    ],
)
def test_unknown_paths_are_not_found(site: DemoSite, path: str) -> None:
    assert site.respond(path).status is HTTPStatus.NOT_FOUND


def test_pictures_are_small_well_formed_and_come_in_two_widths(site: DemoSite) -> None:
    for article in site.articles:
        for picture in article.pictures:
            for width in ("480", "960"):
                body = site.respond(f"/pictures/{width}/{picture.name}.svg").body
                assert ET.fromstring(body).get("width") == width
                assert len(body) < 15_000


def test_content_is_small_and_every_picture_is_used(site: DemoSite) -> None:
    content = Path(str(files("newscrawl.cli.demo_site"))) / "content"
    assert sum(file.stat().st_size for file in content.rglob("*.*")) < 400_000
    used = {picture.name for article in site.articles for picture in article.pictures}
    assert {file.stem for file in (content / "pictures").iterdir()} == used | {"lantern"}


def test_markup_knows_each_kind_of_block() -> None:
    text = (
        "A <b> & [link](/x/).\n\n## Head\n\n- one\n- two\n\n> Said.\n\n| a | b |\n| 1 | 2 |\n\n!fig"
    )
    assert render_body(text, {"fig": "<figure></figure>"}).split("\n") == [
        '<p>A &lt;b&gt; &amp; <a href="/x/">link</a>.</p>',
        "<h2>Head</h2>",
        "<ul><li>one</li><li>two</li></ul>",
        "<blockquote><p>Said.</p></blockquote>",
        (
            "<table><thead><tr><th>a</th><th>b</th></tr></thead>"
            "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
        ),
        "<figure></figure>",
    ]


def test_server_fails_once_and_then_answers(server: DemoServer) -> None:
    (article,) = (item for item in server.site.articles if item.fails_first)
    statuses = [fetch(server, article.path)[0].status for _ in range(3)]
    assert statuses == [500, 200, 200]


def test_server_gives_one_page_for_all_spellings(server: DemoServer) -> None:
    path = by_slug(server.site, "bus-17-returns").path
    spellings = [path, path.rstrip("/"), f"{path}?utm_source=front", f"{path.rstrip('/')}?x=1"]
    bodies = {fetch(server, spelling)[1] for spelling in spellings}
    assert len(bodies) == 1
    assert server.requests == spellings


def test_server_answers_a_validator_with_304(server: DemoServer) -> None:
    first, page = fetch(server, "/about/")
    etag = first.headers["ETag"]
    again, nothing = fetch(server, "/about/", etag=etag)
    assert (first.status, again.status, nothing) == (200, 304, b"")
    head, empty = fetch(server, "/about/", method="HEAD")
    assert (int(head.headers["Content-Length"]), empty) == (len(page), b"")


def test_server_redirects_and_misses(server: DemoServer) -> None:
    moved, _ = fetch(server, "/archive/1187")
    missing, page = fetch(server, DEAD_LINK)
    assert (moved.status, moved.headers["Location"]) == (
        301,
        by_slug(server.site, "storm-vesna-lower-town").path,
    )
    assert missing.status == 404
    assert b"404" in page


def test_pages_name_the_address_that_is_served(server: DemoServer) -> None:
    _, page = fetch(server, "/robots.txt")
    assert f"Sitemap: {server.url}sitemap.xml".encode() in page


def test_server_answers_inside_its_block_only() -> None:
    server = DemoServer()
    with pytest.raises(RuntimeError, match="with"):
        _ = server.url
    with server:
        netloc = urlsplit(server.url).netloc
    connection = HTTPConnection(netloc, timeout=5)
    with pytest.raises(ConnectionRefusedError):
        connection.request("GET", "/")
    connection.close()
