"""The related links of articles: written, and read."""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from newscrawl.core.state.record import valid_text
from newscrawl.items import Article, LinkRole

_ROWS = """
SELECT from_url, to_url, role, position, heading, title, first_seen, last_seen, here.headline, here.site,
    there.headline, there.site
FROM links LEFT JOIN articles AS here ON here.url = from_url LEFT JOIN articles AS there ON there.url = to_url
"""
_ROW_NAMES = (
    *("from_url", "to_url", "role", "position", "heading", "title", "first_seen", "last_seen"),
    *("from_headline", "from_site", "to_headline", "to_site"),
)

_WRITE = """
INSERT INTO links (from_url, to_url, role, position, heading, title, first_seen, last_seen)
VALUES (:from_url, :to_url, :role, :position, :heading, :title, :seen, :seen)
ON CONFLICT DO UPDATE SET last_seen = max(last_seen, excluded.last_seen), position = excluded.position,
    heading = excluded.heading, title = excluded.title
"""

_OF_ARTICLES = """
SELECT articles.id, to_url, title, heading FROM articles JOIN links ON from_url = articles.url
WHERE articles.id IN ({marks}) AND role = 'related' AND last_seen = (
    SELECT max(last_seen) FROM links AS other WHERE other.from_url = articles.url AND other.role = 'related')
ORDER BY articles.id, position
"""


def write_related(connection: sqlite3.Connection, article: Article, *, seen: str) -> None:
    """Write down the related links that the page of an article had when it was `seen`, ISO 8601, UTC."""
    for position, link in enumerate(article.related):
        values: Mapping[str, str | int | None] = {
            "from_url": article.url,
            "to_url": link.url,
            "role": LinkRole.RELATED,
            "position": position,
            "heading": None if link.heading is None else valid_text(link.heading),
            "title": None if link.title is None else valid_text(link.title),
            "seen": seen,
        }
        connection.execute(_WRITE, values)


def related_of(
    connection: sqlite3.Connection, ids: list[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each related link that articles had when it was last seen, with its article's `id`."""
    query = _OF_ARTICLES.format(marks=", ".join("?" * len(ids)))
    for article, url, title, heading in connection.execute(query, ids):
        yield article, {"url": url, "title": title, "heading": heading}


def link_rows(
    connection: sqlite3.Connection, *, sites: tuple[str, ...] = ()
) -> Iterator[dict[str, Any]]:
    """Yield the links by the names of their columns, page by page; of some sites' articles, or of all.

    Headline and site of the articles at both ends are added, where there are such.
    """
    marks = ", ".join("?" * len(sites))
    of_sites = f"WHERE here.site IN ({marks})" if sites else ""
    rows = connection.execute(f"{_ROWS} {of_sites} ORDER BY from_url, role, position", sites)
    for row in rows:
        yield dict(zip(_ROW_NAMES, row, strict=True))
