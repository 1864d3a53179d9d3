"""The language of a text, from the text, checked against what the page declares."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from string import ascii_letters
from types import MappingProxyType

from newscrawl.core.extraction.function_words import (
    FUNCTION_WORDS,
    LANGUAGE_BY_SCRIPT,
    LETTERS,
)
from newscrawl.core.html.text import beyond_ascii, count_characters

_ASCII_LETTERS = ascii_letters.encode()
_WORD = re.compile(r"[^\W\d_]+(?:[\u0900-\u0dff]+[^\W\d_]*)*")
_TAG = re.compile(r"^([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{4}))?(?:[-_]([a-zA-Z]{2}|\d{3}))?(?![a-zA-Z])")
_SAME = {"no": "nb", "iw": "he", "in": "id", "sh": "sr-Latn", "fil": "tl", "bs": "hr", "nn": "nb"}
_SAMPLE = 3000
_FEW_LETTERS = 12
_LEAST = 0.02
# A text in a language that is not known here looks like its nearest relative, but less so.
_KNOWN = 0.15
_LETTER_WEIGHT = 1.5
_ALIEN_WEIGHT = 2.0
# The declared language is believed unless another one explains the text clearly better.
_CLEARLY = 1.25


def _weights(known: Mapping[str, Iterable[str]]) -> Mapping[str, Mapping[str, float]]:
    """Return what each word or letter is worth for a language: less, the more others have it."""
    spread = Counter(entry for entries in known.values() for entry in set(entries))
    return MappingProxyType(
        {
            language: MappingProxyType({entry: spread[entry] ** -0.5 for entry in entries})
            for language, entries in known.items()
        }
    )


def _languages_of_words() -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Return the languages that each word is one of the commonest of, with what it is worth for them."""
    known = _weights({language: words.split() for language, words in FUNCTION_WORDS.items()})
    found: dict[str, tuple[tuple[str, float], ...]] = {}
    for language, words in known.items():
        for word, weight in words.items():
            found[word] = (*found.get(word, ()), (language, weight))
    return MappingProxyType(found)


_LANGUAGES_OF_WORD = _languages_of_words()
_OWN_LETTERS = _weights({language: LETTERS.get(language, "") for language in FUNCTION_WORDS})
_ALL_LETTERS = frozenset("".join(LETTERS.values()))


def detect_language(text: str, declared: str | None = None) -> tuple[str, str] | None:
    """Return the language tag of a text and what it was taken from, or None.

    `declared` is a BCP 47 tag or a locale (`de-AT`, `en_US`); where the text agrees with it, it is
    returned, region and all.
    """
    tag = normalize_tag(declared)
    scores = score_languages(text)
    if not scores:
        return (tag, "declared") if tag else None
    best = max(scores, key=lambda language: scores[language])
    if tag is None:
        return best.split("-")[0], "text"
    claimed = _scored_as(tag)
    if claimed not in FUNCTION_WORDS and claimed not in LANGUAGE_BY_SCRIPT:
        return (tag, "declared") if scores[best] < _KNOWN else (best.split("-")[0], "text")
    claimed_score = max(scores.get(claimed, 0.0), scores.get(claimed.split("-")[0], 0.0))
    if claimed_score > 0 and scores[best] < claimed_score * _CLEARLY:
        return tag, "declared and text"
    return best.split("-")[0], "text"


def normalize_tag(declared: str | None) -> str | None:
    """Return a declared language as a BCP 47 tag in its usual case, or None."""
    match = _TAG.match((declared or "").strip())
    if match is None:
        return None
    language, script, region = match.groups()
    parts = [language.lower()]
    if script:
        parts.append(script.title())
    if region:
        parts.append(region.upper())
    return "-".join(parts)


def _scored_as(tag: str) -> str:
    primary = tag.split("-", maxsplit=1)[0]
    if tag.startswith("sr-Latn"):
        return "sr-Latn"
    return _SAME.get(primary, primary)


def score_languages(text: str) -> dict[str, float]:
    """Return how well each language explains a text, mostly 0 to 1; empty where nothing can be said.

    Counted are its commonest words and its own letters, those that few other languages have for
    more; letters that it does not have count against it.
    """
    sample = text[:_SAMPLE].lower()
    letters = count_characters(sample, _ASCII_LETTERS, str.isalpha)
    if letters < _FEW_LETTERS:
        return {}
    others = beyond_ascii(sample)
    if scripts := _scripts(others, letters):
        return scripts
    words = Counter(_WORD.findall(sample))
    total = sum(words.values())
    beyond = Counter(letter for letter in others if letter in _ALL_LETTERS)
    scores: dict[str, float] = {}
    for word, count in words.items():
        for language, weight in _LANGUAGES_OF_WORD.get(word, ()):
            scores[language] = scores.get(language, 0.0) + count * weight / total
    for language, own in _OWN_LETTERS.items() if beyond else ():
        fit = sum(count * own.get(letter, -_ALIEN_WEIGHT) for letter, count in beyond.items())
        scores[language] = scores.get(language, 0.0) + _LETTER_WEIGHT * fit / letters
    return {
        language: scores[language]
        for language in FUNCTION_WORDS
        if scores.get(language, 0.0) > _LEAST
    }


def _scripts(others: Sequence[str], letters: int) -> dict[str, float]:
    """Return the languages whose own script most of a text is in, by its characters beyond ASCII."""
    beyond = [letter for letter in others if letter >= "\u0370"]
    if len(beyond) * 4 < letters:
        return {}
    shares = {
        language: sum(first <= letter <= last for letter in beyond) / letters
        for language, (first, last) in LANGUAGE_BY_SCRIPT.items()
    }
    # Japanese is Chinese characters with kana between them; some kana settle it.
    if shares["ja"] > 0.08:
        return {"ja": 1.0}
    return {language: share for language, share in shares.items() if share > 0.35}
