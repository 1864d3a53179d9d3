"""JSON-LD as pages really carry it."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)+|(?:(?://\s*)?-->|//\s*\]\]>|\]\]>|;)\s*$",
    re.DOTALL,
)
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement")
_ARTICLE_TYPES = frozenset(
    {
        "Article",
        "NewsArticle",
        "AnalysisNewsArticle",
        "AskPublicNewsArticle",
        "BackgroundNewsArticle",
    }
    | {
        "OpinionNewsArticle",
        "ReportageNewsArticle",
        "ReviewNewsArticle",
        "AdvertiserContentArticle",
    }
    | {
        "SatiricalArticle",
        "ScholarlyArticle",
        "TechArticle",
        "Report",
        "BlogPosting",
        "LiveBlogPosting",
    }
    | {"MedicalScholarlyArticle"}
)
_MAX_CHARACTERS = 2_000_000
_MAX_OBJECTS = 500


def read_json_ld(root: HtmlElement) -> tuple[dict[str, Any], ...]:
    """Return every object of the page's JSON-LD, `@graph` and lists flattened.

    Commas too many, raw control characters and comment marks around the whole are mended; what
    then still is no JSON is left out. At most 500 objects.
    """
    objects: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for value in _load(script.text or ""):
            objects.append(value)
            if len(objects) >= _MAX_OBJECTS:
                return tuple(objects)
    return tuple(objects)


def types_of(value: dict[str, Any]) -> frozenset[str]:
    """Return the names of an object's types, without a vocabulary's address."""
    declared = value.get("@type")
    names = declared if isinstance(declared, list) else [declared]
    return frozenset(
        re.split(r"[/#:]", name)[-1] for name in names if isinstance(name, str) and name
    )


def is_article(value: dict[str, Any]) -> bool:
    """Return whether a JSON-LD object is an article of some kind."""
    return not _ARTICLE_TYPES.isdisjoint(types_of(value))


def _load(text: str) -> Iterator[dict[str, Any]]:
    if len(text) > _MAX_CHARACTERS:
        return
    for attempt in _attempts(text):
        try:
            value = json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _flatten(value)
        return


def _attempts(text: str) -> Iterator[str]:
    yield text
    bare = _WRAPPING.sub("", text.strip()).strip()
    yield bare
    mended = _TRAILING_COMMA.sub(r"\1", bare)
    yield mended
    if "&quot;" in mended:
        yield html.unescape(mended)


def _flatten(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects in a value in reading order, without recursion."""
    waiting = [value]
    while waiting:
        current = waiting.pop()
        if isinstance(current, list):
            waiting.extend(reversed(current))
        elif isinstance(current, dict):
            if "@type" in current or "@graph" not in current:
                yield current
            waiting.extend(
                current[key] for key in reversed(_NESTED) if _is_nested(current.get(key))
            )


def _is_nested(value: Any) -> bool:
    return isinstance(value, (list, dict))
