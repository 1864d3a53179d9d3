"""Which blocks of a site's pages are the site's own: learned from what repeats between its articles."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from newscrawl.core.html.text import count_words
from newscrawl.items.article import Block, BlockKind

PAGES_TO_LEARN = 8
"""Articles of a site from which on it is known."""
WINDOW = 100
"""Articles, the newest ones, that a site is learned from, so that a redesign is followed."""

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_WITH_ANY_NUMBER = 400
"""Characters up to which a text is the same with other numbers in it."""
_LETTER = re.compile(r"[^\W\d_]")
_HEADLINE_WORD = re.compile(r"[^\W\d_]{4,}|[^\x00-\u024f\W\d_]{2,}")
"""Words that tell what a headline is on: not the short ones of Latin scripts."""
_ALIKE = 0.5
"""Share of the words of two headlines, or of two texts, from which on they tell the same."""
_COPIED = 3
_COPIED_SHARE = 0.25
"""A text on more pages than this, as number and as share of all, does not make them copies."""
_LABEL = 12
"""Words up to which a block is a label and no running text."""
_EDGE = 0.1
"""Share of a page's own words that may stand between a block and an end at which it counts as standing."""
_MOSTLY = 0.75
"""Share of a block's sightings that decides where it stands."""
_HYSTERESIS = 0.5
"""Share of the evidence that a block needs which is known already."""


class _Place(StrEnum):
    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What makes a block the site's."""

    stories: int
    """Articles on different things that have it, at least."""
    share: float
    """Their share of all such articles, at least."""


_NAMES_AUTHOR = _Evidence(3, 0.0)
_LABELS = {
    _Place.END: _Evidence(3, 0.08),
    _Place.START: _Evidence(3, 0.15),
    _Place.MIDDLE: _Evidence(4, 0.3),
}
_TEXTS = {
    _Place.END: _Evidence(4, 0.15),
    _Place.START: _Evidence(5, 0.4),
    _Place.MIDDLE: _Evidence(5, 0.5),
}
_SHAPED_WITHIN = _Evidence(5, 0.8)
"""Within a text, headings, items and tables come again in articles of a kind: results, recipes, reviews."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """An article of a site, as it is learned from."""

    headline: str
    """Its headline."""
    authors: tuple[str, ...] = ()
    """Its authors' names."""
    blocks: tuple[Block, ...]
    """Its body, uncleaned."""
    seen: str = ""
    """When it was fetched, ISO 8601, UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedBlock:
    """A block that is the site's."""

    key: str
    """What it is known by; see `repetition_key`."""
    text: str
    """Its text on the newest page that has it."""
    pages: int
    """Number of pages that have it."""
    of_pages: int
    """Number of pages that were looked at."""
    first_seen: str
    """When the first of these pages was fetched, ISO 8601, UTC."""
    last_seen: str
    """When the last one was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What a site's pages teach."""

    learned: tuple[LearnedBlock, ...] = ()
    """The site's blocks, the most frequent first."""
    refuted: frozenset[str] = frozenset()
    """Keys of blocks that were taken for the site's, and that its new pages have too seldom."""


@dataclass(slots=True)
class _Sighting:
    page: int
    block: Block
    place: _Place
    is_led: bool
    """Whether what follows may be the site's as well: another block that repeats, or nothing."""


def repetition_key(block: Block) -> str:
    """Return what a block is recognised by on another page: its hash; in a short one numbers may differ."""
    text = block.text
    if len(text) > _WITH_ANY_NUMBER or _NUMBER.search(text) is None:
        return block.hash
    masked = _NUMBER.sub("0", text.casefold())
    return hashlib.blake2b(masked.encode("utf-8", "replace"), digest_size=8).hexdigest()


