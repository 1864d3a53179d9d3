"""The texts of old articles are taken out of a state file; the rest of them stays."""

import sqlite3

from newscrawl.core.state.pages import forget_pages
from newscrawl.core.state.words import add_words, remove_words

_MOST = 5_000
"""Articles that a run trims at most; more are left to the next ones."""
_OLD = """
SELECT _number, id, headline, article_body FROM articles
WHERE coalesce(_seen, fetched_at) < ? AND article_body <> '' AND _seq > 0 ORDER BY _number LIMIT ?
"""
_TRIM = """
UPDATE articles SET article_body = '', evidence = json_set(evidence, '$.trimmed', ?) WHERE _number = ?
"""


def trim_articles(connection: sqlite3.Connection, *, before: str, now: str) -> int:
    """Take body, earlier versions and kept page of articles last seen before; return how many these are.

    `before`, `now`: ISO 8601, UTC. Address, headline and all other fields stay, so that nothing comes home
    twice; `evidence` says since when the text is gone.
    """
    old = connection.execute(_OLD, (before, _MOST)).fetchall()
    for number, article, headline, body in old:
        remove_words(connection, number, headline=headline, body=body)
        add_words(connection, number, headline=headline, body="")
        connection.execute(_TRIM, (now[:10], number))
        for table in ("_block", "_observations"):
            connection.execute(f"DELETE FROM {table} WHERE article = ?", (number,))  # noqa: S608
        connection.execute("DELETE FROM versions WHERE article_id = ?", (article,))
        forget_pages(connection, article)
    return len(old)
