"""The headline, without the site's name."""

import re
from urllib.parse import urlsplit

from newscrawl.core.extraction.sources import Sources, value_of
from newscrawl.core.html.text import fold, text_of

_WORD = re.compile(r"\w+")
_SEPARATOR = re.compile(r"\s+[|–—·•»«:/-]\s+|\s*[|»«]\s*")
_LONGEST = 400


def find_headline(sources: Sources) -> tuple[str, str] | None:
    """Return the headline and the source that gave it, or None.

    The h1 wins where it agrees with what the page declares (the declared one is often a shorter
    one for search engines); of several h1 the one that agrees best.
    """
    declared = [(name, text) for name, text in _declared(sources) if text]
    headings = _headings(sources)
    if headings:
        best = max(
            headings,
            key=lambda text: max([_shared(text, other) for _, other in declared] or [0]),
        )
        agreement = max([_agreement(best, other) for _, other in declared] or [0])
        if agreement >= 0.4 or len(headings) == 1:
            return best, "h1"
    if declared:
        name, text = declared[0]
        return text, name
    return (headings[0], "h1") if headings else None


def _declared(sources: Sources) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    headline = sources.declared.get("headline") or sources.declared.get("name")
    if isinstance(headline, str):
        found.append(("json-ld", without_site_name(fold(headline), sources)))
    found.extend(
        ("microdata", value_of(element)) for element in sources.microdata.get("headline", ())[:1]
    )
    found.extend(
        (name, without_site_name(fold(content), sources))
        for name in ("og:title", "twitter:title", "dc.title", "title")
        if (content := sources.document.meta.get(name))
    )
    title = sources.document.root.find(".//title")
    if title is not None:
        found.append(("title", without_site_name(text_of(title), sources)))
    return found


def _headings(sources: Sources) -> list[str]:
    names = {_plain(name) for name in site_names(sources)}
    texts = []
    for heading in sources.document.root.iter("h1"):
        text = text_of(heading)
        if 2 < len(text) <= _LONGEST and _plain(text) not in names:
            texts.append(text)
    return texts


def without_site_name(title: str, sources: Sources) -> str:
    """Return a title without the site's name at its end or start."""
    names = {_plain(name) for name in site_names(sources)}
    for _ in range(2):
        parts = list(_SEPARATOR.finditer(title))
        if not parts:
            break
        head, tail = title[: parts[-1].start()], title[parts[-1].end() :]
        first, rest = title[: parts[0].start()], title[parts[0].end() :]
        if _plain(tail) in names and head:
            title = head
        elif _plain(first) in names and rest:
            title = rest
        else:
            break
    return title.strip()


def site_names(sources: Sources) -> set[str]:
    """Return the names that the page's site goes by."""
    host = (urlsplit(sources.document.url).hostname or "").removeprefix("www.")
    names = {host, host.rsplit(".", 1)[0], *sources.names(sources.declared.get("publisher"))}
    for key in ("og:site_name", "application-name", "twitter:site", "apple-mobile-web-app-title"):
        if content := sources.document.meta.get(key):
            names.add(content.lstrip("@"))
    for value in sources.document.json_ld:
        if str(value.get("@type")) in ("WebSite", "NewsMediaOrganization", "Organization"):
            names.update(sources.names(value))
    return {name for name in names if name}


def _plain(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))


def _shared(one: str, other: str) -> int:
    """Return how many words two texts share."""
    return len(set(_WORD.findall(one.casefold())) & set(_WORD.findall(other.casefold())))


def _agreement(one: str, other: str) -> float:
    """Return how many words of the shorter text stand in the longer, 0 to 1."""
    smaller = min(len(set(_WORD.findall(text.casefold()))) for text in (one, other))
    return _shared(one, other) / smaller if smaller else 0.0
