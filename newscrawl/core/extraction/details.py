"""The lesser fields of an article: what the page declares about it."""

from typing import Any

from newscrawl.core.extraction.sources import Sources, value_of
from newscrawl.core.html.text import fold

Found = tuple[str, str] | None
"""A value and the source that gave it."""

_YES = frozenset({"true", "1", "yes", "free", "http://schema.org/true", "https://schema.org/true"})
_NO = frozenset({"false", "0", "no", "locked", "metered", "paid", "http://schema.org/false"})


def find_description(sources: Sources) -> Found:
    """Return the summary that the page declares."""
    for name in ("og:description", "description", "twitter:description", "dc.description"):
        if content := fold(sources.document.meta.get(name)):
            return content, name
    if isinstance(value := sources.declared.get("description"), str) and fold(value):
        return fold(value), "json-ld"
    return None


def find_publisher(sources: Sources) -> Found:
    """Return the name of the publisher."""
    if names := sources.names(sources.declared.get("publisher")):
        return names[0], "json-ld"
    for element in sources.microdata.get("publisher", ())[:1]:
        if name := value_of(element):
            return name, "microdata"
    for name in ("og:site_name", "application-name", "dc.publisher", "publisher"):
        if content := fold(sources.document.meta.get(name)):
            return content, name
    return None


def find_canonical_url(sources: Sources) -> Found:
    """Return the address that the page declares for itself, absolute."""
    for link in sources.document.root.iterfind("head/link"):
        if (
            "canonical" in (link.get("rel") or "").lower().split()
            and (address := link.get("href"))
            and (url := sources.document.absolute(address))
        ):
            return url, "link rel=canonical"
    if (content := sources.document.meta.get("og:url")) and (
        url := sources.document.absolute(content)
    ):
        return url, "og:url"
    return None


def find_free_access(sources: Sources) -> tuple[bool, str] | None:
    """Return whether the page declares itself free to read; None where it says nothing."""
    value = sources.declared.get("isAccessibleForFree")
    if value is not None and (said := _truth(value)) is not None:
        return said, "json-ld"
    for element in sources.microdata.get("isAccessibleForFree", ())[:1]:
        if (said := _truth(value_of(element))) is not None:
            return said, "microdata"
    tier = sources.document.meta.get("article:content_tier")
    if tier and (said := _truth(tier)) is not None:
        return said, "article:content_tier"
    return None


def _truth(value: Any) -> bool | None:
    text = str(value).strip().lower()
    if text in _YES:
        return True
    return False if text in _NO else None
