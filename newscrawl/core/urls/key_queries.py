"""Queries in URL keys: without what does not say which page is meant, the rest in order."""

import re
from operator import itemgetter

from newscrawl.core.urls.key_paths import names_page
from newscrawl.core.urls.normalization import is_tracking
from newscrawl.core.urls.parameters import (
    CHANNEL,
    CHANNEL_WORDS,
    PAGING,
    PERHAPS_SESSION,
    REFERRER,
    SESSION,
    SESSION_PREFIX,
    SIDE,
    SWITCH_VALUES,
    VIEW_CHOICES,
    VIEW_SWITCH_PREFIX,
    VIEW_SWITCHES,
)

_PUNCTUATION = re.compile("%(?:2[1489ACF]|3[ABF]|40)")
_DIGIT = re.compile("[0-9]")
_WORDS = re.compile("[a-z]+")
_SESSION_ID = re.compile(
    r"(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{8,}"
    r"|(?=.{16})[0-9]*(?:[a-z]+[0-9]+){3,}[a-z]*",
    re.IGNORECASE,
)
_LONG_SESSION_ID = 26
_BLOGGER_POST = re.compile(r"/(?:19|20)\d\d/\d\d/[^/]+\.html")


def canonical_query(query: str, *, path: str) -> str:
    """Return the query that all spellings of a page share; `path` is the canonical one."""
    pairs = list(dict.fromkeys(_pair(piece) for piece in query.split("&") if piece))
    pairs = [pair for pair in pairs if not _never_counts(*pair)]
    pairs = _without_doubtful(pairs, path)
    if _BLOGGER_POST.fullmatch(path):
        pairs = [pair for pair in pairs if pair not in {("m", "0"), ("m", "1")}]
    pairs.sort(key=itemgetter(0))
    return "&".join(f"{name}={value}" if value else name for name, value in pairs)


def _pair(piece: str) -> tuple[str, str]:
    # "&amp;" is an "&" that was escaped for HTML once too often.
    name, _, value = piece.removeprefix("amp;").replace("+", "%20").partition("=")
    return _PUNCTUATION.sub(_decode, name), _PUNCTUATION.sub(_decode, value)


def _decode(match: re.Match[str]) -> str:
    return chr(int(match[0][1:], 16))


def _never_counts(name: str, value: str) -> bool:
    name = name.lower()
    if name in SESSION or name.startswith(SESSION_PREFIX) or is_tracking(name):
        return True
    if name in PERHAPS_SESSION:
        return len(value) >= _LONG_SESSION_ID and _SESSION_ID.fullmatch(value) is not None
    if name.startswith("ref") and name in REFERRER:
        return _tells_of_way(value)
    if name in VIEW_SWITCHES or name.startswith(VIEW_SWITCH_PREFIX):
        return value.lower() in SWITCH_VALUES
    return name in VIEW_CHOICES and value.lower() in VIEW_CHOICES[name]


def _without_doubtful(pairs: list[tuple[str, str]], path: str) -> list[tuple[str, str]]:
    """Return the pairs without those that can be left out because something else names the page."""
    certain = [pair for pair in pairs if not _accompanies(*pair)]
    if names_page(path[1:].split("/")):
        return [pair for pair in certain if not _is_referrer(*pair)]
    if any(_DIGIT.search(value) and name.lower() not in PAGING for name, value in certain):
        return certain
    return pairs


def _accompanies(name: str, value: str) -> bool:
    """Return whether the parameter comes with a page, whose name is elsewhere."""
    name = name.lower()
    if name in SIDE:
        return True
    if name in PERHAPS_SESSION:
        return _SESSION_ID.fullmatch(value) is not None
    if name in REFERRER or name in CHANNEL:
        return _tells_of_way(value)
    return False


def _is_referrer(name: str, value: str) -> bool:
    return name.lower() in REFERRER and _DIGIT.search(value) is None


def _tells_of_way(value: str) -> bool:
    return not CHANNEL_WORDS.isdisjoint(_WORDS.findall(value.lower()))
