"""When an article was published and last changed."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from typing import NamedTuple

from newscrawl.core.extraction.date_labels import DateKind
from newscrawl.core.extraction.day_order import find_day_order
from newscrawl.core.extraction.declared_dates import (
    modified_texts,
    published_texts,
    weak_published_texts,
)
from newscrawl.core.extraction.finding import Finding
from newscrawl.core.extraction.moments import Moment, read_moment
from newscrawl.core.extraction.script_dates import script_texts
from newscrawl.core.extraction.sources import Sources
from newscrawl.core.extraction.visible_dates import VisibleDate, find_visible_dates
from newscrawl.core.urls.dates import find_url_date
from newscrawl.items.article import Precision

# A clock ahead of ours, or a zone left out, may put a fresh article in the near future.
_SLACK = timedelta(hours=26)
_LIKELY = 2.0
"""Score from which a visible date alone is believed."""
_POSSIBLE = -3.0
"""Score from which it is believed where the address names its month."""
_SURE = 4.0
"""Score from which a visible date decides between others."""
_CERTAIN = 6.0
"""Score from which it is believed against what is declared."""
_STEP = timedelta(minutes=15)
_FARTHEST = timedelta(hours=14)


class Dates(NamedTuple):
    """The dates of an article, each with the source that gave it."""

    published: Finding[Moment] | None
    modified: Finding[Moment] | None


class _Said(NamedTuple):
    """What one source says."""

    source: str
    moment: Moment


def find_dates(sources: Sources, *, timezone_name: str | None) -> Dates:
    """Return the article's dates; what lies in the future or is not a date is never taken.

    What is declared goes before what is seen, what is seen before the address, and scripts come
    last. Where declarations disagree, or the headline has another day beside it than they say, the
    date that readers see decides.
    """
    order = find_day_order(sources.document)
    read = partial(read_moment, timezone_name=timezone_name, order=order)
    latest = datetime.now(UTC) + _SLACK
    declared = _said(published_texts(sources), read, latest)
    changed = _said(modified_texts(sources), read, latest)
    visible = _in_order_of_the_page(
        find_visible_dates(sources, read),
        {_day(said.moment) for said in declared + changed},
        latest,
    )
    seen = [shown for shown in visible if shown.kind is not DateKind.MODIFIED]
    changed += [
        _as_said(shown)
        for shown in visible
        if shown.kind is DateKind.MODIFIED and shown.score >= _LIKELY
    ]
    url_date = find_url_date(sources.document.url)
    in_url = _said([("url", url_date.day)] if url_date.day else [], read, latest)
    changed_days = {_day(said.moment) for said in changed}
    weak = [
        said
        for said in _said(weak_published_texts(sources), read, latest)
        if all(_day(said.moment) <= day for day in changed_days)
    ]
    chosen = (
        _choose(declared, seen, changed)
        or _choose_seen(seen, in_url, url_date.month, changed_days)
        or next(iter(weak), None)
        or _only(_said([("script", text) for text in script_texts(sources.document)], read, latest))
    )
    published = None
    if chosen is not None:
        others = [*declared, *(_as_said(shown) for shown in seen if shown.score >= _SURE), *in_url]
        published = _finding(_as_written(_sharpened(chosen, others), others), others)
    modified = _finding(_as_written(changed[0], changed), changed) if changed else None
    return Dates(published, modified)


def _said(
    texts: Iterable[tuple[str, str]], read: Callable[[str], Moment | None], latest: datetime
) -> list[_Said]:
    read_texts = ((source, read(text)) for source, text in texts)
    return [
        _Said(source, moment)
        for source, moment in read_texts
        if moment is not None and moment.when <= latest
    ]


def _only(said: list[_Said]) -> _Said | None:
    """Return what is said first where all say the same day."""
    return said[0] if len({_day(each.moment) for each in said}) == 1 else None


def _as_said(shown: VisibleDate) -> _Said:
    return _Said(shown.source, shown.moment)


def _in_order_of_the_page(
    visible: list[VisibleDate], declared_days: set[date], latest: datetime
) -> list[VisibleDate]:
    """Return the dates up to the latest, `3/4/2024` so that it is a day the page names elsewhere."""
    known = declared_days | {
        _day(shown.moment) for shown in visible if shown.moment.otherwise is None
    }
    settled = []
    for shown in visible:
        moment = shown.moment
        if (
            moment.otherwise is not None
            and _day(moment) not in known
            and (moment.otherwise in known or moment.when > latest)
        ):
            moment = moment.exchanged()
        if moment.when <= latest:
            settled.append(replace(shown, moment=moment))
    return settled


def _choose(declared: list[_Said], seen: list[VisibleDate], changed: list[_Said]) -> _Said | None:
    """Return the declared date that is believed: the first, unless readers see another one.

    An article that was published anew shows its new date, and often declares the old one still; one
    that declares the day of its last change as that of its publication shows the right one.
    """
    if not declared:
        return None
    first = declared[0]
    rivals = [said for said in declared[1:] if _days_apart(said.moment, first.moment) > 1]
    days = {_day(shown.moment) for shown in seen if shown.score >= _SURE}
    for said in (first, *rivals):
        if _day(said.moment) in days:
            return said
    changed_days = {_day(said.moment) for said in changed}
    for shown in seen:
        needed = _SURE if _day(shown.moment) in changed_days else _CERTAIN
        if shown.score >= needed and _days_apart(shown.moment, first.moment) > 1:
            is_later = shown.moment.when > first.moment.when
            if is_later or any(said.moment.when == first.moment.when for said in changed):
                return _as_said(shown)
    # Sites that publish an article anew say so to those who share it, and often there alone.
    return next((said for said in rivals if said.source == "article:published_time"), first)


def _choose_seen(
    seen: list[VisibleDate],
    in_url: list[_Said],
    month: tuple[int, int] | None,
    changed_days: set[date],
) -> _Said | None:
    """Return the visible date that is believed: one that the address confirms, else the likeliest.

    An address that names a day is believed too, unless the likeliest date is the day beside it.
    """
    confirmed = [shown for shown in seen if shown.score >= _POSSIBLE and _month(shown) == month]
    likely = [shown for shown in seen if shown.score >= _LIKELY]
    for said in in_url:
        near = [shown for shown in likely if _days_apart(shown.moment, said.moment) <= 1]
        return _as_said(near[0]) if near else said
    if confirmed:
        return _as_said(confirmed[0])
    others = [
        shown
        for shown in likely
        if shown.kind is not DateKind.UNSTATED or _day(shown.moment) not in changed_days
    ]
    return _likeliest(others or likely)


def _likeliest(likely: list[VisibleDate]) -> _Said | None:
    """Return the likeliest date; None where it is not certain and other days are as likely."""
    if not likely:
        return None
    best = likely[0]
    days = {_day(shown.moment) for shown in likely if shown.score == best.score}
    return None if len(days) > 1 and best.score < _CERTAIN else _as_said(best)


def _month(shown: VisibleDate) -> tuple[int, int]:
    return shown.moment.when.year, shown.moment.when.month


def _sharpened(chosen: _Said, others: list[_Said]) -> _Said:
    """Return what is chosen, with its time where only another source of the same day has one."""
    if chosen.moment.precision is not Precision.DAY:
        return chosen
    for said in others:
        if (
            said.moment.precision is not Precision.DAY
            and _day(said.moment) == _day(chosen.moment)
        ):  # fmt: skip
            return said
    return chosen


def _as_written(chosen: _Said, others: list[_Said]) -> _Said:
    """Return the moment in the zone of its readers, where another source gives it in that.

    Machines are often told the time in UTC. Whoever states the same moment with another offset,
    or with a clock that is off by whole quarters of an hour, shows what the day was there.
    """
    when = chosen.moment.when
    if chosen.moment.precision is Precision.DAY or when.utcoffset() or not chosen.moment.zone:
        return chosen
    for said in others:
        other = said.moment
        if other.precision is Precision.DAY:
            continue
        if other.zone and other.when.utcoffset() and abs(other.when - when) < timedelta(minutes=1):
            return chosen._replace(
                moment=replace(chosen.moment, when=when.astimezone(other.when.tzinfo))
            )
        if other.zone is None and (offset := _offset(when, other.when)):
            local = when.astimezone(timezone(offset))
            return chosen._replace(moment=replace(chosen.moment, when=local))
    return chosen


def _offset(when: datetime, clock: datetime) -> timedelta | None:
    """Return by how much a clock without a zone is ahead of UTC, if it shows the same moment."""
    ahead = clock.replace(second=0) - when.replace(second=0, microsecond=0)
    if abs(ahead) > _FARTHEST or ahead % _STEP:
        return None
    return ahead


def _finding(chosen: _Said, others: list[_Said]) -> Finding[Moment]:
    disagreeing = {
        said.source: said.moment.raw
        for said in reversed(others)
        if said.source != chosen.source and _day(said.moment) != _day(chosen.moment)
    }
    return Finding(chosen.moment, chosen.source, disagreeing)


def _day(moment: Moment) -> date:
    return moment.when.date()


def _days_apart(one: Moment, other: Moment) -> int:
    return abs((_day(one) - _day(other)).days)
