"""Dates as pages write them become moments."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, tzinfo
from functools import lru_cache

from newscrawl.core.extraction.calendars import western_day, western_digits
from newscrawl.core.extraction.clocks import Clock, find_clock, read_offset, zone_named
from newscrawl.core.extraction.day_order import DayOrder
from newscrawl.core.extraction.months import BEHIND_A_DOT, MONTHS, plain_name
from newscrawl.items.article import Precision, Zone

_ISO = re.compile(
    r"(?<!\d)(?P<year>\d{4})(?P<dash>-?)(?P<month>\d{2})(?P=dash)(?P<day>\d{2})"
    r"(?:[T\s_]+(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?(?!\d)",
    re.IGNORECASE,
)
# A month's name: letters with the vowel signs and the dots that belong to it.
_NAME = r"(?P<name>(?:كانون|تشرين)\s\w+|[^\W\d_][^\s\d,،/|()\[\]:;–—-]{1,24})"
_WORD_START = r"(?<![^\W\d_])"
_DAY = r"(?<![\d.,:])(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_YEAR_MARKED = r"(?<!\d)(?P<year>\d{4})(?:\.|-|/|,|\s?[mгжթ]\.|\(e\)ko)?"
_DAY_FIRST = re.compile(
    _DAY + r"(?:st|nd|rd|th|er|[ºª°]|\.|-?(?:е|го)|শে|লা|রা|ই)?(?:\s+(?:de|of|u|d)\b)?['’]?[\s.\-/,]*"
    + _NAME
    + r"(?:\s?/\s?\w{2,12})?(?:\s+(?:de|del|of|พ\.ศ\.|ค\.ศ\.|سنة))?[\s.,،\-/]*"
    + _YEAR
)  # fmt: skip
_MONTH_FIRST = re.compile(
    _WORD_START
    + _NAME
    + r"(?:\s|(?<=\.))\s*(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?(?:,\s*|\s+)"
    + _YEAR
)
_YEAR_FIRST = re.compile(_YEAR_MARKED + r"\s*" + _NAME + r"[\s-]+(?P<day>\d{1,2})(?!\d)")
_YEAR_DAY = re.compile(_YEAR_MARKED + r"(?:\s?gada)?\s(?P<day>\d{1,2})\.?\s" + _NAME + r"(?!\w)")
_UNIX = re.compile(
    _WORD_START
    + _NAME
    + r"\s+(?P<day>\d{1,2})\s\d{2}:\d{2}:\d{2}\s(?:[A-Z]{2,5}\s|[+-]\d{4}\s)?"
    + _YEAR
)
_VIETNAMESE = re.compile(
    _DAY + r"\s+(?:tháng|thg)\s+(?P<month>\d{1,2})(?:\s*[,/-]|\s+năm)?\s*" + _YEAR, re.IGNORECASE
)
_YEAR_MONTH_DAY = re.compile(
    r"(?<![\d.])(?P<year>\d{4})(?:\s?[年년]\s?|\.\s?|-|\s?/\s?)(?P<month>\d{1,2})"
    r"(?:\s?[月월]\s?|\.\s?|-|\s?/\s?)(?P<day>\d{1,2})(?!\d)"
)
_PARTED = re.compile(
    r"(?<![\d/.,:-])(?P<one>\d{1,2})\s?(?P<mark>[/.-])\s?(?P<two>\d{1,2})\s?(?P=mark)\s?"
    r"(?P<year>\d{4})(?![\d/])"
)
_SHORT_YEAR = re.compile(
    r"(?<![\d./:-])(?P<one>\d{1,2})(?P<mark>[./-])(?P<two>\d{1,2})(?P=mark)(?P<three>\d{2})(?![\d./:-])"
)
_NAMED = (_MONTH_FIRST, _DAY_FIRST, _UNIX)
_NUMBERED = (_YEAR_MONTH_DAY, _VIETNAMESE)
_EPOCH = re.compile(r"^(\d{10})(\d{3})?$")
_FOUR_DIGITS = re.compile(r"\d{4}")
_FIRST_YEAR = 1990
_CENTURY = 2000
_LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date that a page states."""

    when: datetime
    """Aware, in the zone that is stated, else UTC; midnight in UTC where only the day is known."""
    raw: str
    """The text it was read from."""
    precision: Precision
    """The smallest unit stated; midnight sharp states a day."""
    zone: Zone | None
    """Where the zone comes from; None: not stated and UTC assumed."""
    start: int = 0
    """Where the day begins in the text."""
    end: int = 0
    """Where the day ends in the text."""
    otherwise: date | None = None
    """The day that it is if day and month stand the other way round; None: they cannot."""

    def exchanged(self) -> "Moment":
        """Return the moment with day and month the other way round; only where they can be."""
        assert self.otherwise is not None
        when = datetime.combine(self.otherwise, self.when.timetz())
        return replace(self, when=when, otherwise=None)


