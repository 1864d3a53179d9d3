"""Dates as pages write them become moments."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newscrawl.core.extraction.months import MONTHS
from newscrawl.items.article import Precision, Zone

_ISO = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d{2})-?(?P<day>\d{2})"
    r"(?:[T\s_]+(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?(?!\d)",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})(?!\d)")
_IDEOGRAPHIC = re.compile(
    r"(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]"
)
_DAY_FIRST = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?(?:\s+(?:de|of|d['’]))?[\s.\-/]*(?P<name>[^\W\d_]{3,}(?:['’]\w+)?)\.?,?"
    r"(?:\s+(?:de|del|of))?[\s.,\-/]*(?P<year>\d{4})(?!\d)"
)
_MONTH_FIRST = re.compile(
    r"(?P<name>[^\W\d_]{3,})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})(?!\d)"
)
_DOTTED = re.compile(
    r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})(?![\d])"
)
_SLASH_DAY = re.compile(
    r"(?<![\d/])(?P<one>\d{1,2})[/-](?P<two>\d{1,2})[/-](?P<year>\d{4})(?![\d/])"
)
_CLOCK = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2})(?:[:.h時시点點]\s?(?P<minute>\d{2})(?::(?P<second>\d{2}))?)\s*(?P<half>[ap]\.?\s?m\b\.?)?",
    re.IGNORECASE,
)
_NAMED_ZONE = re.compile(
    r"\b(UTC|GMT|EST|EDT|CST|CDT|MST|MDT|PST|PDT|CEST|CET|BST|ET|PT|IST|AEST|AEDT)\b"
)
_ZONE_HOURS = {
    "UTC": 0.0,
    "GMT": 0.0,
    "EST": -5.0,
    "EDT": -4.0,
    "CST": -6.0,
    "CDT": -5.0,
    "MST": -7.0,
    "MDT": -6.0,
    "PST": -8.0,
    "PDT": -7.0,
    "CEST": 2.0,
    "CET": 1.0,
    "BST": 1.0,
    "AEST": 10.0,
    "AEDT": 11.0,
}
_EPOCH = re.compile(r"^(\d{10})(\d{3})?$")
_FIRST_YEAR = 1990
_LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date that a page states."""

    when: datetime
    """Aware, UTC; midnight where only the day is known."""
    raw: str
    """The text it was read from."""
    precision: Precision
    """The smallest unit stated."""
    zone: Zone | None
    """Where the zone comes from; None: not stated and UTC assumed."""


def read_moment(
    text: str, *, timezone_name: str | None = None, month_first: bool = False
) -> Moment | None:
    """Return the first date in a text, or None.

    Understands ISO 8601 and its relatives, RFC 2822, seconds since 1970, and written dates with
    month names in some thirty languages. `timezone_name` (IANA) is used where no zone is stated;
    `month_first` decides `3/4/2024`. Dates before 1990 and impossible ones are None.
    """
    raw = text.strip()[:_LONGEST]
    if not raw:
        return None
    if epoch := _EPOCH.match(raw):
        when = datetime.fromtimestamp(int(epoch[1]), UTC)
        return _moment(when, raw, Precision.SECOND, Zone.STATED)
    if iso := _ISO.search(raw):
        return _from_iso(iso, raw, timezone_name)
    if re.match(r"^\w{3},? \d{1,2} \w{3} \d{4} \d{2}:\d{2}", raw):
        return _from_rfc(raw, timezone_name)
    return _from_written(raw, timezone_name, month_first=month_first)


def _from_iso(match: re.Match[str], raw: str, timezone_name: str | None) -> Moment | None:
    parts = match.groupdict()
    zone = _zone(parts["zone"])
    precision = Precision.DAY
    if parts["hour"]:
        precision = Precision.SECOND if parts["second"] else Precision.MINUTE
    return _build(
        (parts["year"], parts["month"], parts["day"]),
        (parts["hour"], parts["minute"], parts["second"]),
        precision=precision,
        zone=zone,
        raw=raw,
        timezone_name=timezone_name,
    )


def _from_rfc(raw: str, timezone_name: str | None) -> Moment | None:
    try:
        when = parsedate_to_datetime(raw)
    except (ValueError, TypeError, IndexError):
        return _from_written(raw, timezone_name, month_first=False)
    precision = Precision.SECOND if re.search(r":\d{2}:\d{2}", raw) else Precision.MINUTE
    if when.tzinfo is None:
        return _moment(_localize(when, timezone_name), raw, precision, _site_zone(timezone_name))
    return _moment(when.astimezone(UTC), raw, precision, Zone.STATED)


