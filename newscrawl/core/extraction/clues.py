"""What a page says of its article elsewhere, and how a piece of text compares with it."""

from dataclasses import dataclass

LONGEST_COMPARED = 400
"""Characters from which a text shares words with a headline by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What is known of an article before its body is read."""

    headline: str | None = None
    description: str | None = None
    declared_body: str | None = None
    """The text that the page declares as its articleBody."""
    is_news: bool = False
    """Whether it is declared as news: who sells or teaches has other blocks in a text."""


class FoldedClues:
    """The clues in the form in which pieces are compared with them."""

    def __init__(self, clues: Clues) -> None:
        self._headline = _fold(clues.headline)
        self._headline_words = frozenset(self._headline.split())
        self._description = _fold(clues.description)
        declared = clues.declared_body or ""
        self._declared = _fold(declared) if len(declared) > 200 else ""

    def is_headline(self, text: str) -> bool:
        return bool(self._headline) and _fold(text) == self._headline

    def compare(self, text: str, characters: int) -> tuple[float, float, float, float]:
        """Return how a piece (or the start of a long one) compares with headline, description, declared body.

        Whether it is the headline; the share of its words that are in it; whether it is in the
        description; 1 where it is in the declared body, -1 where not, 0 where none is declared.
        """
        lower = text.casefold()
        shared = 0.0
        if self._headline_words and characters < LONGEST_COMPARED:
            words = set(lower.split())
            shared = len(words & self._headline_words) / len(words)
        declared = 0.0
        if self._declared:
            declared = 1.0 if lower[:60] in self._declared else -1.0
        return (
            float(lower == self._headline),
            shared,
            float(characters > 20 and lower[:80] in self._description),
            declared,
        )


def _fold(text: str | None) -> str:
    return " ".join((text or "").casefold().split())
