"""What on a page tells whether its article is whole."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from newscrawl.core.extraction.followers import find_follower
from newscrawl.core.extraction.gaps import Gap, find_gaps
from newscrawl.core.extraction.gate_signs import find_gate
from newscrawl.core.extraction.live import find_live
from newscrawl.core.extraction.parts import find_next_part
from newscrawl.core.extraction.phrases import CONTINUE
from newscrawl.core.extraction.sources import Sources
from newscrawl.core.html.text import count_words, fold, text_of
from newscrawl.items.article import Block

_TAGS = re.compile(r"<[^<>]{1,300}>")
_SIMPLE_SELECTOR = re.compile(r"^\w*(?:\.(?P<name>[\w-]+)|#(?P<id>[\w-]+))$")
_NUMBER = re.compile(r"[0-9]{1,7}\Z")
_LINKS_REACH = 6
_SAME_START = 40
_START_REACH = 600
_LEAST_TEXT = 20
_RUNNING_TEXT = 100
_MOST_SELECTORS = 5
_MOST_SELECTED = 50


def observe(
    sources: Sources, blocks: Sequence[Block], *, is_accessible_for_free: bool | None
) -> dict[str, str]:
    """Return what was seen that tells of completeness, by kind: gate, gate_text, live, ...

    `gate_after` is the hash of the block that the gate follows, so that who settles the body can
    tell whether the gate stands at its end; the other values are for people, or numbers.
    """
    seen: dict[str, str] = {}
    if found := find_live(sources, blocks):
        seen["live"] = found
    if is_accessible_for_free is not None:
        seen["declared_free"] = "yes" if is_accessible_for_free else "no"
    if words := _declared_words(sources.declared.get("wordCount")):
        seen["declared_words"] = words
    if words := _declared_body(sources.declared.get("articleBody"), blocks):
        seen["declared_body"] = words
    gaps = find_gaps(sources.scope, blocks)
    seen |= find_gate(gaps, blocks)
    seen |= _declared_parts(sources, blocks)
    if gaps and gaps[-1].after == len(blocks) - 1:
        if found := _continue_link(gaps[-1]):
            seen["continue"] = found
        if found := find_follower(gaps[-1]):
            seen["follows"] = found
    if count := _other_words(gaps[:-1] if "follows" in seen else gaps):
        seen["other_text"] = str(count)
    if found := find_next_part(sources.document):
        seen["next_page"] = found
    return seen


def _declared_words(value: Any) -> str | None:
    text = str(value) if isinstance(value, (int, str)) else ""
    return text if _NUMBER.match(text) else None


def _declared_body(value: Any, blocks: Sequence[Block]) -> str | None:
    """Return the number of words of JSON-LD's articleBody, where it begins as the body does."""
    if not isinstance(value, str) or not blocks:
        return None
    text = fold(_TAGS.sub(" ", value))
    start = text[:_SAME_START]
    ours = " ".join(block.text for block in blocks[:3])[:_START_REACH]
    if len(start) < _SAME_START or (
        start not in ours and blocks[0].text[:_SAME_START] not in text[:_START_REACH]
    ):
        return None
    return str(count_words(text))


def _declared_parts(sources: Sources, blocks: Sequence[Block]) -> dict[str, str]:
    """Return what became of the parts that JSON-LD names as not free: withheld or shown."""
    for selector in islice(_selectors(sources.declared.get("hasPart")), _MOST_SELECTORS):
        match = _SIMPLE_SELECTOR.match(selector)
        if match is None:
            continue
        if match["id"]:
            parts = sources.document.root.xpath("//*[@id=$value]", value=match["id"])
        else:
            parts = sources.document.root.find_class(match["name"])
        texts = [text_of(part) for part in parts[:_MOST_SELECTED]]
        if not any(len(text) >= _LEAST_TEXT for text in texts):
            what = "is empty" if parts else "is not on the page"
            return {"withheld_part": f"what is not free ({selector}) {what}"}
        if blocks and any(blocks[-1].text[:_SAME_START] in text for text in texts):
            return {"shown_part": f"what is not free ({selector}) is on the page"}
    return {}


def _selectors(value: Any) -> Iterator[str]:
    for part in value if isinstance(value, list) else [value]:
        if not isinstance(part, dict) or str(part.get("isAccessibleForFree")).lower() != "false":
            continue
        selectors = part.get("cssSelector")
        for selector in selectors if isinstance(selectors, list) else [selectors]:
            if isinstance(selector, str):
                yield from (each.strip() for each in selector.split(","))


def _other_words(gaps: Sequence[Gap]) -> int:
    """Return how many words of running text stand among and behind the body without being its own."""
    texts = (text for gap in gaps for text in gap.texts)
    return sum(count_words(text) for text in texts if len(text) >= _RUNNING_TEXT)


def _continue_link(gap: Gap) -> str | None:
    """Return the words of a link or button to the rest of the text that stands right behind it."""
    links = [box for box in gap.boxes if box.tag in ("a", "button")]
    for link in links[:_LINKS_REACH]:
        text = text_of(link, limit=60)
        if CONTINUE.match(text):
            return text
    return None
