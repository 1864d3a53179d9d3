"""What a page's site is called, and titles without it."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from newscrawl.core.extraction.sources import Sources
from newscrawl.core.html.json_ld import types_of

_SEPARATOR = re.compile(r"\s+[|–—·•»«:/-]\s+|\s*[|»«]\s*")
_WORD = re.compile(r"\w+")
_METAS = ("og:site_name", "application-name", "twitter:site", "apple-mobile-web-app-title")
_SITES = frozenset({"WebSite", "NewsMediaOrganization", "Organization"})
_SHORTEST = 4


def site_names(sources: Sources) -> set[str]:
    """Return the names that the page's site goes by."""
    host = (urlsplit(sources.document.url).hostname or "").removeprefix("www.")
    names = {host, host.rsplit(".", 1)[0], *sources.names(sources.declared.get("publisher"))}
    names.update(sources.document.meta.get(key, "").lstrip("@") for key in _METAS)
    for value in sources.document.json_ld:
        if not types_of(value).isdisjoint(_SITES):
            names.update(sources.names(value))
    return names - {""}


def title_key(text: str) -> str:
    """Return what two spellings of one title share."""
    return "".join(_WORD.findall(text.casefold()))


class SiteTitles:
    """Takes the names of one page's site out of its titles."""

    def __init__(self, names: Iterable[str], host: str) -> None:
        self._keys = {title_key(name) for name in names}
        self._host = title_key(host)

    def is_name(self, text: str) -> bool:
        """Return whether a text is the site's name, or of words that its host holds."""
        words = _WORD.findall(text.casefold())
        key = "".join(words)
        return key in self._keys or (
            len(key) >= _SHORTEST and all(word in self._host for word in words)
        )

    def without(self, title: str) -> str:
        """Return a title without the site's name at its end or start."""
        for _ in range(2):
            parts = list(_SEPARATOR.finditer(title))
            if not parts:
                break
            head, tail = title[: parts[-1].start()], title[parts[-1].end() :]
            first, rest = title[: parts[0].start()], title[parts[0].end() :]
            if head and self.is_name(tail):
                title = head
            elif rest and self.is_name(first):
                title = rest
            else:
                break
        return title.strip()
