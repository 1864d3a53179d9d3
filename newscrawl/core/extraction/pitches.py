"""Boxes and lines within a text that sell, ask for money or ask for an address."""

from collections.abc import Iterator, Sequence
from itertools import islice

from newscrawl.core.extraction.gate_wording import find_offer, find_withheld
from newscrawl.core.extraction.phrases import PITCH
from newscrawl.core.extraction.segments import Box, Segment
from newscrawl.core.html.text import text_of

_SHORTEST, _LONGEST = 10, 900
_LONGEST_LINE = 300
_LONGEST_LINK = 60
_LONG_LINE = 80
"""Characters from which a line without such a word is other text."""
_REACH = 5
"""Boxes around a piece that may be one."""
_ROOM_FOR_WORD = 120


def find_pitches(segments: Sequence[Segment], asked: Sequence[int]) -> Iterator[int]:
    """Yield the indices of those of the asked pieces that stand in a pitch, or are one."""
    known: dict[int, bool] = {}
    for index in asked:
        segment = segments[index]
        if _is_pitching_line(segment):
            yield index
            continue
        for box in islice(segment.box.upwards(), _REACH):
            if box.length > _LONGEST or box.tag in ("article", "main", "body"):
                break
            if id(box) not in known:
                known[id(box)] = _is_pitch(box, segments[box.start : box.end])
            if known[id(box)]:
                yield index
                break


def _is_pitch(box: Box, inside: Sequence[Segment]) -> bool:
    """Return whether a small box does nothing else."""
    if box.length < _SHORTEST or not (box.fields or box.links):
        return False
    if any(segment.box.tag == "h1" or _is_other_text(segment.text) for segment in inside):
        return False
    text = " ".join(segment.text for segment in inside)
    hits = count_pitch_words(text)
    if hits == 0:
        return False
    if box.fields:
        return True
    if find_withheld(text) is not None:
        return True
    is_dense = hits * _ROOM_FOR_WORD > len(text)
    return is_dense and (hits >= 3 or find_offer(text) is not None)


def _is_other_text(text: str) -> bool:
    return len(text) > _LONGEST_LINE or (len(text) > _LONG_LINE and not PITCH.search(text))


def count_pitch_words(text: str) -> int:
    """Return how many different words of selling and asking a text has."""
    return len({hit.lower() for hit in PITCH.findall(text)})


def _is_pitching_line(segment: Segment) -> bool:
    """Return whether a line's link asks for something and the line is about that."""
    if not segment.links or not _SHORTEST < len(segment.text) <= _LONGEST_LINE:
        return False
    if not PITCH.search(segment.text):
        return False
    links = (text_of(link) for link in islice(segment.box.element.iter("a"), _REACH))
    asking = [link for link in links if len(link) < _LONGEST_LINK and PITCH.search(link)]
    starts = any(PITCH.match(link) for link in asking)
    return starts or (bool(asking) and count_pitch_words(segment.text) >= 2)
