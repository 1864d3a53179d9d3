"""The tags of an article."""

import re
from collections.abc import Iterable
from html import unescape

from newscrawl.core.extraction.finding import Finding
from newscrawl.core.extraction.sources import Sources, value_of
from newscrawl.core.extraction.tag_list import find_tag_list
from newscrawl.core.html.text import fold

_MOST = 50
_MOST_IN_PLACE = 25
_LONGEST = 80
_SEPARATOR = re.compile(r"[,;|،、]")
_PREFIX = re.compile(r"([A-Za-z][\w .-]{1,24}?)([:/])\s*(?=\S)")
_TOPICAL = frozenset(
    {"subject", "subjects", "topic", "topics", "theme", "thema", "tag", "tags", "keyword"}
    | {"keywords", "category", "section", "sections", "person", "people", "place", "location"}
    | {"organization", "organisation", "company", "geo", "country", "event"}
)
_MACHINE = re.compile(
    r"\d{5,}|.*[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]+|/.*|[^\s_]*_\S*|"
    r"(?:www\.)?[\w-]+\.(?:com|org|net|[a-z]{2})",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Z0-9]{2,6}")
_SOURCES = ("article:tag", "news_keywords", "tag list", "json-ld", "keywords", "microdata")
_FULLER_THAN_ONE_TAG = frozenset({"news_keywords", "json-ld", "keywords"})


def find_keywords(sources: Sources) -> Finding[tuple[str, ...]] | None:
    """Return the tags in the page's order.

    One tag alone is often the section's name or the first of several, and a list that is shown
    often a part of what is declared: both give way to a fuller source.
    """
    short: tuple[str, tuple[str, ...]] | None = None
    for source in _SOURCES:
        keywords = _cleaned(_listed(source, sources))
        if not keywords:
            continue
        if short is not None:
            if _is_fuller(source, keywords, *short):
                return Finding(keywords[:_MOST], source, {short[0]: ", ".join(short[1])})
        elif len(keywords) > 1 and source != "tag list":
            return Finding(keywords[:_MOST], source)
        else:
            short = source, keywords[:_MOST]
    return Finding(short[1], short[0]) if short else None


def _is_fuller(
    source: str, keywords: tuple[str, ...], short_source: str, short: tuple[str, ...]
) -> bool:
    """Return whether a source stands in for one that gave few tags."""
    if short_source == "article:tag" and source in _FULLER_THAN_ONE_TAG:
        return len(keywords) > 1
    return set(short) < set(keywords) and len(keywords) <= _MOST_IN_PLACE


def _listed(source: str, sources: Sources) -> list[str]:
    """Return the texts that a source gives, not cleaned."""
    if source == "tag list":
        return find_tag_list(sources.scope)
    if source == "article:tag":
        texts = _article_tags(sources)
    elif source == "json-ld":
        texts = sources.names(sources.declared.get("keywords"))
    elif source == "microdata":
        texts = [value_of(element) for element in sources.microdata.get("keywords", ())]
    else:
        texts = [sources.document.meta.get(source, "")]
    texts = [unescape(text) for text in texts]  # before the split: an entity ends in a semicolon
    return _SEPARATOR.split(texts[0]) if len(texts) == 1 else texts


def _article_tags(sources: Sources) -> list[str]:
    # Most pages have none, and the walk over all metas is spared.
    if "article:tag" not in sources.document.meta:
        return []
    return [
        content
        for meta in sources.document.root.iter("meta")
        if "article:tag" in (meta.get("property"), meta.get("name"))
        and (content := fold(meta.get("content")))
    ]


def _cleaned(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the tags among texts, each once; none of them where most are codes."""
    keywords: dict[str, str] = {}
    for text in texts:
        keyword = _without_key(fold(text).strip(" \"'"))
        if keyword and len(keyword) <= _LONGEST and not _MACHINE.fullmatch(keyword):
            keywords.setdefault(keyword.casefold(), keyword)
    codes = sum(_CODE.fullmatch(keyword) is not None for keyword in keywords.values())
    if len(keywords) >= 5 and codes * 2 > len(keywords):
        return ()
    return tuple(keywords.values())


def _without_key(text: str) -> str:
    """Return the value of `topic: value` or `topic/value`; nothing where the key is no topic."""
    found = _PREFIX.match(text)
    if found is None:
        return text
    value = text[found.end() :]
    if found[1].lower() in _TOPICAL:
        return value.rsplit(":", 1)[-1].strip()
    return "" if found[2] == ":" else text
