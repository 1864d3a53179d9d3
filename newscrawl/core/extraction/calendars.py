"""Years, digits and days that are not written as in the West."""

from datetime import date, timedelta
from types import MappingProxyType

_ZEROS = "٠۰०০੦૦୦௦౦೦൦๐໐０"
_DIGITS = MappingProxyType(
    {ord(zero) + value: str(value) for zero in _ZEROS for value in range(10)}
    | {0x200E: "", 0x200F: "", 0xA0: " ", 0x202F: " "}
)
_BUDDHIST = 543
_BUDDHIST_YEARS = range(2500, 2700)
_PERSIAN_YEARS = range(1300, 1500)
# Nouruz, the first day of Persian year 1300; years have 365 days, and 366 in these of each 33.
_PERSIAN_START = date(1921, 3, 21)
_LEAP_IN_33 = frozenset({1, 5, 9, 13, 17, 22, 26, 30})


def western_digits(text: str) -> str:
    """Return the text with the digits of other scripts as 0-9 and without direction marks."""
    return text if text.isascii() else text.translate(_DIGITS)


def western_day(year: int, month: int, day: int) -> date | None:
    """Return the day that a year, month and day stand for, or None where there is no such day.

    Years of the Thai (Buddhist) and the Persian (solar Hijri) calendar are told by their size; no
    page dates itself to the year 1403 or 2567 of the common era.
    """
    if year in _PERSIAN_YEARS:
        return _from_persian(year, month, day)
    if year in _BUDDHIST_YEARS:
        year -= _BUDDHIST
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _from_persian(year: int, month: int, day: int) -> date | None:
    longest = 31 if month <= 6 else 30
    if not (1 <= month <= 12 and 1 <= day <= longest):
        return None
    leaps = sum(before % 33 in _LEAP_IN_33 for before in range(_PERSIAN_YEARS.start, year))
    before = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    days = 365 * (year - _PERSIAN_YEARS.start) + leaps + before + day - 1
    return _PERSIAN_START + timedelta(days=days)
