"""Dates of publication in the data that a page's scripts work on."""

import re
from collections.abc import Iterator

from newscrawl.core.html.document import Document

_KEYS = (
    *("datePublished", "date_published", "publishDate", "publish_date", "publishedDate"),
    *("published_date", "publishedAt", "published_at", "publicationDate", "publication_date"),
    *("pubDate", "pub_date", "pubdate"),
)
_VALUE = re.compile(
    r"""[\\"']*\s*[:=]\s*[\\"']*(?P<date>\d{4}[-/]\d\d[-/]\d\d[\dT:.+Z -]*|\d{10,13})"""
)
_MOST_VALUES = 50


def script_texts(document: Document) -> list[str]:
    """Return the texts of the dates of publication in scripts and metas, without repeats.

    The data may speak of other articles too: only a day that nothing else stands beside is the
    article's.
    """
    found: dict[str, None] = {}
    for data in _data(document):
        for key in _KEYS:
            start = data.find(key)
            while start >= 0 and len(found) < _MOST_VALUES:
                start += len(key)
                if match := _VALUE.match(data, start):
                    found[match["date"]] = None
                start = data.find(key, start)
    return list(found)


def _data(document: Document) -> Iterator[str]:
    for script in document.root.iter("script"):
        if script.text:
            yield script.text
    yield from document.meta.values()
