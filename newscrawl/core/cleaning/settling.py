"""From what reading a page gave to the record of its article."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newscrawl.core.cleaning.completeness import judge_completeness
from newscrawl.core.html.text import clean_text
from newscrawl.items.article import Article, Block, BlockKind
from newscrawl.items.page import PageResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What is known of a site when its article is settled."""

    boilerplate: frozenset[str] = frozenset()
    """Hashes of blocks that are the site's, not the article's."""


NOTHING_LEARNED = Learned()
"""For a site of which only this page is known."""


def settle(result: PageResult, learned: Learned = NOTHING_LEARNED) -> Article | None:
    """Return the finished article of a page, or None where the page is no article.

    Takes the site's boilerplate out of the body, then judges completeness on what is left. Pure:
    the same result and the same knowledge give the same article. `content_hash` is the
    deduplication's to fill.
    """
    if result.article is None:
        return None
    blocks = tuple(block for block in result.blocks if block.hash not in learned.boilerplate)
    body = join_blocks(blocks)
    completeness, reasons = judge_completeness(
        body, blocks, description=result.article.description, observations=result.observations
    )
    return replace(
        result.article,
        article_body=body,
        completeness=completeness,
        evidence={**result.article.evidence, "completeness": reasons},
    )


def join_blocks(blocks: Sequence[Block]) -> str:
    """Return the blocks as plain text: parted by a blank line, items of a list by a newline."""
    parts: list[str] = []
    previous: Block | None = None
    for block in blocks:
        text = clean_text(block.text)
        if not text:
            continue
        if previous is not None:
            both_items = previous.kind is block.kind is BlockKind.LIST_ITEM
            parts.append("\n" if both_items else "\n\n")
        parts.append(text)
        previous = block
    return "".join(parts)