@dataclass(frozen=True, slots=True)
class _Day:
    """A day, and where in a text it stands."""

    day: date
    start: int
    end: int
    otherwise: date | None = None


def read_moment(
    text: str,
    *,
    timezone_name: str | None = None,
    order: DayOrder = DayOrder.DAY_FIRST,
    short_years: bool = False,
) -> Moment | None:
    """Return the first date in a text, or None.

    Understands ISO 8601 and its relatives, RFC 2822, seconds since 1970, and written dates with
    month names in some seventy languages and the digits of other scripts. `timezone_name` (IANA) is
    used where no zone is stated; `order` decides `3/4/2024`. With `short_years` dates such as
    `31/12/24` are read too; much else looks like that. Dates before 1990 and impossible ones are
    None.
    """
    return _read_moment(text.strip()[:_LONGEST], timezone_name, order, short_years)


# The pages of a site show the same dates: of the latest stories, and who has the rights.
@lru_cache(maxsize=2048)
def _read_moment(
    raw: str,
    timezone_name: str | None,
    order: DayOrder,
    short_years: bool,
) -> Moment | None:
    plain = western_digits(raw)
    if _FOUR_DIGITS.search(plain):
        if epoch := _EPOCH.match(plain):
            return _from_epoch(int(epoch[1]), raw)
        if iso := _ISO.search(plain):
            return _from_iso(iso, raw, timezone_name)
        found = _find_day(plain, order)
    else:
        found = _from_short(plain, order) if short_years else None
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


def _find_day(plain: str, order: DayOrder) -> _Day | None:
    """Return the first day in a text, whichever way it is written."""
    found = [
        day
        for pattern in (*_NAMED, *_NUMBERED)
        if (day := _first(pattern, plain)) is not None
    ]  # fmt: skip
    if parted := _from_parted(plain, order):
        found.append(parted)
    if not found:
        found = [day for pattern in (_YEAR_FIRST, _YEAR_DAY) if (day := _first(pattern, plain))]
    return min(found, key=lambda day: day.start, default=None)


def _first(pattern: re.Pattern[str], plain: str) -> _Day | None:
    for match in pattern.finditer(plain):
        parts = match.groupdict()
        month = int(parts["month"]) if "month" in parts else _month(match, plain)
        if month and (day := western_day(int(parts["year"]), month, int(parts["day"]))):
            # Where the clock stands between day and year it is looked for behind the day.
            end = match.end("day") if pattern is _UNIX else match.end()
            return _Day(day, match.start(), end)
    return None


def _month(match: re.Match[str], plain: str) -> int | None:
    name = plain_name(match["name"])
    behind_a_dot = plain.startswith(".", match.end("day"))
    return (behind_a_dot and BEHIND_A_DOT.get(name)) or MONTHS.get(name)


def _from_parted(plain: str, order: DayOrder) -> _Day | None:
    match = _PARTED.search(plain)
    if match is None:
        return None
    if match["mark"] == ".":
        order = DayOrder.DAY_FIRST
    return _in_order(match, int(match["year"]), int(match["one"]), int(match["two"]), order)


def _in_order(match: re.Match[str], year: int, one: int, two: int, order: DayOrder) -> _Day | None:
    """Return the day of two figures, in the order that is usual or else the one that is possible."""
    days = (western_day(year, two, one), western_day(year, one, two))
    if order is DayOrder.MONTH_FIRST:
        days = (days[1], days[0])
    first, second = days
    if first is None:
        first, second = second, None
    if first is None:
        return None
    otherwise = second if second != first else None
    return _Day(first, match.start(), match.end(), otherwise)


def _from_short(plain: str, order: DayOrder) -> _Day | None:
    match = _SHORT_YEAR.search(plain)
    if match is None:
        return None
    one, two, three = int(match["one"]), int(match["two"]), int(match["three"])
    if order is DayOrder.YEAR_FIRST:
        one, three = three, one
    return _in_order(match, _CENTURY + three, one, two, order)


def _build(
    found: _Day, clock: Clock | None, *, raw: str, timezone_name: str | None
) -> Moment | None:
    if found.day.year < _FIRST_YEAR:
        return None
    precision, source = Precision.DAY, None
    zone: tzinfo = UTC
    at = time()
    # Software that knows the day alone writes midnight; hardly anything is published then.
    if clock is not None and (clock.hour, clock.minute, clock.second or 0) != (0, 0, 0):
        precision = Precision.MINUTE if clock.second is None else Precision.SECOND
        at = time(clock.hour, clock.minute, clock.second or 0)
        if clock.zone is not None:
            zone, source = clock.zone, Zone.STATED
        elif (site_zone := zone_named(timezone_name)) is not None:
            zone, source = site_zone, Zone.SITE
    return Moment(
        when=datetime.combine(found.day, at, zone),
        raw=raw,
        precision=precision,
        zone=source,
        start=found.start,
        end=found.end,
        otherwise=found.otherwise,
    )
