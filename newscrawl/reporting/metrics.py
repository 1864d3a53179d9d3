"""What a run brought of each site, as a text file for Prometheus."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from newscrawl.core.state.health import SiteRun

_GAUGES = {
    "pages": "Addresses that the last run asked for",
    "requests": "Answers and failures of the last run; each try counts",
    "size": "Bytes of pages of the last run, decompressed",
    "seconds": "Seconds that the last run took",
    "new": "New articles of the last run",
    "changed": "Articles of which the last run stored a new version",
    "copies": "Copies among the articles of the last run",
    "length": "Characters of a body of the last run, the median",
    "lag": "Seconds from publication to fetching, the median of the last run's new articles",
}
"""Figures that are one number, as `newscrawl_NAME{site}`."""


def write_metrics(runs: Iterable[SiteRun], path: Path) -> None:
    """Write the figures of sites' last runs in the place of what the file held; raises OSError."""
    # Only here, as it is an extra.
    from prometheus_client import CollectorRegistry, Gauge, write_to_textfile  # noqa: PLC0415

    registry = CollectorRegistry()
    gauges = {
        name: Gauge(f"newscrawl_{name}", told, ["site"], registry=registry)
        for name, told in _GAUGES.items()
    }
    failures = Gauge(
        "newscrawl_failures",
        "Addresses that failed in the last run",
        ["site", "reason"],
        registry=registry,
    )
    alarms = Gauge(
        "newscrawl_alarm", "1: the last run raised it", ["site", "kind"], registry=registry
    )
    last = Gauge(
        "newscrawl_last_run_timestamp_seconds",
        "When the last run began",
        ["site"],
        registry=registry,
    )
    for run in runs:
        for name, gauge in gauges.items():
            value = getattr(run.figures, name)
            if value is not None:
                gauge.labels(run.site).set(value)
        for reason, count in run.figures.failures.items():
            failures.labels(run.site, reason or "other").set(count)
        for alarm in run.alarms:
            alarms.labels(run.site, alarm.kind).set(1)
        last.labels(run.site).set(datetime.fromisoformat(run.started_at).timestamp())
    write_to_textfile(str(path), registry)
