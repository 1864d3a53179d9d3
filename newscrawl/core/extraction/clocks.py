"""The time of day, and its zone, as pages write them beside a date."""

import re
from dataclasses import dataclass
from datetime import UTC, timedelta, timezone, tzinfo
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_CLOCK = re.compile(
    r"(?P<half_before>(?:[ap]m|上午|凌晨|早上|中午|下午|午前|午後|晚上?|오전|오후)\s{0,2})?"
    r"(?<![\d:.,/-])(?P<hour>\d{1,2})"
    r"(?:\s?(?P<mark>[:.h時时시点點])\s?(?P<minute>\d{2}(?![\d%])|\d(?=\s?[分분]))"
    r"(?:(?:\s?[:分분]\s?|\.(?=\d\d\b))(?P<second>\d{2})(?!\d))?)?"
    r"(?:\s{0,2}(?P<half>[ap]\.?\s?m\b\.?|[μπ]\.?μ\.?|pt?g\b|(?:صباحا|مساء|ص|م)\b))?",
    re.IGNORECASE,
)
_AFTERNOON = ("p.", "pm", "p m", "ptg", "μ", "م", "中午", "下午", "午後", "晚", "오후")
_BEHIND, _BEFORE = 40, 20
_OFFSET = re.compile(r"\s{0,2}\(?(?:GMT|UTC)?\s?([+-]\d{1,2}(?::?\d{2})?)\b")
_NAMED = re.compile(r"[A-Z]{2,5}\b")
_OFFSET_HOURS = MappingProxyType(
    {"UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "MEZ": 1, "WAT": 1}
    | {"CEST": 2, "MESZ": 2, "EET": 2, "SAST": 2, "EEST": 3, "EAT": 3, "MSK": 3, "TRT": 3}
    | {"PKT": 5, "WIB": 7, "ICT": 7, "WITA": 8, "SGT": 8, "HKT": 8, "PHT": 8, "WIT": 9}
    | {"JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "BRT": -3}
    | {"EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8}
)
# Summer or winter time is left to the reader.
_REGIONS = MappingProxyType({"ET": "America/New_York", "PT": "America/Los_Angeles"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of day."""

    hour: int
    """0 to 23."""
    minute: int
    """0 to 59."""
    second: int | None
    """0 to 59; None: not stated."""
    zone: tzinfo | None
    """The zone; None: not stated."""


def find_clock(text: str, start: int, end: int) -> Clock | None:
    """Return the time that goes with the date at `start` to `end` of a text, or None.

    It stands right behind the date, seldom right before it; farther off it is another date's.
    """
    for around in (text[end : end + _BEHIND], text[max(0, start - _BEFORE) : start]):
        for match in _CLOCK.finditer(around):
            if (clock := _read(match, around[match.end() :])) is not None:
                return clock
    return None


def _read(match: re.Match[str], rest: str) -> Clock | None:
    half = (match["half"] or match["half_before"] or "").strip().lower()
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    second = int(match["second"]) if match["second"] else None
    if match["minute"] is None and not half:
        return None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith(_AFTERNOON) else 0)
    if hour > 23 or minute > 59:
        return None
    return Clock(
        hour=hour, minute=minute, second=None if second is None else min(second, 59),
        zone=_zone_behind(rest),
    )  # fmt: skip


def _zone_behind(text: str) -> tzinfo | None:
    if offset := _OFFSET.match(text):
        return read_offset(offset[1])
    name = _NAMED.search(text[:8])
    if name is None:
        return None
    if (hours := _OFFSET_HOURS.get(name[0])) is not None:
        return timezone(timedelta(hours=hours))
    return zone_named(_REGIONS.get(name[0]))


def zone_named(name: str | None) -> tzinfo | None:
    """Return the zone of an IANA name, None where nobody knows it."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def read_offset(text: str | None) -> tzinfo | None:
    """Return the zone that `Z`, `UTC`, `GMT`, `+02:00`, `+0200` or `+2` stand for, or None."""
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
