"""How much a page is a list of links to other pages."""

import re
from functools import cached_property, lru_cache

from lxml.html import HtmlElement

from newscrawl.core.html.document import Document
from newscrawl.core.html.text import count_words, text_of

_ASIDE_TAGS = frozenset({"aside", "nav", "footer"})
_ELSEWHERE = re.compile(
    r"related|recommend|sidebar|comment|widget|footer|also|popular|trending|most-?read",
    re.IGNORECASE,
)
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_LONG_TEXT = 25
_LETTERS_OF_WORD = 4
_MANY = 400


class Listing:
    """A page's links to what may be articles, each kind counted when it is first asked for.

    Headings above the page's own one stand in a menu or a bar of news: they do not count.
    """

    def __init__(self, document: Document) -> None:
        """Take the page; what stands in menus and side columns of it does not count."""
        self._root = document.root
        self._elsewhere: dict[HtmlElement, bool] = {}

    @property
    def leads(self) -> bool:
        """Whether links come where an article would have its text."""
        return self.headings >= 3 and self._text_before < 60 * self.headings

    @cached_property
    def headings(self) -> int:
        """Headings that are links."""
        return len(self._linked_headings)

    @cached_property
    def long_links(self) -> int:
        """Different addresses behind links of a headline's length, at most 400."""
        addresses: set[str] = set()
        for link in self._root.iter("a"):
            address = link.get("href")
            if (
                address
                and address not in addresses
                and not self._is_elsewhere(link)
                and _length(text_of(link)) >= _LONG_TEXT
            ):
                addresses.add(address)
            if len(addresses) >= _MANY:
                break
        return len(addresses)

    @cached_property
    def _linked_headings(self) -> list[HtmlElement]:
        found: list[HtmlElement] = []
        for heading in self._root.iter("h1", *_HEADINGS):
            if heading is self._title:
                found.clear()
            elif heading.tag != "h1" and not self._is_elsewhere(heading) and _is_linked(heading):
                found.append(heading)
        return found

    @cached_property
    def _title(self) -> HtmlElement | None:
        """The page's one h1 of a headline's length that is no link."""
        titles = [h1 for h1 in self._root.iter("h1") if _length(text_of(h1)) >= _LONG_TEXT]
        return titles[0] if len(titles) == 1 and not _is_linked(titles[0]) else None

    @cached_property
    def _text_before(self) -> int:
        """How much text paragraphs have before the second heading that is a link."""
        length = 0
        for element in self._root.iter("p", "h1", *_HEADINGS):
            if element is self._linked_headings[1]:
                break
            if element is self._title:
                length = 0
            elif element.tag == "p" and not self._is_elsewhere(element):
                length += _own_text(element)
        return length

    def _is_elsewhere(self, element: HtmlElement) -> bool:
        known = self._elsewhere
        unknown: list[HtmlElement] = []
        answer = False
        for parent in element.iterancestors():
            if parent in known:
                answer = known[parent]
                break
            unknown.append(parent)
            if (own := _is_aside(parent)) is not None:
                answer = own
                break
        known.update(dict.fromkeys(unknown, answer))
        return answer


def _is_aside(element: HtmlElement) -> bool | None:
    """Return whether what an element holds is elsewhere; None where its parents decide."""
    if element.tag in _ASIDE_TAGS:
        return True
    if element.tag in ("body", "main"):
        return False
    is_named = _is_named_elsewhere(f"{element.get('class') or ''} {element.get('id') or ''}")
    return True if is_named else None


# Names repeat within a page and over the pages of a site.
@lru_cache(maxsize=4096)
def _is_named_elsewhere(names: str) -> bool:
    return _ELSEWHERE.search(names) is not None


def _own_text(paragraph: HtmlElement) -> int:
    linked = sum(_length(text_of(link)) for link in paragraph.iter("a"))
    return max(0, _length(text_of(paragraph)) - linked)


def _length(text: str) -> int:
    """Return a text's characters, or more where a few of them make a word, as in Chinese."""
    return max(len(text), _LETTERS_OF_WORD * count_words(text))


def _is_linked(heading: HtmlElement) -> bool:
    text = text_of(heading)
    if _length(text) < 12:
        return False
    if next(heading.iterancestors("a"), None) is not None:
        return True
    return sum(len(text_of(link)) for link in heading.iter("a")) * 2 > len(text)
