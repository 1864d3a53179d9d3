"""What a person asked for on the command line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlRequest:
    """A crawl as it was typed; None stands for the package's default."""

    seeds: tuple[str, ...]
    """Addresses to start at, unchecked."""
    outputs: tuple[str, ...] = ()
    """Where articles go, as `PATH`, `FORMAT:PATH` or `-`."""
    overwrite: bool = False
    """Whether outputs are emptied first."""
    state: str | None = None
    """Path of the state file; None: it goes by the outputs."""
    fresh: bool = False
    """Whether the state is forgotten first."""
    delay: float | None = None
    """Seconds between two requests to a host."""
    concurrency: int | None = None
    """Requests at once to a host."""
    max_articles: int | None = None
    """New or changed articles after which the crawl stops."""
    sections: tuple[str, ...] = ()
    """Section pages to keep to; empty: whole sites."""
    since: str | None = None
    """Where the span of dates begins, as typed."""
    until: str | None = None
    """Where it ends, as typed."""
    follow: str | None = None
    """The kinds of links to follow, parted by commas."""
    max_depth: int | None = None
    """Links from a seed, at most."""
    max_per_site: int | None = None
    """New articles of each site, at most."""
    max_per_section: int | None = None
    """New articles of each section, at most."""
    recheck: str | None = None
    """Ages at which a known article is fetched again, such as `1h,1d`, or `none`."""
    contact: str | None = None
    """How a site's owner reaches who crawls: a mail address or a web page."""
    allow_addresses: tuple[str, ...] = ()
    """Networks that are not public and may be connected to, such as `10.0.0.0/8`."""
    duplicates: str | None = None
    """`link` copies to the first article, or `drop` them from the outputs."""
    keep_pages: bool = False
    """Whether the pages of articles are kept in the state file."""
    workers: int | None = None
    """Processes that read pages; 0 reads in the crawl's own."""
    sites: tuple[Mapping[str, Any], ...] = ()
    """What a job file says of single sites, a table each, checked."""
    headers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Headers by the address whose origin they are for."""
    settings: tuple[tuple[str, str], ...] = ()
    """Scrapy settings by name; they win over all others."""
    verbosity: int = 0
    """-1 errors only, 0 the usual, 1 Scrapy's messages too, 2 all."""
    json: bool = False
    """Whether the figures of the end go to standard output as JSON."""
