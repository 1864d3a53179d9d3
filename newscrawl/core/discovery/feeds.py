"""Feeds: RSS 0.9x, 1.0 and 2.0, Atom, CDF, JSON Feed."""

import binascii
import json
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape, unescape

from lxml import etree

from newscrawl.core.discovery.addresses import admit
from newscrawl.core.discovery.dates import parse_date
from newscrawl.core.discovery.report import MAX_ANCHOR, Findings, LinkReport
from newscrawl.core.discovery.xml import local_name, parse_xml, sniff_root, text_of
from newscrawl.items.page import Candidate, DiscoverySource, LinkRole, Page
from newscrawl.items.site import Site

FEED_ROOTS = frozenset({"rss", "rdf", "feed", "channel"})
ENTRY_NAMES = frozenset({"item", "entry"})
PUBLISHED_NAMES = ("pubdate", "published", "date", "issued", "created", "updated", "modified")
MODIFIED_NAMES = ("updated", "modified")
# A picture's title beside the article's.
_NOT_OURS = frozenset({"{http://search.yahoo.com/mrss/}title"})
MAX_ENTRIES = 5_000
_ELEMENT = re.compile(r"<(\w[\w:]*)[^<>]*>.*</\1>|<\w[\w:]*[^<>]*/>", re.DOTALL)
"""Markup that is written as such, and not escaped."""
ENTRY_SCORE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """What a feed says of one article."""

    href: str
    base: str
    title: str
    date: datetime | None
    modified: datetime | None


def read_feed(page: Page, *, site: Site) -> LinkReport | None:
    """Return the articles that a feed names, or None where the bytes are no feed.

    Ill-formed feeds give what can be read of them. Titles become anchors, publication dates `date`.
    """
    entries = _json_entries(page) if _looks_like_json(page.body) else _xml_entries(page)
    if entries is None:
        return None
    findings = Findings()
    for position, entry in enumerate(entries):
        if position == MAX_ENTRIES:
            findings.drop("too many links")
            break
        _add_entry(findings, entry, page=page, site=site, position=position)
    return findings.report()


def _add_entry(findings: Findings, entry: _Entry, *, page: Page, site: Site, position: int) -> None:
    address = admit(entry.href, base=entry.base, site=site, findings=findings)
    if address is None:
        return
    candidate = Candidate(
        url=address.shape.url,
        key=address.key,
        role=LinkRole.ARTICLE,
        source=DiscoverySource.FEED,
        found_on=page.url,
        anchor=_plain_title(entry.title),
        position=position,
        score=ENTRY_SCORE,
        date=entry.date,
        modified=entry.modified,
    )
    findings.add(candidate)


def _xml_entries(page: Page) -> Iterator[_Entry] | None:
    if sniff_root(page.body) not in FEED_ROOTS:
        return None
    root = parse_xml(page)
    if root is None or local_name(root) not in FEED_ROOTS:
        return None
    return (
        _xml_entry(element, page.url)
        for element in root.iter(etree.Element)
        if local_name(element) in ENTRY_NAMES
    )


def _nested_links(element: etree._Element) -> Iterator[etree._Element]:
    """Yield links below other parts of an entry, as where a title is not closed."""
    return (part for part in element.iter(etree.Element) if local_name(part) == "link")


def _xml_entry(element: etree._Element, page_url: str) -> _Entry:
    # CDF has address and date as attributes.
    attributes = {str(name).lower(): str(value) for name, value in element.items()}
    texts: dict[str, str] = {}
    links: dict[str, str] = {}
    for child in element:
        name = "" if child.tag in _NOT_OURS else local_name(child)
        if name == "link":
            _note_link(child, links)
        elif name in {"guid", "origlink"}:
            if child.get("isPermaLink", "true").lower() != "false":
                links.setdefault(name, text_of(child))
        elif name and name not in texts:
            texts[name] = _content(child) if name == "title" else text_of(child)
    if not links and (nested := next(_nested_links(element), None)) is not None:
        _note_link(nested, links)
    href = links.get("origlink") or links.get("link") or links.get("guid") or attributes.get("href")
    written = next((texts[name] for name in PUBLISHED_NAMES if texts.get(name)), None)
    changed = next(
        (texts[name] for name in MODIFIED_NAMES if texts.get(name)), attributes.get("lastmod")
    )
    return _Entry(
        href=href or "",
        base=element.base or page_url,
        title=texts.get("title", ""),
        date=parse_date(written),
        modified=parse_date(changed),
    )


def _content(title: etree._Element) -> str:
    """Return what a title holds, as markup: elements stand in it as such, Atom may have it in base64."""
    if len(title):
        parts = (etree.tostring(part, encoding="unicode") for part in title)
        return escape(title.text or "") + "".join(parts)
    text = text_of(title)
    if title.get("mode") == "base64" or title.get("type") == "application/octet-stream":
        try:
            return b64decode(text, validate=True).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return text
    return text


def _note_link(link: etree._Element, links: dict[str, str]) -> None:
    """Atom's link is an attribute, of several the alternate one; RSS's is text."""
    if link.get("rel", "alternate") == "alternate":
        href = (link.get("href") or text_of(link)).strip()
        if href:
            links.setdefault("link", href)


def _looks_like_json(body: bytes) -> bool:
    return body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _json_entries(page: Page) -> Iterator[_Entry] | None:
    try:
        feed = json.loads(page.body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(feed, dict) or "jsonfeed.org" not in str(feed.get("version", "")):
        return None
    items = feed.get("items")
    return (
        (_json_entry(item, page.url) for item in items if isinstance(item, dict))
        if isinstance(items, list)
        else iter(())
    )


def _json_entry(item: dict[str, object], page_url: str) -> _Entry:
    def text(*names: str) -> str:
        return next(
            (value for name in names if isinstance(value := item.get(name), str) and value), ""
        )

    return _Entry(
        href=text("url", "external_url"),
        base=page_url,
        title=text("title"),
        date=parse_date(text("date_published", "date_modified")),
        modified=parse_date(text("date_modified")),
    )


def _plain_title(title: str) -> str | None:
    """Titles are plain text, escaped text or markup, and nothing reliable says which."""
    text = title if _ELEMENT.search(title) else unescape(title)
    if "<" in text and ">" in text:
        fragment = etree.HTML(text[: 10 * MAX_ANCHOR])
        if fragment is None:
            return None
        etree.strip_elements(fragment, "script", "style", with_tail=False)
        text = text_of(fragment)
    return " ".join(text.split())[:MAX_ANCHOR] or None
