"""When an address is looked at again: articles by their age, channels by how fast they change."""

import math

from newscrawl.exceptions import InputError
from newscrawl.items.article import Article, Precision

DAY = 86_400.0
_UNITS = {"m": 60.0, "h": 3600.0, "d": DAY, "w": 7 * DAY, "y": 365 * DAY}
FIRST_INTERVAL = 3600.0
"""Seconds until a channel is looked at again whose rate of new articles is not known yet."""
_SHORTEST = 600.0
LONGEST_INTERVAL = DAY
"""Seconds after which a channel is looked at again that is not stale."""
_RAREST = 30 * DAY
"""The longest interval of a channel that has had nothing new for long, and of one that is no more."""
_OF_IDLE = 0.25
"""The share of the time without anything new that may pass until the next look."""
_AIM = 0.5
"""The share of known links that a visit aims at: the middle of a third to two thirds."""
_STEP = 4.0
"""The most by which one visit shortens or lengthens an interval."""
_PATIENT_RUNS = 5
"""Runs in a row that may fail at an address; then it is left alone."""


def parse_ages(text: str, *, what: str = "recheck") -> tuple[float, ...]:
    """Return ages in seconds, ascending, of a text such as `1h,6h,1d,7d`; of `none`, none.

    Raises InputError where a part is not a number with `m`, `h`, `d`, `w` or `y`.
    """
    if text.strip().lower() in ("", "none"):
        return ()
    return tuple(sorted(_seconds(part.strip().lower(), text, what) for part in text.split(",")))


def _seconds(part: str, text: str, what: str) -> float:
    unit = _UNITS.get(part[-1:])
    try:
        number = float(part[:-1])
    except ValueError:
        number = 0.0
    if unit is None or not 0 < number < math.inf:
        raise InputError(f"{what} {text!r}: {part!r} is no age such as 6h or 1d; or say none")
    return number * unit


def published_at(article: Article, *, now: float) -> float | None:
    """Return when an article was published, seconds since the epoch; None where nothing tells.

    Where only the day is stated it is the moment of that day that is nearest to now.
    """
    published = article.date_published
    if published is None:
        return None
    try:
        moment = published.timestamp()
    except (OverflowError, OSError, ValueError):
        return None
    if article.date_published_precision is Precision.DAY:
        moment = min(max(moment, now), moment + DAY)
    return min(moment, now)


def next_check(published: float | None, ages: tuple[float, ...], *, now: float) -> float:
    """Return when an article that is fetched now is due again, seconds since the epoch; 0.0: never.

    That is when it reaches the next of these ages; an article without a date has no age.
    """
    if published is None:
        return 0.0
    return next((published + age for age in ages if published + age > now), 0.0)


def next_try(failures: int, *, now: float) -> float:
    """Return when an address is tried again after so many failed runs before this one; 0.0: never.

    The next run tries it; after that a day must pass, then two, four and eight.
    """
    if failures >= _PATIENT_RUNS:
        return 0.0
    return now if failures == 0 else now + DAY * 2.0 ** (failures - 1)


def next_look(failures: int, *, now: float) -> float:
    """Return when a feed or sitemap that is not there is looked for again; it is never given up.

    The next run looks again; after that a day must pass, then two, four and so on up to 30.
    """
    return now if failures == 0 else now + min(DAY * 2.0 ** min(failures - 1, 10), _RAREST)


def next_interval(
    interval: float | None, *, elapsed: float, listed: int, fresh: int, idle: float = 0.0
) -> float:
    """Return the seconds until a channel should be looked at again.

    So that, at the rate of this visit, half of what it lists will be known then.

    Args:
        interval: what it was before; None at the first visit.
        elapsed: seconds since the last visit.
        listed: how many articles it lists.
        fresh: how many of them were not known at the last visit.
        idle: seconds since anything was new there; a stale one may wait for more than a day.
    """
    if interval is None or not listed or elapsed <= 0:
        return FIRST_INTERVAL
    wanted = elapsed * _AIM * listed / max(fresh, _AIM)
    step = min(max(wanted / interval, 1 / _STEP), _STEP)
    longest = min(max(idle * _OF_IDLE, LONGEST_INTERVAL), _RAREST)
    return min(max(interval * step, _SHORTEST), longest)
