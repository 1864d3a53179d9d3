"""Which pieces of a page are in the body, once each has its probability."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice

from newscrawl.core.extraction.blocks import block_of, kind_of
from newscrawl.core.extraction.comments import find_comments
from newscrawl.core.extraction.companions import find_companions
from newscrawl.core.extraction.entries import find_entries
from newscrawl.core.extraction.lines import asks_for_consent, is_boilerplate_line, is_dateline
from newscrawl.core.extraction.pitches import find_pitches
from newscrawl.core.extraction.related import find_related
from newscrawl.core.extraction.segments import Box, Segment
from newscrawl.core.html.text import fold
from newscrawl.items.article import Block, BlockKind

_LIKELY = 0.5
_SHARE_OF_BEST = 0.6
"""Share of the probability of a page's best pieces that is enough, where none is likely."""
_BEST = 3
_LONG = 80
_NEARLY = 0.75
"""Share of the longest piece's length that counts as long where none is longer."""
_MOST_LAST_HEADINGS = 2
"""Headings at the end that have nothing below them; more are a list of their own."""
_REPEATED = 80
"""Characters from which a piece that was there before is no second one."""


@dataclass(slots=True)
class Piece:
    """A piece of a page, with what became of it."""

    segment: Segment
    """Its text and place."""
    probability: float | None = None
    """That it is the article's text; None: too far from any running text to be asked about."""
    row: Sequence[float] = ()
    """Its features, in the order of `FEATURES`."""
    dropped: str | None = "far from any running text"
    """Why it is not in the body; None: it is."""
    block: Block | None = None
    """It as a block, where it is in the body."""


def select_body(pieces: Sequence[Piece], boxes: Sequence[Box], *, headline: str | None) -> None:
    """Say of each piece whether it is in the body, by its probability and by what it says."""
    asked = [piece for piece in pieces if piece.probability is not None]
    _drop_unlikely(asked)
    _keep_posts(asked)
    _keep_more(pieces)
    _drop_repeated(asked)
    _drop_lines(asked)
    _drop_boxes(pieces, boxes)
    _drop_edges(asked, headline)
    for piece in _kept(asked):
        piece.block = block_of(piece.segment)


def _drop_unlikely(pieces: Sequence[Piece]) -> None:
    longest = max((piece.segment.length for piece in pieces), default=0)
    long = min(_LONG, _NEARLY * longest)
    best = nlargest(
        _BEST, (piece.probability or 0.0 for piece in pieces if piece.segment.length >= long)
    )
    enough = min(_LIKELY, _SHARE_OF_BEST * sum(best) / len(best)) if best else _LIKELY
    for piece in pieces:
        piece.dropped = None if (piece.probability or 0.0) >= enough else "unlikely"


def _keep_more(pieces: Sequence[Piece]) -> None:
    """Keep what is unlikely on its own and goes with the text around it."""
    segments = [piece.segment for piece in pieces]
    probabilities = [piece.probability or 0.0 for piece in pieces]
    for find in (find_entries, find_companions):
        for index in find(segments, probabilities, frozenset(_indices_kept(pieces))):
            pieces[index].dropped = None


def _kept(pieces: Sequence[Piece]) -> Iterator[Piece]:
    return (piece for piece in pieces if piece.dropped is None)


def _keep_posts(pieces: Sequence[Piece]) -> None:
    """Keep what is quoted from a social network within a body."""
    kept = _indices_kept(pieces)
    for piece in pieces[kept[0] : kept[-1]] if kept else ():
        if piece.dropped is not None and kind_of(piece.segment.box)[0] is BlockKind.EMBED:
            piece.dropped = None


def _drop_repeated(pieces: Sequence[Piece]) -> None:
    seen: set[str] = set()
    for piece in _kept(pieces):
        text = piece.segment.text
        if len(text) >= _REPEATED and text in seen:
            piece.dropped = "repeats a piece before it"
        seen.add(text)


def _drop_lines(pieces: Sequence[Piece]) -> None:
    for piece in _kept(pieces):
        if is_boilerplate_line(piece.segment.text):
            piece.dropped = "a pointer, a notice or a mark"
        elif asks_for_consent(piece.segment.text):
            piece.dropped = "asks for consent to another site's content"


def _drop_boxes(pieces: Sequence[Piece], boxes: Sequence[Box]) -> None:
    segments = [piece.segment for piece in pieces]
    for index in find_comments(segments, _indices_kept(pieces)):
        pieces[index].dropped = "what readers wrote"
    for index in find_related(segments, boxes, _indices_kept(pieces)):
        pieces[index].dropped = "links to other stories"
    for index in find_pitches(segments, _indices_kept(pieces)):
        pieces[index].dropped = "sells or asks for something"


def _indices_kept(pieces: Sequence[Piece]) -> list[int]:
    return [index for index, piece in enumerate(pieces) if piece.dropped is None]


def _drop_edges(pieces: Sequence[Piece], headline: str | None) -> None:
    """Drop headline, byline and date above a body, and headings with nothing below them."""
    title = fold(headline).casefold()
    for piece in _kept(pieces):
        text = piece.segment.text
        is_title = text.casefold() == title or piece.segment.box.tag == "h1"
        if not is_title and not is_dateline(text):
            break
        piece.dropped = "stands above the text"
    for piece in islice(_kept(pieces[::-1]), _MOST_LAST_HEADINGS):
        if kind_of(piece.segment.box)[0] is not BlockKind.HEADING:
            break
        piece.dropped = "a heading with nothing below it"
