"""The last screen of a run, as lines and as a dictionary."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from newscrawl.core.frontier.limits import LEFT_OUT
from newscrawl.core.state.ledger import Ledger
from newscrawl.items import DropReason, UrlState
from newscrawl.reporting.coverage import coverage_dict, coverage_lines
from newscrawl.reporting.tally import Tally

_STATES = {
    UrlState.PART: "further pages",
    UrlState.SECTION: "sections",
    UrlState.FEED: "feeds",
    UrlState.SITEMAP: "sitemaps",
    UrlState.REDIRECTED: "redirects",
    UrlState.DUPLICATE: "other addresses",
    UrlState.SUPERSEDED: "superseded",
    UrlState.GONE: "gone",
    UrlState.FAILED: "failed",
    UrlState.QUEUED: "waiting",
    UrlState.LEASED: "waiting",
}
_DROPS = {DropReason.NO_ARTICLE: "not articles", DropReason.TRAP: "in traps"}
_SINGULAR = {
    "alarms": "alarm",
    "articles": "article",
    "sites": "site",
    "runs": "run",
    "failures": "failure",
    "copies": "copy",
    "further pages": "further page",
    "sections": "section",
    "feeds": "feed",
    "sitemaps": "sitemap",
    "redirects": "redirect",
    "other addresses": "other address",
    "not articles": "not an article",
    "in traps": "in a trap",
    "addresses": "address",
    "pages": "page",
    "kept pages": "kept page",
    "versions": "version",
    "earlier versions": "earlier version",
    "records": "record",
    "links": "link",
    "related links": "related link",
}
_LIMITS = {
    "max_articles": "number of articles (--max-articles)",
    "closespider_itemcount": "number of articles (CLOSESPIDER_ITEMCOUNT)",
    "closespider_pagecount": "number of pages (CLOSESPIDER_PAGECOUNT)",
    "closespider_timeout": "time (CLOSESPIDER_TIMEOUT)",
    "closespider_errorcount": "number of errors (CLOSESPIDER_ERRORCOUNT)",
    "closespider_timeout_no_item": "time without an article (CLOSESPIDER_TIMEOUT_NO_ITEM)",
    "closespider_pagecount_no_item": "pages without an article (CLOSESPIDER_PAGECOUNT_NO_ITEM)",
    "memusage_exceeded": "memory (MEMUSAGE_LIMIT_MB)",
}
_NAMED = 8
"""Reasons that a line names; `--json` has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEnd:
    """A run that has ended."""

    ledger: Ledger
    """What became of every address."""
    tally: Tally = field(default_factory=Tally)
    """What this run did."""
    ending: str = "finished"
    """Why the run ended, as Scrapy says it, such as `finished` or `max_articles`."""
    elapsed: float = 0.0
    """How long it took, seconds."""
    outputs: tuple[str, ...] = ()
    """What was written to, as the user named it."""
    state: str = ""
    """Path of the state file; empty where nothing is remembered."""

    def failed_sites(self) -> dict[str, str]:
        """Return the sites that gave failures and not one page, each with its newest failure.

        A run that goes on with one that was cut off may have asked for what fails only.
        """
        answered = {
            run.site
            for run in self.ledger.site_runs
            if sum(run.figures.failures.values()) < run.figures.pages
        }
        failed = self.tally.failed_sites()
        return {site: told for site, told in failed.items() if site not in answered}

    @property
    def limit(self) -> str | None:
        """The limit that ended the run, if one that the user set did."""
        return _LIMITS.get(self.ending)


def discovered_parts(ledger: Ledger) -> dict[str, int]:
    """Return how many addresses became what; their sum is every address discovered."""
    parts: Counter[str] = Counter()
    articles = ledger.by_state().get(UrlState.ARTICLE, 0)
    copies = min(ledger.copies, articles)
    parts["articles"] = articles - copies
    parts["copies"] = copies
    for state, label in _STATES.items():
        parts[label] += ledger.by_state().get(state, 0)
    for reason, count in ledger.reasons(UrlState.DROPPED).items():
        parts[_drop_label(reason)] += count
    return {label: count for label, count in parts.items() if count or label == "articles"}


def _drop_label(reason: str) -> str:
    known = next((label for drop, label in _DROPS.items() if drop == reason), None)
    return known or reason or "left out"


def summary_lines(end: RunEnd) -> list[str]:
    """Return what a person is told at the end of a run, one fact a line, figures adding up."""
    ledger = end.ledger
    parts = discovered_parts(ledger)
    lines = [
        f"discovered {ledger.discovered:,} = "
        + " + ".join(counted(count, label) for label, count in parts.items()),
        _articles_line(ledger),
        _run_line(end),
    ]
    lines.extend(_failure_lines(ledger))
    lines.append(_gaps_line(ledger))
    lines.append(_listed("links left out", ledger.links_left_out))
    lines.extend(coverage_lines(ledger.coverage))
    lines.extend(trouble_lines(end))
    if end.limit is not None:
        lines.append(f"limit reached: {end.limit}")
    lines.append(_limits_line(ledger))
    lines.append(_places(end))
    if end.state and ledger.articles:
        lines.append("next: the same command again brings home what is new")
    return [line for line in lines if line]


