"""The pages that articles were read from, kept so that a later extractor can read them again."""

import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from newscrawl.items import Page

SCHEMA = """
CREATE TABLE IF NOT EXISTS _page (
    article_id TEXT PRIMARY KEY, url TEXT NOT NULL, content_type TEXT NOT NULL, fetched_at TEXT NOT NULL,
    body BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS _further_page (
    article_id TEXT NOT NULL, number INTEGER NOT NULL, url TEXT NOT NULL, content_type TEXT NOT NULL,
    body BLOB NOT NULL, PRIMARY KEY (article_id, number)
) WITHOUT ROWID;
"""
_LEVEL = 6
"""zlib's own default: a page shrinks to about a fifth in 2 ms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """A page in the state file."""

    article_id: str
    """The article that was read from it."""
    page: Page
    """As it was fetched; the first one of several."""
    further: tuple[Page, ...] = ()
    """The article's further pages, in order."""


def keep_page(
    connection: sqlite3.Connection,
    article_id: str,
    page: Page,
    further: Sequence[Page] = (),
    *,
    fetched_at: datetime,
) -> None:
    """Keep the page that an article stands on, and its further ones, in place of earlier ones."""
    connection.execute(
        "INSERT OR REPLACE INTO _page VALUES (?, ?, ?, ?, ?)",
        (
            article_id,
            page.url,
            page.content_type,
            fetched_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            zlib.compress(page.body, _LEVEL),
        ),
    )
    connection.execute("DELETE FROM _further_page WHERE article_id = ?", (article_id,))
    connection.executemany(
        "INSERT INTO _further_page VALUES (?, ?, ?, ?, ?)",
        [
            (article_id, number, each.url, each.content_type, zlib.compress(each.body, _LEVEL))
            for number, each in enumerate(further, start=2)
        ],
    )


def has_page(connection: sqlite3.Connection, article_id: str) -> bool:
    """Return whether the page of an article is kept."""
    query = "SELECT 1 FROM _page WHERE article_id = ?"
    return connection.execute(query, (article_id,)).fetchone() is not None


def count_pages(connection: sqlite3.Connection) -> int:
    """Return how many pages are kept; 0 for a file of an earlier version, which has no such table."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_page'").fetchone():
        return 0
    count: int = connection.execute("SELECT count(*) FROM _page").fetchone()[0]
    return count


def kept_pages(connection: sqlite3.Connection, *, chunk: int = 50) -> Iterator[list[KeptPage]]:
    """Yield all pages that are kept, a few at a time; the table may be written to between two."""
    last = ""
    while True:
        rows = connection.execute(
            "SELECT article_id, url, content_type, body FROM _page WHERE article_id > ?"
            " ORDER BY article_id LIMIT ?",
            (last, chunk),
        ).fetchall()
        if not rows:
            return
        yield [
            KeptPage(
                article_id=article_id,
                page=Page(url=url, body=zlib.decompress(body), content_type=content_type),
                further=_further_pages(connection, article_id, first=url),
            )
            for article_id, url, content_type, body in rows
        ]
        last = rows[-1][0]


def _further_pages(
    connection: sqlite3.Connection, article_id: str, *, first: str
) -> tuple[Page, ...]:
    rows = connection.execute(
        "SELECT url, content_type, body FROM _further_page WHERE article_id = ? ORDER BY number",
        (article_id,),
    )
    return tuple(
        Page(url=url, body=zlib.decompress(body), content_type=content_type, part_of=first)
        for url, content_type, body in rows
    )


def forget_pages(connection: sqlite3.Connection, article_id: str) -> None:
    """Remove the pages of an article that are kept."""
    for table in ("_page", "_further_page"):
        connection.execute(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))  # noqa: S608
