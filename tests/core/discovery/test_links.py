import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.core.discovery.links import find_links
from newscrawl.core.html.parsing import parse_document
from newscrawl.items.page import DiscoverySource, LinkRole, Page, PageType
from newscrawl.items.site import Site

ARTICLE_URL = "https://www.example.org/harbour-bridge-opens-after-nine-years/"
MENU = """<nav><ul><li><a href="/politics/">Politics</a></li><li><a href="/sport">Sport</a></li>
<li><a href="/topics/elections">Elections</a></li></ul></nav>"""
TEASERS = """<main>
<article><h2><a href="/city-council-votes-to-close-the-old-library/">City council votes to close
the old library</a></h2><a href="/author/jane-doe/" rel="author">Jane Doe</a>
<a href="/category/local/" rel="category tag">Local</a> <a href="/tag/books/" rel="tag">Books</a></article>
<article><h2><a href="https://www.example.org/story-306/">宮崎県で震度5弱、高知と宮崎に津波注意報</a></h2></article>
</main>"""


def test_types_the_links_of_a_section_page(find_in, by_path):
    found = by_path(find_in(MENU + TEASERS))
    assert {path: link.role for path, link in found.items()} == {
        "politics/": LinkRole.SECTION,
        "sport": LinkRole.SECTION,
        "topics/elections": LinkRole.SECTION,
        "category/local/": LinkRole.SECTION,
        "city-council-votes-to-close-the-old-library/": LinkRole.ARTICLE,
        "story-306/": LinkRole.ARTICLE,
    }
    assert {link.source for link in found.values()} == {DiscoverySource.SECTION}


def test_counts_archives_of_tags_and_authors_where_sections_exist(find_in):
    assert find_in(MENU + TEASERS).dropped == {"author archive": 1, "tag archive": 1}


def test_takes_tags_from_a_page_that_offers_nothing_else(find_in, by_path):
    report = find_in('<a rel="tag" href="/tag/books/">Books</a>', url=ARTICLE_URL)
    assert by_path(report)["tag/books/"].role is LinkRole.TAG


def test_lists_a_key_once_with_its_best_text(find_in):
    report = find_in(
        '<a href="/nine-years-later-the-bridge-opens/"><img alt=""></a>'
        '<a href="/nine-years-later-the-bridge-opens/?utm_source=x">Nine years later, it opens</a>'
    )
    (link,) = report.candidates
    assert link.url == "https://www.example.org/nine-years-later-the-bridge-opens/"
    assert link.anchor == "Nine years later, it opens"


@pytest.mark.parametrize("href", ["http://[bad", "http://", "//", "http://a b/", "https://:80/"])
def test_a_malformed_link_costs_only_itself(find_in, href):
    report = find_in(f'<a href="{href}">Bad</a>{TEASERS}')
    assert sum(link.role is LinkRole.ARTICLE for link in report.candidates) == 2
    assert report.dropped.get("malformed", 0) + report.dropped.get("foreign host", 0) == 1


@pytest.mark.parametrize(
    ("href", "rule"),
    [
        ("https://other.example/a-story-of-some-length-here", "foreign host"),
        ("mailto:desk@example.org", "other scheme"),
        ("javascript:void(0)", "other scheme"),
        ("#top", "fragment"),
        ("", "empty"),
        ("/?s=election", "search"),
        ("/2026/11/", "date archive"),
        ("/wp-login.php", "account"),
        ("/a.pdf", "media file"),
        ("/", "the page itself"),
    ],
)
def test_counts_what_it_leaves_out_by_rule(find_in, href, rule):
    report = find_in(f'<a href="{href}">Something</a>')
    assert (report.candidates, report.dropped) == ((), {rule: 1})


def test_sponsored_links_are_left_out(find_in):
    markup = '<a rel="sponsored" href="/ten-ways-to-better-sleep-with-our-pillow/">Ten ways</a>'
    assert find_in(markup).dropped == {"sponsored": 1}


def test_pagination_of_a_section_page(find_in, by_path):
    markup = """<nav class="pagination"><a href="/news/page/2/" rel="next">Older posts</a>
    <a href="/news/page/37/">37</a></nav>"""
    found = by_path(find_in(markup, url="https://www.example.org/news/"))
    assert {link.role for link in found.values()} == {LinkRole.PAGINATION}
    assert {link.source for link in found.values()} == {DiscoverySource.PAGINATION}
    assert found["news/page/2/"].score > found["news/page/37/"].score


def test_next_page_of_the_head(find_in, by_path):
    report = find_in("", head='<link rel="next" href="/news?page=3">')
    assert by_path(report)["news?page=3"].role is LinkRole.PAGINATION


@pytest.mark.parametrize("path", ["2/", "3/", "?page=2", "page/4/"])
def test_further_parts_of_an_article_are_not_followed(find_in, path):
    report = find_in(
        f'<p>Pages: <a href="{ARTICLE_URL}{path}">2</a></p>',
        url=ARTICLE_URL,
        page_type=PageType.ARTICLE,
    )
    assert report.dropped == {"further part of an article": 1}


