"""Who a page shows as its article's authors: beside the headline, else behind the text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml.html import HtmlElement

from newscrawl.core.extraction.byline_words import JOINED, JOINS, OTHER_PART, ROLE_CLOSE, WRITER
from newscrawl.core.extraction.person_names import (
    is_person,
    more_names,
    name_in_fields,
    names_before_roles,
    one_word,
    split_names,
    without_by,
)
from newscrawl.core.extraction.sources import Sources
from newscrawl.core.html.names import name_words
from newscrawl.core.html.text import fold, text_of

_AUTHOR_NAME = re.compile(
    r"author(?!i[sz])|byline|autor(?!i[sz])|auteur|autore|redakteur|writer|written-?by|posted-?by|"
    r"journalist|contributor|columnist|kirjoittaja|forfatter|skribent|penulis|yazar|muhabir|\bvcard"
)
_NAMES = ("class", "id", "data-testid")
_OTHER_NAME = re.compile(
    r"review|fact[-_]?check|checked|editor(?!ial)|photo|illustr|translat|tester", re.IGNORECASE
)
_PROFILE = re.compile(
    r"/(?:authors?|autor(?:en|es|a|i)?|auteurs?|autore|profiles?|staff|redakteur\w*|journalists?|"
    r"journalistes?|contributors?|writers?|reporters?|columnists?|experts?|bio|skribent|forfatter|"
    r"toimittaja|yazar(?:lar)?|penulis|author-profile)/+[^/?#]+/?(?:$|[?#])"
)
_OTHER_TEXTS = (
    "related recommend recommended recommendation recommendations sidebar caption credit read "
    "trending promo popular recent latest similar carousel slider testimonial menu nav navigation "
    "breadcrumb breadcrumbs cookie modal"
)
_ELSEWHERE = frozenset(_OTHER_TEXTS.split())
_CARDS = frozenset({"card", "cards", "teaser", "teasers"})
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_COMMENTS = frozenset({"comment", "comments", "commentlist", "reply", "replies", "respond"})
_OWN = frozenset({"author", "authors", "byline", "bylines", "vcard", "autor", "auteur"})
_ELSEWHERE_TAGS = frozenset({"nav", "aside", "figure", "figcaption", "select", "button"})
_UNREAD = frozenset(
    {"script", "style", "noscript", "template", "svg", "time", "button", "figcaption"}
)
_ITALICS = frozenset({"em", "i"})
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\d\d?[.:/]\d\d")
_BEFORE = 40
_AFTER = 160
_MOST_PARAGRAPHS = 2
_PARAGRAPH = 80
_LONGEST = 240
_LONGEST_LINE = 120
_LONGEST_NAME = 60
_FARTHEST = 24
_MOST_PIECES = 24
_MOST_TRIES = 30
_LAST = 4


Shown = dict[str, list[str]]
"""Names in the page's order by what tells that they are the authors'; empty where there are none."""


class Bylines:
    """The places of one page where its article's authors may be named."""

    def __init__(self, sources: Sources, heading: HtmlElement | None) -> None:
        self._root = sources.document.root
        self._elements = sources.document.elements
        start = heading if heading is not None else self._root.find("body")
        self._at = self._elements.index(start) if start is not None else 0
        self._above = frozenset(start.iterancestors()) if start is not None else frozenset()
        self._author_names: dict[str, bool] = {}
        self._elsewhere: dict[HtmlElement, bool] = {}
        title = self._root.find(".//title")
        self._title = text_of(title) if title is not None else ""
        self._after = self._head()

    def beside_headline(self) -> Shown:
        """Return who is marked as an author around the headline, before the text has well begun."""
        before = self._elements[max(0, self._at - _BEFORE) : self._at]
        return self._marked(self._after) or self._marked(before)

    def line_beside_headline(self) -> Shown:
        """Return who is named there in a line that begins with "by", or beside a role or date."""
        return self._line(self._after) or self._bare(self._after)

    def behind_text(self) -> Shown:
        """Return who is named behind the text: in a box about the author, or as its last line."""
        rest = self._elements[self._at + len(self._after) :]
        return self._marked(rest, links=False) or self._signature()

    def _head(self) -> tuple[HtmlElement, ...]:
        """Return what follows the headline up to the third paragraph."""
        paragraphs = 0
        behind = self._elements[self._at + 1 : self._at + _AFTER]
        for at, element in enumerate(behind):
            if element.tag == "p" and len(text_of(element, limit=_PARAGRAPH)) > _PARAGRAPH:
                paragraphs += 1
                if paragraphs > _MOST_PARAGRAPHS:
                    return behind[:at]
        return behind

    def _marked(self, elements: Iterable[HtmlElement], *, links: bool = True) -> Shown:
        """Return the names in the first elements that are marked as an author's."""
        names: list[str] = []
        form = mark = last = None
        near = tries = 0
        for element in elements:
            near -= 1
            if (form is not None and not near) or tries == _MOST_TRIES:
                break
            found = self._mark(element, links=links)
            if (
                found is None
                or (form is not None and _form(element) != form)
                or (last is not None and last in element.iterancestors())
                or self._is_elsewhere(element)
                or _is_other_part(element)
            ):
                continue
            tries += 1
            if more := _names_in(element, is_sure=found != "profile link"):
                form, mark, last, near = _form(element), mark or found, element, _FARTHEST
                names += more
        return {mark: names} if mark else {}

    def _mark(self, element: HtmlElement, *, links: bool) -> str | None:
        """Return what marks an element as an author's, or None."""
        get = element.get
        if (rel := get("rel")) and "author" in rel.split():
            return "rel=author"
        if get("itemprop") == "author":
            return "itemprop author"
        if any(self._is_author_name(get(name)) for name in _NAMES):
            return "byline"
        if links and element.tag == "a" and (href := get("href")) and _PROFILE.search(href.lower()):
            return "profile link"
        return None

    def _is_author_name(self, names: str | None) -> bool:
        if not names:
            return False
        if names not in self._author_names:
            self._author_names[names] = _AUTHOR_NAME.search(names.lower()) is not None
        return self._author_names[names]

    def _line(self, elements: Iterable[HtmlElement]) -> Shown:
        """Return the names in the first line that begins with "by"."""
        for element in elements:
            for text, is_behind in _short_texts(element):
                rest, is_by = without_by(text)
                if not is_by or self._is_elsewhere(element):
                    continue
                if not is_behind and len(element) and element[0].tag == "br":
                    names = split_names(text)
                elif not is_behind:
                    names = _names_in(element, is_sure=len(text.split()) == 2)
                elif _is_in_prose(element):
                    continue
                elif rest or (following := element.getnext()) is None:
                    names = split_names(text)
                else:
                    names = _names_in(following, is_sure=False)
                if names:
                    return {"text": names}
        return {}

    def _bare(self, elements: Iterable[HtmlElement]) -> Shown:
        """Return who stands alone beside a role or a date."""
        for element in elements:
            for text, _ in _short_texts(element):
                names = names_before_roles(text)
                if names and not self._is_elsewhere(element):
                    return {"beside role": names}
                name = name_in_fields(text)
                if name is None or name in self._title or self._is_elsewhere(element):
                    continue
                rest = text.replace(name, "")
                words = [word.strip(",.|:;()（）") for word in rest.split()]
                if any(WRITER.fullmatch(word) or ROLE_CLOSE.fullmatch(word) for word in words):
                    return {"beside role": [name]}
                if _DATE.search(rest):
                    return {"beside date": [name]}
        return {}

    def _signature(self) -> Shown:
        """Return who signs the text in one of its last lines."""
        parents = Counter(
            paragraph.getparent()
            for paragraph in self._root.iter("p")
            if len(text_of(paragraph, limit=_PARAGRAPH)) > _PARAGRAPH
        )
        if not parents:
            return {}
        for line in reversed(parents.most_common(1)[0][0][-_LAST:]):
            text = text_of(line, limit=_LONGEST_LINE)
            if len(text) > _LONGEST_LINE:
                return {}
            if (
                (names := split_names(text))
                and all(map(is_person, names))
                and (
                    without_by(text)[1]
                    or (_is_set_off(line) and len(text) <= sum(map(len, names)) + 4)
                )
            ):
                return {"signature": names}
        return {}

    def _is_elsewhere(self, element: HtmlElement) -> bool:
        """Return whether an element is in a part of the page that belongs to another text."""
        path: list[HtmlElement] = []
        step: HtmlElement | None = element
        verdict = False
        while step is not None and step not in self._above:
            if step in self._elsewhere:
                verdict = self._elsewhere[step]
                break
            path.append(step)
            if _is_other_text(step):
                verdict = True
                break
            step = step.getparent()
        self._elsewhere.update(dict.fromkeys(path, verdict))
        return verdict


