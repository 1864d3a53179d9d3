"""What a page and its server reserve: that it is not to be indexed, followed, or used to train machines."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from newscrawl.core.html.document import Document
from newscrawl.exceptions import InputError
from newscrawl.items import PageResult, PageType

TOKEN = "newscrawl"  # noqa: S105
"""What sites call us."""
TDM = "tdm-reservation"
"""Rights of text and data mining are reserved (TDMRep)."""
RESERVATIONS = ("noindex", "nofollow", "noarchive", "nosnippet", "noai", "noimageai", TDM)
"""What can be reserved, by the words of robots meta tags, in the order of a record."""
_LINKS = "nofollow"
"""What is reserved of the page's links, and not of the page."""
_STANDS_FOR = {"none": ("noindex", "nofollow")}
_WITH_VALUE = frozenset(
    {"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"}
)


def page_reservations(document: Document, from_server: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what a page's meta tags reserve, together with what its server does."""
    found = set(from_server)
    for meta in document.root.iter("meta"):
        found.update(_of_meta(meta))
    return tuple(word for word in RESERVATIONS if word in found)


def header_reservations(headers: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return what the headers `X-Robots-Tag` and `TDM-Reservation` reserve, by names in lower case."""
    found: set[str] = set()
    for name, value in headers:
        if name == "x-robots-tag":
            found.update(_directives(value))
        elif name == TDM and value.strip() == "1":
            found.add(TDM)
    return tuple(word for word in RESERVATIONS if word in found)


def obeyed_reservations(words: Iterable[str]) -> frozenset[str]:
    """Return the words of a setting; raises InputError for one that nobody can reserve by."""
    obeyed = frozenset(word.strip().lower() for word in words if word.strip())
    for word in sorted(obeyed.difference(RESERVATIONS)):
        raise InputError(f"NEWSCRAWL_OBEY: {word!r} is none of {', '.join(RESERVATIONS)}")
    return obeyed


def without_reserved(result: PageResult, obeyed: frozenset[str]) -> PageResult:
    """Return what may be used of a page: not its links where `nofollow` is obeyed, else not its article."""
    reserved = [word for word in result.reservations if word in obeyed]
    if _LINKS in reserved:
        result = replace(result, candidates=())
        reserved.remove(_LINKS)
    if not reserved or result.article is None:
        return result
    return replace(
        result,
        article=None,
        blocks=(),
        page_type=PageType.OTHER,
        problem=f"reserved: {', '.join(reserved)}",
    )


def _of_meta(meta: etree._Element) -> Iterator[str]:
    name = (meta.get("name") or "").strip().lower()
    content = meta.get("content") or ""
    if name in ("robots", TOKEN):
        yield from _directives(content)
    elif name == TDM and content.strip() == "1":
        yield TDM


def _directives(text: str) -> Iterator[str]:
    """Yield what is said to us; `otherbot: noindex, nofollow` is said to another."""
    to_us = True
    for part in text.lower().split(","):
        word = part.strip()
        name, colon, rest = (piece.strip() for piece in word.partition(":"))
        if colon and name not in _WITH_VALUE:
            to_us, word = name == TOKEN, rest
        if to_us:
            yield from _STANDS_FOR.get(word, (word,))