def learn_boilerplate(pages: Sequence[SitePage], known: frozenset[str] = frozenset()) -> Lesson:
    """Return which blocks are the site's, given its newest articles, the newest last.

    What repeats between articles on one thing is no evidence: copies, versions of an agency's report and
    parts of a series count once. Labels and blocks at an end of the text need less evidence than running
    text within it; numbers may differ only at an end. Of the keys that are `known` half the evidence is
    asked, and those that no new page has stay as they are: a redesign took them away.
    """
    keys = [[repetition_key(block) for block in page.blocks] for page in pages]
    stories = _stories(pages, keys)
    count = len(set(stories))
    sightings = _sightings(pages, keys, stories)
    learned = [
        _learned(key, seen, pages)
        for key, seen in sightings.items()
        if _is_boilerplate(seen, pages, stories, count, is_known=key in known)
    ]
    own = {block.key for block in learned}
    new = {key for page_keys in keys[len(keys) // 2 :] for key in page_keys}
    return Lesson(
        learned=tuple(sorted(learned, key=lambda block: (-block.pages, block.key))),
        refuted=frozenset(key for key in known if key in new and key not in own),
    )


def _learned(key: str, seen: Sequence[_Sighting], pages: Sequence[SitePage]) -> LearnedBlock:
    moments = sorted(pages[each.page].seen for each in seen)
    return LearnedBlock(
        key=key,
        text=seen[-1].block.text,
        pages=len(seen),
        of_pages=len(pages),
        first_seen=moments[0],
        last_seen=moments[-1],
    )


def _stories(pages: Sequence[SitePage], keys: Sequence[Sequence[str]]) -> list[int]:
    """Return for each page the first page that tells of the same thing."""
    alike = {*_alike_headlines(pages), *_copies(pages, keys)}
    firsts: list[int] = []
    stories = []
    for page in range(len(pages)):
        story = next((first for first in firsts if (first, page) in alike), page)
        if story == page:
            firsts.append(page)
        stories.append(story)
    return stories


def _alike_headlines(pages: Sequence[SitePage]) -> Iterator[tuple[int, int]]:
    words = [set(_HEADLINE_WORD.findall(page.headline.casefold())) for page in pages]
    for (one, some), (other, more) in combinations(enumerate(words), 2):
        shared = len(some & more)
        if shared and shared >= _ALIKE * (len(some) + len(more) - shared):
            yield one, other


def _copies(pages: Sequence[SitePage], keys: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Yield pairs of pages that share much of their text, less what many pages have."""
    having: defaultdict[str, list[int]] = defaultdict(list)
    for page, page_keys in enumerate(keys):
        for key in set(page_keys):
            having[key].append(page)
    length = {
        key: len(block.text)
        for page, page_keys in zip(pages, keys, strict=True)
        for key, block in zip(page_keys, page.blocks, strict=True)
    }
    most = max(_COPIED, _COPIED_SHARE * len(pages))
    shared: Counter[tuple[int, int]] = Counter()
    own = [0] * len(pages)
    for key, places in having.items():
        if len(places) <= most:
            for page in places:
                own[page] += length[key]
            for pair in combinations(places, 2):
                shared[pair] += length[key]
    for (one, other), size in shared.items():
        if size >= _ALIKE * min(own[one], own[other]):
            yield one, other


def _sightings(
    pages: Sequence[SitePage], keys: Sequence[Sequence[str]], stories: Sequence[int]
) -> dict[str, list[_Sighting]]:
    """Return where each block stands that articles on different things have, once for each page."""
    having: defaultdict[str, set[int]] = defaultdict(set)
    for story, page_keys in zip(stories, keys, strict=True):
        for key in page_keys:
            having[key].add(story)
    repeated = {key for key, told in having.items() if len(told) > 1}
    found: defaultdict[str, list[_Sighting]] = defaultdict(list)
    for number, page in enumerate(pages):
        if not repeated.isdisjoint(keys[number]):
            for key, sighting in _on_page(number, page.blocks, keys[number], repeated):
                if not found[key] or found[key][-1].page != number:
                    found[key].append(sighting)
    return found


def _on_page(
    number: int, blocks: Sequence[Block], keys: Sequence[str], repeated: set[str]
) -> Iterator[tuple[str, _Sighting]]:
    own = [
        0 if key in repeated else len(block.text) for key, block in zip(keys, blocks, strict=True)
    ]
    total, before = sum(own), 0
    for index, (key, block) in enumerate(zip(keys, blocks, strict=True)):
        if key in repeated and block.kind is not BlockKind.ENTRY:
            place = _Place.MIDDLE
            if total - before <= _EDGE * total:
                place = _Place.END
            elif before <= _EDGE * total:
                place = _Place.START
            following = keys[index + 1 : index + 2]
            yield key, _Sighting(number, block, place, repeated.issuperset(following))
        before += own[index]


def _is_boilerplate(
    seen: Sequence[_Sighting],
    pages: Sequence[SitePage],
    stories: Sequence[int],
    count: int,
    *,
    is_known: bool,
) -> bool:
    text = seen[-1].block.text
    if _LETTER.search(text) is None:
        return False
    place = _place(seen)
    if place is _Place.MIDDLE and len({each.block.hash for each in seen}) > 1:
        return False
    if seen[-1].block.kind is BlockKind.HEADING and not _mostly(each.is_led for each in seen):
        return False
    needed = _needed(seen, pages, place)
    told = len({stories[each.page] for each in seen})
    factor = _HYSTERESIS if is_known else 1.0
    return told >= factor * needed.stories and told >= factor * needed.share * count


def _place(seen: Sequence[_Sighting]) -> _Place:
    for place in (_Place.END, _Place.START):
        if _mostly(each.place is place for each in seen):
            return place
    return _Place.MIDDLE


def _mostly(answers: Iterable[bool]) -> bool:
    given = list(answers)
    return sum(given) >= _MOSTLY * len(given)


def _needed(seen: Sequence[_Sighting], pages: Sequence[SitePage], place: _Place) -> _Evidence:
    kind, text = seen[-1].block.kind, seen[-1].block.text
    if place is _Place.MIDDLE:
        if kind is not BlockKind.PARAGRAPH:
            return _SHAPED_WITHIN
    elif all(any(name in text for name in pages[each.page].authors) for each in seen):
        return _NAMES_AUTHOR
    is_label = kind is not BlockKind.LIST_ITEM and count_words(text) <= _LABEL
    return (_LABELS if is_label else _TEXTS)[place]
