"""What a page, feed or sitemap leads to, with nothing left out in silence."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from newscrawl.items.page import Candidate

MAX_ANCHOR = 300
FURTHER_PART = "further part of an article"
"""The rule by which an article's links to its own further pages are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkReport:
    """The links of one page that may be followed, and how many may not."""

    candidates: tuple[Candidate, ...] = ()
    """Each URL key once, best first."""
    dropped: dict[str, int] = field(default_factory=dict)
    """How many links were left out, by rule."""
    examples: dict[str, str] = field(default_factory=dict)
    """One of the links that were left out, as it is written, by rule."""


class Findings:
    """Candidates by URL key and counts of what was dropped, while a page is read."""

    def __init__(self) -> None:
        self._candidates: dict[str, Candidate] = {}
        self._dropped: dict[str, int] = {}
        self._examples: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._candidates)

    def __iter__(self) -> Iterator[Candidate]:
        return iter(list(self._candidates.values()))

    def add(self, candidate: Candidate) -> None:
        """Keep the candidate; of two with one key the higher score stays."""
        known = self._candidates.get(candidate.key)
        if known is None or candidate.score > known.score:
            self._candidates[candidate.key] = candidate

    def replace(self, candidate: Candidate) -> None:
        """Put the candidate in the place of the one with its key."""
        self._candidates[candidate.key] = candidate

    def remove(self, candidate: Candidate) -> None:
        """Forget the candidate."""
        del self._candidates[candidate.key]

    def drop(self, rule: str, example: str = "", *, count: int = 1) -> None:
        """Count links that the rule leaves out; the first example is kept."""
        self._dropped[rule] = self._dropped.get(rule, 0) + count
        if example:
            self._examples.setdefault(rule, example[:MAX_ANCHOR])

    def report(self) -> LinkReport:
        """Return what was found, best first; equals stay in the order of the page."""
        best_first = sorted(self._candidates.values(), key=lambda found: -found.score)
        return LinkReport(
            candidates=tuple(best_first),
            dropped=dict(self._dropped),
            examples=dict(self._examples),
        )
