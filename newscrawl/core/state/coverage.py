"""Which kinds of channels named the articles of each site, and which section pages named none."""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field

from newscrawl.core.frontier.coverage import CHANNEL_BITS, Estimate, estimate_missed

_NEWEST = 20_000
"""Articles that are looked at, the newest, so that a run over a large file ends soon."""

_BITS = " + ".join(f"max(seen_by & {bit})" for bit in CHANNEL_BITS.values())
_ARTICLES = f"""
WITH newest AS (SELECT id, site, _key FROM articles ORDER BY _number DESC LIMIT {_NEWEST}),
named AS (
    SELECT newest.id, newest.site, seen_by FROM newest JOIN _url ON _url.key = newest._key
    UNION ALL
    SELECT newest.id, newest.site, seen_by FROM newest JOIN _url ON leads_to = newest.id
    WHERE state = 'duplicate'
)
SELECT site, bits, count(*) FROM (SELECT site, {_BITS} AS bits FROM named GROUP BY id) GROUP BY 1, 2
"""  # noqa: S608

_WITHOUT = """
SELECT site, url FROM _url WHERE state = 'section' AND role = 'section'
    AND NOT EXISTS (SELECT 1 FROM _sighting WHERE channel = _url.id) ORDER BY id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How a site's articles were found."""

    named: dict[int, int] = field(default_factory=dict)
    """Number of articles by the bits of the channels that name them; see `CHANNEL_BITS`."""
    sections_without: tuple[str, ...] = ()
    """Section pages that list no article."""

    @property
    def articles(self) -> int:
        """Articles in all."""
        return sum(self.named.values())

    @property
    def by_channel(self) -> dict[str, int]:
        """How many articles each kind of channel names."""
        return {
            name: sum(count for bits, count in self.named.items() if bits & bit)
            for name, bit in CHANNEL_BITS.items()
        }

    @property
    def missed(self) -> Estimate | None:
        """How many articles no channel named, as far as that can be estimated."""
        return estimate_missed(self.named)


def coverage_by_site(connection: sqlite3.Connection) -> dict[str, Coverage]:
    """Return how the articles of each site were found."""
    named: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for site, bits, count in connection.execute(_ARTICLES):
        named[site][bits] = count
    without: defaultdict[str, list[str]] = defaultdict(list)
    for site, url in connection.execute(_WITHOUT):
        without[site].append(url)
    return {
        site: Coverage(named=named[site], sections_without=tuple(without[site]))
        for site in sorted(named.keys() | without.keys())
    }
