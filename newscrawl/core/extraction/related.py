"""Pieces of a page that belong to links to other stories: headed lists and rows of cards."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from newscrawl.core.extraction.headed import headed_boxes
from newscrawl.core.extraction.phrases import RELATED_HEADING
from newscrawl.core.extraction.segments import Box, Segment

_LONGEST_HEADING = 70
_LONGEST_CARD = 500
_LEAST_CARDS = 3
_MOST_LINKS = 5
_HARDLY_ANY = 80
_LONGEST_TEASER = 500


def find_related(
    segments: Sequence[Segment], boxes: Sequence[Box], asked: Sequence[int]
) -> Iterator[int]:
    """Yield the indices of those of the asked pieces that are part of links to other stories."""
    headed = {index for start, end in _headed(segments) for index in range(start, end)}
    rows = _rows(boxes)
    for index in asked:
        if index in headed or _is_in_card(segments[index].box, rows):
            yield index


def _headed(segments: Sequence[Segment]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of pieces that stand below a heading of links to other stories."""
    for index, segment in enumerate(segments):
        text = segment.text
        is_short = 3 < len(text) <= _LONGEST_HEADING and 2 * segment.linked < segment.length
        if is_short and RELATED_HEADING.match(text):
            around = takewhile(
                lambda box: _is_mostly_links(box, segments[box.start : box.end]),
                headed_boxes(index, segments),
            )
            for box in around:
                yield index, box.end


def _is_mostly_links(box: Box, inside: Sequence[Segment]) -> bool:
    """Return whether a box has little plain text, or a title for each of its teasers."""
    if any(segment.box.tag == "h1" for segment in inside):
        return False
    if box.length - box.linked < _HARDLY_ANY:
        return True
    titles = sum(2 * segment.linked > segment.length for segment in inside)
    teasers = [segment for segment in inside if segment.length - segment.linked >= _HARDLY_ANY]
    # Who cuts teasers by words shows the whole of a story that has no spaces between them.
    short = sum(segment.length <= _LONGEST_TEASER for segment in teasers)
    return titles >= max(2, len(teasers)) and 2 * short >= len(teasers)


def _rows(boxes: Sequence[Box]) -> set[int]:
    """Return the ids of the boxes of which most children are cards."""
    cards: Counter[int] = Counter()
    children: Counter[int] = Counter()
    for box in boxes:
        if box.parent is not None and (box.length or box.images):
            children[id(box.parent)] += 1
            cards[id(box.parent)] += _is_card(box)
    return {
        row for row, count in cards.items() if count >= _LEAST_CARDS and 2 * count > children[row]
    }


def _is_in_card(box: Box, rows: set[int]) -> bool:
    """Return whether a box, or one around it, is one of a row of cards."""
    for around in box.upwards():
        if around.parent is None or around.length > _LONGEST_CARD:
            return False
        if id(around.parent) in rows and _is_card(around):
            return True
    return False


def _is_card(box: Box) -> bool:
    if not 0 < box.length <= _LONGEST_CARD or not box.links or box.tag == "p":
        return False
    share = box.linked / box.length
    return (box.images > 0 and box.links <= _MOST_LINKS and share > 0.2) or share > 0.8
