"""How the text of a body ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newscrawl.items.article import Block, BlockKind

_ELLIPSIS = re.compile(r"(?:…|\.{3,}|[\[(]\s*(?:…|\.{3})\s*[\])])[\s\"'”’»)\]]*$")
_SENTENCE_END = re.compile(r"[.!?。！？؟।॥۔።។။։｡．…][\s\"'”’»«“)\]*_–—）」』】》〉〕]*$")
_CREDIT = re.compile(
    r"\s*(?:[(\[（【〔][^()\[\]（）]{1,100}[)\]）】〕]|\s[/—–-]+\s*\S{1,20}|[■●▪◼♦∎◆□]+|#{2,}|\*{1,}|"
    r"_{2,})\s*$"
)
_UNPOINTED = re.compile(r"[\u0e00-\u0fff\u1780-\u17ff]\W*$")
"""Thai, Lao, Tibetan, Khmer: their sentences end without a mark, or with a space."""
_OPEN = re.compile(r"[^\W_]\s*$|[,،、，-]\s*$")
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ENTRY})
_REACH = 200
"""Characters at the end of a block that are looked at."""
_SHORT_LINE = 90
_LONG_LINE = 140
"""Characters: what is shorter may be a line about the text, what is longer is the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How the text of a body ends."""

    words: str = ""
    """What speaks for a proper end; empty: nothing."""
    is_cut: bool = False
    """It ends with an ellipsis."""
    is_open: bool = False
    """It ends within a sentence."""


def find_ending(blocks: Sequence[Block]) -> Ending:
    """Return how a body ends: its last paragraph counts, behind which short lines may stand."""
    texts = [block for block in blocks if block.kind is not BlockKind.HEADING]
    if not texts:
        return Ending()
    if _ELLIPSIS.search(texts[-1].text[-_REACH:]):
        return Ending(is_cut=True)
    lines = 0
    for block in reversed(texts):
        if block.kind not in _PROSE:
            lines += 1
            continue
        if _ends_a_sentence(block.text):
            more = f", then {lines} short lines" if lines else ""
            return Ending(words="ends with a sentence" + more)
        if len(block.text) > _SHORT_LINE:
            long = len(block.text) > _LONG_LINE and not lines
            return Ending(is_open=long and _is_open(block.text))
        lines += 1
    return Ending(words="a list to its end" if texts[-1].kind not in _PROSE else "")


def _ends_a_sentence(text: str) -> bool:
    end = text[-_REACH:]
    return bool(_SENTENCE_END.search(end) or _SENTENCE_END.search(_CREDIT.sub("", end)))


def _is_open(text: str) -> bool:
    end = text[-_REACH:]
    return _OPEN.search(end) is not None and _UNPOINTED.search(end) is None
