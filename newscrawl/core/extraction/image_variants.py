"""Which files an image element names, and the largest of them."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml.html import HtmlElement

from newscrawl.core.html.document import Document

_CANDIDATE = re.compile(r"[\s,]*(\S*[^\s,])(?:,+(?=\s|$)|\s+([^,]*)(?:,|$)|$)")
_DESCRIPTOR = re.compile(r"(\d+(?:\.\d+)?)([wx])")
_LAZY_SETS = ("srcset", "data-srcset", "data-lazy-srcset", "data-original-set")
_LAZY_FILES = ("data-src", "data-lazy-src", "data-original", "data-lazy", "data-img-src", "src")
_WIDTH = re.compile(
    r"[?&](?:im|max)?w(?:idth)?=(\d{2,4})(?!\d)"
    r"|(?<![\d.])(\d{2,4})x\d{2,4}(?!\d)"
    r"|[/_,=-]w(?:idth)?[_/:=-]?(\d{2,4})(?!\d)|/s(\d{2,4})[a-z]?/",
    re.IGNORECASE,
)
_BLANK = re.compile(
    r"^(?:data|blob|about|javascript):|[{}]|placeholder|spacer|blank\.|transparent\.|lazy[_-]?load|"
    r"loader|loading\.|1x1|missing",
    re.IGNORECASE,
)
_NAME_SIZE = re.compile(
    r"[-_@](?:\d{2,4}x\d{0,4}|scaled|\d{3,4}w|[sw]\d{3,4}|c\d{2}|[1-4]x)(?=[-_.]|$)"
)
_SIZE_OPTION = re.compile(r"=[wsh]\d{2,4}(?:-[a-z0-9-]+)?$", re.IGNORECASE)
_FILE_NAME = re.compile(r"([^/?&=,;|]+\.(?:jpe?g|png|webp|avif|gif|jfif|svg))(?![a-z0-9])")
_ENDING = re.compile(r"\.(?:jpe?g|png|webp|avif|gif|jfif|svg)$")
_COMMON_NAME = re.compile(
    r"\d{1,4}|(?:original|origin|master|image|images|photo|picture|main|default|large|index|"
    r"thumb|thumbnail|download|unnamed|standard|square|wide)[-_ ]?\d{0,2}"
)
_RUN = re.compile(r"[a-z0-9]+")
_DAY = re.compile(r"(?:19|20)\d{6}|\d{4}(?:19|20)\d{2}")


def largest_file(element: HtmlElement, document: Document) -> tuple[str, int] | None:
    """Return address and width of the largest file that an image element or its picture names.

    The width is 0 where neither markup nor address tells it.
    """
    best: tuple[tuple[float, float], str] | None = None
    for address, width, density in _files(element):
        rank = (width or width_in(address), density)
        if best is None or rank > best[0]:
            best = (rank, address)
    url = document.absolute(best[1]) if best else None
    return (url, int(best[0][0])) if best and url else None


def width_in(address: str) -> int:
    """Return the width that an address states for its picture, 0 where it states none."""
    found = _WIDTH.search(address)
    return int(found[found.lastindex or 0]) if found else 0


def is_wider_copy(one: str, other: str) -> bool:
    """Return whether one address asks for the same file as another, only wider."""
    same_file = one.partition("?")[0] == other.partition("?")[0]
    return same_file and width_in(one) > width_in(other)


def picture_key(url: str) -> str:
    """Return what the variants of one picture share: its file's name without size and query.

    A name that says nothing, such as `original.jpg`, is kept together with the path before it.
    """
    address = _SIZE_OPTION.sub("", unquote(url).lower())
    names = _FILE_NAME.findall(address)
    path = address.split("//", 1)[-1].partition("?")[0].rstrip("/")
    name = names[-1] if names else path.rsplit("/", 1)[-1]
    bare = _NAME_SIZE.sub("", _ENDING.sub("", name))
    return _NAME_SIZE.sub("", path) if _says_nothing(bare) else bare


def _says_nothing(name: str) -> bool:
    return len(name) < 5 or _COMMON_NAME.fullmatch(name) is not None


def is_same_picture(one: str, other: str) -> bool:
    """Return whether two addresses are likely to be cuts of one picture.

    They are where they share the file's name, its best part, or an identifier.
    """
    mine, theirs = picture_key(one), picture_key(other)
    if mine == theirs:
        return True
    enough = min(16, max(10, min(len(mine), len(theirs))))
    if "/" not in mine and mine[:enough] == theirs[:enough] and len(mine) >= enough <= len(theirs):
        return True
    return not _identifiers(one).isdisjoint(_identifiers(other))


def _identifiers(url: str) -> set[str]:
    """Return the runs in an address that look like the number or the hash of a picture."""
    path = unquote(url.split("//", 1)[-1].partition("/")[2]).lower()
    return {
        run
        for run in _RUN.findall(path)
        if len(run) >= 5 and sum(map(str.isdigit, run)) >= 3 and not _DAY.fullmatch(run)
    }


def _files(element: HtmlElement) -> Iterator[tuple[str, float, float]]:
    """Yield address, stated width (else 0) and density of each file, the element's own first."""
    for source in (element, *_picture_sources(element)):
        for name in _LAZY_SETS:
            yield from _candidates(source.get(name))
    for name in _LAZY_FILES:
        address = element.get(name)
        if address and not _BLANK.search(address):
            yield address, 0.0, 1.0


def _picture_sources(element: HtmlElement) -> Iterator[HtmlElement]:
    # The parser nests an unclosed <source> into the one before it, and the image into the last.
    parent = element.getparent()
    while parent is not None and parent.tag in ("source", "noscript", "picture"):
        if parent.tag == "picture":
            yield from parent.iter("source")
            return
        parent = parent.getparent()


def _candidates(srcset: str | None) -> Iterator[tuple[str, float, float]]:
    """Yield the entries of a srcset, split as the HTML standard does."""
    for entry in _CANDIDATE.finditer(srcset or ""):
        if entry[1].startswith("data:") or "{" in entry[1]:
            continue
        width, density = 0.0, 1.0
        if found := _DESCRIPTOR.match((entry[2] or "").strip()):
            if found[2] == "w":
                width = float(found[1])
            else:
                density = float(found[1])
        yield entry[1], width, density
