"""Joining the pages of an article that goes over several."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from newscrawl.core.discovery.report import FURTHER_PART
from newscrawl.core.html.text import block_hash, fold
from newscrawl.core.urls import url_key
from newscrawl.core.urls.parts import part_of
from newscrawl.items.article import Article, Block, Image
from newscrawl.items.page import Candidate, PageResult

_NEXT_PAGE = "next_page"
"""The observation that names the next page of an article, as long as that is not joined to it."""
_OF_A_PAGE = frozenset({"continue", _NEXT_PAGE})
"""Observations that tell how one page ends, so that those of the last page count."""
_OF_THE_ARTICLE = frozenset({"declared_free", "live", "transfer", "bounds"})
"""Observations that tell of the whole article, on whichever of its pages they were made."""
_OF_A_GATE = frozenset({"gate", "gate_text", "gate_in_text", "gate_offer", "gate_after", "fade"})
"""Observations of one gate, which belong together; that of the last page that has one counts."""
_SHORT = 40
"""Characters; a shorter block may well stand in an article twice."""
_PAGE_NOTE = 16
"""Characters that a headline may be longer by on a further page, such as " (page 2 of 3)"."""


def next_part(result: PageResult) -> str | None:
    """Return the address of an article's next page that is not joined to it yet; None: there is none."""
    return None if result.article is None else result.observations.get(_NEXT_PAGE)


def join_part(result: PageResult, part: PageResult) -> PageResult:
    """Return an article together with its next page.

    What the pages share at their beginning and at their end, such as a headline, an introduction or a
    line about the author, is taken once. A page that is another article's, that was joined before or
    shows nothing new ends the article.
    """
    assert result.article is not None
    seen = {name: text for name, text in result.observations.items() if name not in _OF_A_PAGE}
    known = {url_key(url) for url in (result.url, *result.parts)}
    if url_key(part.url) in known or not _is_same_article(result, part):
        return replace(result, observations=seen)
    assert part.article is not None
    blocks = _joined_blocks(result, part.blocks)
    is_longer = len(blocks) > len(result.blocks)
    kept = _OF_THE_ARTICLE | _OF_A_PAGE if is_longer else _OF_THE_ARTICLE
    seen = {name: text for name, text in part.observations.items() if name in kept} | seen
    if gate := {name: text for name, text in part.observations.items() if name in _OF_A_GATE}:
        seen = {name: text for name, text in seen.items() if name not in _OF_A_GATE} | gate
    if is_longer:
        seen["pages"] = str(int(seen.get("pages", 1)) + 1)
    if url_key(seen.get(_NEXT_PAGE, "")) in known:
        del seen[_NEXT_PAGE]
    return replace(
        result,
        article=replace(
            result.article, images=_joined_images(result.article.images, part.article.images)
        ),
        blocks=blocks,
        parts=(*result.parts, part.url),
        observations=seen,
        candidates=_joined_candidates(result, part),
        dropped_links=_joined_counts(result, part, ends=_NEXT_PAGE not in seen),
    )


def without_part(result: PageResult, why: str) -> PageResult:
    """Return an article whose next page could not be had, with the reason."""
    told = f"{result.observations[_NEXT_PAGE]} ({why})"
    return replace(result, observations={**result.observations, _NEXT_PAGE: told})


def _is_same_article(result: PageResult, part: PageResult) -> bool:
    """Return whether a page is of an article: it says so, or address, headline and date agree.

    Two of the three are enough: some pages have headlines of their own, some sites number their
    articles, and a standing column has one headline for all of them.
    """
    if result.article is None or part.article is None:
        return False
    first = url_key(result.url)
    declared = part.article.canonical_url
    if declared is not None and url_key(declared) == first:
        return True
    by_address = part_of(url_key(part.url), first)
    signs = (
        by_address is not None and by_address.sure,
        _is_same_headline(result.article.headline, part.article.headline),
        _is_same_day(result.article, part.article),
    )
    return sum(signs) >= 2


def _is_same_headline(one: str | None, other: str | None) -> bool:
    shorter, longer = sorted((fold(one).casefold(), fold(other).casefold()), key=len)
    return longer.startswith(shorter) and len(longer) <= len(shorter) + _PAGE_NOTE


def _is_same_day(one: Article, other: Article) -> bool:
    if one.date_published is None or other.date_published is None:
        return True
    return abs(one.date_published - other.date_published) < timedelta(days=1)


def _joined_blocks(result: PageResult, blocks: Sequence[Block]) -> tuple[Block, ...]:
    assert result.article is not None
    known = {block.hash for block in result.blocks}
    known |= {
        block_hash(text or "") for text in (result.article.headline, result.article.description)
    }
    fresh = [i for i, block in enumerate(blocks) if block.hash not in known]
    if not fresh:
        return result.blocks
    new = [
        block
        for block in blocks[fresh[0] : fresh[-1] + 1]
        if block.hash not in known or len(block.text) < _SHORT
    ]
    shared = _length_of_shared_end(result.blocks, blocks)
    before = result.blocks[: len(result.blocks) - shared]
    return (*before, *new, *result.blocks[len(before) :])


def _length_of_shared_end(one: Sequence[Block], other: Sequence[Block]) -> int:
    length = 0
    for block, same in zip(reversed(one), reversed(other), strict=False):
        if block.hash != same.hash:
            break
        length += 1
    return length


def _joined_images(one: tuple[Image, ...], other: tuple[Image, ...]) -> tuple[Image, ...]:
    known = {image.url for image in one}
    return (*one, *(image for image in other if image.url not in known))


def _joined_candidates(result: PageResult, part: PageResult) -> tuple[Candidate, ...]:
    known = {candidate.key for candidate in result.candidates} | {url_key(result.url)}
    return (*result.candidates, *(each for each in part.candidates if each.key not in known))


def _joined_counts(result: PageResult, part: PageResult, *, ends: bool) -> dict[str, int]:
    """Return what both pages left out; links to further pages were followed once all are joined."""
    counts = Counter(result.dropped_links) + Counter(part.dropped_links)
    if ends:
        del counts[FURTHER_PART]
    return dict(counts)
