"""Dates and moments as a person types them."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import click

_AGO = re.compile(r"(\d{1,6})\s*([hdw])\Z")
_HOURS = {"h": 1, "d": 24, "w": 7 * 24}
_FORM = "write a date such as 2024-05-01, a moment such as 2024-05-01T18:00Z, or an age such as 7d"


class MomentType(click.ParamType[str]):
    """A date, a moment, or how long ago: `2024-05-01`, `2024-05-01T18:00Z`, `12h`, `7d`, `2w`.

    Gives ISO 8601 in UTC, as the state file has it: the date alone, or with the time. An age of days is a
    date. Of a date that ends a span (`until`) the next day is given, so that the whole day is in it.
    """

    name = "date"

    def __init__(self, *, ends: bool = False) -> None:
        self._ends = ends

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return read_moment(str(value), now=datetime.now(UTC), ends=self._ends)
        except (ValueError, OverflowError):
            self.fail(f"{value!r}: {_FORM}", param, ctx)


def read_moment(text: str, *, now: datetime, ends: bool) -> str:
    """Return what `MomentType` gives; raises ValueError or OverflowError for what cannot be read."""
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
