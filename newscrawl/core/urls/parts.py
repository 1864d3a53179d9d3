"""Addresses of articles that go over several pages: which page of which article is meant."""

import re
from typing import NamedTuple

_WORDS = (
    "page|pages|pagenum|pagina|p[aá]gina|pag|pg|p|seite|side|sida|sivu|strona|stranka|str|sayfa|"
    "oldal|trang|halaman|hal"
)
_MARK = re.compile(
    rf"(?P<stem>.+?)(?:/(?P<level>(?:{_WORDS})[-_/]?)?|(?P<sign>[-_.,;])(?P<word>(?:{_WORDS})[-_=]?)?)"
    r"(?P<number>[1-9]\d?)(?:\.[a-z]{3,5})?",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r"(?:/(?:index|default))?(?:\.(?:[sxp]?html?|php\d?|aspx?|jsp|cfm|do))?\Z", re.IGNORECASE
)
_PARAMETERS = frozenset(_WORDS.split("|")) | {"paged", "pn", "pageno", "page_no", "page_num"}
_VAGUE_SIGNS = frozenset("-.;")
"""A title's own number follows them too, as in `budget-vote-2`."""


class Part(NamedTuple):
    """One page of an article, as its address tells."""

    number: int
    """From 1."""
    sure: bool
    """Whether the form alone tells that it is a page of that article and no other article."""


class _Numbered(NamedTuple):
    """A URL key that ends in a small number."""

    stem: str
    """What the keys of all pages of an article share."""
    number: int
    sign: str | None
    """What stands before the number; None: a slash or a parameter's name."""
    worded: bool
    """Whether a word says that it is a page's number."""


def part_of(key: str, first: str) -> Part | None:
    """Return which page of an article a URL key means by its form; None: none of that article.

    `first` is the URL key of the article's first page, which may have a number, 1, too.
    """
    numbered = _split(key)
    if numbered is None:
        return None
    if numbered.stem == _stem(first):
        return Part(numbered.number, numbered.worded or numbered.sign not in _VAGUE_SIGNS)
    own = _split(first)
    if own is None or own.stem != numbered.stem or own.number != 1:
        return None
    return Part(numbered.number, numbered.worded and own.worded)


def may_be_further_part(key: str) -> bool:
    """Return whether a URL key ends, as those of an article's further pages do, in a number from 2."""
    numbered = _split(key)
    return numbered is not None and numbered.number > 1


def _split(key: str) -> _Numbered | None:
    path, _, query = key.partition("?")
    pairs = query.split("&") if query else []
    pages = [pair for pair in pairs if _is_page(pair)]
    if len(pages) == 1 and (len(pairs) > 1 or not path.endswith("/")):
        rest = "&".join(pair for pair in pairs if pair is not pages[0])
        number = int(pages[0].partition("=")[2])
        return _Numbered(_stem(f"{path}?{rest}"), number, sign=None, worded=True)
    match = _MARK.fullmatch(path)
    if match is None or "/" not in match["stem"]:
        return None
    return _Numbered(
        _stem(f"{match['stem']}?{query}"),
        int(match["number"]),
        sign=match["sign"],
        worded=bool(match["level"] or match["word"]),
    )


def _is_page(pair: str) -> bool:
    name, _, value = pair.partition("=")
    return name.lower() in _PARAMETERS and value.isdecimal() and len(value) < 3 and int(value) > 0


def _stem(key: str) -> str:
    path, _, query = key.partition("?")
    return f"{_SUFFIX.sub('', path.rstrip('/'), count=1)}?{query}"
