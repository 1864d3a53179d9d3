"""The next page of an article that goes over several."""

import re
from itertools import islice

from lxml.html import HtmlElement

from newscrawl.core.html.document import Document
from newscrawl.core.html.text import text_of
from newscrawl.core.urls import normalize_url, url_key
from newscrawl.core.urls.parts import part_of

_MOST_LOOKED_AT = 50
_ENCLOSING = 8
"""Elements around a link in which the word for comments is looked for."""
_LONGEST_NUMBER = 4


def find_next_part(document: Document) -> str | None:
    """Return the address of the article's next page, where this page links to it; None: it is the last.

    What counts is the address: the article's own with the next number behind it. `rel="next"` alone
    leads to another article on most sites that have it.
    """
    first = url_key(document.part_of or document.url)
    here = part_of(url_key(document.url), first)
    number = 2 if here is None else here.number + 1
    for link in _links_with(document, number)[:_MOST_LOOKED_AT]:
        address = normalize_url(link.get("href"), document.base_url)
        part = None if address is None else part_of(url_key(address), first)
        if part is None or part.number != number or _is_among_comments(link):
            continue
        if part.sure or text_of(link, limit=_LONGEST_NUMBER) == str(number):
            return address
    return None


def _links_with(document: Document, number: int) -> list[HtmlElement]:
    """Return the links that end in a number, or have a parameter with it."""
    digits = str(number)
    # Digits first: only what begins with letters or digits is looked for quickly.
    ending = re.compile(rf"{digits}(?<!\d{digits})(?:\.[A-Za-z]{{3,5}})?/?(?:[?&#]|\Z)")
    links = (*document.root.iter("a"), *document.root.iterfind("head/link[@rel='next']"))
    return [
        link
        for link in links
        if digits in (address := link.get("href") or "") and ending.search(address)
    ]


def _is_among_comments(link: HtmlElement) -> bool:
    return any(
        "comment" in f"{parent.get('class') or ''} {parent.get('id') or ''}".lower()
        for parent in islice(link.iterancestors("div", "section", "nav", "ul", "aside"), _ENCLOSING)
    )
