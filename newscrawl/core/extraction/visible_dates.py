"""The dates that a reader sees on a page, and how likely each is the article's own."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from newscrawl.core.extraction.date_labels import DateKind, label_kind
from newscrawl.core.extraction.moments import Moment
from newscrawl.core.extraction.sources import Sources
from newscrawl.core.html.text import fold, text_of

_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_MARKED = frozenset({"time", "abbr"})
_MARKS = _HEADINGS | _MARKED | {"p"}
_UNSEEN = frozenset({"script", "style", "noscript", "option", "template", "textarea"})
_YEAR = re.compile(r"\d{4}")
_DATE_NAME = re.compile(
    r"publi|posted|dateline|timestamp|(?<!up)(?<!vali)date|datum|fecha|created|"
    r"(?<![a-z])(?:time|data)(?![a-z])",
    re.IGNORECASE,
)
_HEAD_NAME = re.compile(r"byline|meta|info|author|head|intro|subtitle|credit", re.IGNORECASE)
# `updated` alone is what hAtom calls any date of an entry.
_UPDATED_NAME = re.compile(
    r"(?:last|date|time|post|is)[-_]?(?:updat|modif)|updat\w*[-_]?(?:at|date|time|on)\b|modif|revis|"
    r"field--type-changed",
    re.IGNORECASE,
)
_ELSEWHERE_NAME = re.compile(
    r"related|comment|recommend|teaser|card|sidebar|widget|popular|latest|most-?read|archive|promo|"
    r"carousel|slider|(?<![a-z-])footer|(?:site|page)-?footer|copyright|similar|trending|ticker|"
    r"calendar|event|instagram|tweet|embed",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"©|\bcopyright\b|\(c\) ", re.IGNORECASE)
_ELSEWHERE_TAGS = frozenset(
    {"aside", "nav", "footer", "form", "select", "table", "figcaption", "blockquote"}
)
_MOST_ELEMENTS = 20_000
_MOST_HEADINGS = 20
_LONGEST_HEADING = 300
_MOST_BEFORE = 12
_MOST_AFTER = 40
_MOST_IN_A_TEXT = 2
_SHORT = 24
_PROSE = 140
_LEAD = 60
_NEAR = 2
"""Levels above the headline within which everything before the text is the article's head."""

