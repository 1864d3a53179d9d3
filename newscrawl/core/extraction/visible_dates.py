"""The dates that a reader sees on a page, and how likely each is the article's own."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from lxml.html import HtmlElement

from newscrawl.core.extraction.date_labels import DateKind, label_kind, label_kinds
from newscrawl.core.extraction.date_places import LEAD, MARKED, PROSE, Place, find_places
from newscrawl.core.extraction.moments import Moment
from newscrawl.core.extraction.sources import Sources
from newscrawl.core.html.text import fold, text_of

_YEAR = re.compile(r"\d{4}")
_LABEL_BEHIND = re.compile(r"[^(（|/]{0,24}?([^\W\d]+)[\s.):）]*")
_DATE_NAME = re.compile(
    r"publi|posted|dateline|timestamp|(?<!up)(?<!vali)date|datum|fecha|created|"
    r"(?<![a-z])(?:time|data)(?![a-z])"
)
_HEAD_NAME = re.compile(r"byline|meta|info|author|head|intro|subtitle|credit")
# `updated` alone is what hAtom calls any date of an entry.
_UPDATED_NAME = re.compile(
    r"(?:last|date|time|post|is)[-_]?(?:updat|modif)|updat\w*[-_]?(?:at|date|time|on)\b|modif|revis|"
    r"field--type-changed"
)
_ELSEWHERE_NAME = re.compile(
    r"related|comment|recommend|teaser|card|sidebar|widget|popular|latest|most-?read|archive|promo|"
    r"carousel|slider|(?<![a-z-])footer|(?:site|page)-?footer|copyright|similar|trending|ticker|"
    r"calendar|event|instagram|tweet|embed"
)
_COPYRIGHT = re.compile(r"©|\bcopyright\b|\(c\) ", re.IGNORECASE)
_ELSEWHERE_TAGS = frozenset(
    {"aside", "nav", "footer", "form", "select", "table", "figcaption", "blockquote"}
)
_MOST_IN_A_TEXT = 2
_SHORT = 24
_ROW = 2 * LEAD
"""Characters up to which the text of an element whose parts make a date is looked at."""
_LATE = 6
"""Paragraphs of text behind which a date is rather of something else."""
_MOST_AHEAD = 3.0
"""What a date far ahead of the headline scores at most: many pages show there what day it is."""
_NEAR_BEFORE, _NEAR_BEHIND = 2, 3
"""Levels above the headline within which what stands before it, or before the text, is its own."""


class Read(Protocol):
    """Reads the first date in a text, see `read_moment`."""

    def __call__(self, text: str, *, short_years: bool = False) -> Moment | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class VisibleDate:
    """A date on the page."""

    moment: Moment
    """What it says."""
    kind: DateKind
    """What it is the date of; `unstated` where the page does not say."""
    source: str
    """`time` or `text`."""
    score: float
    """How likely it is the article's own: from 4 on nine in ten are, at 2 three in four."""


def find_visible_dates(sources: Sources, read: Read) -> list[VisibleDate]:
    """Return the dates that the page shows, the likeliest first."""
    heading, places = find_places(sources.document)
    above = list(heading.iterancestors()) if heading is not None else []
    levels = {element: level for level, element in enumerate(above, start=1)}
    rows = _Rows(read)
    shown = [
        (place, moment, kind) for place in places for moment, kind in _read_place(place, read, rows)
    ]
    alike = Counter(_form(place.holder) for place, _, _ in shown)
    # A page that shows one day only means that one; three dates of one form are a list.
    alone = 2 * (len({moment.when.date() for _, moment, _ in shown}) == 1)
    dates = [
        VisibleDate(
            moment=moment,
            kind=kind,
            source="time" if place.holder.tag in MARKED else "text",
            score=_score(place, moment, kind, levels)
            + alone
            - 2 * (alike[_form(place.holder)] > 2),
        )
        for place, moment, kind in shown
    ]
    return sorted(dates, key=lambda date: -date.score)


