"""Dates as pages write them become moments."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo

from newscrawl.core.extraction.calendars import western_day, western_digits
from newscrawl.core.extraction.clocks import Clock, find_clock, read_offset, zone_named
from newscrawl.core.extraction.months import MONTHS
from newscrawl.items.article import Precision, Zone

_ISO = re.compile(
    r"(?<!\d)(?P<year>\d{4})(?P<dash>-?)(?P<month>\d{2})(?P=dash)(?P<day>\d{2})"
    r"(?:[T\s_]+(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?(?!\d)",
    re.IGNORECASE,
)
# A month's name: letters with the vowel signs and the dots that belong to it.
_NAME = r"(?P<name>(?:كانون|تشرين)\s\w+|[^\W\d_][^\s\d,/|()\[\]:;–—-]{1,24})"
_DAY = r"(?<![\d.,:])(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_DAY_FIRST = re.compile(
    _DAY + r"(?:st|nd|rd|th|er|[ºª°]|\.|-?(?:е|го)|শে|লা|রা|ই)?(?:\s+(?:de|of|u|d))?['’]?[\s.\-/,]*"
    + _NAME
    + r"(?:\s?/\s?\w{2,12})?(?:\s+(?:de|del|of|พ\.ศ\.|ค\.ศ\.|سنة))?[\s.,\-/]*"
    + _YEAR
)  # fmt: skip
_MONTH_FIRST = re.compile(
    _NAME + r"(?:\s|(?<=\.))\s*(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?(?:,\s*|\s+)" + _YEAR
)
_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<year>\d{4})(?:\.|-|/|\s?m\.|\s?г\.|,)?\s*"
    + _NAME
    + r"[\s-]+(?P<day>\d{1,2})(?!\d)"
)
_YEAR_DAY = re.compile(
    r"(?<!\d)(?P<year>\d{4})\.?(?:\s?gada)?\s(?P<day>\d{1,2})\.?\s" + _NAME + r"(?!\w)"
)
_UNIX = re.compile(
    _NAME + r"\s+(?P<day>\d{1,2})\s\d{2}:\d{2}:\d{2}\s(?:[A-Z]{2,5}\s|[+-]\d{4}\s)?" + _YEAR
)
_VIETNAMESE = re.compile(
    _DAY + r"\s+tháng\s+(?P<month>\d{1,2})(?:\s*[,/-]|\s+năm)?\s*" + _YEAR, re.IGNORECASE
)
_YEAR_MONTH_DAY = re.compile(
    r"(?<![\d.])(?P<year>\d{4})(?:\s?[年년]\s?|\.\s?|[/-])(?P<month>\d{1,2})"
    r"(?:\s?[月월]\s?|\.\s?|[/-])(?P<day>\d{1,2})(?!\d)"
)
_DOTTED = re.compile(_DAY + r"\.\s?(?P<month>\d{1,2})\.\s?" + _YEAR)
_PARTED = re.compile(
    r"(?<![\d/.:-])(?P<one>\d{1,2})\s?(?P<mark>[/-])\s?(?P<two>\d{1,2})\s?(?P=mark)\s?"
    r"(?P<year>\d{4})(?![\d/])"
)
_NAMED = (_MONTH_FIRST, _DAY_FIRST, _UNIX)
_NUMBERED = (_YEAR_MONTH_DAY, _DOTTED, _VIETNAMESE)
_EPOCH = re.compile(r"^(\d{10})(\d{3})?$")
_FOUR_DIGITS = re.compile(r"\d{4}")
_FIRST_YEAR = 1990
_LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date that a page states."""

    when: datetime
    """Aware, in the zone that is stated, else UTC; midnight where only the day is known."""
    raw: str
    """The text it was read from."""
    precision: Precision
    """The smallest unit stated."""
    zone: Zone | None
    """Where the zone comes from; None: not stated and UTC assumed."""
    start: int = 0
    """Where the day begins in the text."""
    end: int = 0
    """Where the day ends in the text."""


@dataclass(frozen=True, slots=True)
class _Day:
    """A day, and where in a text it stands."""

    date: date
    start: int
    end: int


