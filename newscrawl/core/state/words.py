"""The full text of articles: words in the index come and go by the texts that they stand for."""

import sqlite3

from newscrawl.core.state.rows import storable


def add_words(
    connection: sqlite3.Connection, number: int, *, headline: str | None, body: str
) -> None:
    """Have an article found by these words."""
    connection.execute(
        "INSERT INTO _article_fts (rowid, headline, article_body) VALUES (?, ?, ?)",
        (number, storable(headline), storable(body)),
    )


def remove_words(
    connection: sqlite3.Connection, number: int, *, headline: str | None, body: str
) -> None:
    """Have an article found by these words no more; they must be those that it was added with."""
    connection.execute(
        "INSERT INTO _article_fts (_article_fts, rowid, headline, article_body)"
        " VALUES ('delete', ?, ?, ?)",
        (number, headline, body),
    )
