"""Whether a text says that the rest of an article is withheld."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Literal

from newscrawl.core.extraction.gate_phrases import OFFERS, OTHER_PURPOSES, WITHHELD

_WORD = re.compile(r"\w+")
_WITHOUT_SPACES = re.compile(r"[\u0e00-\uffff]")
"""Letters of scripts that may not part their words."""
_GAP = 40
"""Most characters between the two halves of a phrase."""
_REACH = 60
"""Characters behind a phrase in which its purpose may be another one, such as to comment."""


def find_withheld(text: str) -> str | None:
    """Return the words that say what it takes to read the rest, or None."""
    return _find(text, _phrases("withheld"))


def find_offer(text: str) -> str | None:
    """Return the words that sell access to the site, or None."""
    return _find(text, _phrases("offers"))


def is_for_another(text: str) -> bool:
    """Return whether a text names another purpose than to read, such as to comment."""
    folded = text.casefold()
    return any(purpose in folded for purpose in OTHER_PURPOSES)


class _Phrases:
    """Phrases, each as the halves that must follow each other, and by what word they may be there at all."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._all = [tuple(half.strip() for half in phrase.split("*")) for phrase in phrases]
        self._always: list[int] = []
        self._by_word: dict[str, list[int]] = {}
        for number, (first, *_) in enumerate(self._all):
            word = _WORD.match(first)
            # Where the first half goes on behind its first word, that word stands in a text as a whole.
            if word is None or word.end() == len(first) or _WITHOUT_SPACES.search(first):
                self._always.append(number)
            else:
                self._by_word.setdefault(word[0], []).append(number)

    def possible_with(self, words: Iterable[str]) -> Iterator[tuple[str, ...]]:
        """Yield the phrases that a text of these words may hold, in their order."""
        numbers = [number for word in words for number in self._by_word.get(word, ())]
        return (self._all[number] for number in sorted([*self._always, *numbers]))


@cache
def _phrases(table: Literal["withheld", "offers"]) -> _Phrases:
    languages = WITHHELD if table == "withheld" else OFFERS
    return _Phrases(phrase for phrases in languages.values() for phrase in phrases)


# A text is searched for phrases of both kinds, one after the other.
@lru_cache(maxsize=2)
def _folded(text: str) -> tuple[str, frozenset[str]]:
    """Return a text as phrases are compared with it, and its words."""
    folded = " ".join(text.casefold().replace("’", "'").split())
    return folded, frozenset(_WORD.findall(folded))


def _find(text: str, phrases: _Phrases) -> str | None:
    folded, words = _folded(text)
    for halves in phrases.possible_with(words):
        start = folded.find(halves[0])
        if start < 0:
            continue
        end = _end_of(folded, start, halves)
        if (
            end is not None
            and _begins_a_word(folded, start)
            and not is_for_another(folded[end : end + _REACH])
        ):
            return folded[start : end + 20].strip()
    return None


def _end_of(text: str, start: int, halves: tuple[str, ...]) -> int | None:
    end = start + len(halves[0])
    for half in halves[1:]:
        found = text.find(half, end, end + _GAP + len(half))
        if found < 0:
            return None
        end = found + len(half)
    return end


def _begins_a_word(text: str, start: int) -> bool:
    """Return whether a phrase does not begin within a word, where words are parted by spaces."""
    return start == 0 or not text[start - 1].isalpha() or text[start] >= "\u0e00"
