"""From what reading a page gave to the record of its article."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from newscrawl.core.cleaning.agencies import agency_of
from newscrawl.core.cleaning.completeness import judge_completeness
from newscrawl.core.cleaning.learning import repetition_key
from newscrawl.core.cleaning.views import as_text
from newscrawl.items.article import Article, Block
from newscrawl.items.page import PageResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What is known of a site when its article is settled."""

    boilerplate: frozenset[str] = frozenset()
    """Keys of blocks that are the site's, not the article's; see `repetition_key`."""


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
    own = own_blocks(result.blocks, learned)
    return settle_again(result.article, own, result.observations)


def settle_again(
    article: Article, own: Sequence[Block], observations: Mapping[str, str]
) -> Article:
    """Return an article with body and completeness as they follow from the blocks that are its own.

    However it was settled before, it then is as `settle` makes it.
    """
    body = as_text(own)
    agency = agency_of(article.authors, body)
    evidence = {name: each for name, each in article.evidence.items() if name != "syndicated_from"}
    completeness, reasons = judge_completeness(
        body, own, description=article.description, observations=observations
    )
    return replace(
        article,
        article_body=body,
        completeness=completeness,
        syndicated_from=None if agency is None else agency[0],
        evidence=evidence
        | {"completeness": reasons}
        | ({} if agency is None else {"syndicated_from": agency[1]}),
    )


def own_blocks(blocks: Sequence[Block], learned: Learned) -> Sequence[Block]:
    """Return the blocks that are not the site's; all of them where none would be left."""
    if not learned.boilerplate:
        return blocks
    own = [block for block in blocks if repetition_key(block) not in learned.boilerplate]
    return own or blocks
