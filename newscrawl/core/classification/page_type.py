"""What a page is, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from newscrawl.core.html.document import Document
from newscrawl.items.article import Article, Block
from newscrawl.items.page import PageType


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a page is."""

    page_type: PageType
    """Its type."""
    evidence: str
    """Why, in a few words."""


def classify_page(document: Document, *, article: Article, blocks: Sequence[Block]) -> Verdict:
    if any("Article" in str(o.get("@type")) for o in document.json_ld) or "article:published_time" in document.meta:
        return Verdict(page_type=PageType.ARTICLE, evidence="declared")
    return Verdict(page_type=PageType.SECTION, evidence="lists")
