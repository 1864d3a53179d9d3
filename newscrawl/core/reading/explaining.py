"""Why the body of a page is what it is: each piece of its text with its verdict."""

from collections.abc import Sequence
from dataclasses import dataclass

from newscrawl.core.extraction.article import NOTHING_GIVEN, extract_article
from newscrawl.core.extraction.block_model import load_model
from newscrawl.core.extraction.blocks import block_of
from newscrawl.core.extraction.body import clues_of, find_pieces
from newscrawl.core.extraction.segments import Segment
from newscrawl.core.extraction.selection import Piece
from newscrawl.core.extraction.site_rules import SELECTOR, SiteRules
from newscrawl.core.extraction.sources import find_sources
from newscrawl.core.html.document import Document
from newscrawl.core.html.parsing import parse_document
from newscrawl.items.article import BlockKind
from newscrawl.items.page import Page
from newscrawl.items.site import Site

_FROM_PAGE = ("page", SELECTOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of one piece of a page's text, and why."""

    segment: Segment
    """Its text and place."""
    kind: BlockKind
    """What it is in a body."""
    probability: float | None
    """That it is the article's text, 0 to 1; None: it was not asked about."""
    dropped: str | None
    """Why it is not in the body; None: it is."""
    reasons: Sequence[tuple[str, float]]
    """What each feature added to the log odds, the weightiest first; () where it was not asked about."""

    @property
    def is_asked(self) -> bool:
        """Whether the model was asked about it."""
        return self.probability is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedPage:
    """A page with the verdicts on all pieces of its text."""

    document: Document
    """The parsed page."""
    body_source: str
    """What the body was read from: `page`, or data on it, such as `json-ld`."""
    verdicts: Sequence[Verdict]
    """In reading order."""


def explain_page(page: Page, site: Site) -> ExplainedPage:
    """Return the verdicts on a page's pieces of text, as if it were an article.

    Reads the page once more; raises ReadingError where it cannot be read.
    """
    document = parse_document(page)
    extraction = extract_article(document, site=site)
    clues = clues_of(find_sources(document), headline=extraction.article.headline)
    source = str(extraction.article.evidence["article_body"])
    verdicts = []
    blocks = 0
    rules = SiteRules(document, site, NOTHING_GIVEN)
    for piece in find_pieces(document, clues, rules):
        dropped = piece.dropped
        if dropped is None:
            blocks += 1
            dropped = _dropped_later(source, is_cut_off=blocks > len(extraction.blocks))
        verdicts.append(_verdict(piece, dropped))
    return ExplainedPage(document=document, body_source=source, verdicts=verdicts)


def _dropped_later(source: str, *, is_cut_off: bool) -> str | None:
    if source not in _FROM_PAGE:
        return f"the body was read from {source}"
    return "names the article's tags" if is_cut_off else None


def _verdict(piece: Piece, dropped: str | None) -> Verdict:
    return Verdict(
        segment=piece.segment,
        kind=block_of(piece.segment).kind,
        probability=piece.probability,
        dropped=dropped,
        reasons=load_model().reasons(piece.row) if piece.row else (),
    )
