"""The report as one page that needs nothing else: status, alarms and plots of all sites."""

from collections import Counter
from collections.abc import Sequence
from html import escape
from importlib.resources import files

from newscrawl.core.frontier.coverage import CHANNEL_BITS
from newscrawl.core.state.health import SiteRun
from newscrawl.core.state.overview import DAYS, Overview, SiteOverview
from newscrawl.reporting.report.lines import alarmed_runs
from newscrawl.reporting.report.plots import (
    COLORS,
    Series,
    bars,
    legend,
    lines,
    sparkline,
    stacked_columns,
)
from newscrawl.reporting.summary import counted, duration

_RUNS = 30
"""Runs of a site that are plotted, the newest."""
_ALARMS = 30
_ROWS = 12
"""Bars of a plot."""
_TEXTS = {"full": 3, "unknown": 0, "truncated": 4, "teaser": 2, "live": 6}
"""Colours of how much of a text was there."""


def report_page(overview: Overview, *, title: str) -> str:
    """Return the report as HTML; `title` names the state file."""
    style = files("newscrawl.reporting.report").joinpath("report.css").read_text(encoding="utf-8")
    sections = (
        _status(overview),
        _alarms(overview),
        _articles_a_day(overview),
        _lag(overview),
        _failures(overview),
        _texts(overview),
        _copies(overview),
        _channels(overview),
        _addresses(overview),
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>newscrawl: {escape(title)}</title><style>{style}</style></head><body>"
        f"<header><h1>newscrawl report</h1><p>{escape(title)}, {overview.at:%Y-%m-%d %H:%M} UTC</p></header>"
        f"{_totals(overview)}<main>{''.join(sections)}</main></body></html>\n"
    )


def _totals(overview: Overview) -> str:
    sites = overview.sites
    alarms = sum(site.status in ("alarm", "failed", "empty") for site in sites)
    last = [site.last_run.figures.new for site in sites if site.last_run is not None]
    facts = (
        ("", f"{len(sites):,}", "sites"),
        (" class=bad" if alarms else "", f"{alarms:,}", "sites with an alarm"),
        ("", f"{sum(site.articles - site.copies for site in sites):,}", "articles"),
        ("", f"{sum(site.copies for site in sites):,}", "copies of them"),
        ("", f"{sum(last):,}", "new in the last run of each site"),
        ("", f"{overview.runs:,}", "runs"),
    )
    items = "".join(
        f"<li{kind}><b>{value}</b><span>{name}</span></li>" for kind, value, name in facts
    )
    return f'<ul class="totals">{items}</ul>'


def _section(title: str, content: str, *, note: str = "", wide: bool = False) -> str:
    told = f'<p class="note">{escape(note)}</p>' if note else ""
    kind = ' class="wide"' if wide else ""
    return f"<section{kind}><h2>{escape(title)}</h2>{told}{content}</section>"


def _status(overview: Overview) -> str:
    names = (
        "site",
        "status",
        "new articles a run",
        "last",
        "articles",
        "lag",
        "failed",
        "last run",
    )
    head = "".join(f"<th{' class=left' if name == 'status' else ''}>{name}</th>" for name in names)
    rows = "".join(map(_status_row, overview.sites))
    table = f'<div class="scroll"><table><tr>{head}</tr>{rows}</table></div>'
    return _section("Sites", table, note="Those with an alarm come first.", wide=True)


def _status_row(site: SiteOverview) -> str:
    last = site.last_run
    cells = ["", "", "", "no run has ended"]
    if last is not None:
        lag = "" if last.figures.lag is None else duration(last.figures.lag)
        when = last.started_at[:16].replace("T", " ")
        cells = [f"{last.figures.new:,}", lag, f"{sum(last.figures.failures.values()):,}", when]
    spark = sparkline([run.figures.new for run in _later_runs(site)])
    new, lag, failed, when = cells
    return (
        f'<tr><td title="{escape(site.name)}">{escape(site.name)}</td>'
        f'<td class="left"><span class="status {site.status}">{site.status}</span></td><td>{spark}</td>'
        f"<td>{new}</td><td>{site.articles:,}</td><td>{lag}</td><td>{failed}</td><td>{when}</td></tr>"
    )


def _alarms(overview: Overview) -> str:
    items = [
        f"<li><time>{run.started_at[:16].replace('T', ' ')}</time><b>{escape(run.site)}</b>:"
        f" {escape(alarm.told)}</li>"
        for run in alarmed_runs(overview)
        for alarm in run.alarms
    ]
    if not items:
        return _section("Alarms", "", note="None was ever raised.", wide=True)
    note = counted(len(items), "alarms") + (
        f", the newest {_ALARMS}" if len(items) > _ALARMS else ""
    )
    return _section(
        "Alarms", f'<ul class="alarms">{"".join(items[:_ALARMS])}</ul>', note=note, wide=True
    )