def _from_written(raw: str, timezone_name: str | None, *, month_first: bool) -> Moment | None:
    found = _find_day(raw, month_first=month_first)
    if found is None:
        return None
    day, start, end = found
    hour, minute, second, stated = _find_clock(raw, start, end)
    precision = Precision.DAY
    if hour is not None:
        precision = Precision.SECOND if second else Precision.MINUTE
    return _build(
        day,
        (hour, minute, second),
        precision=precision,
        zone=stated,
        raw=raw,
        timezone_name=timezone_name,
    )


def _find_day(raw: str, *, month_first: bool) -> tuple[tuple[str, str, str], int, int] | None:
    """Return (year, month, day) and where in the text they stand."""
    for pattern in (_IDEOGRAPHIC, _SLASHED, _DOTTED):
        if match := pattern.search(raw):
            return (match["year"], match["month"], match["day"]), match.start(), match.end()
    for pattern in (_MONTH_FIRST, _DAY_FIRST):
        for match in pattern.finditer(raw):
            if month := month_number(match["name"]):
                return (match["year"], str(month), match["day"]), match.start(), match.end()
    if match := _SLASH_DAY.search(raw):
        one, two = match["one"], match["two"]
        if int(one) > 12 or (not month_first and int(two) <= 12):
            one, two = two, one
        return (match["year"], one, two), match.start(), match.end()
    return None


def month_number(name: str) -> int | None:
    """Return the number of a month by its name or abbreviation in any known language."""
    folded = name.casefold().rstrip(".")
    return MONTHS.get(folded)


def _find_clock(
    raw: str, start: int, end: int
) -> tuple[str | None, str | None, str | None, tzinfo | None]:
    # The time stands behind the day, seldom before it; far from it, it is another date's.
    around = raw[end : end + 40], raw[max(0, start - 20) : start]
    for text in around:
        if not (match := _CLOCK.search(text)):
            continue
        hour = int(match["hour"])
        half = (match["half"] or "").lower()
        if half.startswith("p") and hour < 12:
            hour += 12
        elif half.startswith("a") and hour == 12:
            hour = 0
        if hour > 23:
            continue
        return str(hour), match["minute"], match["second"], _named_zone(text[match.end() :])
    return None, None, None, None


def _named_zone(text: str) -> tzinfo | None:
    if offset := re.match(r"\s*\(?(?:GMT|UTC)?\s*([+-]\d{1,2}(?::?\d{2})?)\b", text):
        return _zone(offset[1])
    name = _NAMED_ZONE.search(text[:12])
    if name and name[1] in _ZONE_HOURS:
        return timezone(timedelta(hours=_ZONE_HOURS[name[1]]))
    return None


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text.upper() in ("Z", "UTC", "GMT"):
        return UTC
    digits = text[1:].replace(":", "")
    if len(digits) < 3:
        digits = digits.zfill(2) + "00"
    hours, minutes = int(digits[:-2]), int(digits[-2:])
    if hours > 14 or minutes > 59:
        return None
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=hours, minutes=minutes))


def _build(
    day: tuple[str, str, str],
    clock: tuple[str | None, str | None, str | None],
    *,
    precision: Precision,
    zone: tzinfo | None,
    raw: str,
    timezone_name: str | None,
) -> Moment | None:
    year, month, number = (int(part) for part in day)
    hour, minute, second = (int(part or 0) for part in clock)
    try:
        naive = datetime(year, month, number, hour, minute, min(second, 59))  # noqa: DTZ001
    except ValueError:
        return None
    if precision is Precision.DAY:
        return _moment(naive.replace(tzinfo=UTC), raw, precision, None)
    if zone is not None:
        return _moment(naive.replace(tzinfo=zone).astimezone(UTC), raw, precision, Zone.STATED)
    return _moment(_localize(naive, timezone_name), raw, precision, _site_zone(timezone_name))


def _localize(naive: datetime, timezone_name: str | None) -> datetime:
    if timezone_name:
        try:
            return naive.replace(tzinfo=ZoneInfo(timezone_name)).astimezone(UTC)
        except (ZoneInfoNotFoundError, ValueError):
            pass
    return naive.replace(tzinfo=UTC)


def _site_zone(timezone_name: str | None) -> Zone | None:
    return Zone.SITE if timezone_name else None


def _moment(when: datetime, raw: str, precision: Precision, zone: Zone | None) -> Moment | None:
    if when.year < _FIRST_YEAR:
        return None
    return Moment(when=when, raw=raw, precision=precision, zone=zone)