class _Rows:
    """Elements whose parts may make a date together, each read once: a list's dates share theirs."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._known: dict[HtmlElement, tuple[str, Moment | None]] = {}

    def read(self, element: HtmlElement) -> tuple[str, Moment | None]:
        """Return the text of an element, and the date that it says where it is short."""
        found = self._known.get(element)
        if found is None:
            text = text_of(element, limit=_ROW)
            found = text, self._read(text) if len(text) <= _ROW else None
            self._known[element] = found
        return found


def _read_place(place: Place, read: Read, rows: _Rows) -> Iterator[tuple[Moment, DateKind]]:
    """Yield the dates of a place, each with what it is the date of."""
    text, holder, behind = place.text, place.holder, place.behind
    moment = read(text, short_years=not place.has_year)
    if moment is None and len(text) < _SHORT:
        # Day, month and year may stand in elements of their own.
        for _ in range(2):
            parent = holder.getparent()
            if parent is None or moment is not None:
                break
            holder, behind = parent, None
            text, moment = rows.read(parent)
    if moment is None or _COPYRIGHT.search(text[: moment.start]):
        return
    before = text_of(behind, limit=LEAD) if behind is not None else _text_before(holder)
    for _ in range(_MOST_IN_A_TEXT):
        rest = text[moment.end :]
        kind = (
            _kind(text[: moment.start], rest, before)
            or _kind_of_shown(holder)
            or _kind_by_name(holder)
        )
        if kind is not DateKind.OTHER:
            yield moment, kind
        moment = read(rest)
        if moment is None:
            return
        text, before = rest, ""


def _kind(ahead: str, rest: str, before: str) -> DateKind | None:
    """Return what the words around a date say it is the date of."""
    if kind := label_kind(ahead[-LEAD:]) or label_kind(before[-LEAD:]):
        return kind
    # A label behind a date, and behind its time, is its own only where the text ends with it.
    match = _LABEL_BEHIND.fullmatch(rest)
    return label_kind(match[1]) if match else None


def _kind_of_shown(holder: HtmlElement) -> DateKind | None:
    """Return what the text of a marked element says that its attribute is the date of.

    Where it names two dates the attribute states the last one, the change.
    """
    if holder.tag not in MARKED:
        return None
    kinds = label_kinds(text_of(holder, limit=PROSE)[:PROSE])
    return DateKind.MODIFIED if DateKind.MODIFIED in kinds else kinds[0] if kinds else None


def _kind_by_name(holder: HtmlElement) -> DateKind:
    parent = holder.getparent()
    names = _names(holder) + (_names(parent) if parent is not None else "")
    return DateKind.MODIFIED if _UPDATED_NAME.search(names) else DateKind.UNSTATED


def _text_before(holder: HtmlElement) -> str:
    """Return the short text right before an element, where a label would be."""
    parent, previous = holder.getparent(), holder.getprevious()
    if parent is None:
        return ""
    if previous is None and not (parent.text or "").strip():
        holder, previous = parent, parent.getprevious()
        parent = holder.getparent()
    if previous is None:
        return fold(parent.text)[-LEAD:] if parent is not None else ""
    if tail := fold(previous.tail):
        return tail[-LEAD:]
    text = text_of(previous, limit=LEAD)
    return "" if len(text) > LEAD or _YEAR.search(text) else text


def _names(element: HtmlElement) -> str:
    get = element.get
    names = f"{get('class', '')} {get('id', '')} {get('itemprop', '')} {get('data-testid', '')} "
    return names.lower()


def _form(holder: HtmlElement) -> tuple[object, ...]:
    parent = holder.getparent()
    return (holder.tag, holder.get("class"), parent.get("class") if parent is not None else None)


def _score(place: Place, moment: Moment, kind: DateKind, levels: dict[HtmlElement, int]) -> float:
    """Return how likely a date is the article's own: by its label, names, place and company."""
    score = 3.0 * (kind is DateKind.PUBLISHED) + 2.0 * (place.holder.tag in MARKED)
    path = _path(place.holder, levels)
    level = levels.get(path[-1])
    own = path[:-1] if level is not None else path
    names = " ".join(_names(element) for element in own[:3])
    if _DATE_NAME.search(names):
        score += 2
    elif _HEAD_NAME.search(names):
        score += 1
    written = moment.end - moment.start
    near = _NEAR_BEFORE if place.paragraphs < 0 else _NEAR_BEHIND
    in_head = level is not None and level <= near and place.paragraphs <= 0
    if _is_elsewhere(own, written, in_head=in_head):
        score -= 6
    beside = len(place.text) - written
    score += 1 if beside <= 12 else 0 if beside <= 30 else -2 if beside <= LEAD else -5
    if place.paragraphs > _LATE and beside > 12 and kind is DateKind.UNSTATED:
        score -= 1
    if level is not None:
        score += max(0, 4 - level) - (level > 7)
    score += _nearness(place.paragraphs)
    is_ahead = place.paragraphs < 0 and (level is None or level > _NEAR_BEHIND)
    return min(score, _MOST_AHEAD) if is_ahead else score


def _path(holder: HtmlElement, levels: dict[HtmlElement, int]) -> list[HtmlElement]:
    """Return the elements from a date up to the first that holds the headline too."""
    path = [holder]
    while path[-1] not in levels and (parent := path[-1].getparent()) is not None:
        path.append(parent)
    return path


def _is_elsewhere(own: list[HtmlElement], written: int, *, in_head: bool) -> bool:
    """Return whether the elements around a date, but not its headline, are another article's."""
    if any(
        element.tag == "a" and len(text_of(element, limit=2 * LEAD)) > written + _SHORT
        for element in own[:4]
    ):
        return True
    return not in_head and any(
        element.tag in _ELSEWHERE_TAGS or _is_named_elsewhere(_names(element))
        for element in own
        if element.tag not in ("body", "html")
    )


def _is_named_elsewhere(names: str) -> bool:
    """Return whether an element is named for something else first, as `comment-date` is."""
    found = _ELSEWHERE_NAME.search(names)
    return found is not None and _DATE_NAME.search(names, 0, found.start()) is None


def _nearness(paragraphs: int) -> int:
    if paragraphs == 0:
        return 2
    if paragraphs <= 2:
        return 1
    return -1 if paragraphs > _LATE else 0
