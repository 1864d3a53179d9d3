"""The report as lines for a terminal, and as JSON values."""

from collections.abc import Iterator
from typing import Any

from newscrawl.core.state.health import SiteRun
from newscrawl.core.state.overview import Overview, SiteOverview
from newscrawl.reporting.coverage import coverage_dict
from newscrawl.reporting.shortening import shortened
from newscrawl.reporting.summary import counted, duration

_NAME = 28
_ALARMS = 10
"""Alarms of earlier runs that are told."""


def report_lines(overview: Overview) -> Iterator[str]:
    """Yield a site a line, then the alarms, the newest first."""
    articles = sum(site.articles for site in overview.sites)
    sites, runs = len(overview.sites), overview.runs
    yield (
        f"{counted(articles, 'articles')} of {counted(sites, 'sites')} in {counted(runs, 'runs')},"
        f" {overview.at:%Y-%m-%d %H:%M} UTC"
    )
    yield ""
    yield f"{'site':<{_NAME}} {'status':<7} {'articles':>9} {'new':>6} {'lag':>9} {'failed':>7}  last run"
    for site in overview.sites:
        yield _site_line(site)
    told = [alarm_line(run) for run in alarmed_runs(overview)]
    if told:
        yield ""
        yield "alarms:"
        yield from (f"  {line}" for lines in told[:_ALARMS] for line in lines)


def alarmed_runs(overview: Overview) -> list[SiteRun]:
    """Return the runs that raised alarms, the newest first."""
    runs = [run for site in overview.sites for run in site.runs if run.alarms]
    return sorted(runs, key=lambda run: run.started_at, reverse=True)


def alarm_line(run: SiteRun) -> list[str]:
    """Return the alarms of a run, a line each."""
    return [
        f"{run.started_at[:16].replace('T', ' ')}  {run.site}: {each.told}" for each in run.alarms
    ]


def _site_line(site: SiteOverview) -> str:
    last = site.last_run
    new, lag, failed, when = "", "", "", "none has ended"
    if last is not None:
        new = f"{last.figures.new:,}"
        lag = "" if last.figures.lag is None else duration(last.figures.lag)
        failed = f"{sum(last.figures.failures.values()):,}"
        when = last.started_at[:16].replace("T", " ")
    name = shortened(site.name, _NAME)
    return f"{name:<{_NAME}} {site.status:<7} {site.articles:>9,} {new:>6} {lag:>9} {failed:>7}  {when}"


def report_dict(overview: Overview) -> dict[str, Any]:
    """Return all that the report tells under fixed names, as JSON values."""
    return {
        "at": overview.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "runs": overview.runs,
        "addresses": overview.states,
        "coverage": coverage_dict({site.name: site.coverage for site in overview.sites}),
        "sites": [
            {
                "site": site.name,
                "status": site.status,
                "articles": site.articles,
                "copies": site.copies,
                "newest": site.newest,
                "fetched_at": site.fetched_at,
                "completeness": site.completeness,
                "articles_by_day": {
                    day.isoformat(): count for day, count in sorted(site.by_day.items())
                },
                "failures": site.failures,
                "waiting": site.waiting,
                "runs": [
                    {
                        **run.figures.to_json(),
                        "started_at": run.started_at,
                        "alarms": [{"kind": each.kind, "told": each.told} for each in run.alarms],
                    }
                    for run in site.runs
                ],
            }
            for site in overview.sites
        ],
    }
