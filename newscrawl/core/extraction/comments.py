"""What readers wrote below an article."""

from collections.abc import Iterator, Sequence

from newscrawl.core.extraction.headed import headed_boxes
from newscrawl.core.extraction.phrases import COMMENTS_LINE
from newscrawl.core.extraction.segments import SUBHEADINGS, Segment


def find_comments(segments: Sequence[Segment], asked: Sequence[int]) -> Iterator[int]:
    """Yield the indices of those of the asked pieces that stand below a heading of comments.

    Most of what is asked about must stand above it: some pages lead to their comments on top.
    """
    start = next((at for at in range(len(segments)) if _heads_comments(segments[at])), None)
    if start is None:
        return
    *_, box = (segments[start].box, *headed_boxes(start, segments))
    end = box.end
    inside = [index for index in asked if start <= index < end]
    before = sum(segments[index].length for index in asked if index < start)
    if before > sum(segments[index].length for index in inside):
        yield from inside


def _heads_comments(segment: Segment) -> bool:
    return segment.box.tag in SUBHEADINGS and COMMENTS_LINE.match(segment.text) is not None
