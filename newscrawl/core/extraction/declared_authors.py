"""The authors that a page declares: JSON-LD, microdata, metas."""

from collections.abc import Iterable, Iterator
from typing import Any

from newscrawl.core.extraction.person_names import split_names, without_by
from newscrawl.core.extraction.sources import Sources, value_of
from newscrawl.core.html.json_ld import types_of

_METAS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "authors",
    "article.author",
    "article:author_name",
    "cxenseparse:author",
    "dc.contributor",
    "og:article:author",
    "bylines",
    "citation_author",
)
_WORKS = frozenset({"WebPage", "CreativeWork", "Recipe", "HowTo", "DiscussionForumPosting"})
_GROUPS = frozenset({"Organization", "NewsMediaOrganization", "Corporation", "WebSite"})
_MOST = 50

Said = Iterator[tuple[str, list[str]]]
"""Sources that name authors, each with the names in its order."""


def declared_authors(sources: Sources) -> Said:
    """Yield who is declared as the author: of the article, else of the page, else its one person."""
    article = sources.declared
    people = _people(article.get("author"), sources) or _people(article.get("creator"), sources)
    yield "json-ld", _split(people)
    objects = sources.document.json_ld
    for value in objects:
        if not types_of(value).isdisjoint(_WORKS):
            yield "json-ld page", _split(_people(value.get("author"), sources))
    persons = [value for value in objects if "Person" in types_of(value)]
    yield "json-ld person", _split(sources.names(persons)) if len(persons) == 1 else []
    yield "microdata", _split(value_of(item) for item in sources.microdata.get("author", ()))
    yield from _metas(sources)


def card_authors(sources: Sources) -> Said:
    """Yield who is named in a card for other sites: often who entered the article."""
    meta = sources.document.meta
    for number in "12":
        label = meta.get(f"twitter:label{number}")
        if label and not without_by(label)[0].strip(" :"):
            yield f"twitter:data{number}", _split([meta.get(f"twitter:data{number}", "")])


def author_groups(sources: Sources) -> Said:
    """Yield the organizations that are declared as the article's author."""
    entries = _entries(sources.declared.get("author"))
    yield "json-ld", sources.names([entry for entry in entries if _is_group(entry, sources)])


def _people(value: Any, sources: Sources) -> list[str]:
    entries = _entries(value)
    return sources.names([entry for entry in entries if not _is_group(entry, sources)])


def _entries(value: Any) -> list[Any]:
    return value[:_MOST] if isinstance(value, list) else [value]


def _is_group(entry: Any, sources: Sources) -> bool:
    resolved = sources.resolve(entry)
    if not isinstance(resolved, dict):
        return False
    types = types_of(resolved)
    return "Person" not in types and not types.isdisjoint(_GROUPS)


def _metas(sources: Sources) -> Said:
    if sources.document.meta.keys().isdisjoint(_METAS):
        return
    texts: dict[str, list[str]] = {}
    for element in sources.document.root.iter("meta"):
        name = (element.get("name") or element.get("property") or "").lower()
        if name in _METAS and (content := element.get("content")):
            texts.setdefault(name, []).append(content)
    for name, contents in texts.items():
        yield f"meta {name}", _split(contents[:_MOST])


def _split(texts: Iterable[str]) -> list[str]:
    return [name for text in texts for name in split_names(text, declared=True)]
