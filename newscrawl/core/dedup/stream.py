"""Copies in a stream of articles, found in memory; a state file does the same with its tables."""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from itertools import islice

from newscrawl.core.dedup.matching import (
    MAX_BY_ANCHOR,
    Known,
    Match,
    anchors_of,
    find_match,
    likeliest,
)
from newscrawl.core.dedup.signature import Signature
from newscrawl.core.dedup.site_shingles import SiteShingles

LATEST = 20_000
"""Articles that are remembered, some 6 kB each."""


class CopyStream:
    """The latest articles."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Known, list[int]]] = {}
        self._next = 0
        self._by_anchor: defaultdict[int, deque[int]] = defaultdict(deque)
        self._sites: defaultdict[str, SiteShingles] = defaultdict(SiteShingles)

    def find(self, new: Signature, *, site: str) -> Match | None:
        """Return the group of copies that a new article belongs to, or None."""
        return find_match(new, self.candidates(new, site=site), self._sites[site])

    def candidates(self, new: Signature, *, site: str) -> Sequence[Known]:
        """Return the articles that share most with a new one."""
        anchors = anchors_of(new, self._sites[site])
        return [self._known[number][0] for number in likeliest(anchors, self._found(anchors))]

    def site(self, site: str) -> SiteShingles:
        """Return what the articles of a site have in common."""
        return self._sites[site]

    def add(self, new: Signature, *, site: str, cluster: str) -> None:
        """Take up an article."""
        anchors = anchors_of(new, self._sites[site])
        for anchor in anchors:
            self._by_anchor[anchor].append(self._next)
        self._known[self._next] = (Known(cluster=cluster, signature=new), anchors)
        self._next += 1
        self._sites[site].add(cluster, new)
        if len(self._known) > LATEST:
            self._forget_oldest()

    def _forget_oldest(self) -> None:
        _, anchors = self._known.pop(next(iter(self._known)))
        for anchor in anchors:
            self._by_anchor[anchor].popleft()
            if not self._by_anchor[anchor]:
                del self._by_anchor[anchor]

    def _found(self, anchors: Sequence[int]) -> Iterator[int]:
        for anchor in anchors:
            yield from islice(reversed(self._by_anchor.get(anchor, ())), MAX_BY_ANCHOR)