def _short_texts(element: HtmlElement) -> Iterator[tuple[str, bool]]:
    """Yield the text that an element begins with, and the one behind it, where they are a line's."""
    texts = (element.text if element.tag not in _UNREAD else None, element.tail)
    for text, is_behind in zip(texts, (False, True), strict=True):
        if text and 1 < len(text := fold(text)) <= _LONGEST_LINE:
            yield text, is_behind


def _is_in_prose(element: HtmlElement) -> bool:
    """Return whether the text behind an element goes on within a longer paragraph."""
    parent = element.getparent()
    if parent is None or not text_of(element, limit=1):
        return False
    return len(text_of(parent, limit=_LONGEST)) > _LONGEST


def _is_other_text(element: HtmlElement) -> bool:
    """Return whether an element is no part of the article: it says so, or is another one's card."""
    words = name_words(element)
    if element.tag in _ELSEWHERE_TAGS or not words.isdisjoint(_COMMENTS):
        return True
    if not words.isdisjoint(_OWN):
        return False
    if not words.isdisjoint(_CARDS):
        return next(element.iter(*_HEADINGS), None) is not None
    return not words.isdisjoint(_ELSEWHERE)


def _is_other_part(element: HtmlElement) -> bool:
    """Return whether an element names who did not write the text, such as a reviewer."""
    step: HtmlElement | None = element
    for _ in range(3):
        if step is None:
            break
        if _OTHER_NAME.search(f"{step.get('class') or ''} {step.get('id') or ''}"):
            return True
        step = step.getparent()
    return OTHER_PART.search(_text_before(element)) is not None


