"""What of a page's article lasts, so that "5 minutes ago" and tickers make no new version of it."""

import hashlib
import re
from collections.abc import Iterable

from newscrawl.items import Article, Block, BlockKind

_AFTER = r"ago|fa|atrás|geleden|sedan|siden|sitten|temu|önce|назад|тому|lalu|trước|पहले|قبل|前|전"
_BEFORE = r"il y a|vor|hace|há|för|for|acum|πριν|منذ|לפני"
_AGO = re.compile(
    rf"(?<!\w)\d+\s*[^\W\d]{{0,12}}\s*(?:{_AFTER})(?!\w)|(?<!\w)(?:{_BEFORE})\s+\d+\s+[^\W\d]{{1,12}}(?!\w)"
)
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"[\d.,:%+\-−±]*\d[\d.,:%+\-−±]*")
_SENTENCE_END = re.compile(r"[.!?…。！？।؟][\"'”’»)\]]*$")
_SHORT = 60
"""Characters; a longer piece of text with a number in it is no counter or ticker."""


def page_hash(article: Article, blocks: Iterable[Block]) -> str:
    """Return the hash that changes when, and only when, the page's own article changed."""
    parts = [article.headline or "", *article.authors, "", *(_lasting(block) for block in blocks)]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def _lasting(block: Block) -> str:
    """Return what a block is recognised by: its hash, or its text without what changes by itself.

    That is how long ago something was, and the numbers of a short piece of text that is no sentence and no
    heading, such as "1,204 shares" or "Gold 2,391.20 +0.4%".
    """
    text = block.text.casefold()
    if not _DIGIT.search(text):
        return block.hash
    lasting = _AGO.sub("", text)
    is_label = block.kind is not BlockKind.HEADING and len(text) <= _SHORT
    if is_label and not _SENTENCE_END.search(text):
        lasting = _NUMBER.sub("", lasting)
    return block.hash if lasting == text else " ".join(lasting.split())
