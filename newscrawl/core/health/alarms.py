"""What is wrong with a run of a site, by what the site's own runs before it were like."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from newscrawl.core.health.figures import FIELDS, SiteFigures

ENOUGH_RUNS = 3
"""Runs before this one from which it is known how the site is."""
ENOUGH = 8
"""Articles, or pages, from which a share of them tells something."""
_USUAL = 0.8
"""The share of articles that have a field from which it belongs to them."""
_FALLEN = 0.5
"""A share has fallen that is less than so much of the usual one."""
_SHRUNK = 0.4
_MOST = 0.5
"""The share of failures, of pages that are no articles, or of teasers, that is no chance."""
_FEW = 0.2
"""The share of them that is usual on a site that works."""
_EXPECTED = 12.0
"""New articles that the site's rate promises; that none comes then is a chance of one in 100,000."""
_DAY = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something about a site that is not as it was."""

    site: str
    kind: str
    """`failures`, `not articles`, `no news`, `length`, `teasers`, or a field of the record."""
    told: str
    """One line for a person, with what was found and what is usual."""


def alarms_of(site: str, run: SiteFigures, before: Sequence[SiteFigures]) -> list[Alarm]:
    """Return what is wrong with a run of a site, by its runs before, the newest last.

    Nothing is, as long as there are too few of them, or too little in them to tell.
    """
    if len(before) < ENOUGH_RUNS:
        return []
    found = (*_pages(run, before), *_articles(run, before), *_news(run, before))
    return [Alarm(site=site, kind=kind, told=told) for kind, told in found]


def _pages(run: SiteFigures, before: Sequence[SiteFigures]) -> Iterator[tuple[str, str]]:
    failed = sum(run.failures.values())
    usual = _share(
        [sum(each.failures.values()) for each in before], [each.pages for each in before]
    )
    if run.pages >= ENOUGH and failed > _MOST * run.pages and usual < _FEW:
        worst = max(run.failures, key=lambda reason: run.failures[reason])
        yield (
            "failures",
            f"{failed} of {run.pages} pages failed, most by {worst}; usually {usual:.0%}",
        )
    usual = _share([each.not_articles for each in before], [each.expected for each in before])
    if run.expected >= ENOUGH and run.not_articles > _MOST * run.expected and usual < _FEW:
        told = f"{run.not_articles} of {run.expected} pages that should be articles were none"
        yield "not articles", f"{told}; usually {usual:.0%}"


def _articles(run: SiteFigures, before: Sequence[SiteFigures]) -> Iterator[tuple[str, str]]:
    """Yield what the articles lack; they are compared with those of the runs that brought some."""
    with_some = [each for each in before if each.articles]
    articles = [each.articles for each in with_some]
    if run.articles < ENOUGH or sum(articles) < ENOUGH:
        return
    for name in FIELDS:
        usual = _share([each.filled.get(name, 0) for each in with_some], articles)
        now = run.filled.get(name, 0) / run.articles
        if usual >= _USUAL and now < _FALLEN * usual:
            yield name, f"{name} in {now:.0%} of {run.articles} articles; usually {usual:.0%}"
    length = median(each.length for each in with_some)
    if run.length < _SHRUNK * length:
        yield "length", f"texts of {run.length:,.0f} characters; usually {length:,.0f}"
    teasers = run.completeness.get("teaser", 0) / run.articles
    usual = _share([each.completeness.get("teaser", 0) for each in with_some], articles)
    if teasers > _MOST and usual < _FEW:
        yield "teasers", f"{teasers:.0%} of {run.articles} articles were cut; usually {usual:.0%}"


def _news(run: SiteFigures, before: Sequence[SiteFigures]) -> Iterator[tuple[str, str]]:
    """Yield that nothing new came for longer than chance explains.

    The first run, which brings all that there is, tells no rate.
    """
    later = before[1:]
    span = before[-1].started_at - before[0].started_at
    if run.new or span <= 0:
        return
    rate = sum(each.new for each in later) / span
    since = max((each.started_at for each in later if each.new), default=before[0].started_at)
    waited = run.started_at - since
    if rate * waited >= _EXPECTED:
        yield (
            "no news",
            f"no new article for {waited / _DAY:.1f} days; usually {rate * _DAY:.1f} a day",
        )


def _share(parts: Sequence[int], wholes: Sequence[int]) -> float:
    return sum(parts) / max(1, sum(wholes))
