"""The date that an address names by its steps."""

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_YEAR = r"((?:19|20)\d{2})"
_DAY_IN_STEPS = re.compile(rf"/{_YEAR}[-/](0?[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01]|[1-9])(?=[/._]|$)")
_DAY_IN_A_STEP = re.compile(rf"(?<!\d){_YEAR}([-_]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_DAY_FIRST = re.compile(rf"[/~](0[1-9]|[12]\d|3[01])([-./])(0[1-9]|1[0-2])\2{_YEAR}(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = re.compile(
    rf"/{_YEAR}/({'|'.join(_MONTHS)})/(0?[1-9]|[12]\d|3[01])(?=/|$)", re.IGNORECASE
)
_SPAN = re.compile(
    rf"(?<!\d){_YEAR}(?:([-_/.]?)(0[1-9]|1[0-2])(?:\2(0[1-9]|[12]\d|3[01]))?)?(?!\d)"
)
_SPAN_PARAMETER = re.compile(r"&(?:mm?|month|dd?|day)=(\d)(?!\d)|&(?:mm?|month|dd?|day)=")
_MONTH = re.compile(rf"/{_YEAR}/(0?[1-9]|1[0-2])(?=/)")


class UrlDate(NamedTuple):
    """What an address says of the date."""

    day: str | None
    """The day that it names in full, as in `2024-03-05`."""
    month: tuple[int, int] | None
    """The year and month that are steps of it."""


def find_url_date(url: str) -> UrlDate:
    """Return the day and the month that an address names."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return UrlDate(None, None)
    month = _MONTH.search(path)
    return UrlDate(_find_day(path), (int(month[1]), int(month[2])) if month else None)


def find_sitemap_span(url: str) -> tuple[int, int | None, int | None] | None:
    """Return year, month and day that a sitemap's address names for what it holds; a year may stand alone."""
    parts = urlsplit(url)
    query = _SPAN_PARAMETER.sub(lambda found: f"-0{found[1]}" if found[1] else "-", parts.query)
    found = _SPAN.search(f"{unquote(parts.path)}?{query}")
    if found is None:
        return None
    return int(found[1]), int(found[3]) if found[3] else None, int(found[4]) if found[4] else None


def _find_day(path: str) -> str | None:
    """Return the day, its parts in the order year, month, day or reversed."""
    if match := _DAY_IN_STEPS.search(path):
        year, month, day = match[1], match[2], match[3]
    elif match := _DAY_IN_A_STEP.search(path):
        year, month, day = match[1], match[3], match[4]
    elif match := _DAY_FIRST.search(path):
        year, month, day = match[4], match[3], match[1]
    elif match := _MONTH_NAME.search(path):
        year, month, day = match[1], str(_MONTHS.index(match[2].lower()) + 1), match[3]
    else:
        return None
    return f"{year}-{month:0>2}-{day:0>2}"