def _text_before(element: HtmlElement) -> str:
    """Return the end of the text right before an element."""
    for _ in range(3):
        previous, parent = element.getprevious(), element.getparent()
        if previous is not None and (
            text := fold(previous.tail) or text_of(previous, limit=_PARAGRAPH)
        ):
            return text[-_PARAGRAPH // 2 :]
        if parent is None:
            break
        if text := fold(parent.text):
            return text[-_PARAGRAPH // 2 :]
        element = parent
    return ""


def _is_set_off(line: HtmlElement) -> bool:
    """Return whether a line stands on the right, or all of it in italics."""
    if "right" in f"{line.get('style')} {line.get('class')} {line.get('align')}":
        return True
    return (
        len(line) == 1
        and line[0].tag in _ITALICS
        and not fold(line.text)
        and not fold(line[0].tail)
    )


def _form(element: HtmlElement) -> tuple[object, ...]:
    return element.tag, element.get("class")


def _names_in(element: HtmlElement, *, is_sure: bool) -> list[str]:
    """Return the names that an element gives, one behind the other; what stands behind them is none.

    Where it is sure that the element names an author, a single word will do.
    """
    if not 1 < len(text_of(element, limit=_LONGEST)) <= _LONGEST:
        return []
    pieces = list(islice(_pieces(element), _MOST_PIECES))
    names: list[str] = []
    form = None
    is_joined = False
    for text, holder in pieces:
        if not names:
            if names := split_names(text):
                form = _form(holder)
            elif OTHER_PART.search(text):
                break
        elif OTHER_PART.match(text):
            break
        elif (joint := JOINS.match(text)) or is_joined or _form(holder) == form:
            names += more_names(text[joint.end() :] if joint else text)
        is_joined = JOINED.search(text) is not None
    if names or not is_sure:
        return names
    first = next((text for text, _ in pieces if without_by(text)[0].strip(" :,|")), "")
    return one_word(first) if len(first) <= _LONGEST_NAME else []


def _pieces(element: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Yield the texts in an element, each with the element that holds it."""
    if element.tag in _UNREAD:
        return
    if text := fold(element.text):
        yield text, element
    for child in element:
        yield from _pieces(child)
        if text := fold(child.tail):
            yield text, element