def test_a_row_of_numbered_pages_ends_on_an_article(find_in):
    report = find_in(
        '<a href="/letters/8/">Next letter</a>',
        url="https://www.example.org/letters/7/",
        page_type=PageType.ARTICLE,
    )
    assert report.dropped == {"further part of an article": 1}


def test_relative_links_that_pile_up_end(find_in):
    report = find_in('<a href="more/">More</a>', url="https://www.example.org/old/more/")
    assert report.dropped == {"path loop": 1}


def test_feeds_and_sitemaps_of_the_head(find_in, by_path):
    head = """<link rel="alternate" type="application/rss+xml" href="/feed/">
    <link rel="alternate" type="application/rss+xml" href="/comments/feed/">
    <link rel="alternate" type="application/atom+xml" href="/harbour-bridge/feed/">
    <link rel="sitemap" href="/sitemap.xml">"""
    report = find_in(
        "", head=head, url="https://www.example.org/harbour-bridge/", page_type=PageType.ARTICLE
    )
    assert {path: link.role for path, link in by_path(report).items()} == {
        "feed/": LinkRole.FEED,
        "sitemap.xml": LinkRole.SITEMAP,
    }
    assert report.dropped == {"comment": 1, "feed of an article": 1}


def test_item_lists_of_json_ld(find_in, by_path):
    head = """<script type="application/ld+json">{"@context": "https://schema.org", "@type": "ItemList",
    "itemListElement": [{"@type": "ListItem", "position": 1, "url": "/ferry-returns-to-the-north-shore/"},
    {"@type": "ListItem", "item": {"@id": "/mayor-says-no-to-the-new-stadium/", "name": "Mayor says no"}},
    7, {"url": 5}]}</script>"""
    found = by_path(find_in("", head=head))
    assert set(found) == {"ferry-returns-to-the-north-shore/", "mayor-says-no-to-the-new-stadium/"}


def test_reads_no_more_links_than_the_limit(find_in):
    markup = "".join(f'<a href="/desk/{n}-of-many-links-on-a-page">{n}</a>' for n in range(3_003))
    assert find_in(markup).dropped["too many links"] == 3


@given(hrefs=st.lists(st.text(max_size=40), max_size=8), text=st.text(max_size=30))
def test_any_href_gives_a_report_with_each_key_once(hrefs, text):
    site = Site(name="x", seeds=(ARTICLE_URL,), hosts=(".example.org",))
    page = Page(url=ARTICLE_URL, body=b"<html><body><p>x</p></body></html>")
    document = parse_document(page)
    for href in hrefs:
        link = document.root.makeelement("a")
        cleaned = "".join(char for char in href if char.isprintable())
        link.set("href", cleaned)
        link.text = "".join(char for char in text if char.isprintable())
        document.root.append(link)
    report = find_links(document, page_type=PageType.OTHER, site=site)
    keys = [found.key for found in report.candidates]
    assert len(keys) == len(set(keys))
    assert len(keys) + sum(report.dropped.values()) <= len(set(hrefs))
    assert [found.score for found in report.candidates] == sorted(
        (found.score for found in report.candidates), reverse=True
    )


TWINS = """<link rel="alternate" hreflang="en" href="/harbour-bridge-opens/">
<link rel="alternate" hreflang="en-gb" href="/uk/harbour-bridge-opens/">
<link rel="alternate" hreflang="de-DE" href="/de/hafenbruecke-offen/">
<link rel="alternate" hreflang="x-default" href="/start/">
<link rel="alternate" hreflang="fr" href="https://elsewhere.test/fr/">
<link rel="amphtml" href="/harbour-bridge-opens/amp/">"""


@pytest.mark.parametrize(
    ("page_type", "found"),
    [
        (PageType.ARTICLE, {"de/hafenbruecke-offen/": LinkRole.ARTICLE}),
        (PageType.SECTION, {"de/hafenbruecke-offen/": LinkRole.SECTION}),
        (PageType.OTHER, {}),
    ],
)
def test_a_page_in_another_language_is_a_page_of_its_own(find_in, by_path, page_type, found):
    url = "https://www.example.org/harbour-bridge-opens/"
    report = find_in('<div lang="en"></div>', url=url, page_type=page_type, head=TWINS, lang="en")
    assert {path: link.role for path, link in by_path(report).items()} == found


def test_breadcrumbs_of_scripts_are_sections(find_in, by_path):
    url = "https://www.example.org/harbour-bridge-opens-after-nine-years/"
    data = """{"@type": "BreadcrumbList", "itemListElement": [
    {"@type": "ListItem", "position": 1, "item": {"@id": "/local/", "name": "Local"}},
    {"@type": "ListItem", "position": 2, "name": "Harbour", "item": "/local/harbour/"},
    {"@type": "ListItem", "position": 3, "name": "Harbour bridge opens"}]}"""
    head = f'<script type="application/ld+json">{data}</script>'
    found = by_path(find_in("", url=url, page_type=PageType.ARTICLE, head=head))
    assert {path: link.role for path, link in found.items()} == {
        "local/": LinkRole.SECTION,
        "local/harbour/": LinkRole.SECTION,
    }
