"""How much a page is a list of links to other pages."""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from newscrawl.core.html.document import Document
from newscrawl.core.html.text import text_of

_ASIDE_TAGS = frozenset({"aside", "nav", "footer"})
_ELSEWHERE = re.compile(
    r"related|recommend|sidebar|comment|widget|footer|also|popular|trending|most-?read",
    re.IGNORECASE,
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LONG_TEXT = 25
_MANY = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page's links to what may be articles."""

    headings: int
    """Headings that are links, outside menus and side columns."""
    long_links: int
    """Different addresses behind links of a headline's length."""
    leads: bool
    """Whether links come where an article would have its text."""


def measure_listing(document: Document) -> Listing:
    """Return how much of a page's main part is links to other pages."""
    headings = 0
    addresses: set[str] = set()
    text_before = 0
    text_before_first: int | None = None
    for element in document.root.iter("a", "p", *_HEADINGS):
        if _is_elsewhere(element):
            continue
        if element.tag == "p":
            text_before += _own_text(element)
        elif element.tag == "a":
            if (
                len(addresses) < _MANY
                and len(text_of(element)) >= _LONG_TEXT
                and element.get("href")
            ):
                addresses.add(element.get("href"))
        elif element.tag != "h1" and _is_linked(element):
            headings += 1
            if headings == 2:
                text_before_first = text_before
    leads = headings >= 3 and (text_before_first or 0) < 60 * headings
    return Listing(headings=headings, long_links=len(addresses), leads=leads)


def _own_text(paragraph: HtmlElement) -> int:
    linked = sum(len(text_of(link)) for link in paragraph.iter("a"))
    return max(0, len(text_of(paragraph)) - linked)


def _is_linked(heading: HtmlElement) -> bool:
    text = text_of(heading)
    if len(text) < 12:
        return False
    if any(parent.tag == "a" for parent in heading.iterancestors()):
        return True
    return sum(len(text_of(link)) for link in heading.iter("a")) * 2 > len(text)


def _is_elsewhere(element: HtmlElement) -> bool:
    for parent in element.iterancestors():
        if parent.tag in _ASIDE_TAGS:
            return True
        if parent.tag in ("body", "main"):
            return False
        if _ELSEWHERE.search(f"{parent.get('class') or ''} {parent.get('id') or ''}"):
            return True
    return False
