"""What a run has done so far, which no table tells."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from newscrawl.core.state.articles import Change, Stored
from newscrawl.core.state.entries import Entry
from newscrawl.items import PageOutcome


@dataclass(slots=True)
class SiteTraffic:
    """The answers of one site."""

    requests: int = 0
    """Answers and failures; each try counts."""
    size: int = 0
    """Bytes of pages, decompressed."""
    until: float = 0.0
    """When the last of them came, seconds since the epoch."""


class RunCounts:
    """Counts of what is durable."""

    def __init__(self) -> None:
        self.changes: Counter[Change] = Counter()
        """Articles by what storing them changed."""
        self.unchanged = 0
        """Articles of which the server said that they are as they were."""
        self.gone = 0
        """Articles that are gone from their site."""
        self.links_left_out: Counter[str] = Counter()
        """Links of pages that became no address, by rule."""
        self.unreachable: frozenset[str] = frozenset()
        """Sites that were not tried, as they cannot be reached."""
        self._traffic: dict[str, SiteTraffic] = {}

    def add(self, batch: Sequence[Entry], stored: Sequence[Stored | None]) -> None:
        """Count a batch that was committed, and for each entry the article that was stored."""
        for each in stored:
            if each is not None:
                self.changes[each.change] += 1
        for entry in batch:
            if isinstance(entry, PageOutcome):
                self._add_traffic(entry)
                if entry.result is not None:
                    self.links_left_out.update(entry.result.dropped_links)

    def _add_traffic(self, outcome: PageOutcome) -> None:
        site = self._traffic.setdefault(outcome.lease.site, SiteTraffic())
        site.requests += 1
        site.size += outcome.size
        site.until = max(site.until, outcome.fetched_at.timestamp())

    def traffic(self, site: str) -> SiteTraffic:
        """Return what was asked of a site."""
        return self._traffic.get(site, SiteTraffic())

    @property
    def rechecked(self) -> int:
        """Articles that were fetched again and are as they were."""
        return self.changes[Change.SAME] + self.changes[Change.REVISED] + self.unchanged
