"""From a piece of a page to a block of a body."""

from itertools import islice

from newscrawl.core.extraction.segments import HEADINGS, Box, Segment
from newscrawl.core.html.text import block_hash, clean_text, fold
from newscrawl.items.article import Block, BlockKind

_POSTS = frozenset({"tweet", "instagram", "tiktok", "bluesky", "mastodon", "threads", "telegram"})
_REACH = 3
"""Boxes from a piece's own on that say what it is; a heading or item is not far around its text."""
_QUOTE_REACH = 5


def block_of(segment: Segment) -> Block:
    """Return a piece as a block."""
    kind, level = kind_of(segment.box)
    lines = segment.text.split("\n") if kind is BlockKind.TABLE else [segment.text]
    text = "\n".join(line for line in (fold(clean_text(line)) for line in lines) if line)
    return make_block(kind, text, level)


def make_block(kind: BlockKind, text: str, level: int = 0) -> Block:
    """Return a block with its hash."""
    return Block(kind=kind, text=text, hash=block_hash(text), level=level)


def kind_of(box: Box) -> tuple[BlockKind, int]:
    """Return what a piece in a box is, and its level."""
    for around in islice(box.upwards(), _REACH):
        tag = around.tag
        if tag in HEADINGS:
            return BlockKind.HEADING, int(tag[1])
        if tag == "li":
            return BlockKind.LIST_ITEM, _depth_of_list(around)
        if tag == "table" and around is box:
            return BlockKind.TABLE, 0
    for around in islice(box.upwards(), _QUOTE_REACH):
        if around.tag == "blockquote":
            is_post = not _POSTS.isdisjoint(around.words)
            return (BlockKind.EMBED if is_post else BlockKind.QUOTE), 0
    return BlockKind.PARAGRAPH, 0


def _depth_of_list(item: Box) -> int:
    lists = sum(around.tag in ("ul", "ol") for around in item.upwards())
    return max(1, lists)
