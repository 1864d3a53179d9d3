"""When an article was published and last changed."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from newscrawl.core.extraction.date_labels import DateKind
from newscrawl.core.extraction.declared_dates import (
    modified_texts,
    published_texts,
    weak_published_texts,
)
from newscrawl.core.extraction.finding import Finding
from newscrawl.core.extraction.moments import Moment, read_moment
from newscrawl.core.extraction.sources import Sources
from newscrawl.core.extraction.visible_dates import VisibleDate, find_visible_dates
from newscrawl.items.article import Precision

# A clock ahead of ours, or a zone left out, may put a fresh article in the near future.
_SLACK = timedelta(hours=26)
_LIKELY = 2.0
"""Score from which a visible date alone is believed."""
_POSSIBLE = -3.0
"""Score from which it is believed where the address names its month."""
_SURE = 4.0
"""Score from which a visible date decides between others."""
_STEP = timedelta(minutes=15)
_FARTHEST = timedelta(hours=14)
_URL_DATE = re.compile(
    r"/((?:19|20)\d{2})/(0[1-9]|1[0-2]|[1-9])/(0[1-9]|[12]\d|3[01]|[1-9])(?=[/\-._]|$)"
    r"|(?<![\d])((?:19|20)\d{2})([-_/]?)(0[1-9]|1[0-2])\5(0[1-9]|[12]\d|3[01])(?!\d)"
)
_URL_DAY_FIRST = re.compile(
    r"[/~](0[1-9]|[12]\d|3[01])([-./])(0[1-9]|1[0-2])\2((?:19|20)\d{2})(?!\d)"
)
_URL_MONTH = re.compile(r"/((?:19|20)\d{2})/(0?[1-9]|1[0-2])(?=/)")
_DAY_FIRST_HOSTS = (".uk", ".au", ".nz", ".ie", ".in", ".za", ".eu")


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

    What is declared goes before what is seen, what is seen before the address. Where declarations
    disagree, the date that readers see decides.
    """
    read = partial(
        read_moment, timezone_name=timezone_name, month_first=_writes_month_first(sources)
    )
    latest = datetime.now(UTC) + _SLACK
    declared = _said(published_texts(sources), read, latest)
    visible = [shown for shown in find_visible_dates(sources, read) if shown.moment.when <= latest]
    seen = [shown for shown in visible if shown.kind is not DateKind.MODIFIED]
    in_url = _said(_url_texts(sources.document.url), read, latest)
    chosen = _choose(declared, seen) or _choose_seen(seen, in_url, _url_month(sources.document.url))
    if chosen is None:
        chosen = next(iter(_said(weak_published_texts(sources), read, latest)), None)
    published = None
    if chosen is not None:
        others = [*declared, *(_as_said(shown) for shown in seen if shown.score >= _SURE), *in_url]
        published = _finding(_as_written(_sharpened(chosen, others), others), others)
    changed = _said(modified_texts(sources), read, latest)
    changed += [
        _as_said(shown)
        for shown in visible
        if shown.kind is DateKind.MODIFIED and shown.score >= _LIKELY
    ]
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


def _as_said(shown: VisibleDate) -> _Said:
    return _Said(shown.source, shown.moment)


def _choose(declared: list[_Said], seen: list[VisibleDate]) -> _Said | None:
    """Return the declared date that is believed: the first, unless another is clearly likelier."""
    if not declared:
        return None
    first = declared[0]
    rivals = [said for said in declared[1:] if _days_apart(said.moment, first.moment) > 1]
    if not rivals:
        return first
    days = {_day(shown.moment) for shown in seen if shown.score >= _SURE}
    for said in (first, *rivals):
        if _day(said.moment) in days:
            return said
    # Sites that publish an article anew say so to those who share it, and often there alone.
    return next((said for said in rivals if said.source == "article:published_time"), first)


def _choose_seen(
    seen: list[VisibleDate], in_url: list[_Said], month: tuple[int, int] | None
) -> _Said | None:
    """Return the visible date that is believed: one that the address confirms, else the likeliest.

    An address that names a day is believed too, unless the likeliest date is the day beside it.
    """
    confirmed = [shown for shown in seen if shown.score >= _POSSIBLE and _month(shown) == month]
    likely = [shown for shown in seen if shown.score >= _LIKELY]
    for said in in_url:
        near = [shown for shown in likely if _days_apart(shown.moment, said.moment) <= 1]
        return _as_said(near[0]) if near else said
    best = next(iter(confirmed + likely), None)
    return _as_said(best) if best is not None else None


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


def _url_texts(url: str) -> list[tuple[str, str]]:
    """Return the day that the address names in full, in the order year, month, day or reversed."""
    path = unquote(_split(url).path)
    if match := _URL_DATE.search(path):
        year, month, day = (
            (match[1], match[2], match[3]) if match[1] else (match[4], match[6], match[7])
        )
        return [("url", f"{year}-{month:0>2}-{day:0>2}")]
    if match := _URL_DAY_FIRST.search(path):
        return [("url", f"{match[4]}-{match[3]}-{match[1]}")]
    return []


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", "")


def _url_month(url: str) -> tuple[int, int] | None:
    """Return the year and month that are steps of the address."""
    match = _URL_MONTH.search(_split(url).path)
    return (int(match[1]), int(match[2])) if match else None


def _writes_month_first(sources: Sources) -> bool:
    """Return whether 3/4/2024 is in March here."""
    declared = sources.document.root.get("lang") or sources.document.meta.get("og:locale") or ""
    language, _, region = declared.lower().replace("_", "-").partition("-")
    host = _split(sources.document.url).hostname or ""
    return language in ("en", "") and region in ("us", "") and not host.endswith(_DAY_FIRST_HOSTS)
