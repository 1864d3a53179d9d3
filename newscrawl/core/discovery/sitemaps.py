"""Sitemaps: urlset, sitemapindex, news sitemaps, plain text; gzipped or not.

Source: sitemaps.org, and Google's news extension.
"""

import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree

from newscrawl.core.discovery.addresses import Address, admit, read_address
from newscrawl.core.discovery.dates import parse_date
from newscrawl.core.discovery.likelihood import article_likelihood
from newscrawl.core.discovery.report import MAX_ANCHOR, Findings, LinkReport
from newscrawl.core.discovery.roles import archive_role
from newscrawl.core.discovery.shapes import slug_words, url_shape
from newscrawl.core.discovery.xml import has_entities, local_name, parse_xml, sniff_root, text_of
from newscrawl.items.page import Candidate, DiscoverySource, LinkRole, Page, PageType
from newscrawl.items.site import Site

MAX_SIZE = 50 * 2**20
MAX_ENTRIES = 50_000
SITEMAP_ROOTS = frozenset({"urlset", "sitemapindex"})
_SEVERAL = 5
_TO_THE_MINUTE = len("2026-01-01T00:00")
GZIP_MAGIC = b"\x1f\x8b"

NO_NEWS_WORDS = frozenset(
    {
        "tag",
        "tags",
        "author",
        "authors",
        "user",
        "users",
        "image",
        "images",
        "video",
        "videos",
        "photo",
        "photos",
        "gallery",
        "galleries",
        "attachment",
        "product",
        "products",
        "keyword",
        "keywords",
        "profile",
        "profiles",
        "event",
        "events",
    }
)
NEWS_WORDS = frozenset({"news", "googlenews", "latest", "recent", "today"})
ARTICLE_WORDS = frozenset(
    {"post", "posts", "article", "articles", "story", "stories", "archive", "archives", "content"}
)
PAGE_WORDS = frozenset({"page", "pages", "static", "misc"})
SECTION_WORDS = frozenset(
    {"category", "categories", "taxonomies", "taxonomy", "section", "sections", "topic", "topics"}
)


class _Entry(NamedTuple):
    """What a sitemap says of one address (a tuple, because one may have 50,000 of them)."""

    href: str
    title: str = ""
    written: str = ""
    modified: str = ""
    is_sitemap: bool = False
    is_news: bool = False


def read_sitemap(page: Page, *, site: Site) -> LinkReport | None:
    """Return what a sitemap or an index of sitemaps lists, or None where the bytes are neither.

    At most 50,000 entries of at most 50 MiB are read, as the protocol has it; alternates of other
    languages, images and videos are passed over. Entries of other hosts are dropped.
    """
    body = _plain_body(page.body)
    entries = _entries(page, body)
    if entries is None:
        return None
    read = list(islice(entries, MAX_ENTRIES))
    if _is_clock(entry.modified for entry in read):
        read = [entry._replace(modified="") for entry in read]
    findings = Findings()
    words = frozenset(slug_words(url_shape(page.url).last))
    for position, entry in enumerate(read):
        if entry.is_sitemap:
            _add_sitemap(findings, entry, page=page, site=site, position=position)
        else:
            _add_page(findings, entry, words, page=page, site=site, position=position)
    left = sum(1 for _ in entries)
    if left:
        findings.drop("too many links", count=left)
    return findings.report()


def _add_sitemap(
    findings: Findings, entry: _Entry, *, page: Page, site: Site, position: int
) -> None:
    # Not `admit`: what is refused in a page's address (`.txt`, `.gz`, `wp-`) is usual here.
    address, rule = read_address(entry.href, base=page.url, site=site)
    if address is None:
        findings.drop(rule or "malformed")
        return
    words = frozenset(slug_words(address.shape.last))
    if words & NO_NEWS_WORDS and not words & NEWS_WORDS:
        findings.drop("sitemap of tags, authors or media")
        return
    score = _sitemap_score(words)
    findings.add(_candidate(address, entry, LinkRole.SITEMAP, score, page=page, position=position))


def _sitemap_score(words: frozenset[str]) -> float:
    if words & NEWS_WORDS:
        return 0.95
    if words & SECTION_WORDS:
        return 0.5
    if words & PAGE_WORDS:
        return 0.4
    return 0.9 if words & ARTICLE_WORDS else 0.8


