"""The boxes that a heading heads."""

from collections.abc import Iterator, Sequence

from newscrawl.core.extraction.segments import Box, Segment

_OUTER = frozenset({"article", "main", "body"})
_MOST_TEXT_BEFORE = 60
"""Characters before a heading in a box that it heads."""


def headed_boxes(index: int, segments: Sequence[Segment]) -> Iterator[Box]:
    """Yield the boxes around a heading's own that hold hardly any text before it, from the inside."""
    box = segments[index].box
    while (box.parent is not None) and box.parent.tag not in _OUTER:
        box = box.parent
        if sum(segment.length for segment in segments[box.start : index]) > _MOST_TEXT_BEFORE:
            return
        yield box
