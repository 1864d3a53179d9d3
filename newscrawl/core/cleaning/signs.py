"""What speaks for and against an article being whole, each with its weight and in words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newscrawl.core.cleaning.endings import Ending, find_ending
from newscrawl.core.html.text import count_words
from newscrawl.items.article import Block

_NEAR_END_WORDS = 40
_NEAR_END_SHARE = 0.15
"""What may follow a gate that stands at the end of a text: words, or share of all words."""
_SHORT = 150
_SOME = 60
_WEIGHTS_OF_LENGTH = ((1000, 4), (400, 2), (250, 1))
"""Words from which a text is no teaser, with the weight of that: hardly a site shows so much of one."""
_AGREES = 0.2
"""Share by which a declared number may differ; sites count differently."""
_FAR_LONGER = 1.6
_LEAST_DECLARED = 80
_MANY_LOST = 0.01
"""The share of a text that may not be decoded before it speaks against it."""
_GATES = (
    ("gate_in_text", 4, "its last words are"),
    ("gate_text", 3, "the page says"),
    ("gate", 2, "a box at the end of the text is named"),
    ("gate_offer", 1, "the text is followed by"),
    ("fade", 1, "the text fades out"),
)
"""Observations of a gate, with their weights and what they are called."""
_CUT_MARK = re.compile(r"(?:…|\.{3}|\[\.{3}\]|\[…\])\W*$")
_REACH = 200
_TAIL = 30


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that was seen."""

    weight: int
    """1 for what many whole articles or many teasers have, 3 for what hardly another one has."""
    words: str
    """It, as people say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """All that was seen."""

    withheld: tuple[Sign, ...]
    """That the rest is kept for others."""
    cut: tuple[Sign, ...]
    """That the text breaks off, or is longer elsewhere."""
    shown: tuple[Sign, ...]
    """That the text is whole."""


def find_signs(
    body: str,
    blocks: Sequence[Block],
    *,
    description: str | None,
    observations: Mapping[str, str],
) -> Signs:
    """Return what speaks for and against a settled body being the whole article."""
    words = count_words(body)
    ending = find_ending(_own_blocks(blocks, observations))
    withheld = tuple(_withheld(blocks, words, observations))
    cut = tuple(_cut(body, words, ending, description, observations, is_gated=bool(withheld)))
    shown = tuple(_shown(body, words, ending, description, observations))
    if shown and observations.get("declared_free") == "yes":
        shown = (*shown, Sign(1, "declared free to read"))
    return Signs(withheld=withheld, cut=cut, shown=shown)


def _own_blocks(blocks: Sequence[Block], observations: Mapping[str, str]) -> Sequence[Block]:
    """Return the blocks before those that say themselves that there is more to read."""
    if "gate_in_text" in observations:
        for index, block in enumerate(blocks):
            if block.hash == observations.get("gate_after"):
                return blocks[: index + 1]
    return blocks


def _withheld(
    blocks: Sequence[Block], words: int, observations: Mapping[str, str]
) -> Iterator[Sign]:
    gate = _gate(observations)
    if _is_at_end(blocks, words, observations.get("gate_after")):
        yield from gate
    elif any(sign.weight > 1 for sign in gate):
        yield Sign(1, f"a gate within the text ({gate[0].words})")
    if "withheld_part" in observations:
        yield Sign(1, observations["withheld_part"])
    if observations.get("declared_free") == "no":
        yield Sign(1, "declared not free")


def _gate(observations: Mapping[str, str]) -> list[Sign]:
    """Return the signs of a gate, the strongest first; the others support it."""
    signs: list[Sign] = []
    for kind, weight, what in _GATES:
        if kind in observations:
            signs.append(Sign(1 if signs else weight, f"{what}: {observations[kind]}"))
    return signs


def _is_at_end(blocks: Sequence[Block], words: int, gate_after: str | None) -> bool:
    """Return whether hardly any text follows the block that a gate follows."""
    places = [index for index, block in enumerate(blocks) if block.hash == gate_after]
    # A block that was taken out as the site's stood behind the article's text, or in front of it.
    if not places:
        return True
    behind = sum(count_words(block.text) for block in blocks[places[-1] + 1 :])
    return behind <= max(_NEAR_END_WORDS, _NEAR_END_SHARE * words)


def _cut(
    body: str,
    words: int,
    ending: Ending,
    description: str | None,
    observations: Mapping[str, str],
    *,
    is_gated: bool,
) -> Iterator[Sign]:
    if ending.is_cut:
        yield Sign(2, "ends with an ellipsis")
    elif ending.is_open:
        yield Sign(1, "ends within a sentence")
    if is_gated and words < _SHORT:
        yield Sign(1, f"only {words} words")
    if words < _SHORT and _is_summary(words, description):
        yield Sign(1, "no more than its description")
    declared = _number(observations, "declared_words")
    # Some sites declare characters as words.
    if _is_far_longer(declared, words) and not _agrees(declared, len(body)):
        yield Sign(2, f"{words} words of {declared} declared")
    if _is_far_longer(declared := _number(observations, "declared_body"), words):
        yield Sign(3, f"the page's data holds {declared} words of it, the page shows {words}")
    if "bounds" in observations:
        yield Sign(1, observations["bounds"])
    yield from _garbled(body)
    if "continue" in observations:
        weight = 2 if words < _SHORT or ending.is_cut or ending.is_open else 1
        yield Sign(weight, f"followed by “{observations['continue']}”")
    if (other := _number(observations, "other_text")) > words / 2:
        yield Sign(1, f"{other} words that stand around it are not its own")


def _garbled(body: str) -> Iterator[Sign]:
    lost = body.count("\ufffd")
    if lost > _MANY_LOST * len(body):
        yield Sign(1, f"{lost:,} characters could not be decoded")


def _shown(
    body: str,
    words: int,
    ending: Ending,
    description: str | None,
    observations: Mapping[str, str],
) -> Iterator[Sign]:
    if ending.words:
        yield Sign(1, ending.words)
    yield from _length(body, words, description)
    if _agrees(declared := _number(observations, "declared_words"), words):
        yield Sign(3, f"as long as declared ({declared})")
    if _agrees(declared := _number(observations, "declared_body"), words):
        yield Sign(2, f"as long as in the page's data ({declared} words)")
    if "shown_part" in observations:
        yield Sign(2, observations["shown_part"])
    if "pages" in observations:
        yield Sign(1, f"{observations['pages']} pages, the last one reached")
    if "follows" in observations:
        yield Sign(1, "then comes " + observations["follows"])


def _length(body: str, words: int, description: str | None) -> Iterator[Sign]:
    summary = count_words(description or "")
    if words >= _SOME and words > 2 * summary:
        yield Sign(1, f"{words} words, description {summary}")
    elif words > 1.5 * summary > 0:
        yield Sign(1, f"longer than its description ({words} > {summary})")
    elif _goes_beyond(body, description):
        yield Sign(1, "goes on where its description breaks off")
    for least, weight in _WEIGHTS_OF_LENGTH:
        if words >= least:
            yield Sign(weight, f"a text of {words} words is no teaser")
            break


def _number(observations: Mapping[str, str], name: str) -> int:
    return int(observations.get(name, 0))


def _is_far_longer(declared: int, words: int) -> bool:
    return declared > _LEAST_DECLARED and declared > _FAR_LONGER * words


def _agrees(declared: int, counted: int) -> bool:
    return declared > 0 and abs(declared - counted) <= _AGREES * declared


def _is_summary(words: int, description: str | None) -> bool:
    return (
        0 < words <= 1.1 * count_words(description or "")
        and _CUT_MARK.search((description or "")[-_REACH:]) is None
    )


def _goes_beyond(body: str, description: str | None) -> bool:
    """Return whether a description is cut off and the body has text behind that place."""
    text = " ".join((description or "").split())[-_REACH:]
    mark = _CUT_MARK.search(text)
    if mark is None:
        return False
    tail = text[: mark.start()][-_TAIL:].rstrip(" ,;:.")
    place = body.find(tail) if len(tail) > _TAIL // 2 else -1
    return place >= 0 and len(body) > place + len(tail) + _TAIL
