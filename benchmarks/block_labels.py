"""Which pieces of a page stand in the body that a person has marked: by alignment of their words."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WORD = re.compile(r"\w+")
GRAM = 4
PLACES = 30
"""Places in the gold that a piece is compared at for each of its probes."""
SAME = 0.5
"""Share of a piece's words that must be found at a place."""
HIDDEN = 0.4
"""What a copy that no reader sees counts, against the one that is seen."""
COVERED = 0.8
CLOSE = 3

Tokens = list[str]


@dataclass(frozen=True)
class Match:
    piece: int
    start: int
    """Index of its first word in the gold."""
    share: float
    weight: float


def label(texts: Sequence[str], hidden: Sequence[bool], golds: Sequence[str]) -> list[float]:
    """Return for each piece the share of its words that is in the body, by the gold that fits best."""
    pieces = [WORD.findall(text) for text in texts]
    labels = [_align(pieces, hidden, WORD.findall(gold)) for gold in golds]
    return max(labels, key=lambda shares: _mass(pieces, shares))


def _mass(pieces: Sequence[Tokens], shares: Sequence[float]) -> float:
    return sum(len(piece) * share for piece, share in zip(pieces, shares, strict=True))


def _align(pieces: Sequence[Tokens], hidden: Sequence[bool], gold: Tokens) -> list[float]:
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for start in range(len(gold)):
        for length in range(1, GRAM + 1):
            if start + length <= len(gold):
                index[tuple(gold[start : start + length])].append(start)
    matches = [
        match
        for number, piece in enumerate(pieces)
        for match in _matches(number, piece, gold, index, HIDDEN if hidden[number] else 1.0)
    ]
    shares = [0.0] * len(pieces)
    chain = _best_chain(matches)
    for place, match in enumerate(chain):
        if len(pieces[match.piece]) >= GRAM or _touches(place, chain, pieces):
            shares[match.piece] = match.share
    _add_out_of_order(shares, pieces, gold)
    return shares


def _matches(
    number: int,
    piece: Tokens,
    gold: Tokens,
    index: dict[tuple[str, ...], list[int]],
    weight: float,
) -> Iterator[Match]:
    size = min(GRAM, len(piece))
    if not size:
        return
    starts = set()
    for probe in {0, 1, 2, 3, len(piece) // 2, len(piece) - size}:
        if probe + size <= len(piece):
            found = index.get(tuple(piece[probe : probe + size]), ())
            starts |= {place - probe for place in found[:PLACES]}
    counts = Counter(piece)
    for start in starts:
        window = Counter(gold[max(0, start) : start + len(piece)])
        hit = sum(min(count, window[word]) for word, count in counts.items())
        share = hit / len(piece)
        if share >= SAME and (len(piece) >= GRAM or share == 1):
            rarity = 1.0 if len(piece) >= GRAM else 0.3
            yield Match(number, start, share, hit * rarity * weight)


def _best_chain(matches: Sequence[Match]) -> list[Match]:
    """Return the weightiest chain in which pieces and places in the gold both go up."""
    places = sorted({match.start for match in matches})
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(places) + 1)
    best: list[tuple[float, int]] = [(0.0, -1)] * len(matches)
    order = sorted(range(len(matches)), key=lambda at: (matches[at].piece, -matches[at].start))
    for at in order:
        position = bisect_left(places, matches[at].start) + 1
        below = (0.0, -1)
        step = position - 1
        while step > 0:
            below = max(below, tree[step])
            step -= step & -step
        best[at] = (below[0] + matches[at].weight, below[1])
        step = position
        while step < len(tree):
            tree[step] = max(tree[step], (best[at][0], at))
            step += step & -step
    chain = []
    at = max(range(len(matches)), key=lambda place: best[place][0], default=-1)
    while at >= 0:
        chain.append(matches[at])
        at = best[at][1]
    return chain[::-1]


def _touches(place: int, chain: Sequence[Match], pieces: Sequence[Tokens]) -> bool:
    """Return whether a short piece stands in the gold right beside a neighbour of it in the chain."""
    match = chain[place]
    if match.start == 0:
        return True
    for other in chain[max(0, place - 1) : place] + chain[place + 1 : place + 2]:
        first, second = sorted((match, other), key=lambda each: each.start)
        if abs(first.start + len(pieces[first.piece]) - second.start) <= CLOSE:
            return True
    return False


def _add_out_of_order(shares: list[float], pieces: Sequence[Tokens], gold: Tokens) -> None:
    """Mark long pieces that stand elsewhere in the gold, where nothing else covers them."""
    left = Counter(_grams(gold))
    for share, piece in zip(shares, pieces, strict=True):
        if share:
            left.subtract(_grams(piece))
    for number, piece in enumerate(pieces):
        if shares[number] or len(piece) < 3 * GRAM:
            continue
        grams = _grams(piece)
        share = sum(left[gram] > 0 for gram in grams) / len(grams)
        if share > COVERED:
            shares[number] = share
            left.subtract(grams)


def _grams(words: Tokens) -> list[tuple[str, ...]]:
    return [tuple(words[start : start + GRAM]) for start in range(len(words) - GRAM + 1)]
