"""Dates and moments as a person types them."""

import re
from datetime import UTC, date, datetime, timedelta

_AGO = re.compile(r"(\d{1,6})\s*([hdw])\Z")
_HOURS = {"h": 1, "d": 24, "w": 7 * 24}
FORM = "write a date such as 2024-05-01, a moment such as 2024-05-01T18:00Z, or an age such as 7d"


def read_moment(text: str, *, now: datetime, ends: bool) -> str:
    """Return a date, a moment or how long ago (`12h`, `7d`, `2w`) in ISO 8601, UTC.

    A date and an age of days or weeks give the date alone, or the day after where it `ends` a span, so
    that the whole day is in it. Raises ValueError or OverflowError for what cannot be read.
    """
    text = text.strip()
    ago = _AGO.match(text)
    if ago is not None:
        moment = now - timedelta(hours=int(ago[1]) * _HOURS[ago[2]])
        return _time(moment) if ago[2] == "h" else _day(moment.date(), ends=ends)
    if len(text) == 10:
        return _day(date.fromisoformat(text), ends=ends)
    moment = datetime.fromisoformat(text)
    return _time(moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment)


def _day(day: date, *, ends: bool) -> str:
    return (day + timedelta(days=ends)).isoformat()


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