def _add_page(
    findings: Findings,
    entry: _Entry,
    words: frozenset[str],
    *,
    page: Page,
    site: Site,
    position: int,
) -> None:
    address = admit(entry.href, base=page.url, site=site, findings=findings)
    if address is None:
        return
    role, score = _page_role(address, entry, words)
    if role in {LinkRole.TAG, LinkRole.AUTHOR}:
        findings.drop(f"{role} archive")
        return
    findings.add(_candidate(address, entry, role, score, page=page, position=position))


def _page_role(address: Address, entry: _Entry, words: frozenset[str]) -> tuple[LinkRole, float]:
    """Return what an entry is: what its sitemap is called weighs more than its address."""
    if entry.is_news:
        return LinkRole.ARTICLE, 0.98
    archive = LinkRole.SECTION if address.shape.is_root else archive_role(address.shape)
    if archive is not None:
        return archive, 0.6
    if words & SECTION_WORDS:
        return LinkRole.SECTION, 0.6
    likelihood = article_likelihood(address.shape, None)
    if words & PAGE_WORDS:
        least, sure = 0.5, 0.5
    elif words & (ARTICLE_WORDS | NEWS_WORDS):
        least, sure = 0.0, 0.7
    else:
        least, sure = 0.3, 0.5
    if likelihood < least:
        return LinkRole.OTHER, 0.2
    return LinkRole.ARTICLE, max(sure, likelihood)


def _candidate(
    address: Address, entry: _Entry, role: LinkRole, score: float, *, page: Page, position: int
) -> Candidate:
    date = parse_date(entry.written or entry.modified)
    return Candidate(
        url=address.shape.url,
        key=address.key,
        role=role,
        source=DiscoverySource.SITEMAP,
        found_on=page.url,
        anchor=entry.title[:MAX_ANCHOR] or None,
        position=position,
        score=score,
        date=date,
        modified=parse_date(entry.modified) if entry.written else date,
    )


def _entries(page: Page, body: bytes) -> Iterator[_Entry] | None:
    if sniff_root(body) in SITEMAP_ROOTS and not has_entities(body):
        plain = Page(url=page.url, body=body, content_type=page.content_type)
        root = parse_xml(plain)
        if root is None or local_name(root) not in SITEMAP_ROOTS:
            return None
        return (
            _xml_entry(element) for element in root if local_name(element) in {"url", "sitemap"}
        )
    if page.expected is PageType.SITEMAP or "text/plain" in page.content_type.lower():
        return _text_entries(body)
    return None


def _xml_entry(element: etree._Element) -> _Entry:
    texts: dict[str, str] = {}
    for child in element:
        name = local_name(child)
        if name == "news":
            texts.update((f"news {local_name(part)}", text_of(part)) for part in child)
        elif name in {"loc", "lastmod"} and not _is_extension(child):
            texts.setdefault(name, text_of(child))
    return _Entry(
        # Some generators leave out <loc> and write the address straight into the entry.
        href=texts.get("loc") or (element.text or "").strip(),
        title=texts.get("news title", ""),
        written=texts.get("news publication_date", ""),
        modified=texts.get("lastmod", ""),
        is_sitemap=local_name(element) == "sitemap",
        is_news="news publication_date" in texts or "news title" in texts,
    )


def _is_clock(dates: Iterable[str]) -> bool:
    """Return whether dates of changes are but the time when the sitemap was made: all in the same minute."""
    given = [date for date in dates if date]
    minutes = {date[:_TO_THE_MINUTE] for date in given}
    return len(given) >= _SEVERAL and len(minutes) == 1 and "T" in minutes.pop()


def _is_extension(element: etree._Element) -> bool:
    """Return whether the element is another vocabulary's, such as `image:loc`."""
    return bool(element.prefix) and element.prefix in {"image", "video", "news", "mobile"}


def _text_entries(body: bytes) -> Iterator[_Entry] | None:
    """Return one entry a line, or None where the first line that is not empty is no address."""
    lines = [line.strip() for line in body.decode("utf-8-sig", "replace").splitlines()]
    lines = [line for line in lines if line]
    if not lines or not lines[0].lower().startswith(("http://", "https://")):
        return None
    return (_Entry(href=line) for line in lines)


def _plain_body(body: bytes) -> bytes:
    """Return the body unpacked, at most `MAX_SIZE` of it; what follows a damaged place is lost."""
    if not body.startswith(GZIP_MAGIC):
        return body[:MAX_SIZE]
    plain = bytearray()
    while body.startswith(GZIP_MAGIC) and len(plain) < MAX_SIZE:
        member = zlib.decompressobj(wbits=31)
        try:
            plain += member.decompress(body, MAX_SIZE - len(plain))
        except zlib.error:
            break
        body = member.unused_data
    return bytes(plain)
