"""The line below an article that repeats its tags."""

import re
from collections.abc import Iterable

from newscrawl.items.article import Block

_LABEL = re.compile(r"^[^\W\d_][\w ]{1,24}:\s*")
_PARTED = re.compile(r"\s*[,;|•·#/]\s*")


def without_keyword_lines(blocks: tuple[Block, ...], keywords: Iterable[str]) -> tuple[Block, ...]:
    """Return the blocks without those at the end that hold nothing but declared keywords.

    Such as `Topics: harbour, ferry`: what the page has said to be its tags is no part of the text.
    """
    known = {keyword.casefold() for keyword in keywords}
    end = len(blocks)
    while end > 1 and _names_only(blocks[end - 1].text, known):
        end -= 1
    return blocks[:end]


def _names_only(text: str, known: set[str]) -> bool:
    parts = [part for part in _PARTED.split(_LABEL.sub("", text).casefold()) if part]
    return bool(parts) and all(part in known for part in parts)
