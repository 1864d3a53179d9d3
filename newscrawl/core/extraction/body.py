"""The body of an article: from a parsed page to its blocks."""

import copy
import re
from collections.abc import Sequence

from lxml.etree import _Element
from lxml.html import HtmlElement
from trafilatura.core import bare_extraction

from newscrawl.core.extraction.lines import is_boilerplate_line, is_dateline
from newscrawl.core.extraction.pruning import link_density, prune
from newscrawl.core.extraction.sources import find_scope
from newscrawl.core.html.document import Document
from newscrawl.core.html.text import block_hash, clean_text, fold, text_of
from newscrawl.items.article import Block, BlockKind

_KIND_BY_TAG = {
    "p": BlockKind.PARAGRAPH,
    "head": BlockKind.HEADING,
    "item": BlockKind.LIST_ITEM,
    "quote": BlockKind.QUOTE,
    "code": BlockKind.QUOTE,
    "table": BlockKind.TABLE,
}
_OWN_KINDS = {
    "h1": BlockKind.HEADING,
    "h2": BlockKind.HEADING,
    "h3": BlockKind.HEADING,
    "h4": BlockKind.HEADING,
    "p": BlockKind.PARAGRAPH,
    "li": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTE,
}
_LITTLE_TEXT = 700
_LEVEL = re.compile(r"[1-6]")


def find_blocks(document: Document, *, headline: str | None) -> tuple[Block, ...]:
    """Return the body's blocks in reading order; () where the page has none."""
    tree = copy.deepcopy(document.root)
    prune(tree)
    own = _without_boilerplate(_paragraphs(find_scope(tree)), headline)
    borrowed = _without_boilerplate(_borrowed(tree, document.url), headline)
    return own if _missed_the_article(borrowed, own) else borrowed


def _missed_the_article(borrowed: Sequence[Block], own: Sequence[Block]) -> bool:
    """Return whether the borrowed body is another part of the page than the article.

    On pages with little text the extractor takes menus and footers for the body.
    """
    if not borrowed:
        return True
    length = sum(len(block.text) for block in borrowed)
    scope = " ".join(block.text for block in own)
    inside = sum(len(block.text) for block in borrowed if block.text in scope)
    return bool(own) and length < _LITTLE_TEXT and inside * 2 < length


def make_block(kind: BlockKind, text: str, level: int = 0) -> Block:
    """Return a block with its hash."""
    return Block(kind=kind, text=text, hash=block_hash(text), level=level)


def _borrowed(tree: HtmlElement, url: str) -> list[Block]:
    """Return the blocks that trafilatura finds."""
    try:
        found = bare_extraction(
            tree,
            url=url,
            favor_precision=True,
            include_comments=False,
            include_formatting=False,
            with_metadata=False,
        )
    except RecursionError:
        return []
    if found is None or isinstance(found, dict) or found.body is None:
        return []
    return list(_blocks_of(found.body))


def _blocks_of(body: _Element) -> list[Block]:
    blocks: list[Block] = []
    _walk(body, blocks, depth=0)
    return blocks


def _walk(element: _Element, blocks: list[Block], depth: int) -> None:
    for child in element:
        kind = _KIND_BY_TAG.get(str(child.tag))
        if kind is BlockKind.TABLE:
            rows = [
                " | ".join(fold("".join(_pieces(cell))) for cell in row)
                for row in child.iter("row")
            ]
            _add(blocks, kind, "\n".join(row for row in rows if row.strip(" |")))
        elif kind is not None and not (kind is BlockKind.QUOTE and child.find(".//p") is not None):
            level = depth if kind is BlockKind.LIST_ITEM else _heading_level(child, kind)
            _add(blocks, kind, "".join(_pieces(child)), level)
        elif len(child):
            _walk(child, blocks, depth + (child.tag == "list"))
        elif child.text:
            _add(blocks, BlockKind.PARAGRAPH, child.text)
        if child.tail and child.tail.strip():
            _add(blocks, BlockKind.PARAGRAPH, child.tail)


def _heading_level(element: _Element, kind: BlockKind) -> int:
    if kind is not BlockKind.HEADING:
        return 0
    level = _LEVEL.search(element.get("rend") or "")
    return int(level[0]) if level else 2


def _pieces(element: _Element) -> list[str]:
    pieces = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            pieces.append(" ")
        pieces.extend(_pieces(child))
        pieces.append(child.tail or "")
    return pieces


def _add(blocks: list[Block], kind: BlockKind, text: str, level: int = 0) -> None:
    lines = text.split("\n") if kind is BlockKind.TABLE else [text]
    cleaned = "\n".join(line for line in (fold(clean_text(line)) for line in lines) if line)
    if cleaned:
        blocks.append(make_block(kind, cleaned, level))


def _paragraphs(scope: HtmlElement) -> list[Block]:
    """Return the paragraphs, subheadings and list items behind the scope's h1, links left out."""
    blocks: list[Block] = []
    for element in scope.iter(*_OWN_KINDS):
        if element.tag == "h1":
            blocks.clear()
            continue
        text = text_of(element)
        nested = next(element.iterancestors("p", "li", "blockquote"), None) is not None
        if not text or nested or link_density(element, text) > 0.5:
            continue
        level = int(element.tag[1]) if element.tag[0] == "h" else 0
        _add(blocks, _OWN_KINDS[element.tag], text, level)
    return blocks


def _without_boilerplate(blocks: Sequence[Block], headline: str | None) -> tuple[Block, ...]:
    kept = [block for block in blocks if not is_boilerplate_line(block.text)]
    title = fold(headline).casefold()
    while kept and (kept[0].text.casefold() == title or is_dateline(kept[0].text)):
        kept.pop(0)
    while kept and kept[-1].kind is BlockKind.HEADING:
        kept.pop()
    return tuple(kept)
