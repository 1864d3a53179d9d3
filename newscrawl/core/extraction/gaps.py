"""What stands on a page between the blocks of a body and behind them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from newscrawl.core.html.text import fold, is_out_of_sight
from newscrawl.items.article import Block

_PASSED_OVER = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "object", "nav", "select"}
)
_BOXES = frozenset(
    {"div", "section", "aside", "form", "footer", "ul", "ol", "nav", "p", "dialog", "button"}
    | {"input", "a", "h2", "h3", "h4"}
)
_HEAD = 30
"""Characters of a text by which its block is told."""
_SHORTEST_HEAD = 4
_LONGEST_LEAD = 80
_MOST_NODES = 250
"""Nodes looked at behind the last block that was met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What is not the body's between two of its blocks or behind the last one."""

    after: int
    """Index of the block that it follows."""
    texts: tuple[str, ...]
    """Its texts in reading order, white space folded; an element within a sentence parts it."""
    boxes: tuple[HtmlElement, ...]
    """Its elements that can be boxes, links, fields or headings, in reading order."""

    @property
    def text(self) -> str:
        """Return its texts as one."""
        return " ".join(self.texts)


def find_gaps(scope: HtmlElement, blocks: Sequence[Block]) -> tuple[Gap, ...]:
    """Return the gaps in an article's scope, and what follows on the page behind its last block.

    One walk in reading order; it ends some way behind the last block. What is hidden from readers
    (scripts, templates, boxes that wait for a script) is no gap. () where no block is found.
    """
    starts: dict[str, int] = {}
    for index, block in enumerate(blocks):
        starts.setdefault(block.text[:_HEAD].rstrip(), index)
    texts: dict[int, list[str]] = {}
    boxes: dict[int, list[HtmlElement]] = {}
    at, since = -1, 0
    for node in _nodes(scope):
        since += 1
        if at >= 0 and since > _MOST_NODES:
            break
        if not isinstance(node, str):
            if at >= 0 and node.tag in _BOXES:
                boxes.setdefault(at, []).append(node)
            continue
        found = _place(node, at, starts, blocks)
        if found is None and at >= 0:
            texts.setdefault(at, []).append(node)
        elif found is not None and found > at:
            at, since = found, 0
    return tuple(
        Gap(
            after=after,
            texts=tuple(fold(text) for text in texts.get(after, ())),
            boxes=tuple(boxes.get(after, ())),
        )
        for after in sorted(texts.keys() | boxes.keys())
    )


def _nodes(scope: HtmlElement) -> Iterator[HtmlElement | str]:
    """Yield the visible elements and texts from the scope on in reading order."""
    waiting: list[HtmlElement | str] = [scope, *_following(scope)][::-1]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
            continue
        if not isinstance(node.tag, str) or node.tag in _PASSED_OVER or is_out_of_sight(node):
            continue
        yield node
        for child in reversed(node):
            if child.tail and not child.tail.isspace():
                waiting.append(child.tail)
            waiting.append(child)
        if node.text and not node.text.isspace():
            yield node.text


def _following(scope: HtmlElement) -> Iterator[HtmlElement]:
    element = scope
    while element is not None and element.tag != "body":
        yield from element.itersiblings()
        element = element.getparent()


def _place(text: str, at: int, starts: dict[str, int], blocks: Sequence[Block]) -> int | None:
    """Return the index of the block that a text is of, or None."""
    head = " ".join(text[:_LONGEST_LEAD].split())[:_HEAD].rstrip()
    found = starts.get(head)
    if found is not None and found >= at:
        return found
    if at >= 0 and head in blocks[at].text:
        return at
    if len(head) >= _SHORTEST_HEAD and at + 1 < len(blocks) and head in blocks[at + 1].text:
        return at + 1
    return None
