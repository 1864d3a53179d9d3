"""What is kept of an article to know its copies by: a sample of its shingles, and the facts it states.

A shingle is a hash of three tokens in a row. What tells a copy from another text after the same template are
the slots: numbers and names with the tokens on both sides of them, where such texts differ and copies do not.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, islice

import xxhash

from newscrawl.core.dedup.tokens import tokens_of

SAMPLE = 4
"""One shingle in so many is kept of a long text."""
SHORT = 128
"""Shingles of a text up to which all are kept."""
MIN_SHINGLES = 6
"""Shingles of a text below which it may be anything."""
MAX_SHINGLES = 2**16 - 1
"""What is looked at of a text, in shingles."""
MAX_FACTS = 64
"""Numbers, names and slots that are kept, of each kind the first ones of the text."""
MAX_HEADLINE = 24
"""Tokens of the headline that are kept."""
_COUNTS = struct.Struct("<6H")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Hashes of 32 bits, by what they are of."""

    sketch: frozenset[int]
    """Shingles: all of a short text, else those that `SAMPLE` divides."""
    shingles: int
    """How many the text has."""
    numbers: frozenset[int]
    """Tokens with a digit."""
    names: frozenset[int]
    """Words that begin with a capital letter, but for the first of the text."""
    slots: dict[int, int]
    """The number or name between two tokens, by these two."""
    headline: frozenset[int]
    """Tokens of the headline."""

    def sketch_beside(self, other: "Signature") -> frozenset[int]:
        """Return the sketch as it is compared with another one: sampled where one of the two is."""
        if max(self.shingles, other.shingles) <= SHORT or self.shingles > SHORT:
            return self.sketch
        return frozenset(hashed for hashed in self.sketch if hashed % SAMPLE == 0)


def sign(headline: str, body: str) -> Signature:
    """Return the signature of an article."""
    tokens = tokens_of(body)[: MAX_SHINGLES + 2]
    folded = [token.casefold() for token in tokens]
    shingles = _hashed(map(" ".join, zip(folded, folded[1:], folded[2:], strict=False)))
    is_short = len(shingles) <= SHORT
    numbers, names, slots = _facts(tokens, folded)
    return Signature(
        sketch=shingles if is_short else frozenset(h for h in shingles if h % SAMPLE == 0),
        shingles=len(shingles),
        numbers=_hashed(numbers),
        names=_hashed(names),
        slots={_hash(place): _hash(fact) for place, fact in slots.items()},
        headline=_hashed(token.casefold() for token in tokens_of(headline)[:MAX_HEADLINE]),
    )


def pack(signature: Signature) -> bytes:
    """Return a signature as bytes."""
    parts = (
        signature.sketch,
        signature.numbers,
        signature.names,
        signature.slots.keys(),
        signature.slots.values(),
        signature.headline,
    )
    counts = (signature.shingles, *(len(part) for part in parts[:4]), len(parts[5]))
    hashes = list(chain.from_iterable(parts))
    return _COUNTS.pack(*counts) + struct.pack(f"<{len(hashes)}I", *hashes)


def unpack(packed: bytes) -> Signature:
    """Return the signature that was packed."""
    shingles, sketch, numbers, names, slots, headline = _COUNTS.unpack_from(packed)
    hashes = iter(
        struct.unpack_from(f"<{(len(packed) - _COUNTS.size) // 4}I", packed, _COUNTS.size)
    )
    return Signature(
        shingles=shingles,
        sketch=frozenset(islice(hashes, sketch)),
        numbers=frozenset(islice(hashes, numbers)),
        names=frozenset(islice(hashes, names)),
        slots=dict(zip(list(islice(hashes, slots)), list(islice(hashes, slots)), strict=True)),
        headline=frozenset(islice(hashes, headline)),
    )


def _facts(
    tokens: list[str], folded: list[str]
) -> tuple[dict[str, None], dict[str, None], dict[str, str]]:
    """Return the numbers, the names and the slots of a text, up to `MAX_FACTS` of each."""
    numbers: dict[str, None] = {}
    names: dict[str, None] = {}
    slots: dict[str, str] = {}
    has_digit = [not token.isalpha() and any(map(str.isdigit, token)) for token in tokens]
    around = ["#" if digit else token for token, digit in zip(folded, has_digit, strict=True)]
    around = ["", *around, ""]
    for place, token in enumerate(tokens):
        if has_digit[place]:
            if len(numbers) < MAX_FACTS:
                numbers[folded[place]] = None
        elif place and token[0].isupper():
            if len(names) < MAX_FACTS and len(token) > 2:
                names[folded[place]] = None
        else:
            continue
        if len(slots) < MAX_FACTS:
            slots.setdefault(f"{around[place]} {around[place + 2]}", folded[place])
    return numbers, names, slots


def _hashed(texts: Iterable[str]) -> frozenset[int]:
    return frozenset(map(_hash, texts))


def _hash(text: str) -> int:
    return xxhash.xxh32_intdigest(text.encode("utf-8", "surrogatepass"))