def read_moment(
    text: str, *, timezone_name: str | None = None, month_first: bool = False
) -> Moment | None:
    """Return the first date in a text, or None.

    Understands ISO 8601 and its relatives, RFC 2822, seconds since 1970, and written dates with
    month names in some fifty languages and the digits of other scripts. `timezone_name` (IANA) is
    used where no zone is stated; `month_first` decides `3/4/2024`. Dates before
    1990 and impossible ones are None.
    """
    raw = text.strip()[:_LONGEST]
    plain = western_digits(raw)
    if not _FOUR_DIGITS.search(plain):
        return None
    if epoch := _EPOCH.match(plain):
        return _from_epoch(int(epoch[1]), raw)
    if iso := _ISO.search(plain):
        return _from_iso(iso, raw, timezone_name)
    found = _find_day(plain, month_first=month_first)
    if found is None:
        return None
    clock = find_clock(plain, found.start, found.end)
    return _build(found, clock, raw=raw, timezone_name=timezone_name)


def _from_epoch(seconds: int, raw: str) -> Moment | None:
    when = datetime.fromtimestamp(seconds, UTC)
    found = _Day(when.date(), 0, len(raw))
    clock = Clock(hour=when.hour, minute=when.minute, second=when.second, zone=UTC)
    return _build(found, clock, raw=raw, timezone_name=None)


def _from_iso(match: re.Match[str], raw: str, timezone_name: str | None) -> Moment | None:
    day = western_day(int(match["year"]), int(match["month"]), int(match["day"]))
    if day is None:
        return None
    found = _Day(day, match.start(), match.end("day"))
    clock = None
    if match["hour"]:
        hour, minute, second = int(match["hour"]), int(match["minute"]), match["second"]
        if hour > 23 or minute > 59:
            return None
        clock = Clock(
            hour=hour,
            minute=minute,
            second=min(int(second), 59) if second else None,
            zone=read_offset(match["zone"]),
        )
    else:
        clock = find_clock(western_digits(raw), found.start, found.end)
    return _build(found, clock, raw=raw, timezone_name=timezone_name)


def _find_day(plain: str, *, month_first: bool) -> _Day | None:
    """Return the first day in a text, whichever way it is written."""
    found = [
        day
        for pattern in (*_NAMED, *_NUMBERED)
        if (day := _first(pattern, plain)) is not None
    ]  # fmt: skip
    if parted := _from_parted(plain, month_first=month_first):
        found.append(parted)
    if not found:
        found = [day for pattern in (_YEAR_FIRST, _YEAR_DAY) if (day := _first(pattern, plain))]
    return min(found, key=lambda day: day.start, default=None)


def _first(pattern: re.Pattern[str], plain: str) -> _Day | None:
    for match in pattern.finditer(plain):
        parts = match.groupdict()
        month = int(parts["month"]) if "month" in parts else month_number(parts["name"])
        if month and (day := western_day(int(parts["year"]), month, int(parts["day"]))):
            # Where the clock stands between day and year it is looked for behind the day.
            end = match.end("day") if pattern is _UNIX else match.end()
            return _Day(day, match.start(), end)
    return None


def _from_parted(plain: str, *, month_first: bool) -> _Day | None:
    match = _PARTED.search(plain)
    if match is None:
        return None
    one, two = int(match["one"]), int(match["two"])
    if one <= 12 and (month_first or two > 12):
        one, two = two, one
    day = western_day(int(match["year"]), two, one)
    return _Day(day, match.start(), match.end()) if day else None


def month_number(name: str) -> int | None:
    """Return the number of a month by its name or abbreviation in any known language."""
    name = unicodedata.normalize("NFC", name.casefold())
    return MONTHS.get(name.replace(".", "").replace(" ", "").rstrip("'’׳ "))


def _build(
    found: _Day, clock: Clock | None, *, raw: str, timezone_name: str | None
) -> Moment | None:
    if found.date.year < _FIRST_YEAR:
        return None
    precision, source = Precision.DAY, None
    zone: tzinfo = UTC
    at = time()
    if clock is not None:
        precision = Precision.MINUTE if clock.second is None else Precision.SECOND
        at = time(clock.hour, clock.minute, clock.second or 0)
        if clock.zone is not None:
            zone, source = clock.zone, Zone.STATED
        elif (site_zone := zone_named(timezone_name)) is not None:
            zone, source = site_zone, Zone.SITE
    return Moment(
        when=datetime.combine(found.date, at, zone),
        raw=raw,
        precision=precision,
        zone=source,
        start=found.start,
        end=found.end,
    )
