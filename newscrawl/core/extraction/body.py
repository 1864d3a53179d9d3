"""The body of an article: from the pieces of a page, or from what it declares."""

from collections.abc import Mapping, Sequence

from newscrawl.core.extraction.block_model import load_model
from newscrawl.core.extraction.clues import Clues
from newscrawl.core.extraction.declared_body import blocks_of_text, find_script_body
from newscrawl.core.extraction.features import Features
from newscrawl.core.extraction.finding import Finding
from newscrawl.core.extraction.segments import Box, find_segments, width
from newscrawl.core.extraction.selection import Piece, select_body
from newscrawl.core.extraction.site_rules import SELECTOR, SiteRules
from newscrawl.core.extraction.sources import Sources
from newscrawl.core.html.document import Document
from newscrawl.core.html.json_ld import types_of
from newscrawl.items.article import Block

_MOST_ASKED = 1000
"""Pieces of a page that are described; the largest of two thousand news pages have 800."""
_BY_STYLE = "judged by its style"
_LITTLE_TEXT = 80
"""Characters below which a page shows next to nothing."""


def clues_of(sources: Sources, *, headline: str | None) -> Clues:
    """Return what is known of an article before its body is read."""
    declared = sources.declared.get("articleBody")
    description = sources.meta("og:description", "description")
    return Clues(
        headline=headline,
        description=description[1] if description else None,
        declared_body=declared if isinstance(declared, str) else None,
        is_news=any("News" in name for name in types_of(sources.declared)),
    )


def find_body(
    sources: Sources, *, headline: str | None, rules: SiteRules | None = None
) -> Finding[tuple[Block, ...]]:
    """Return the body's blocks in reading order; () where the page has none.

    Where the page shows next to nothing, what it declares as its body, or holds in a script, is it.
    """
    clues = clues_of(sources, headline=headline)
    pieces = find_pieces(sources.document, clues, rules)
    blocks = tuple(piece.block for piece in pieces if piece.block is not None)
    shown = _length(blocks)
    source = SELECTOR if rules is not None and rules.chose_body else "page"
    if shown >= _LITTLE_TEXT or source == SELECTOR:
        return Finding(blocks, source)
    for text, source in (
        (clues.declared_body, "json-ld"),
        (find_script_body(sources.document), "script"),
    ):
        if text and _length(held := blocks_of_text(text)) > max(_LITTLE_TEXT, 2 * shown):
            return Finding(held, source)
    return Finding(blocks, "page")


def _length(blocks: Sequence[Block]) -> int:
    return sum(width(block.text) for block in blocks)


def find_pieces(document: Document, clues: Clues, rules: SiteRules | None = None) -> list[Piece]:
    """Return all pieces of text of a page in reading order, those of the body with their blocks."""
    model = load_model()
    pieces, boxes = describe_pieces(document, clues, model.names)
    for piece in pieces:
        if piece.row:
            piece.probability = model.probability(piece.row)
    _judge_by_style(pieces)
    select_body(pieces, boxes, headline=clues.headline)
    if rules is not None:
        rules.decide(pieces)
    return pieces


def describe_pieces(
    document: Document, clues: Clues, names: Mapping[str, float]
) -> tuple[list[Piece], list[Box]]:
    """Return a page's pieces of text, those that can be the article's with features, and boxes."""
    segments, boxes = find_segments(document.root)
    pieces = [Piece(segment) for segment in segments]
    features = Features(segments, boxes, clues, names)
    candidates = list(features.candidates())
    for index, row in features.rows(candidates[:_MOST_ASKED]):
        pieces[index].row = row
    for index in candidates[_MOST_ASKED:]:
        pieces[index].dropped = _BY_STYLE
    return pieces, boxes


def _judge_by_style(pieces: Sequence[Piece]) -> None:
    """Give pieces that are too many to be described what those of the same style have on average."""
    left = [piece for piece in pieces if piece.dropped == _BY_STYLE]
    known: dict[tuple[str, str, str], list[float]] = {}
    for piece in pieces if left else ():
        if piece.probability is not None:
            known.setdefault(piece.segment.box.style, []).append(piece.probability)
    means = {style: sum(values) / len(values) for style, values in known.items()}
    for piece in left:
        piece.probability = means.get(piece.segment.box.style, 0.0)
