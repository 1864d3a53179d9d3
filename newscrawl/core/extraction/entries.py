"""Entries of live coverage: runs of pieces that each begin with a time."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newscrawl.core.extraction.segments import SUBHEADINGS, Segment

_TIME = re.compile(
    r"\W*(?:(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})|\s?[時时点點시]\s?(?P<close>\d{1,2})\s?[分분])|"
    r"\d{1,2} ?[ap]\.?m\.?)(?!\w)",
    re.IGNORECASE,
)
_LONGEST_TIME = 40
_LEAST = 4
_REACH = 4
"""Pieces from a time on among which its text begins."""
_LEAST_LIKELY = 0.2
"""Probability from which text within an entry is its text."""


def begins_with_time(text: str) -> bool:
    """Return whether a text begins with a time of day, such as `14:05 Uhr`."""
    return _TIME.match(text) is not None


def find_entries(
    segments: Sequence[Segment], probabilities: Sequence[float], kept: frozenset[int]
) -> Iterator[int]:
    """Yield the indices of the pieces of a live blog's entries: times, headings, running text.

    Four or more short pieces of one form must begin with times that go one way, which lengths of
    videos do not, and most of them be followed by running text that is kept anyway.
    """
    forms: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, segment in enumerate(segments):
        if segment.length <= _LONGEST_TIME and begins_with_time(segment.text):
            forms[segment.box.tag, segment.box.classes].append(index)
    for starts in forms.values():
        if len(starts) < _LEAST or not _go_one_way([segments[at].text for at in starts]):
            continue
        entries = [range(*ends) for ends in pairwise([*starts, _end(starts, segments)])]
        lasting = [entry for entry in entries if _has_running(entry, segments, kept)]
        if 2 * len(lasting) > len(entries):
            for entry in entries:
                yield from _parts(entry, segments, probabilities)


def _go_one_way(texts: Sequence[str]) -> bool:
    """Return whether times only rise or only fall, but for the turn of a day."""
    steps = [later - earlier for earlier, later in pairwise(map(_minutes, texts))]
    return min(sum(step < 0 for step in steps), sum(step > 0 for step in steps)) <= 1


def _minutes(text: str) -> int:
    """Return the minutes since midnight that a text begins with; 0 where it names the hour only."""
    match = _TIME.match(text)
    if match is None or match["hour"] is None:
        return 0
    return 60 * int(match["hour"]) + int(match["minute"] or match["close"])


def _end(starts: Sequence[int], segments: Sequence[Segment]) -> int:
    """Return the end of the last entry: of the biggest box that holds no entry before it."""
    box = segments[starts[-1]].box
    while box.parent is not None and box.parent.start > starts[-2]:
        box = box.parent
    return box.end


def _has_running(entry: range, segments: Sequence[Segment], kept: frozenset[int]) -> bool:
    return any(index in kept and segments[index].is_running for index in entry[: _REACH + 1])


def _parts(
    entry: range, segments: Sequence[Segment], probabilities: Sequence[float]
) -> Iterator[int]:
    running = [
        index
        for index in entry
        if segments[index].is_running and probabilities[index] >= _LEAST_LIKELY
    ]
    if not running or running[0] > entry.start + _REACH:
        return
    yield entry.start
    for index in range(entry.start + 1, running[0]):
        if segments[index].box.tag in SUBHEADINGS:
            yield index
    yield from running
