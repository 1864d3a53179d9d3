"""What is wrong with a run of a site, by what the site's own runs before it were like."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from newscrawl.core.health.figures import FIELDS, SiteFigures
from newscrawl.core.health.thresholds import KINDS, USUAL, Thresholds

_DAY = 86_400.0
_NEWS = frozenset({"no news", "few news"})
_PAGES = frozenset({"failures"})
_ARTICLES = KINDS - _NEWS - _PAGES - {"robots"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something about a site that is not as it was."""

    site: str
    kind: str
    """One of `KINDS`: `failures`, `not articles`, `no news`, a field of the record and others."""
    told: str
    """One line for a person, with what was found and what is usual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A run of a site, and what was wrong with it."""

    figures: SiteFigures
    """What it brought."""
    alarms: tuple[Alarm, ...] = ()
    """What was wrong with it."""


def alarms_of(
    site: str, run: SiteFigures, before: Sequence[Judged], thresholds: Thresholds = USUAL
) -> list[Alarm]:
    """Return what is wrong with a run of a site, by its runs before, the newest last.

    Nothing is, as long as there are too few of them, or too little in them to tell. Pages and articles are
    compared with those of runs that were as usual, so that a site that stays broken goes on raising alarms.
    """
    comparison = _Comparison(run, before, thresholds)
    return [
        Alarm(site=site, kind=kind, told=told)
        for kind, told in comparison.found()
        if kind not in thresholds.off
    ]


def standing(runs: Sequence[Judged], thresholds: Thresholds = USUAL) -> tuple[Alarm, ...]:
    """Return the alarms of a site that no later run has shown to be over; the newest run is last."""
    pages = articles = False
    for age, run in enumerate(reversed(runs)):
        over = {*_NEWS, "robots"} if age else set()
        over |= _PAGES if pages else set()
        over |= _ARTICLES if articles else set()
        if run.alarms:
            return tuple(alarm for alarm in run.alarms if alarm.kind not in over)
        pages = pages or run.figures.pages >= thresholds.sample
        most = max(run.figures.articles, run.figures.expected)
        articles = articles or most >= thresholds.sample
    return ()


class _Comparison:
    """A run beside those before it."""

    def __init__(self, run: SiteFigures, before: Sequence[Judged], thresholds: Thresholds) -> None:
        self._run = run
        self._before = [each.figures for each in before]
        self._usual = [
            each.figures
            for each in before
            if not any(alarm.kind in _PAGES | _ARTICLES for alarm in each.alarms)
        ]
        self._by = thresholds

    def found(self) -> Iterator[tuple[str, str]]:
        """Yield what is wrong: its kind, and one line for a person."""
        least = max(1, self._by.runs)
        if len(self._usual) >= least:
            yield from self._pages()
            yield from self._articles()
        if len(self._before) >= least:
            yield from self._news()
            yield from self._robots()

    def _pages(self) -> Iterator[tuple[str, str]]:
        run, before = self._run, self._usual
        failed = sum(run.failures.values())
        usual = _share(
            [sum(each.failures.values()) for each in before], [each.pages for each in before]
        )
        is_down = failed == run.pages > 0 and usual < self._by.few
        if is_down or self._has_risen(failed, run.pages, usual):
            worst = max(run.failures, key=lambda reason: run.failures[reason])
            yield (
                "failures",
                f"{failed} of {run.pages} pages failed, most by {worst}; usually {usual:.0%}",
            )
        usual = _share([each.not_articles for each in before], [each.expected for each in before])
        if self._has_risen(run.not_articles, run.expected, usual):
            told = f"{run.not_articles} of {run.expected} pages that should be articles were none"
            yield "not articles", f"{told}; usually {usual:.0%}"

    def _has_risen(self, count: int, of: int, usual: float) -> bool:
        return of >= self._by.sample and count > self._by.most * of and usual < self._by.few

    def _articles(self) -> Iterator[tuple[str, str]]:
        """Yield what the articles lack; they are compared with those of the runs that brought some."""
        run = self._run
        with_some = [each for each in self._usual if each.articles]
        articles = [each.articles for each in with_some]
        if run.articles < self._by.sample or sum(articles) < self._by.sample:
            return
        for name in FIELDS:
            usual = _share([each.filled.get(name, 0) for each in with_some], articles)
            now = run.filled.get(name, 0) / run.articles
            if usual >= self._by.belongs and now < self._by.fallen * usual:
                yield name, f"{name} in {now:.0%} of {run.articles} articles; usually {usual:.0%}"
        length = median(each.length for each in with_some)
        if run.length < self._by.shrunk * length:
            yield "length", f"texts of {run.length:,.0f} characters; usually {length:,.0f}"
        teasers = run.completeness.get("teaser", 0)
        usual = _share([each.completeness.get("teaser", 0) for each in with_some], articles)
        if self._has_risen(teasers, run.articles, usual):
            yield "teasers", f"{teasers} of {run.articles} articles were cut; usually {usual:.0%}"
        usual = _share([each.paid for each in with_some], articles)
        if self._has_risen(run.paid, run.articles, usual):
            told = f"{run.paid} of {run.articles} articles say that they are not free"
            yield "paywall", f"{told}; usually {usual:.0%}"

    def _news(self) -> Iterator[tuple[str, str]]:
        """Yield that nothing new came for longer than chance explains, or far less than ever.

        The first run, which brings all that there is, tells no rate.
        """
        run, before = self._run, self._before
        later = before[1:]
        span = before[-1].started_at - before[0].started_at
        if span <= 0:
            return
        rate = sum(each.new for each in later) / span
        if run.new:
            least = min(each.new for each in later)
            waited = run.started_at - before[-1].started_at
            usual = rate * waited
            lowest = self._by.few * min(least, usual)
            if least >= self._by.missed and run.new < lowest:
                yield (
                    "few news",
                    f"{run.new} new articles; usually {usual:.0f}, never below {least}",
                )
            return
        since = max((each.started_at for each in later if each.new), default=before[0].started_at)
        waited = run.started_at - since
        if rate * waited >= self._by.missed:
            yield (
                "no news",
                f"no new article for {waited / _DAY:.1f} days; usually {rate * _DAY:.1f} a day",
            )

    def _robots(self) -> Iterator[tuple[str, str]]:
        """Yield that robots.txt has other rules for us; once, as the next run compares with this one."""
        known = {host: rules for each in self._before for host, rules in each.robots.items()}
        changed = [
            host for host, rules in self._run.robots.items() if known.get(host, rules) != rules
        ]
        if changed:
            yield "robots", f"robots.txt of {', '.join(changed)} has other rules for newscrawl"


def _share(parts: Sequence[int], wholes: Sequence[int]) -> float:
    return sum(parts) / max(1, sum(wholes))