def _later_runs(site: SiteOverview) -> Sequence[SiteRun]:
    """Return the runs that can be compared: not the first, which brings all that there is."""
    return site.runs[1:][-_RUNS:]


def _leading(sites: Sequence[SiteOverview]) -> list[tuple[SiteOverview, int]]:
    """Return the sites that have a colour of their own: those with the most articles."""
    most = sorted(sites, key=lambda site: (-site.articles, site.name))[:COLORS]
    return [(site, color) for color, site in enumerate(most, start=1)]


def _articles_a_day(overview: Overview) -> str:
    days = overview.days
    leading = _leading(overview.sites)
    own = {site.name for site, _ in leading}
    series = [
        Series(name=site.name, values=[site.by_day.get(day, 0) for day in days], color=color)
        for site, color in leading
    ]
    others = [site for site in overview.sites if site.name not in own]
    if others:
        values = [sum(site.by_day.get(day, 0) for site in others) for day in days]
        series.append(Series(name=f"{len(others)} other sites", values=values, color=0))
    plot = stacked_columns([f"{day:%d %b}" for day in days], series, unit="articles")
    key = legend((each.name, each.color) for each in series)
    note = f"By day of publication, {DAYS} days to {days[-1]:%d %B %Y}."
    return _section("Articles a day", key + plot, note=note, wide=True)


def _lag(overview: Overview) -> str:
    leading = _leading(
        [
            site
            for site in overview.sites
            if any(run.figures.lag is not None for run in _later_runs(site))
        ]
    )
    if not leading:
        return _section(
            "Freshness",
            "",
            note="No later run has brought an article with a time of publication yet.",
        )
    longest = max(len(_later_runs(site)) for site, _ in leading)
    series = []
    for site, color in leading:
        lags = [run.figures.lag for run in _later_runs(site)]
        hours = [None if lag is None else lag / 3600 for lag in lags]
        series.append(
            Series(name=site.name, values=[None] * (longest - len(hours)) + hours, color=color)
        )
    labels = [f"{back} runs ago" if back else "last run" for back in range(longest - 1, -1, -1)]
    note = "Hours from publication to fetching, the median of a run's new articles, the first run aside."
    key = legend((each.name, each.color) for each in series)
    return _section("Freshness", key + lines(labels, series, unit="hours"), note=note)


def _failures(overview: Overview) -> str:
    kinds: Counter[str] = Counter()
    for site in overview.sites:
        kinds.update(site.failures)
    if not kinds:
        return _section("Failures", "", note="No address has failed.")
    rows = [(kind, {2: count}, f"{count:,}") for kind, count in kinds.most_common(_ROWS)]
    return _section("Failures", bars(rows), note="Addresses whose last fetch failed, by kind.")


def _texts(overview: Overview) -> str:
    rows = []
    for site in overview.sites[:_ROWS]:
        if site.articles:
            parts = {
                _TEXTS.get(name, 5): float(count)
                for name, count in sorted(site.completeness.items())
            }
            full = site.completeness.get("full", 0)
            rows.append((site.name, _shares(parts), f"{full / site.articles:.0%} full"))
    key = legend(_TEXTS.items())
    return _section(
        "Texts", key + bars(rows, whole=1.0), note="Articles by how much of the text was there."
    )


def _shares(parts: dict[int, float]) -> dict[int, float]:
    whole = sum(parts.values()) or 1.0
    return {color: value / whole for color, value in parts.items()}


def _copies(overview: Overview) -> str:
    with_copies = sorted(overview.sites, key=lambda site: -site.copies)[:_ROWS]
    rows = [
        (site.name, {1: site.articles - site.copies, 0: site.copies}, f"{site.copies:,} copies")
        for site in with_copies
        if site.copies
    ]
    if not rows:
        return _section("Copies", "", note="No article is a copy of another one.")
    key = legend([("articles", 1), ("copies", 0)])
    return _section("Copies", key + bars(rows), note="Articles that say what another one says.")


def _channels(overview: Overview) -> str:
    parts = []
    for site in overview.sites[:_ROWS]:
        whole = max(1, site.coverage.articles)
        shares = {name: count / whole for name, count in site.coverage.by_channel.items()}
        rows = [
            (name, {color: shares[name]}, f"{shares[name]:.0%}")
            for color, name in enumerate(CHANNEL_BITS, start=1)
        ]
        parts.append(f"<h3>{escape(site.name)}</h3>{bars(rows, whole=1.0)}")
    note = "The share of a site's articles that each kind of link names; 0% is broken or absent."
    return _section("Coverage by channel", "".join(parts), note=note)


def _addresses(overview: Overview) -> str:
    rows = [
        (name.replace("_", " "), {1: float(count)}, f"{count:,}")
        for name, count in list(overview.states.items())[:_ROWS]
    ]
    return _section("Addresses", bars(rows), note="What became of every address that was found.")
