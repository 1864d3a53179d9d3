"""The pictures that an article's page shows inside the article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newscrawl.core.extraction.captions import find_caption
from newscrawl.core.extraction.image_variants import largest_file, picture_key
from newscrawl.core.extraction.sources import Sources
from newscrawl.core.html.document import Document
from newscrawl.core.html.names import name_words
from newscrawl.core.html.text import fold, text_of
from newscrawl.items.article import Image

_SIGN = re.compile(
    r"logo(?![a-z])|avatar|icons?(?![a-z])|sprite|pixel|emoji|badge|spinner|transparent|"
    r"(?:close|button|arrow)\.|\.svg$",
    re.IGNORECASE,
)
_ELSEWHERE = frozenset(
    {"related", "recommended", "recommendations", "recommendation", "recirc", "recirculation"}
    | {"author", "authors", "avatar", "byline", "bio", "card", "cards", "teaser", "teasers"}
    | {"comment", "comments", "sidebar", "newsletter", "promo", "promotion", "share", "sharing"}
    | {"social", "ymal", "trending", "outbrain", "taboola", "sponsor", "sponsored", "banner"}
    | {"advert", "advertisement", "subscribe", "paywall"}
)
_CONTAINERS = frozenset({"div", "section", "li", "ul", "ol", "article", "header", "aside", "table"})
_FILE = re.compile(r"\.(?:jpe?g|png|webp|avif|gif)(?:[?#]|$)", re.IGNORECASE)
_TEXT = 120
_SMALL = 300
_TINY = 100
_MOST = 100


@dataclass(frozen=True, slots=True)
class ShownImage:
    """A picture inside the article."""

    image: Image
    is_lead: bool
    """Whether it stands where an article opens, and is not small."""
    is_small: bool
    """Whether its largest file is known to be too small to stand for the article."""


def find_shown(sources: Sources) -> tuple[ShownImage, ...]:
    """Return the pictures inside the article, in reading order, each once."""
    found: dict[str, ShownImage] = {}
    place = _Place(sources.scope)
    paragraphs = seen = 0
    for element in sources.scope.iter("img", "p"):
        if element.tag == "p":
            paragraphs += paragraphs < 2 and len(text_of(element, limit=_TEXT)) > _TEXT
            continue
        seen += 1
        if seen > _MOST:
            break
        stated = _stated_width(element)
        if 0 < stated < _TINY or place.is_elsewhere(element):
            continue
        file = largest_file(element, sources.document)
        if file is None or is_sign(file[0]):
            continue
        url, width = file
        key = picture_key(url)
        if key in found or _leads_away(element, url, sources.document):
            continue
        caption, credit = find_caption(element)
        image = Image(url=url, caption=caption, credit=credit, alt=fold(element.get("alt")) or None)
        small = 0 < (width or stated) < _SMALL
        found[key] = ShownImage(image, is_lead=paragraphs < 2 and not small, is_small=small)
    return tuple(found.values())


def _stated_width(element: HtmlElement) -> int:
    width = element.get("width") or ""
    return int(width) if width.isascii() and width.isdecimal() else 0


class _Place:
    """Knows which parts of the scope belong to something else than the article."""

    def __init__(self, scope: HtmlElement) -> None:
        self._trunk = frozenset(_trunk(scope))
        self._verdicts: dict[HtmlElement, bool] = {}

    def is_elsewhere(self, element: HtmlElement) -> bool:
        """Return whether a picture stands in a part that is not the article."""
        path: list[HtmlElement] = []
        verdict = False
        for parent in element.iterancestors():
            if parent in self._trunk:
                break
            known = self._verdicts.get(parent)
            verdict = _is_foreign(parent) if known is None else known
            path.append(parent)
            if verdict or known is not None:
                break
        self._verdicts.update(dict.fromkeys(path, verdict))
        return verdict


def _is_foreign(element: HtmlElement) -> bool:
    if element.tag in ("nav", "footer"):
        return True
    if element.tag == "aside" and next(element.iter("figure"), None) is None:
        return True
    if element.tag not in _CONTAINERS:
        return False
    return not _ELSEWHERE.isdisjoint(name_words(element))


def _leads_away(element: HtmlElement, url: str, document: Document) -> bool:
    """Return whether a picture is a link to another page rather than to its own file."""
    link = next(element.iterancestors("a"), None)
    target = link.get("href") if link is not None else None
    if not target or target.startswith("#") or _FILE.search(target):
        return False
    address = document.absolute(target)
    if address is None or _host(address) == _host(url) != _host(document.url):
        return False
    return address.partition("#")[0] != document.url.partition("#")[0]


def _host(url: str) -> str | None:
    return urlsplit(url).hostname


def _trunk(scope: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements that hold the headline or the text, up to the scope."""
    yield scope
    marks = [next(scope.iter("h1"), None)]
    for element in scope.iter("p"):
        if len(text_of(element, limit=_TEXT)) > _TEXT:
            marks.append(element)
            break
    for mark in marks:
        for parent in mark.iterancestors() if mark is not None else ():
            yield parent
            if parent is scope:
                break


def is_sign(url: str) -> bool:
    """Return whether an address is by its name a logo, an icon or the like."""
    return _SIGN.search(url.partition("?")[0].rsplit("/", 1)[-1]) is not None
