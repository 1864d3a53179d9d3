"""Whether an article is a live blog."""

import re
from collections.abc import Sequence
from itertools import islice

from newscrawl.core.extraction.entries import begins_with_time
from newscrawl.core.extraction.moments import read_moment
from newscrawl.core.extraction.sources import Sources
from newscrawl.core.html.json_ld import is_article, types_of
from newscrawl.core.html.text import text_of
from newscrawl.items.article import Block, BlockKind

_HEADLINE = re.compile(
    r"\blive\b\s*(?::|updates?|blog|ticker|coverage|reporting|\||-)|(?::|-|–|\||^)\s*live\b|"
    r"\blive-?(?:blog|ticker|bericht)|\b(?:im|news)-?ticker\b|\ben (?:direct|directo|vivo|viu)\b|"
    r"\bao (?:vivo|minuto)\b|\bin? diretta\b|\bminuto a minuto\b|\bliveblog|\bna żywo\b|\bonline:|"
    r"\bživě\b|\bonlain\b|онлайн|прямой эфир|прямая трансляция|наживо|\bcanlı\b|مباشر|"
    r"ライブ|速報中|直播|실시간|생중계|ζωντανά|\buživo\b|\bsuoraan\b|\bélő\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"\b(?:live-?blog|live-?ticker|live-?updates?|live-?feed|live-?coverage|minute-?by-?minute)",
    re.IGNORECASE,
)
_FEW_ENTRIES = 3
_MOST_ENTRIES = 50
_MOST_NAMES = 400


def find_live(sources: Sources, blocks: Sequence[Block]) -> str | None:
    """Return why an article is a live blog that goes on, or None.

    A declared end of the coverage that lies before the last declared change ends it.
    """
    for value in sources.document.json_ld:
        if "LiveBlogPosting" in types_of(value) and (not sources.declared or is_article(value)):
            return None if _has_ended(value) else "declared a live blog"
    entries = sum(1 for block in blocks if _is_entry(block))
    if entries < _FEW_ENTRIES:
        entries = sum(1 for _ in islice(sources.scope.iter("time"), _MOST_ENTRIES))
        if entries <= 2 * _FEW_ENTRIES:
            return None
    if any(_HEADLINE.search(text_of(heading)) for heading in islice(sources.scope.iter("h1"), 1)):
        return f"{entries} entries with their times, live by its headline"
    return f"{entries} entries with their times, marked as one" if _is_named(sources) else None


def _has_ended(value: dict[str, object]) -> bool:
    ended, changed = (
        read_moment(str(value.get(name) or "")) for name in ("coverageEndTime", "dateModified")
    )
    return ended is not None and changed is not None and ended.when <= changed.when


def _is_entry(block: Block) -> bool:
    return block.kind is BlockKind.ENTRY or begins_with_time(block.text)


def _is_named(sources: Sources) -> bool:
    boxes = sources.scope.iter("article", "main", "section", "div", "ul", "ol")
    return any(
        _NAME.search(f"{box.get('class') or ''} {box.get('id') or ''}")
        for box in islice(boxes, _MOST_NAMES)
    )
