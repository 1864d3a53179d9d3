"""When an article was published, as far as that is known before it is fetched."""

from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import UTC, datetime

from newscrawl.core.urls.dates import find_sitemap_span, find_url_date
from newscrawl.items import Article, Candidate, DiscoverySource, LinkRole, Precision

DAY = 86_400.0
_SLACK = DAY
"""Zones that nobody states, and days that stand for a moment, may be off by this, seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A span of time, seconds since the epoch."""

    earliest: float | None = None
    """It was not published before this; None: nobody says."""
    latest: float | None = None
    """It was published before this; None: nobody says."""

    def misses(self, since: float | None, until: float | None) -> bool:
        """Return whether all of it lies before `since`, or from `until` on."""
        too_old = None not in (since, self.latest) and self.latest <= since  # type: ignore[operator]
        too_new = None not in (until, self.earliest) and self.earliest >= until  # type: ignore[operator]
        return too_old or too_new


def period_of(candidate: Candidate) -> Period:
    """Return within which span of time what a link leads to was published.

    A change cannot come before the publication, so that the date of the last change, which is all that most
    sitemaps give, is an end without a beginning.
    """
    if candidate.role is LinkRole.SITEMAP:
        return _period_of_sitemap(candidate)
    dates = [each.timestamp() for each in (candidate.date, candidate.modified) if each is not None]
    if not dates:
        return _period_of_address(candidate.url)
    is_change = candidate.source is DiscoverySource.SITEMAP and candidate.date in (
        None,
        candidate.modified,
    )
    earliest = None if is_change or candidate.date is None else candidate.date.timestamp() - _SLACK
    return Period(earliest=earliest, latest=max(dates) + _SLACK)


def _period_of_sitemap(candidate: Candidate) -> Period:
    """Return when the articles of a sitemap were published, by its name and the date of its last change."""
    named = _span(*(find_sitemap_span(candidate.url) or (None,)))
    if candidate.modified is None:
        return named
    changed = candidate.modified.timestamp() + _SLACK
    return Period(
        earliest=named.earliest,
        latest=changed if named.latest is None else min(named.latest, changed),
    )


def period_of_article(article: Article) -> Period:
    """Return when an article was published, as its page says."""
    if article.date_published is None:
        return Period()
    moment = article.date_published.timestamp()
    length = DAY if article.date_published_precision is Precision.DAY else 1.0
    return Period(earliest=moment, latest=moment + length)


def _period_of_address(url: str) -> Period:
    named = find_url_date(url)
    if named.day is None:
        return _span(*(named.month or (None,)))
    year, month, day = named.day.split("-")
    return _span(int(year), int(month), int(day))


def _span(year: int | None, month: int | None = None, day: int | None = None) -> Period:
    """Return a day, or a whole month or year, with slack at both ends; of no year, nothing."""
    if year is None:
        return Period()
    try:
        first = datetime(year, month or 1, day or 1, tzinfo=UTC)
    except ValueError:
        return Period()
    if day is not None:
        days = 1
    elif month is not None:
        days = monthrange(year, month)[1]
    else:
        days = 366 if isleap(year) else 365
    begin = first.timestamp()
    return Period(earliest=begin - _SLACK, latest=begin + days * DAY + _SLACK)
