import ast
import re
import tarfile
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.core.discovery import feeds
from newscrawl.core.discovery.feeds import read_feed
from newscrawl.core.discovery.sitemaps import read_sitemap
from newscrawl.items.page import DiscoverySource, LinkRole, Page, PageType
from newscrawl.items.site import Site

URL = "https://www.example.org/feed/"
WHEN = datetime(2026, 11, 18, 7, 46, 9, tzinfo=UTC)
SHARED = Path(__file__).parents[4] / "shared" / "bench"

RSS = """<?xml version="1.0"?><!-- <b>made</b> by hand --><rss version="2.0"><channel>
<title>Example</title><item><title>Bridge &amp;amp; ferry</title><link>/bridge-and-ferry/</link>
<pubDate>Wed, 18 Nov 2026 08:46:09 +0100</pubDate></item></channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>x</title></channel><item>
<title>Bridge &amp; ferry</title><link>https://www.example.org/bridge-and-ferry/</link>
<dc:date>2026-11-18T07:46:09Z</dc:date></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://www.example.org/"><entry>
<title type="html">&lt;b&gt;Bridge&lt;/b&gt; &amp;amp; ferry</title>
<link rel="self" href="/api/1"/><link href="bridge-and-ferry/"/>
<published>2026-11-18T07:46:09Z</published><updated>2026-11-20T00:00:00Z</updated></entry></feed>"""
JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1",
"url": "/bridge-and-ferry/", "title": "Bridge & ferry", "date_published": "2026-11-18T07:46:09Z"}, 3]}"""
TORN = RSS[: RSS.index("</item>")]
GUID_ONLY = RSS.replace("link>", "guid>")


def read(body, site, **fields):
    return read_feed(Page(url=URL, body=body.encode(), **fields), site=site)


@pytest.mark.parametrize("body", [RSS, RDF, ATOM, JSON_FEED, TORN, GUID_ONLY, f"\n {RSS}"])
def test_reads_every_kind_of_feed(body, site):
    (link,) = read(body, site).candidates
    assert link.url == "https://www.example.org/bridge-and-ferry/"
    assert (link.anchor, link.date) == ("Bridge & ferry", WHEN)
    assert (link.role, link.source) == (LinkRole.ARTICLE, DiscoverySource.FEED)
    assert link.found_on == URL


@pytest.mark.parametrize(
    "body",
    ["", "text", "<html><body><rss></rss></body></html>", '{"items": []}', "{", "<urlset/>", "<"],
)
def test_other_bytes_are_no_feed(body, site):
    assert read(body, site) is None


def test_entries_of_other_hosts_are_counted(site):
    report = read(RSS.replace("/bridge", "https://other.example/bridge"), site)
    assert (report.candidates, report.dropped) == ((), {"foreign host": 1})


def test_the_charset_of_the_header_is_used(site):
    body = RSS.replace("Bridge", "Brücke").replace('<?xml version="1.0"?>', "")
    page = Page(url=URL, body=body.encode("cp1252"), content_type="text/xml; charset=windows-1252")
    assert read_feed(page, site=site).candidates[0].anchor == "Brücke & ferry"


def test_entities_are_not_expanded_and_files_not_read(site, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("treasure")
    body = f"""<!DOCTYPE rss [<!ENTITY lol "lol"><!ENTITY big "&lol;&lol;&lol;">
    <!ENTITY file SYSTEM "{secret.as_uri()}">]><rss><channel><item><title>T &big; &file;</title>
    <link>/bridge/</link></item></channel></rss>"""
    (link,) = read(body, site).candidates
    assert "lol" not in (link.anchor or "")
    assert "treasure" not in (link.anchor or "")


@given(
    body=st.binary(max_size=200),
    head=st.sampled_from([b"", b"<rss>", b"<feed ", b"{", b"<urlset>"]),
)
def test_any_bytes_can_be_read(body, head):
    site = Site(name="x", seeds=(), hosts=(".example.org",))
    page = Page(url=URL, body=head + body, expected=PageType.SITEMAP)
    read_feed(page, site=site)
    read_sitemap(page, site=site)


@pytest.fixture(scope="module")
def corpus():
    """Return the bodies of the feeds by name."""
    archive = SHARED / "feeds" / "feeds_feedparser.dev.tar.xz"
    if not archive.exists():
        pytest.skip(f"the feed corpus is not there: {archive}")
    with tarfile.open(archive) as members:
        return {
            member.name: members.extractfile(member).read() for member in members if member.isfile()
        }


def test_the_feeds_of_the_corpus_are_all_read(corpus, site):
    reports = [read_feed(Page(url=URL, body=body), site=site) for body in corpus.values()]
    assert len(reports) > 900
    assert None not in reports


STATED = re.compile(
    r"entries\[0\]\['(link|title|published_parsed|updated_parsed)'\] == "
    r"(u?'[^'\n]*'|\([\d, ]+\))(?: and |\n|$)"
)
# An entry may have one date of its last change only (RFC 4287, 4.1.2): which of two counts is a choice.
CHOICES = ("entry_updated_multiple_values",)


def stated(body):
    """Yield what the comment of a feed of the corpus says of its first entry."""
    comment = body.partition(b"-->")[0].decode("utf-8", "replace")
    for name, value in STATED.findall(comment):
        yield name, ast.literal_eval(value)


def test_the_first_entries_of_the_corpus_are_as_it_states(corpus):
    checked = 0
    for name, body in corpus.items():
        expected = dict(stated(body))
        if not expected or any(choice in name for choice in CHOICES):
            continue
        # Not by `read_feed`: most of these entries have no address, and so become no candidate.
        entry = next(feeds._xml_entries(Page(url=URL, body=body)))
        checked += len(expected)
        for field, value in expected.items():
            if field == "title":
                plain = " ".join(unescape(re.sub(r"<[^>]+>", "", value)).split())
                assert (feeds._plain_title(entry.title) or "") == plain, name
            elif field == "link":
                assert entry.href == value, name
            else:
                date = entry.modified if field == "updated_parsed" else entry.date
                assert date.timetuple()[:6] == value[:6], name
    assert checked >= 30
