"""The body of an article: from a parsed page to its blocks."""

import copy
import re

from lxml.etree import _Element
from lxml.html import HtmlElement
from trafilatura.core import bare_extraction

from newscrawl.core.extraction.lines import is_boilerplate_line
from newscrawl.core.extraction.pruning import prune
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
_LEVEL = re.compile(r"[1-6]")


def find_blocks(document: Document, *, headline: str | None) -> tuple[Block, ...]:
    """Return the body's blocks in reading order; () where the page has none."""
    tree = copy.deepcopy(document.root)
    prune(tree)
    blocks = _borrowed(tree, document.url) or _paragraphs(tree)
    return _without_boilerplate(blocks, headline)


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
            rows = [" | ".join(fold("".join(cell.itertext())) for cell in row) for row in child.iter("row")]
            _add(blocks, kind, "\n".join(row for row in rows if row.strip(" |")))
        elif kind is not None and not (kind is BlockKind.QUOTE and child.find(".//p") is not None):
            level = depth if kind is BlockKind.LIST_ITEM else _heading_level(child, kind)
            _add(blocks, kind, _inline_text(child), level)
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


def _inline_text(element: _Element) -> str:
    return "".join(
        ("\n" if node.tag == "lb" else "") + (node.text or "") + ((node.tail or "") if node is not element else "")
        for node in element.iter()
        if isinstance(node.tag, str)
    ) if not len(element) else "".join(_pieces(element))


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


def _paragraphs(tree: HtmlElement) -> list[Block]:
    """Return the paragraphs of the article element: for pages too short for the extractor."""
    blocks: list[Block] = []
    for scope in [*tree.iter("article"), *tree.iter("main")] or [*tree.iter("body")]:
        for paragraph in scope.iter("p"):
            _add(blocks, BlockKind.PARAGRAPH, text_of(paragraph))
        if blocks:
            break
    return blocks


def _without_boilerplate(blocks: list[Block], headline: str | None) -> tuple[Block, ...]:
    kept = [block for block in blocks if not is_boilerplate_line(block.text)]
    title = fold(headline).casefold()
    while kept and title and kept[0].text.casefold() == title:
        kept.pop(0)
    while kept and kept[-1].kind is BlockKind.HEADING:
        kept.pop()
    return tuple(kept)
