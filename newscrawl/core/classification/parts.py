"""Articles that go over several pages."""

import re
from itertools import islice
from urllib.parse import parse_qsl, urljoin, urlsplit

from newscrawl.core.html.document import Document
from newscrawl.core.html.json_ld import is_article
from newscrawl.core.html.text import text_of

_NUMBERED = re.compile(r"^(?P<first>.+?)/(?:page/|seite-?/?|p)?(?P<number>[2-9]|[1-9]\d)/?$")
_PARAMETERS = ("page", "paged", "pg", "seite")


def find_part_number(document: Document) -> int | None:
    """Return which page of an article this is, from 2; None for first pages and all others.

    The address must be the first page's with a number behind it, and the page must name the first
    page: as its JSON-LD article's address or behind a link that says 1.
    """
    numbered = _numbered(document.url)
    if numbered is None:
        return None
    first, number = numbered
    declared = [value for value in document.json_ld if is_article(value)]
    for value in declared:
        entity = value.get("mainEntityOfPage")
        address = entity.get("@id") if isinstance(entity, dict) else entity
        for candidate in (address, value.get("url")):
            if isinstance(candidate, str) and _same(candidate, first, document.base_url):
                return number
    for link in document.root.iter("a"):
        href = link.get("href")
        if href and text_of(link) == "1" and _same(href, first, document.base_url):
            # Several article elements are the cards of a section page, numbered in the same way.
            articles = sum(1 for _ in islice(document.root.iter("article"), 2))
            return number if declared or articles == 1 else None
    return None


def _numbered(url: str) -> tuple[str, int] | None:
    """Return the first page's address and the number that an address carries."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    origin = f"{parts.scheme}://{parts.netloc}"
    for name, value in parse_qsl(parts.query):
        if name in _PARAMETERS and value.isdecimal() and len(value) < 3 and 1 < int(value) < 100:
            return origin + parts.path, int(value)
    if match := _NUMBERED.match(parts.path):
        return origin + match["first"], int(match["number"])
    return None


def _same(href: str, first: str, base: str) -> bool:
    try:
        address = urljoin(base, href)
    except ValueError:
        return False
    return re.sub(r"[?#].*$", "", address).rstrip("/") == first.rstrip("/")
