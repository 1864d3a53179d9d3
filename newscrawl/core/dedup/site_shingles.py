"""What the latest articles of a site have in common: its furniture and templates, which make no copies."""

from array import array
from collections import Counter, deque
from collections.abc import Iterable

from newscrawl.core.dedup.signature import SAMPLE, Signature

WINDOW = 200
"""Articles of a site that are looked at, the latest; copies of one another count once."""
HOT = 5
"""Articles from which a shingle is the site's."""


class SiteShingles:
    """In how many of a site's latest articles each shingle stands."""

    def __init__(self) -> None:
        self._counts: Counter[int] = Counter()
        self._hot: set[int] = set()
        self._latest: deque[tuple[str, array[int]]] = deque()
        self._clusters: set[str] = set()

    def add(self, cluster: str, signature: Signature) -> None:
        """Count an article of the site, unless it is a copy of one that is counted."""
        if cluster in self._clusters:
            return
        shingles = array("I", (hashed for hashed in signature.sketch if hashed % SAMPLE == 0))
        self._latest.append((cluster, shingles))
        self._counts.update(shingles)
        self._hot.update(hashed for hashed in shingles if self._counts[hashed] >= HOT)
        self._clusters.add(cluster)
        if len(self._latest) > WINDOW:
            oldest, gone = self._latest.popleft()
            self._uncount(gone)
            self._clusters.discard(oldest)

    def cold(self, shingles: frozenset[int]) -> frozenset[int]:
        """Return those shingles that are not the site's; only those that `SAMPLE` divides are known to be."""
        return shingles - self._hot

    def _uncount(self, shingles: Iterable[int]) -> None:
        for hashed in shingles:
            self._counts[hashed] -= 1
            if self._counts[hashed] < HOT:
                self._hot.discard(hashed)
            if not self._counts[hashed]:
                del self._counts[hashed]
