"""Where on a page a date may stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lxml.html import HtmlElement

from newscrawl.core.extraction.date_labels import label_kind
from newscrawl.core.html.document import Document
from newscrawl.core.html.text import fold, text_of

MARKED = frozenset({"time", "abbr"})
"""Elements that state a date in an attribute."""
PROSE = 140
"""A longer text is prose; a date that is more than a mention stands at its beginning."""
LEAD = 60
"""The length of that beginning, and of a label."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_MARKS = _HEADINGS | MARKED | {"p"}
_UNSEEN = frozenset({"script", "style", "noscript", "option", "template", "textarea"})
_YEAR = re.compile(r"\d{4}")
_FIGURES = re.compile(r"\d(?:\d{3}|[./-]\d\d(?!\d))")
_LOOKED_AT = 300
_MOST_ELEMENTS = 20_000
_MOST_HEADINGS = 20
_LONGEST_HEADING = 300
_SHORTEST_TITLE = 5
_NODES_BEFORE, _NODES_AFTER = 500, 3_000
_MOST_BEFORE = 12
_MOST_AFTER = 40


class _Node(NamedTuple):
    """A step of the way through the page: an element of `_MARKS`, or a text with figures."""

    element: HtmlElement
    """The element, or the one that holds the text."""
    text: str | None = None
    """The text; None: the element itself."""
    behind: HtmlElement | None = None
    """The child that the text follows."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a date may stand."""

    text: str
    holder: HtmlElement
    """The element whose text it is."""
    behind: HtmlElement | None
    """The child of it that the text follows."""
    paragraphs: int
    """Longer paragraphs between the headline and it; -1: it stands before the headline."""
    has_year: bool
    """Whether the text has four figures in a row; else it has a label and two for the year."""


def find_places(document: Document) -> tuple[HtmlElement | None, list[Place]]:
    """Return the page's headline and, in reading order, where dates may stand around it."""
    elements = document.elements
    body = document.root.find("body")
    start = 0 if body is None else elements.index(body)
    nodes = list(_nodes(elements[start : start + _MOST_ELEMENTS]))
    heading = _find_heading(nodes, _title(document, elements[:start]))
    return heading, list(_places(nodes, heading))


def _nodes(elements: tuple[HtmlElement, ...]) -> Iterator[_Node]:
    has_figures = _FIGURES.search
    for element in elements:
        tag = element.tag
        if tag in _MARKS:
            yield _Node(element)
        text = element.text
        if (
            text
            and not text.isspace()
            and tag not in _UNSEEN
            and has_figures(text, 0, _LOOKED_AT)
        ):  # fmt: skip
            yield _Node(element, text)
        text = element.tail
        if text and not text.isspace() and has_figures(text, 0, _LOOKED_AT):
            parent = element.getparent()
            if parent is not None and parent.tag not in _UNSEEN:
                yield _Node(parent, text, element)


def _title(document: Document, head: tuple[HtmlElement, ...]) -> str:
    in_head = next((element.text for element in head if element.tag == "title"), None)
    return _letters(f"{document.meta.get('og:title', '')} {in_head or ''}")


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def _find_heading(nodes: list[_Node], title: str) -> HtmlElement | None:
    """Return the heading that repeats most of the page's title, an h1 first, else the first h1."""
    headings = [
        node.element for node in nodes if node.text is None and node.element.tag in _HEADINGS
    ]
    best = next((heading for heading in headings if heading.tag == "h1"), None)
    fitting = (False, _SHORTEST_TITLE)
    for heading in headings[:_MOST_HEADINGS]:
        letters = _letters(text_of(heading, limit=_LONGEST_HEADING))
        fits = (heading.tag == "h1", len(letters))
        if len(letters) > _SHORTEST_TITLE and fits > fitting and letters in title:
            best, fitting = heading, fits
    return best


def _places(nodes: list[_Node], heading: HtmlElement | None) -> Iterator[Place]:
    """Yield where dates may stand: a few places before the headline, more behind it."""
    start = nodes.index(_Node(heading)) if heading is not None else 0
    ahead = nodes[max(0, start - _NODES_BEFORE) : start]
    before = [place for node in ahead if (place := _place(node, -1)) is not None]
    yield from before[-_MOST_BEFORE:]
    paragraphs = found = 0
    for node in nodes[start : start + _NODES_AFTER]:
        if node.text is None and node.element.tag == "p":
            paragraphs += len(node.element.text or "") > LEAD
        elif (place := _place(node, paragraphs)) is not None:
            yield place
            found += 1
            if found >= _MOST_AFTER:
                return


def _place(node: _Node, paragraphs: int) -> Place | None:
    element, text, behind = node
    if text is None:
        if element.tag not in MARKED:
            return None
        text = element.get("datetime") or element.get("title") or ""
        if not _YEAR.search(text):
            return None
        return Place(text, element, behind, paragraphs, has_year=True)
    text = fold(text)
    if len(text) > PROSE:
        text = text[:LEAD]
    has_year = _YEAR.search(text) is not None
    if not has_year and not _is_labelled(text):
        return None
    return Place(text, element, behind, paragraphs, has_year)


def _is_labelled(text: str) -> bool:
    """Return whether a label stands before the figures of a text."""
    ahead, *_ = _FIGURES.split(text, maxsplit=1)
    return bool(ahead) and label_kind(ahead[-LEAD:]) is not None