def trouble_lines(end: RunEnd) -> list[str]:
    """Return what somebody has to look at: sites that failed, hosts left alone, alarms."""
    alone = list(end.ledger.left_alone.items())[:_NAMED]
    return [
        *(f"site failed: {told}" for told in end.failed_sites().values()),
        *(
            f"no articles: {run.site}: {counted(run.figures.pages, 'pages')}, and none is an article;"
            f" newscrawl check {run.site}"
            for run in end.ledger.empty_sites()
        ),
        *(f"left alone: {host} {why}; its addresses wait" for host, why in alone),
        *(f"alarm: {alarm.site}: {alarm.told}" for alarm in end.ledger.alarms),
    ]


def _failure_lines(ledger: Ledger) -> list[str]:
    """Return what failed, by kind; of several sites each has its line."""
    by_site = ledger.failures_by_site
    if len(by_site) < 2:
        return [_listed("failed", ledger.reasons(UrlState.FAILED))]
    ordered = sorted(by_site.items(), key=lambda each: -sum(each[1].values()))
    lines = [_listed(f"failed on {site}", kinds) for site, kinds in ordered[:_NAMED]]
    rest = sum(sum(kinds.values()) for _, kinds in ordered[_NAMED:])
    return [*lines, f"failed on other sites: {rest:,}"] if rest else lines


def _gaps_line(ledger: Ledger) -> str:
    """Return which sections have turned over since the last run, so that some articles may be missing."""
    if not ledger.gaps:
        return ""
    named = ", ".join(ledger.gaps[:_NAMED])
    rest = len(ledger.gaps) - _NAMED
    more = f" and {rest:,} more" if rest > 0 else ""
    return f"gap: nothing known from last time on {named}{more}; looked deeper; run more often"


def _articles_line(ledger: Ledger) -> str:
    if not ledger.articles:
        return ""
    kinds = sorted(ledger.completeness.items(), key=lambda pair: -pair[1])
    return "completeness: " + ", ".join(f"{count:,} {kind}" for kind, count in kinds)


def _run_line(end: RunEnd) -> str:
    ledger = end.ledger
    copies = f" ({counted(ledger.new_copies, 'copies')})" if ledger.new_copies else ""
    gone = f", gone {ledger.gone_articles:,}" if ledger.gone_articles else ""
    return (
        f"this run: new {ledger.new_articles:,}{copies}, re-checked {ledger.rechecked_articles:,},"
        f" changed {ledger.changed_articles:,}{gone}; {counted(end.tally.pages, 'pages')}"
        f" in {duration(end.elapsed)}"
    )


def _listed(title: str, counts: dict[str, int]) -> str:
    if not counts:
        return ""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    told = [f"{count:,} {what or 'other'}" for what, count in ordered[:_NAMED]]
    rest = sum(count for _, count in ordered[_NAMED:])
    return f"{title}: " + ", ".join([*told, f"{rest:,} for other reasons"] if rest else told)


def _limits_line(ledger: Ledger) -> str:
    """Return what the limits of this run or an earlier one left out."""
    told = _listed("left out by limits", _by_limits(ledger))
    return f"{told}; a run with wider ones takes them up" if told else ""


def _by_limits(ledger: Ledger) -> dict[str, int]:
    dropped = ledger.reasons(UrlState.DROPPED)
    return {reason: count for reason, count in dropped.items() if reason in LEFT_OUT}


def _places(end: RunEnd) -> str:
    written = ", ".join("standard output" if name == "-" else name for name in end.outputs)
    state = "" if end.state in ("", *end.outputs) else f"state: {end.state}"
    return "; ".join(part for part in (f"written: {written}" if written else "", state) if part)


def counted(count: int, what: str) -> str:
    """Return a number with the word for what is counted: `1 article`, `1,412 articles`."""
    return f"{count:,} {_SINGULAR.get(what, what) if count == 1 else what}"


def duration(seconds: float) -> str:
    """Return a length of time for a person: `0.4 s`, `12 s`, `3:05 min`, `2:07 h`, `12 d`."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60}:{whole % 60:02} min"
    if whole < 100 * 3600:
        return f"{whole // 3600}:{whole % 3600 // 60:02} h"
    return f"{round(whole / 86_400):,} d"


def summary_dict(end: RunEnd) -> dict[str, Any]:
    """Return the figures of `summary_lines` under fixed names, as JSON values."""
    ledger = end.ledger
    return {
        "discovered": ledger.discovered,
        "became": {
            label.replace(" ", "_"): count for label, count in discovered_parts(ledger).items()
        },
        "articles": ledger.articles,
        "copies": ledger.copies,
        "completeness": dict(ledger.completeness),
        "new_articles": ledger.new_articles,
        "new_copies": ledger.new_copies,
        "rechecked_articles": ledger.rechecked_articles,
        "changed_articles": ledger.changed_articles,
        "gone_articles": ledger.gone_articles,
        "gaps": list(ledger.gaps),
        "pages": end.tally.pages,
        "seconds": round(end.elapsed, 3),
        "failures": ledger.reasons(UrlState.FAILED),
        "failures_by_site": ledger.failures_by_site,
        "alarms": [asdict(alarm) for alarm in ledger.alarms],
        "left_alone": dict(ledger.left_alone),
        "links_left_out": dict(ledger.links_left_out),
        "left_out_by_limits": _by_limits(ledger),
        "coverage": coverage_dict(ledger.coverage),
        "failed_sites": end.failed_sites(),
        "ending": end.ending,
        "limit": end.limit,
        "outputs": list(end.outputs),
        "state": end.state or None,
    }
