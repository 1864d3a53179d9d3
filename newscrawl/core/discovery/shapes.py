"""What the parts of an address say, without asking its server."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from urllib.parse import unquote

from newscrawl.core.discovery.vocabulary import ARCHIVE_SEGMENTS

_WORDS = re.compile(r"[^\W_]+")
_YEAR_ANYWHERE = re.compile(r"(?:19|20)\d\d")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_SHORT_NUMBER = re.compile(r"^\d{1,2}$")
_DATED = re.compile(
    r"(?:^|\D)(?:19|20)\d\d[-_]?(?:0[1-9]|1[0-2])[-_]?(?:0[1-9]|[12]\d|3[01])(?:\D|$)"
)
_DATE_SEGMENT = re.compile(
    r"^(?:(?:19|20)\d\d[-_.](?:0[1-9]|1[0-2])(?:[-_.](?:0[1-9]|[12]\d|3[01]))?)$"
)

# More words than this in the last segment are a headline.
MAX_NAME_WORDS = 4


@dataclass(frozen=True, slots=True)
class UrlShape:
    """An address taken apart once for every rule that looks at it; equal where the address is."""

    url: str
    """The normalised address."""
    host: str = field(compare=False)
    """Host and port, lower case."""
    path: str = field(compare=False)
    """The path, unescaped, lower case."""
    segments: tuple[str, ...] = field(compare=False)
    """The path's parts that are not empty, unescaped, lower case."""
    parameters: tuple[tuple[str, str], ...] = field(compare=False)
    """Name (lower case) and value of each query parameter."""

    @property
    def last(self) -> str:
        """The last segment, or an empty string."""
        return self.segments[-1] if self.segments else ""

    @property
    def suffix(self) -> str:
        """The last segment's suffix without its dot, or an empty string."""
        stem, dot, suffix = self.last.rpartition(".")
        return suffix if dot and stem and len(suffix) <= 5 else ""

    @property
    def is_root(self) -> bool:
        """True for a host's home page."""
        return not self.segments and not self.parameters


def url_shape(url: str) -> UrlShape:
    """Return the parts of an absolute http(s) address; its fragment is passed over."""
    address = url.partition("#")[0].partition("://")[2]
    target, _, query = address.partition("?")
    host, _, raw_path = target.partition("/")
    path = (unquote(raw_path) if "%" in raw_path else raw_path).lower()
    return UrlShape(
        url=url,
        host=host.lower(),
        path=f"/{path}",
        segments=tuple(filter(None, path.split("/"))),
        parameters=_parameters(query) if query else (),
    )


def slug_words(segment: str) -> list[str]:
    """Return the words of a path segment, split at anything but letters and digits."""
    return _WORDS.findall(segment)


def has_date(segments: tuple[str, ...]) -> bool:
    """Return whether a year and month, or a whole date, stands somewhere in the path."""
    return _directory_has_date(segments[:-1]) or _has_date(segments[-2:])


def _has_date(segments: tuple[str, ...]) -> bool:
    path = "/".join(segments)
    if not _YEAR_ANYWHERE.search(path):
        return False
    years = (_YEAR.match(year) and _SHORT_NUMBER.match(month) for year, month in pairwise(segments))
    return _DATED.search(path) is not None or any(years)


_directory_has_date = lru_cache(maxsize=4096)(_has_date)


def is_headline(shape: UrlShape) -> bool:
    """Return whether the last segment is more than the name of a tag, section or author."""
    return len(slug_words(shape.last)) > MAX_NAME_WORDS or has_date(shape.segments)


def is_date_archive(segments: tuple[str, ...]) -> bool:
    """Return whether a path ends in a month or day with nothing after it, as calendars do.

    A year alone is one only as the whole path or after a word for archives: `/world-cup/2026/` is
    a section.
    """
    if not segments:
        return False
    if _DATE_SEGMENT.match(segments[-1]):
        return True
    if _YEAR.match(segments[-1]):
        return len(segments) == 1 or segments[-2] in ARCHIVE_SEGMENTS
    return any(
        len(tail) == length and _YEAR.match(tail[0]) and all(map(_SHORT_NUMBER.match, tail[1:]))
        for length in (2, 3)
        for tail in (segments[-length:],)
    )


def _parameters(query: str) -> tuple[tuple[str, str], ...]:
    pairs = (pair.partition("=") for pair in query.split("&") if pair)
    return tuple((unquote(name).lower(), value) for name, _, value in pairs)
