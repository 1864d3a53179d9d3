import gzip
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newscrawl.core.discovery.feeds import read_feed
from newscrawl.core.discovery.sitemaps import MAX_ENTRIES, read_sitemap
from newscrawl.items.page import DiscoverySource, LinkRole, Page, PageType

URL = "https://www.example.org/sitemap.xml"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
ENTRY = "<url><loc>https://www.example.org/bridge-opens-after-nine-long-years/</loc>{more}</url>"


def read(body, site, url=URL, **fields):
    data = body if isinstance(body, bytes) else body.encode()
    return read_sitemap(Page(url=url, body=data, **fields), site=site)


def urlset(*entries):
    return f'<?xml version="1.0"?><urlset {NS}>{"".join(entries)}</urlset>'


def test_entries_with_their_dates(site):
    body = urlset(ENTRY.format(more="<lastmod>2026-11-18T07:46:09+01:00</lastmod>"))
    (link,) = read(body, site).candidates
    assert link.date == datetime(2026, 11, 18, 6, 46, 9, tzinfo=UTC)
    assert (link.role, link.source) == (LinkRole.ARTICLE, DiscoverySource.SITEMAP)


def test_the_news_extension(site):
    news = """<lastmod>2026-01-01</lastmod>
    <n:news xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><n:title>Bridge opens</n:title>
    <n:publication_date>2026-11-18</n:publication_date></n:news>"""
    (link,) = read(urlset(ENTRY.format(more=news)), site).candidates
    assert (link.anchor, link.date) == ("Bridge opens", datetime(2026, 11, 18, tzinfo=UTC))


def test_pictures_and_translations_are_passed_over(site):
    more = """<i:image xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"><i:loc>/x.jpg</i:loc>
    </i:image><x:link xmlns:x="http://www.w3.org/1999/xhtml" rel="alternate" href="/de/x"/>"""
    report = read(urlset(ENTRY.format(more=more)), site)
    assert (len(report.candidates), report.dropped) == (1, {})


def test_the_children_of_an_index(site):
    names = [
        "post_tag-1",
        "taxonomies-category-1",
        "users-1",
        "posts-post-1",
        "posts-page-1",
        "news",
    ]
    children = "".join(f"<sitemap><loc>/sitemap-{name}.xml</loc></sitemap>" for name in names)
    report = read(f"<sitemapindex {NS}>{children}</sitemapindex>", site)
    assert {link.role for link in report.candidates} == {LinkRole.SITEMAP}
    assert [link.url.rpartition("sitemap-")[2] for link in report.candidates] == [
        "news.xml",
        "posts-post-1.xml",
        "taxonomies-category-1.xml",
        "posts-page-1.xml",
    ]
    assert report.dropped == {"sitemap of tags, authors or media": 2}


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("", LinkRole.SECTION),
        ("category/world/", LinkRole.SECTION),
        ("tag/books/", "tag archive"),
        ("author/jane/", "author archive"),
        ("about/", "service page"),
        ("2026/11/", "date archive"),
    ],
)
def test_what_else_a_sitemap_lists(site, path, outcome):
    report = read(urlset(f"<url><loc>https://www.example.org/{path}</loc></url>"), site)
    assert [*(link.role for link in report.candidates), *report.dropped] == [outcome]


@pytest.mark.parametrize(
    ("name", "role"),
    [("posts-post-1.xml", LinkRole.ARTICLE), ("post-page-1.xml", LinkRole.OTHER)],
)
def test_the_name_of_the_sitemap_tells_what_short_addresses_are(site, name, role):
    body = urlset("<url><loc>https://www.example.org/story-306/</loc></url>")
    (link,) = read(body, site, url=f"https://www.example.org/wp-sitemap-{name}").candidates
    assert link.role is role


def test_gzip_whole_and_torn(site):
    body = gzip.compress(urlset(*(ENTRY.format(more="") for _ in range(3))).encode(), mtime=0)
    assert len(read(body, site).candidates) == 1
    assert read(body[:-30], site) is not None


