"""A body's blocks as plain text, Markdown and HTML: three views of one structure."""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from newscrawl.core.html.text import clean_text, fold
from newscrawl.items.article import Block, BlockKind, BodyView

_MARKUP = re.compile(r"([\\`*_\[\]<>&~|])")
_BULLET = re.compile(r"^([#+-])")
_NUMBER = re.compile(r"^(\d+)([.)])")
_CLOSING = re.compile(r" (#+)$")
_QUOTES = frozenset({BlockKind.QUOTE, BlockKind.EMBED})


def view_body(blocks: Iterable[Block], view: BodyView) -> str:
    """Return the blocks in one of the views."""
    return _VIEWS[view](blocks)


def as_text(blocks: Iterable[Block]) -> str:
    """Return the blocks parted by a blank line, items of a list by a newline."""
    return "\n\n".join(
        ("\n" if kind is BlockKind.LIST_ITEM else "\n\n").join(
            clean_text(block.text) for block in group
        )
        for kind, group in _grouped(blocks)
    )


def as_markdown(blocks: Iterable[Block]) -> str:
    """Return the blocks as CommonMark, tables as GitHub writes them."""
    return "\n\n".join(_markdown(kind, group) for kind, group in _grouped(blocks))


def as_html(blocks: Iterable[Block]) -> str:
    """Return the blocks as HTML elements without attributes."""
    return "\n".join(_html(kind, group) for kind, group in _grouped(blocks))


_VIEWS: Mapping[BodyView, Callable[[Iterable[Block]], str]] = MappingProxyType(
    {BodyView.TEXT: as_text, BodyView.MARKDOWN: as_markdown, BodyView.HTML: as_html}
)


def _grouped(blocks: Iterable[Block]) -> Iterator[tuple[BlockKind, list[Block]]]:
    """Yield the blocks that have text, neighbours of a kind together; an embed is a quote here."""
    shown = (block for block in blocks if clean_text(block.text))
    for kind, group in groupby(
        shown, lambda block: BlockKind.QUOTE if block.kind in _QUOTES else block.kind
    ):
        yield kind, list(group)


def _nested(items: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    """Yield the items of a list with the number of items that each stands in."""
    around: list[int] = []
    for item in items:
        while around and around[-1] >= item.level:
            around.pop()
        yield len(around), item
        around.append(item.level)


def _rows(table: Block) -> list[list[str]]:
    """Return the cells of a table, each row filled up to the longest."""
    rows = [
        [fold(cell) for cell in line.split(" | ")] for line in clean_text(table.text).splitlines()
    ]
    columns = max(map(len, rows))
    return [row + [""] * (columns - len(row)) for row in rows]


def _heading_level(heading: Block) -> int:
    return min(6, max(1, heading.level))


def _markdown(kind: BlockKind, blocks: Sequence[Block]) -> str:
    if kind is BlockKind.LIST_ITEM:
        return "\n".join(f"{'  ' * depth}- {_escaped(item)}" for depth, item in _nested(blocks))
    if kind is BlockKind.QUOTE:
        return "\n>\n".join(f"> {_escaped(quote)}" for quote in blocks)
    if kind is BlockKind.TABLE:
        return "\n\n".join(map(_markdown_table, blocks))
    if kind is BlockKind.HEADING:
        return "\n\n".join(map(_markdown_heading, blocks))
    return "\n\n".join(map(_escaped, blocks))


def _markdown_heading(heading: Block) -> str:
    return f"{'#' * _heading_level(heading)} " + _CLOSING.sub(r" \\\1", _escaped(heading))


def _escaped(block: Block) -> str:
    """Return a block's text on one line, written so that Markdown sees no markup in it."""
    text = _MARKUP.sub(r"\\\1", fold(clean_text(block.text)))
    return _NUMBER.sub(r"\1\\\2", _BULLET.sub(r"\\\1", text))


def _markdown_table(table: Block) -> str:
    first, *others = (
        "| " + " | ".join(_MARKUP.sub(r"\\\1", cell) for cell in row) + " |" for row in _rows(table)
    )
    return "\n".join([first, "|" + " --- |" * len(_rows(table)[0]), *others])


def _html(kind: BlockKind, blocks: Sequence[Block]) -> str:
    if kind is BlockKind.LIST_ITEM:
        return _html_list(blocks)
    if kind is BlockKind.TABLE:
        return "\n".join(map(_html_table, blocks))
    if kind is BlockKind.HEADING:
        return "\n".join(
            _element(f"h{_heading_level(heading)}", heading.text) for heading in blocks
        )
    paragraphs = "\n".join(_element("p", block.text) for block in blocks)
    return f"<blockquote>\n{paragraphs}\n</blockquote>" if kind is BlockKind.QUOTE else paragraphs


def _html_list(items: Sequence[Block]) -> str:
    parts: list[str] = []
    open_lists = 0
    for depth, item in _nested(items):
        parts.append("</li></ul>" * (open_lists - depth - 1))
        parts.append("<ul>\n" if depth == open_lists else "</li>\n")
        parts.append(f"<li>{html.escape(fold(clean_text(item.text)), quote=False)}")
        open_lists = depth + 1
    return "".join(parts) + "</li></ul>" * open_lists


def _html_table(table: Block) -> str:
    rows = ("".join(_element("td", cell) for cell in row) for row in _rows(table))
    return "<table>\n" + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</table>"


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{html.escape(fold(clean_text(text)), quote=False)}</{tag}>"
