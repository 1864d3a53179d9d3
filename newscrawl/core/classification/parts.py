"""Articles that go over several pages."""

from collections.abc import Iterator
from itertools import islice

from newscrawl.core.html.document import Document
from newscrawl.core.html.json_ld import is_article
from newscrawl.core.html.text import text_of
from newscrawl.core.urls import url_key
from newscrawl.core.urls.parts import may_be_further_part, part_of

_LONGEST_NUMBER = 4


def find_first_part(document: Document) -> str | None:
    """Return the address of the article's first page, where this is a further one; else None.

    The address must be the first page's with a number behind it, and the page must name the first
    page: as its JSON-LD article's address or behind a link that says 1.
    """
    key = url_key(document.url)
    if not may_be_further_part(key):
        return None
    for reference in _references(document):
        address = document.absolute(reference)
        part = None if address is None else part_of(key, url_key(address))
        if part is not None and part.number > 1:
            return address
    return None


def _references(document: Document) -> Iterator[str]:
    """Yield what on a page may name its article's first page."""
    declared = [value for value in document.json_ld if is_article(value)]
    for value in declared:
        entity = value.get("mainEntityOfPage")
        address = entity.get("@id") if isinstance(entity, dict) else entity
        yield from (each for each in (address, value.get("url")) if isinstance(each, str))
    # Several article elements are the cards of a section page, numbered in the same way.
    if declared or sum(1 for _ in islice(document.root.iter("article"), 2)) == 1:
        for link in document.root.iter("a"):
            if link.get("href") and text_of(link, limit=_LONGEST_NUMBER) == "1":
                yield link.get("href")
