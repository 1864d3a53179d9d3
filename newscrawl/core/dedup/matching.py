"""Whether one article is a copy of another, by their signatures."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log1p

from newscrawl.core.dedup.signature import Signature
from newscrawl.core.dedup.site_shingles import SiteShingles

WEIGHTS_FILE = "copy_weights.json"
MAX_ANCHORS = 32
"""Shingles of an article by which its copies are looked for, at most."""
_ENOUGH_ANCHORS = 12
_LEAST_SHARED = 2
_RATES = (8, 4, 2, 1)
"""One shingle in so many is an anchor, fewer of a long text."""
MAX_BY_ANCHOR = 64
"""Articles that one anchor finds, the latest ones."""
MAX_CANDIDATES = 20
"""Articles that are compared with a new one: those that share most anchors."""
THRESHOLD = 0.8
"""The likeness from which an article is a copy."""
FEATURES = (
    "always",
    "contained",
    "share of the new one",
    "share of the old one",
    "shared shingles",
    "same numbers",
    "no numbers",
    "same names",
    "same places of facts",
    "share of places with other facts",
    "places with other facts",
    "same headline",
    "length",
    "found in other articles",
)
"""What two articles are compared by; shingles that are the new one's site's do not count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An article that a new one may be a copy of."""

    cluster: str
    """The group of copies that it belongs to."""
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The group of copies that a new article belongs to."""

    cluster: str
    likeness: float
    """How sure that is, from 0 to 1."""


def anchors_of(signature: Signature, site: SiteShingles) -> list[int]:
    """Return the shingles by which an article is found, and finds others; none that are its site's."""
    own = sorted(site.cold(signature.sketch))
    anchors: list[int] = []
    for rate in _RATES:
        anchors = [hashed for hashed in own if hashed % rate == 0]
        if len(anchors) >= _ENOUGH_ANCHORS:
            break
    return anchors[:MAX_ANCHORS]


def likeliest(anchors: Sequence[int], found: Iterable[int]) -> list[int]:
    """Return the articles to compare with one that has these anchors, best first.

    Args:
        anchors: of the new article.
        found: the number of an article for each anchor that it shares; higher for later ones.
    """
    counts = Counter(found)
    least = _LEAST_SHARED if len(anchors) >= _ENOUGH_ANCHORS else 1
    # Of those that share as much the latest is likelier to be what a new article was made of.
    best = sorted(
        (number for number, count in counts.items() if count >= least),
        key=lambda number: (counts[number], number),
        reverse=True,
    )
    return best[:MAX_CANDIDATES]


def find_match(new: Signature, known: Sequence[Known], site: SiteShingles) -> Match | None:
    """Return the group that a new article joins, or None; `site` is the new one's."""
    likenesses = [_probability(row) for row in compare(new, known, site)]
    if not likenesses or max(likenesses) < THRESHOLD:
        return None
    best = likenesses.index(max(likenesses))
    return Match(cluster=known[best].cluster, likeness=likenesses[best])


def compare(new: Signature, known: Sequence[Known], site: SiteShingles) -> list[list[float]]:
    """Return the values of `FEATURES` for a new article and each known one."""
    shared = [site.cold(new.sketch & each.signature.sketch) for each in known]
    rows = []
    for each, common in zip(known, shared, strict=True):
        others = [
            part for other, part in zip(known, shared, strict=True) if other.cluster != each.cluster
        ]
        elsewhere = len(frozenset().union(*others) - common) / max(1, len(new.sketch))
        rows.append([*_compare(new, each.signature, common, site), elsewhere])
    return rows


def _compare(
    new: Signature, old: Signature, shared: frozenset[int], site: SiteShingles
) -> list[float]:
    sizes = [
        len(site.cold(one.sketch_beside(other))) + 2 for one, other in ((new, old), (old, new))
    ]
    places = new.slots.keys() & old.slots.keys()
    conflicts = sum(new.slots[place] != old.slots[place] for place in places)
    return [
        1.0,
        len(shared) / min(sizes),
        len(shared) / sizes[0],
        len(shared) / sizes[1],
        log1p(len(shared)),
        _agreement(new.numbers, old.numbers),
        float(not (new.numbers and old.numbers)),
        _agreement(new.names, old.names),
        log1p(len(places)),
        conflicts / (len(places) + 1),
        log1p(conflicts),
        _agreement(new.headline, old.headline),
        log1p(min(new.shingles, old.shingles)),
    ]


def _agreement(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the share of the smaller set that is in the other; one half where one is empty."""
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer else 0.5


def _probability(row: Sequence[float]) -> float:
    odds = sum(weight * value for weight, value in zip(_weights(), row, strict=True))
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


@cache
def _weights() -> tuple[float, ...]:
    """Read the weights that `benchmarks/train_dedup.py` writes."""
    text = (files("newscrawl.core.dedup") / WEIGHTS_FILE).read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return tuple(weights[name] for name in FEATURES)
