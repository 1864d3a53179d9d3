"""Headings and tables of facts that stand among the paragraphs of a body."""

from collections.abc import Iterator, Sequence

from newscrawl.core.extraction.segments import SUBHEADINGS, Segment

_LEAST_LIKELY = 0.3
"""Probability from which such a piece goes with what stands around it."""


def find_companions(
    segments: Sequence[Segment], probabilities: Sequence[float], kept: frozenset[int]
) -> Iterator[int]:
    """Yield the indices of pieces that nothing parts from kept paragraphs in the same box.

    A heading needs one above and one below it; a table of facts one above it.
    """
    for index in range(1, len(segments)):
        if index in kept or probabilities[index] < _LEAST_LIKELY or index - 1 not in kept:
            continue
        box = segments[index].box
        is_heading = box.tag in SUBHEADINGS and index + 1 in kept
        if not is_heading and box.tag != "table":
            continue
        beside = (index - 1, index + 1) if is_heading else (index - 1,)
        if all(segments[other].box.parent is box.parent for other in beside):
            yield index