def test_plain_text(site):
    body = (
        "\ufeffhttps://www.example.org/bridge-opens-after-nine-long-years/\n\nhttps://x.example/\n"
    )
    report = read(body, site, content_type="text/plain")
    assert len(report.candidates) == 1
    assert report.dropped == {"foreign host": 1}


def test_no_more_entries_than_the_protocol_allows(site):
    body = urlset(*(f"<url><loc>/n/{n}</loc></url>" for n in range(MAX_ENTRIES + 2)))
    report = read(body, site)
    assert len(report.candidates) == MAX_ENTRIES
    assert report.dropped == {"too many links": 2}


@pytest.mark.parametrize("body", ["", "<html/>", "<rss/>", "no address", "<!-- <urlset> --><a/>"])
def test_other_bytes_are_no_sitemap(site, body):
    assert read(body, site, expected=PageType.SITEMAP) is None


ARCHIVE = Path(__file__).parents[4] / "shared" / "bench" / "sitemaps"
ENTRIES = {
    "xmlRss_pubDate.xml": 7,
    "atom.xml": 1,
    "do-not-visit.txt": 1,
    "shinpaideshou-news-sitemap.xml": 3,
    "sitemap-images.xml": 1,
    "sitemap-links.xml": 3,
    "sitemap-videos.xml": 3,
    "sitemap-with-bom.txt": 2,
    "sitemap.badns.xml": 2,
    "sitemap.index.xml": 15,
    "sitemap.ns.xml": 2,
    "xmlSitemap.gz": 5,
}


def test_the_sitemaps_of_the_corpus_give_all_their_entries(site):
    archive = ARCHIVE / "sitemaps_crawlercommons.dev.tar.xz"
    if not archive.exists():
        pytest.skip(f"the sitemap corpus is not there: {archive}")
    found = {}
    with tarfile.open(archive) as members:
        for member in members:
            if not member.isfile():
                continue
            name = Path(member.name).name
            page = Page(
                url=f"http://www.example.com/{name}",
                body=members.extractfile(member).read(),
                content_type="text/plain" if name.endswith(".txt") else "",
                expected=PageType.SITEMAP,
            )
            report = read_sitemap(page, site=site) or read_feed(page, site=site)
            # Entries of other hosts are left out, and counted.
            found[name] = len(report.candidates) + sum(report.dropped.values())
    assert found == ENTRIES


@pytest.mark.parametrize(
    ("lastmod", "count", "is_believed"),
    [
        ("2026-11-18T07:46:09+01:00", 5, False),
        ("2026-11-18T07:46:09+01:00", 4, True),
        ("2026-11-18", 5, True),
    ],
)
def test_the_clock_of_a_generator_dates_no_entry(site, lastmod, count, is_believed):
    entries = [
        f"<url><loc>https://www.example.org/the-bridge-opens-{n}/</loc><lastmod>{lastmod}</lastmod></url>"
        for n in range(count)
    ]
    links = read(urlset(*entries), site).candidates
    assert [link.modified is not None for link in links] == [is_believed] * count
    assert [link.date is not None for link in links] == [is_believed] * count


@pytest.mark.parametrize("before", ["", "\n\n", "\ufeff", "\ufeff\n\n"])
def test_a_broken_sitemap_gives_what_stands_before_the_break(site, before):
    listed = ["/bridge-opens-after-nine-years/?a=1&b=2", "/council-agrees-on-a-plan/?c=3&amp;d=4 "]
    entries = "".join(f"<url><loc>\thttps://www.example.org{path}</loc></url>" for path in listed)
    body = f'{before}<?xml version="1.0"?><urlset>{entries}<url><loc>https://www.exam'
    found = [link.url for link in read(body.encode(), site).candidates]
    assert found[:2] == [
        "https://www.example.org/bridge-opens-after-nine-years/?a=1&b=2",
        "https://www.example.org/council-agrees-on-a-plan/?c=3&d=4",
    ]


def test_a_sitemap_with_entities_of_its_own_is_none(site):
    declared = '<!DOCTYPE r [<!ENTITY a "b">]>'
    body = f"{declared}<urlset><url><loc>https://www.example.org/&a;</loc></url></urlset>"
    assert read(body.encode(), site) is None
