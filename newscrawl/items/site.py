"""What is to be crawled."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A news site: where it starts, what belongs to it, and how its pages are read."""

    name: str
    """Its name in records; by default the host of the first seed, without `www.`."""
    seeds: tuple[str, ...]
    """Addresses to start at."""
    hosts: tuple[str, ...]
    """`host` or `host:port` that belong to it; `.example.org` stands for all hosts below it too."""
    in_language: str | None = None
    """The language that its texts are in, where the user says so."""
    timezone: str | None = None
    """IANA name of the zone that its dates without one are in."""
    selectors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """CSS or XPath selectors by what they select, the first that finds anything wins; see `SELECTED`."""
    page_object: str | None = None
    """A web-poet page object that reads its articles, as `module:Class`."""
    limits: Mapping[str, str | int | float] = field(default_factory=dict)
    """What holds for this site in place of the run's limits and pace, by names of the table `crawl`."""


SELECTED = frozenset(
    {"headline", "description", "article_section", "publisher", "authors", "keywords"}
    | {"date_published", "date_modified", "main_image", "article_body", "remove", "is_article"}
    | {"article_links", "section_links", "ignored_links"}
)
"""What a site's selectors may select: fields of a record, and parts of a page."""
