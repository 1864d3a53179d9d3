"""The section that an article stands in."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from newscrawl.core.extraction.sources import Sources, value_of
from newscrawl.core.html.text import fold, text_of

_HOME = re.compile(
    r"^(?:home(?:page)?|start(?:seite)?|accueil|inicio|início|news|главная|ana ?sayfa)$",
    re.IGNORECASE,
)
_CRUMBS = re.compile(r"bread-?_?crumb", re.IGNORECASE)
_MOST_CRUMBS = 12
_AND = re.compile(r"(?:^|\s)(?:and|&|und|et|y|e|en|och|og|i|и)\s", re.IGNORECASE)


def find_section(sources: Sources) -> tuple[str, str] | None:
    """Return the section that the page names for the article, the nearest of several, and its source."""
    for section, source in _sections(sources):
        name = _first_of_list(unescape(section))
        if name and name != _declared_headline(sources):
            return name, source
    return None


def _sections(sources: Sources) -> Iterator[tuple[str, str]]:
    """Yield what the sources name, the most reliable first."""
    for section in sources.names(sources.declared.get("articleSection")):
        yield section, "json-ld"
    for name in (
        "article:section",
        "parsely-section",
        "section",
        "og:article:section",
        "cxenseparse:section",
    ):
        if content := fold(sources.document.meta.get(name)):
            yield content, name
    for element in sources.microdata.get("articleSection", ())[:1]:
        yield value_of(element), "microdata"
    for link in sources.scope.xpath(".//a[contains(concat(' ', @rel, ' '), ' category ')]")[:1]:
        yield text_of(link), "rel=category"
    for crumbs in _crumbs(sources):
        if crumbs:
            yield crumbs[-1], "breadcrumb"


def _first_of_list(section: str) -> str:
    """Return the first of several names in one text, unless a word for "and" makes them one."""
    first, *others = section.split(",")
    return section if others and _AND.search(others[-1]) else first.strip()


def _declared_headline(sources: Sources) -> str:
    return fold(
        str(sources.declared.get("headline") or sources.document.meta.get("og:title") or "")
    )


def _crumbs(sources: Sources) -> Iterator[list[str]]:
    yield from _declared_crumbs(sources)
    yield _shown_crumbs(sources)


def _declared_crumbs(sources: Sources) -> Iterator[list[str]]:
    """Yield for each declared list its crumbs but for the home page and the article."""
    for value in sources.document.json_ld:
        if value.get("@type") != "BreadcrumbList" or not isinstance(
            value.get("itemListElement"), list
        ):
            continue
        crumbs = []
        for entry in value["itemListElement"]:
            item = entry.get("item") if isinstance(entry, dict) else None
            name = entry.get("name") if isinstance(entry, dict) else None
            name = name or (item.get("name") if isinstance(item, dict) else None)
            address = item.get("@id") if isinstance(item, dict) else item
            if isinstance(name, str) and not _is_here(address, sources):
                crumbs.append(fold(name))
        yield _without_home(crumbs, sources)


def _shown_crumbs(sources: Sources) -> list[str]:
    """Return the links of the first element that is named for crumbs, as in `_declared_crumbs`."""
    for element in sources.document.elements:
        get = element.get
        if _CRUMBS.search(f"{get('class')} {get('id')} {get('aria-label')}"):
            links = [
                fold(text_of(link))
                for link in islice(element.iter("a"), _MOST_CRUMBS)
                if not _is_here(link.get("href"), sources)
            ]
            return _without_home(links, sources)
    return []


def _without_home(crumbs: list[str], sources: Sources) -> list[str]:
    headline = _declared_headline(sources)
    return [
        crumb
        for crumb in crumbs
        if crumb and crumb != headline and len(crumb) < 50 and not _HOME.match(crumb)
    ]


def _is_here(address: Any, sources: Sources) -> bool:
    if not isinstance(address, str) or not address:
        return False
    try:
        path = urlsplit(urljoin(sources.document.base_url, address)).path
    except ValueError:
        return False
    return path.rstrip("/") == urlsplit(sources.document.url).path.rstrip("/")