Read = Callable[[str], Moment | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisibleDate:
    """A date on the page."""

    moment: Moment
    """What it says."""
    kind: DateKind
    """What it is the date of; `other` where the page does not say."""
    source: str
    """`time` or `text`."""
    score: float
    """How likely it is the article's own: from 4 on nine in ten are, at 2 three in four."""


class _Node(NamedTuple):
    """A step of the way through the page: an element of `_MARKS`, or a text with four digits."""

    element: HtmlElement
    """The element, or the one that holds the text."""
    text: str | None = None
    """The text; None: the element itself."""
    behind: HtmlElement | None = None
    """The child that the text follows."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a date may stand."""

    text: str
    holder: HtmlElement
    """The element whose text it is."""
    behind: HtmlElement | None
    """The child of it that the text follows."""
    paragraphs: int
    """Longer paragraphs between the headline and it; -1: it stands before the headline."""


def find_visible_dates(sources: Sources, read: Read) -> list[VisibleDate]:
    """Return the dates that the page shows, the likeliest first."""
    nodes = list(_nodes(sources.document.root))
    heading = _find_heading(nodes, _title(sources))
    above = list(heading.iterancestors()) if heading is not None else []
    levels = {element: level for level, element in enumerate(above, start=1)}
    shown = [
        (place, moment, kind)
        for place in _places(nodes, heading)
        for moment, kind in _read_place(place, read)
    ]
    alike = Counter(_form(place.holder) for place, _, _ in shown)
    # A page that shows one day only means that one; three dates of one form are a list.
    alone = 2 * (len({moment.when.date() for _, moment, _ in shown}) == 1)
    dates = [
        VisibleDate(
            moment=moment,
            kind=kind,
            source="time" if place.holder.tag in _MARKED else "text",
            score=_score(place, moment, kind, levels)
            + alone
            - 2 * (alike[_form(place.holder)] > 2),
        )
        for place, moment, kind in shown
    ]
    return sorted(dates, key=lambda date: -date.score)


def _nodes(root: HtmlElement) -> Iterator[_Node]:
    body = root.find("body")
    elements = (root if body is None else body).iter()
    for element in islice(elements, _MOST_ELEMENTS):
        tag = element.tag
        if tag in _MARKS:
            yield _Node(element)
        if (text := element.text) and tag not in _UNSEEN and _YEAR.search(text):
            yield _Node(element, text)
        if (tail := element.tail) and _YEAR.search(tail):
            parent = element.getparent()
            if parent is not None and parent.tag not in _UNSEEN:
                yield _Node(parent, tail, element)


def _title(sources: Sources) -> str:
    title = sources.document.root.find(".//title")
    in_head = title.text if title is not None else ""
    return _letters(f"{sources.document.meta.get('og:title', '')} {in_head}")


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _find_heading(nodes: list[_Node], title: str) -> HtmlElement | None:
    """Return the heading that repeats most of the page's title, else the first h1."""
    headings = [
        node.element for node in nodes if node.text is None and node.element.tag in _HEADINGS
    ]
    best, most = next((heading for heading in headings if heading.tag == "h1"), None), 5
    for heading in headings[:_MOST_HEADINGS]:
        letters = _letters(text_of(heading, limit=_LONGEST_HEADING))
        if len(letters) > most and letters in title:
            best, most = heading, len(letters)
    return best


def _places(nodes: list[_Node], heading: HtmlElement | None) -> Iterator[_Place]:
    """Yield where dates may stand, in reading order: a few before the headline, more behind it."""
    start = nodes.index(_Node(heading)) if heading is not None else 0
    before = [place for node in nodes[:start] if (place := _place(node, -1)) is not None]
    yield from before[-_MOST_BEFORE:]
    paragraphs = found = 0
    for node in nodes[start:]:
        if node.text is None and node.element.tag == "p":
            paragraphs += len(node.element.text or "") > _LEAD
        elif (place := _place(node, paragraphs)) is not None:
            yield place
            found += 1
            if found >= _MOST_AFTER:
                return


def _place(node: _Node, paragraphs: int) -> _Place | None:
    element, text, behind = node
    if text is None:
        if element.tag not in _MARKED:
            return None
        text = element.get("datetime") or element.get("title") or ""
        if not _YEAR.search(text):
            return None
    else:
        text = fold(text)
        if len(text) > _PROSE:
            text = text[:_LEAD]
    return _Place(text, element, behind, paragraphs)


def _read_place(place: _Place, read: Read) -> Iterator[tuple[Moment, DateKind]]:
    """Yield the dates of a place, each with what it is the date of."""
    text, holder, behind = place.text, place.holder, place.behind
    moment = read(text)
    if moment is None and len(text) < _SHORT:
        # Day, month and year may stand in elements of their own.
        for _ in range(2):
            parent = holder.getparent()
            if parent is None or moment is not None:
                break
            holder, behind, text = parent, None, text_of(parent, limit=_PROSE)
            moment = read(text) if len(text) <= 2 * _LEAD else None
    if moment is None or _COPYRIGHT.search(text[: moment.start]):
        return
    before = text_of(behind, limit=_LEAD) if behind is not None else _text_before(holder)
    for _ in range(_MOST_IN_A_TEXT):
        rest = text[moment.end :]
        yield moment, _kind(text[: moment.start], rest, before) or _kind_by_name(holder)
        moment = read(rest)
        if moment is None:
            return
        text, before = rest, ""


def _kind(ahead: str, rest: str, before: str) -> DateKind | None:
    """Return what the words around a date say it is the date of."""
    if kind := label_kind(ahead[-_LEAD:]) or label_kind(before[-_LEAD:]):
        return kind
    # A label behind a date is its own only where no other date follows.
    return None if _YEAR.search(rest) else label_kind(rest[:_SHORT])


def _kind_by_name(holder: HtmlElement) -> DateKind:
    parent = holder.getparent()
    names = _names(holder) + (_names(parent) if parent is not None else "")
    return DateKind.MODIFIED if _UPDATED_NAME.search(names) else DateKind.OTHER


def _text_before(holder: HtmlElement) -> str:
    """Return the short text right before an element, where a label would be."""
    parent, previous = holder.getparent(), holder.getprevious()
    if parent is None:
        return ""
    if previous is None and not (parent.text or "").strip():
        holder, previous = parent, parent.getprevious()
        parent = holder.getparent()
    if previous is None:
        return fold(parent.text)[-_LEAD:] if parent is not None else ""
    if tail := fold(previous.tail):
        return tail[-_LEAD:]
    text = text_of(previous, limit=_LEAD)
    return "" if len(text) > _LEAD or _YEAR.search(text) else text


def _names(element: HtmlElement) -> str:
    get = element.get
    return f"{get('class', '')} {get('id', '')} {get('itemprop', '')} {get('data-testid', '')} "


def _form(holder: HtmlElement) -> tuple[object, ...]:
    parent = holder.getparent()
    return (holder.tag, holder.get("class"), parent.get("class") if parent is not None else None)


def _score(place: _Place, moment: Moment, kind: DateKind, levels: dict[HtmlElement, int]) -> float:
    """Return how likely a date is the article's own: by its label, names, place and company."""
    score = 3.0 * (kind is DateKind.PUBLISHED) + 2.0 * (place.holder.tag in _MARKED)
    path = _path(place.holder, levels)
    level = levels.get(path[-1])
    own = path[:-1] if level is not None else path
    names = " ".join(_names(element) for element in own[:3])
    if _DATE_NAME.search(names):
        score += 2
    elif _HEAD_NAME.search(names):
        score += 1
    written = moment.end - moment.start
    in_head = level is not None and level <= _NEAR and place.paragraphs <= 0
    if _is_elsewhere(own, written, in_head=in_head):
        score -= 6
    beside = len(place.text) - written
    score += 1 if beside <= 12 else 0 if beside <= 30 else -2 if beside <= _LEAD else -5
    if level is not None:
        score += max(0, 4 - level) - (level > 7)
    return score + _nearness(place.paragraphs)


def _path(holder: HtmlElement, levels: dict[HtmlElement, int]) -> list[HtmlElement]:
    """Return the elements from a date up to the first that holds the headline too."""
    path = [holder]
    while path[-1] not in levels and (parent := path[-1].getparent()) is not None:
        path.append(parent)
    return path


def _is_elsewhere(own: list[HtmlElement], written: int, *, in_head: bool) -> bool:
    """Return whether the elements around a date, but not its headline, are another article's."""
    if any(
        element.tag == "a" and len(text_of(element, limit=2 * _LEAD)) > written + _SHORT
        for element in own[:4]
    ):
        return True
    return not in_head and any(
        element.tag in _ELSEWHERE_TAGS or _ELSEWHERE_NAME.search(_names(element))
        for element in own
        if element.tag not in ("body", "html")
    )


def _nearness(paragraphs: int) -> int:
    if paragraphs == 0:
        return 2
    if paragraphs <= 2:
        return 1
    return -1 if paragraphs > 6 else 0
