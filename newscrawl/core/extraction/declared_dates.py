"""The dates that a page declares for machines."""

import re
from collections.abc import Iterator
from typing import Any

from newscrawl.core.extraction.sources import Sources, value_of
from newscrawl.core.html.json_ld import is_article, types_of

# fmt: off
_PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "article.published", "dc.date.issued", "dcterms.issued",
    "rnews:datepublished", "ptime", "pdate", "datecreated", "dc.date.created",
)
_WEAK_METAS = ("date", "dc.date", "dcterms.date", "dcterms.created", "pub_date")
_MODIFIED_METAS = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified",
    "lastmod", "article:updated", "updated_time", "dcterms.modified", "dc.date.modified",
    "last-modified", "modified", "rnews:datemodified", "revision_date", "date.modified", "updated",
)
# fmt: on
_PUBLISHED_NAME = re.compile(r"publish|publication|pubdate|pub-date|issued")
_OTHER_NAME = re.compile(r"last|modif|updat|expir|revis|unpubl|end|url|image")
_PAGE_TYPE = re.compile(r"Page$|Posting$|^Recipe$|^CreativeWork$")
_LONGEST = 80


def published_texts(sources: Sources) -> Iterator[tuple[str, str]]:
    """Yield the source and the text of each date of publication, the most reliable first."""
    for key in ("datePublished", "dateCreated"):
        yield from _named("json-ld", sources.declared.get(key))
    meta = sources.document.meta
    for name in _PUBLISHED_METAS:
        yield from _named(name, meta.get(name))
    for name, content in meta.items():
        if (
            name not in _PUBLISHED_METAS
            and name not in _WEAK_METAS
            and _PUBLISHED_NAME.search(name)
            and not _OTHER_NAME.search(name)
        ):
            yield from _named(name, content)
    for prop in ("datePublished", "dateCreated"):
        for element in sources.microdata.get(prop, ())[:1]:
            yield "microdata", value_of(element)
    yield from _page_objects(sources, "datePublished")


def weak_published_texts(sources: Sources) -> Iterator[tuple[str, str]]:
    """Yield dates that are more often something else than the publication, see `published_texts`."""
    for name in _WEAK_METAS:
        yield from _named(name, sources.document.meta.get(name))


def modified_texts(sources: Sources) -> Iterator[tuple[str, str]]:
    """Yield the source and the text of each date of change, the most reliable first."""
    yield from _named("json-ld", sources.declared.get("dateModified"))
    for name in _MODIFIED_METAS:
        yield from _named(name, sources.document.meta.get(name))
    for element in sources.microdata.get("dateModified", ())[:1]:
        yield "microdata", value_of(element)
    yield from _page_objects(sources, "dateModified")


def _page_objects(sources: Sources, key: str) -> Iterator[tuple[str, str]]:
    """Yield what the page's other JSON-LD objects say: those of the page, not of its pictures."""
    for value in sources.document.json_ld:
        if not is_article(value) and any(_PAGE_TYPE.search(name) for name in types_of(value)):
            yield from _named("json-ld page", value.get(key))


def _named(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str) and 4 <= len(value) <= _LONGEST:
        yield name, value
