"""What the latest articles of a site have in common: its furniture and templates, which make no copies."""

from collections import Counter, deque

from newscrawl.core.dedup.signature import SAMPLE, Signature

WINDOW = 200
"""Articles of a site that are looked at, the latest; copies of one another count once."""
HOT = 5
"""Articles from which a shingle is the site's."""


class SiteShingles:
    """In how many of a site's latest articles each shingle stands."""

    def __init__(self) -> None:
        self._counts: Counter[int] = Counter()
        self._latest: deque[tuple[str, list[int]]] = deque()
        self._clusters: Counter[str] = Counter()

    def add(self, cluster: str, signature: Signature) -> None:
        """Count an article of the site, unless it is a copy of one that is counted."""
        if self._clusters[cluster]:
            return
        shingles = [hashed for hashed in signature.sketch if hashed % SAMPLE == 0]
        self._latest.append((cluster, shingles))
        self._counts.update(shingles)
        self._clusters[cluster] += 1
        if len(self._latest) > WINDOW:
            oldest, gone = self._latest.popleft()
            self._counts.subtract(gone)
            self._clusters[oldest] -= 1

    def cold(self, shingles: frozenset[int]) -> frozenset[int]:
        """Return those shingles that are not the site's; only those that `SAMPLE` divides are known to be."""
        counts = self._counts
        return frozenset(hashed for hashed in shingles if counts.get(hashed, 0) < HOT)
