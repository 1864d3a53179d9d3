"""What a run brought of one site."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

FIELDS = ("headline", "authors", "date_published", "article_section", "description", "main_image")
"""Fields of a record of which it is counted how often they are filled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFigures:
    """A run of one site."""

    started_at: float
    """Seconds since the epoch."""
    pages: int = 0
    """Addresses that were asked for."""
    expected: int = 0
    """Those of them that are articles, or that links and channels called so for the first time."""
    not_articles: int = 0
    """Pages of those that were read and were none, but a list or nothing."""
    failures: Mapping[str, int] = field(default_factory=dict)
    """Addresses that failed, by reason."""
    new: int = 0
    """Articles that were new."""
    articles: int = 0
    """Articles that were new or changed; what follows is of these."""
    known: int = 0
    """Articles of the site that are known by now, from all runs."""
    copies: int = 0
    filled: Mapping[str, int] = field(default_factory=dict)
    """Articles that have a field, by `FIELDS`."""
    length: float = 0.0
    """Characters of a body, the median."""
    completeness: Mapping[str, int] = field(default_factory=dict)
    """Articles by how much of the text was there."""
    changed: int = 0
    """Articles of which there is a new version."""
    paid: int = 0
    """Articles that declare that they are not free."""
    lag: float | None = None
    """Seconds from publication to fetching, the median of the new articles; None: no date tells."""
    boilerplate: int = 0
    """Blocks that are known to be the site's own."""
    channels: Mapping[str, int] = field(default_factory=dict)
    """New articles by what named them first, a `DiscoverySource`."""
    requests: int = 0
    """Answers and failures; each try counts."""
    size: int = 0
    """Bytes of pages, decompressed."""
    seconds: float = 0.0
    """From the run's start to the site's last answer."""
    robots: Mapping[str, str] = field(default_factory=dict)
    """What the robots.txt of each of the site's hosts that were asked says to newscrawl, as a hash."""

    def to_json(self) -> dict[str, Any]:
        """Return the figures as JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "SiteFigures":
        """Return what `to_json` gave; what another version calls otherwise is left out."""
        known = {name: values[name] for name in cls.__dataclass_fields__ if name in values}
        return cls(**known)
