"""Which kinds of channels name an article, and what that tells of those that none names."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from newscrawl.items import Candidate, DiscoverySource, LinkRole

CHANNEL_BITS: Mapping[str, int] = {"section": 1, "related": 2, "feed": 4, "sitemap": 8}
"""The bits of `_url.seen_by`."""
_BIT_OF_SOURCE = {
    DiscoverySource.SECTION: 1,
    DiscoverySource.PAGINATION: 1,
    DiscoverySource.RELATED: 2,
    DiscoverySource.FEED: 4,
    DiscoverySource.SITEMAP: 8,
}
ENOUGH = 50
"""Articles from which on something is estimated."""
_LEAST_COMMON = 10
"""Articles that two channels must have in common to be compared."""
_NORMAL_95 = 1.96


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """How many articles a site has that no channel named."""

    low: int
    """At least so many."""
    high: int
    """At most so many."""


def channel_bit(candidate: Candidate) -> int:
    """Return the bit of the channel that names what may be an article; 0 for other links."""
    is_article = candidate.role in (LinkRole.ARTICLE, LinkRole.RELATED)
    return _BIT_OF_SOURCE.get(candidate.source, 0) if is_article else 0


def channels_of(seen_by: int) -> tuple[str, ...]:
    """Return the names of the channels whose bits are set."""
    return tuple(name for name, bit in CHANNEL_BITS.items() if seen_by & bit)


def estimate_missed(articles: Mapping[int, int]) -> Estimate | None:
    """Return how many articles were missed, from how many were named by which channels together.

    Each two channels that have enough in common are taken for two independent samples of the site: Chapman's
    estimator and its variance (Seber, The Estimation of Animal Abundance, 1982, 3.2), 95%. The range goes
    from the lowest lower bound of a pair to the highest upper one. Channels that favour the same articles,
    as most do, make it too low.

    Args:
        articles: number of articles by `seen_by`.
    """
    total = sum(articles.values())
    if total < ENOUGH:
        return None
    ranges = []
    for one, other in combinations(CHANNEL_BITS.values(), 2):
        first = sum(count for bits, count in articles.items() if bits & one)
        second = sum(count for bits, count in articles.items() if bits & other)
        both = sum(count for bits, count in articles.items() if bits & one and bits & other)
        if both >= _LEAST_COMMON:
            ranges.append(_chapman(first, second, both))
    if not ranges:
        return None
    low = min(low for low, _ in ranges)
    high = max(high for _, high in ranges)
    return Estimate(low=max(0, round(low) - total), high=max(0, round(high) - total))


def _chapman(first: int, second: int, both: int) -> tuple[float, float]:
    size = (first + 1) * (second + 1) / (both + 1) - 1
    variance = (
        (first + 1)
        * (second + 1)
        * (first - both)
        * (second - both)
        / ((both + 1) ** 2 * (both + 2))
    )
    half = _NORMAL_95 * sqrt(variance)
    return size - half, size + half
