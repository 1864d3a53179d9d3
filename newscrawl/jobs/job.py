"""A job as its file says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newscrawl.jobs.timetable import Timetable


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Sites that are crawled together, into one state file."""

    path: Path
    """The job's file."""
    seeds: tuple[str, ...] = ()
    """Addresses to start at."""
    sections: tuple[str, ...] = ()
    """Section pages to keep to; empty: whole sites."""
    outputs: tuple[str, ...] = ()
    """Where articles go, as `PATH` or `FORMAT:PATH`; paths are absolute."""
    state: str
    """Path of the state file, absolute."""
    contact: str | None = None
    """How a site's owner reaches who crawls."""
    limits: Mapping[str, str | int | float | bool] = field(default_factory=dict)
    """What the table `crawl` says, by names of `LIMITS`."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """Settings of Scrapy and newscrawl by name."""
    sites: tuple[Mapping[str, Any], ...] = ()
    """What is said of single sites: their addresses, rules and limits; a table each."""
    headers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Headers by the address that they are for, and the rest of its origin."""
    timetable: Timetable | None = None
    """When it is due; None: whenever it is run."""
