"""What changed between two versions of an article."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from newscrawl.core.state.record import to_record
from newscrawl.items import Article

_NOT_COMPARED = frozenset(
    {"version", "schema_version", "run_id", "article_body", "content_hash", "fetched_at"}
    | {"related", "extractor_version", "evidence", "duplicate_of", "cluster_id"}
)
"""What follows from other fields, or says nothing of the page."""
_ALIKE = 0.5
"""From how alike two paragraphs are on, one is shown as an edit of the other; 1: the same."""

_MOST_WORDS = 2000
"""In a longer paragraph words are not compared, as that takes time that grows with the square."""


class Edit(StrEnum):
    """What happened to a paragraph."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"
    EDITED = "edited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of a text in two versions, or some that are the same in both."""

    edit: Edit
    """What happened to it."""
    text: str = ""
    """Its text; of an edited one with `[-what went-]` and `{+what came+}`; empty for kept ones."""
    count: int = 1
    """How many paragraphs it stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed from one version to another."""

    fields: dict[str, tuple[Any, Any]]
    """Values before and after, as in a record, by the name of the field."""
    body: tuple[Paragraph, ...]
    """The paragraphs of the text in order; empty where all are the same."""


def compare_articles(old: Article, new: Article) -> Difference:
    """Return what changed from one version of an article to another."""
    return Difference(
        fields=changed_fields(old, new),
        body=compare_bodies(old.article_body, new.article_body),
    )


def changed_fields(old: Article, new: Article) -> dict[str, tuple[Any, Any]]:
    """Return the fields that differ, less the text, with their values before and after."""
    before, after = to_record(old), to_record(new)
    return {
        name: (before[name], after[name])
        for name in before
        if name not in _NOT_COMPARED and before[name] != after[name]
    }


def compare_bodies(old: str, new: str) -> tuple[Paragraph, ...]:
    """Return what happened to each paragraph of a text; nothing where it is the same."""
    if old == new:
        return ()
    before, after = _paragraphs(old), _paragraphs(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    changes: list[Paragraph] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            changes.append(Paragraph(edit=Edit.KEPT, count=end - start))
        else:
            changes.extend(_replaced(before[start:end], after[new_start:new_end]))
    return tuple(changes)


def _paragraphs(body: str) -> list[str]:
    return [line for line in body.split("\n") if line.strip()]


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraph]:
    """Yield paragraphs that took the place of others, pair by pair where they are alike."""
    for before, after in zip(old, new, strict=False):
        marked = _marked(before, after)
        if marked is not None:
            yield Paragraph(edit=Edit.EDITED, text=marked)
        else:
            yield Paragraph(edit=Edit.REMOVED, text=before)
            yield Paragraph(edit=Edit.ADDED, text=after)
    pairs = min(len(old), len(new))
    yield from (Paragraph(edit=Edit.REMOVED, text=text) for text in old[pairs:])
    yield from (Paragraph(edit=Edit.ADDED, text=text) for text in new[pairs:])


def _marked(old: str, new: str) -> str | None:
    """Return both texts as one with the words that differ marked; None where too many do."""
    before, after = old.split(), new.split()
    if max(len(before), len(after)) > _MOST_WORDS:
        return None
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return None
    pieces = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(" ".join(before[start:end]))
            continue
        if start < end:
            pieces.append(f"[-{' '.join(before[start:end])}-]")
        if new_start < new_end:
            pieces.append(f"{{+{' '.join(after[new_start:new_end])}+}}")
    return " ".join(pieces)
