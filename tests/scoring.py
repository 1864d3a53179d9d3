"""Scores of read articles against what is known of them."""

import re
from collections import Counter
from collections.abc import Iterable

_TOKENS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
"""Words; in scripts without spaces each character is one."""
_SHINGLE = 4


def body_f1(expected: str, found: str | None) -> float:
    """Return the F1 score, 0 to 1, of the runs of four words that two texts share."""
    wanted, seen = _shingles(expected), _shingles(found or "")
    shared = (wanted & seen).total()
    return (
        2 * shared / (wanted.total() + seen.total()) if shared else float(not wanted and not seen)
    )


def names_f1(pairs: Iterable[tuple[Iterable[str], Iterable[str]]]) -> float:
    """Return the F1 score, 0 to 1, over all names of (expected, found) pairs; 1 where there are none."""
    shared = all_names = 0
    for expected, found in pairs:
        wanted, seen = set(expected), set(found)
        shared += len(wanted & seen)
        all_names += len(wanted) + len(seen)
    return 2 * shared / all_names if all_names else 1.0


def same_headline(expected: str, found: str | None) -> bool:
    """Return whether two headlines have the same words, whatever their case and signs."""
    return _folded(expected) == _folded(found or "")


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKENS.findall(text)
    if not tokens:
        return Counter()
    starts = range(max(1, len(tokens) - _SHINGLE + 1))
    return Counter(tuple(tokens[at : at + _SHINGLE]) for at in starts)


def _folded(text: str) -> list[str]:
    return _TOKENS.findall(text.casefold())
