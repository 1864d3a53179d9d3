"""What is to be crawled."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A news site: where it starts and what belongs to it."""

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
