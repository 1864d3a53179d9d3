import random

import pytest

from newscrawl.core.frontier.coverage import (
    CHANNEL_BITS,
    channel_bit,
    channels_of,
    estimate_missed,
)
from newscrawl.items import Candidate, DiscoverySource, LinkRole

SECTION, RELATED, FEED, SITEMAP = CHANNEL_BITS.values()


def test_names_and_bits():
    assert channels_of(SECTION | SITEMAP) == ("section", "sitemap")
    link = Candidate(url="", key="", role=LinkRole.ARTICLE, source=DiscoverySource.PAGINATION)
    assert channel_bit(link) == SECTION
    menu = Candidate(url="", key="", role=LinkRole.SECTION, source=DiscoverySource.SECTION)
    assert channel_bit(menu) == 0


def test_nothing_is_estimated_from_few_articles_or_from_one_channel():
    assert estimate_missed({SECTION | SITEMAP: 49}) is None
    assert estimate_missed({SECTION: 500}) is None
    assert estimate_missed({SECTION: 500, SITEMAP: 500, SECTION | SITEMAP: 9}) is None


def test_channels_that_agree_leave_nothing_to_miss():
    estimate = estimate_missed({SECTION | SITEMAP: 100})
    assert estimate is not None
    assert (estimate.low, estimate.high) == (0, 0)


@pytest.mark.parametrize("seed", range(5))
def test_the_range_holds_the_truth_where_channels_are_independent(seed):
    chance = random.Random(seed)
    seen: dict[int, int] = {}
    missed = 0
    for _ in range(1000):
        bits = (SECTION if chance.random() < 0.6 else 0) | (SITEMAP if chance.random() < 0.7 else 0)
        if bits:
            seen[bits] = seen.get(bits, 0) + 1
        else:
            missed += 1
    estimate = estimate_missed(seen)
    assert estimate is not None
    assert estimate.low <= missed <= estimate.high
    assert estimate.high < 3 * missed
