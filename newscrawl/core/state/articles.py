"""The articles of a state file: written, compared with what is known, and read back in order."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from newscrawl.core.state.lasting import page_hash
from newscrawl.core.state.record import to_record
from newscrawl.core.state.rows import (
    COLUMNS,
    read_articles,
    row_of,
    storable,
    write_lists,
    write_version,
)
from newscrawl.core.urls import article_id
from newscrawl.items import Article, Block

_CHANGING_COLUMNS = ("_seq", "_page_hash", "_seen")
_OWN_COLUMNS = ("_key", *_CHANGING_COLUMNS)


class Change(StrEnum):
    """What storing an article did."""

    NEW = "new"
    CHANGED = "changed"
    REVISED = "revised"
    SAME = "same"
    ALIAS = "alias"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An article as it stands in the state file after it was handed in."""

    article: Article
    """With its `id`, `version`, `duplicate_of` and `cluster_id`."""
    change: Change
    """ALIAS: the page is another spelling of an article that is known, and nothing was written.
    REVISED: another extractor reads it differently, which is no version.
    """
    key: str
    """The URL key that the article is known by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """An article that the state file has."""

    number: int
    key: str
    page_hash: str
    seen: str | None
    article: Article


class Articles:
    """The tables of articles on one connection, as one run writes them."""

    def __init__(self, connection: sqlite3.Connection, *, run_id: str) -> None:
        self._connection = connection
        self._run_id = run_id
        # Outputs may have been given a last article that was forgotten since.
        row = connection.execute(
            "SELECT max((SELECT coalesce(max(_seq), 0) FROM articles),"
            " (SELECT coalesce(max(seq), 0) FROM _export))"
        ).fetchone()
        self._seq = int(row[0])

    def store(
        self, article: Article, blocks: Sequence[Block], *, own_key: str, declared_key: str
    ) -> Stored:
        """Write an article, or find that it is known.

        Args:
            article: settled, without `id`, `version` and copies.
            blocks: its body, uncleaned.
            own_key: the URL key of the address it was fetched from.
            declared_key: the URL key of the address that the page names as its own; believed unless
                another article is known by it.
        """
        new_hash = page_hash(article, blocks)
        key, known = declared_key, self._known(declared_key)
        if key != own_key and known is not None and not _same_headline(known.article, article):
            key, known = own_key, self._known(own_key)
        if known is None:
            return self._insert(article, blocks, key=key, new_hash=new_hash)
        if key != own_key:
            return Stored(article=known.article, change=Change.ALIAS, key=key)
        if known.page_hash == new_hash:
            self._note_seen(known, article)
            return Stored(article=known.article, change=Change.SAME, key=key)
        return self._update(known, article, blocks, new_hash=new_hash)

    def known_by(self, key: str) -> Article | None:
        """Return the article that is known by this URL key."""
        known = self._known(key)
        return None if known is None else known.article

    def _known(self, key: str) -> _Known | None:
        row = self._connection.execute(
            "SELECT _number, _page_hash, _seen FROM articles WHERE _key = ?", (key,)
        ).fetchone()
        if row is None:
            return None
        article = read_articles(self._connection, [row[0]])[0]
        return _Known(number=row[0], key=key, page_hash=row[1], seen=row[2], article=article)

    def _insert(
        self, article: Article, blocks: Sequence[Block], *, key: str, new_hash: str
    ) -> Stored:
        article = replace(article, id=article_id(key), run_id=self._run_id, version=1)
        article = self._with_copies(article)
        self._seq += 1
        values = [*row_of(article), key, self._seq, new_hash, _moment(article)]
        columns = ", ".join((*COLUMNS, *_OWN_COLUMNS))
        marks = ", ".join("?" * len(values))
        cursor = self._connection.execute(
            f"INSERT INTO articles ({columns}) VALUES ({marks})",  # noqa: S608
            values,
        )
        assert cursor.lastrowid is not None
        self._write_parts(cursor.lastrowid, article, blocks)
        return Stored(article=article, change=Change.NEW, key=key)

    def _with_copies(self, article: Article) -> Article:
        """Link an article to the first one with the same text."""
        first = None
        if article.article_body:
            first = self._connection.execute(
                "SELECT id, cluster_id FROM articles WHERE content_hash = ? AND duplicate_of IS NULL"
                " AND id <> ?",
                (article.content_hash, article.id),
            ).fetchone()
        if first is None:
            return replace(article, duplicate_of=None, cluster_id=article.id)
        return replace(article, duplicate_of=first[0], cluster_id=first[1])

    def _update(
        self, known: _Known, article: Article, blocks: Sequence[Block], *, new_hash: str
    ) -> Stored:
        old = known.article
        same_extractor = old.extractor_version == article.extractor_version
        article = replace(
            article,
            id=old.id,
            run_id=self._run_id if same_extractor else old.run_id,
            version=old.version + same_extractor,
            duplicate_of=old.duplicate_of,
            cluster_id=old.cluster_id,
            discovered_by=old.discovered_by,
            discovered_on=old.discovered_on,
        )
        if not same_extractor:
            self.revise(article, blocks)
            return Stored(article=article, change=Change.REVISED, key=known.key)
        write_version(self._connection, old, seen_until=known.seen)
        self._forget_parts(known.number, old)
        self._seq += 1
        assignments = ", ".join(f"{column} = ?" for column in (*COLUMNS, *_CHANGING_COLUMNS))
        self._connection.execute(
            f"UPDATE articles SET {assignments} WHERE _number = ?",  # noqa: S608
            [*row_of(article), self._seq, new_hash, _moment(article), known.number],
        )
        self._write_parts(known.number, article, blocks)
        return Stored(article=article, change=Change.CHANGED, key=known.key)

    def _note_seen(self, known: _Known, article: Article) -> None:
        self._connection.execute(
            "UPDATE articles SET _seen = ? WHERE _number = ?", (_moment(article), known.number)
        )

    def revise(self, article: Article, blocks: Sequence[Block]) -> None:
        """Put what another extractor read from the same page in the place of an article.

        No version is kept, and outputs that have the article are not given it again.
        """
        (number,) = self._connection.execute(
            "SELECT _number FROM articles WHERE id = ?", (article.id,)
        ).fetchone()
        self._forget_parts(number, read_articles(self._connection, [number])[0])
        assignments = ", ".join(f"{column} = ?" for column in (*COLUMNS, "_page_hash"))
        self._connection.execute(
            f"UPDATE articles SET {assignments} WHERE _number = ?",  # noqa: S608
            [*row_of(article), page_hash(article, blocks), number],
        )
        self._write_parts(number, article, blocks)

    def _forget_parts(self, number: int, old: Article) -> None:
        self._connection.execute("DELETE FROM _block WHERE article = ?", (number,))
        self._connection.execute(
            "INSERT INTO _article_fts (_article_fts, rowid, headline, article_body)"
            " VALUES ('delete', ?, ?, ?)",
            (number, old.headline, old.article_body),
        )

    def _write_parts(self, number: int, article: Article, blocks: Sequence[Block]) -> None:
        write_lists(self._connection, article)
        self._connection.executemany(
            "INSERT INTO _block VALUES (?, ?, ?, ?, ?, ?)",
            [
                (number, i, block.kind, block.level, storable(block.text), block.hash)
                for i, block in enumerate(blocks)
            ],
        )
        self._connection.execute(
            "INSERT INTO _article_fts (rowid, headline, article_body) VALUES (?, ?, ?)",
            (number, storable(article.headline), storable(article.article_body)),
        )

    def after(self, seq: int, *, limit: int) -> list[tuple[int, Article]]:
        """Return up to `limit` articles written after a position, with their positions, in order."""
        rows = self._connection.execute(
            "SELECT _seq, _number FROM articles WHERE _seq > ? ORDER BY _seq LIMIT ?", (seq, limit)
        ).fetchall()
        articles = read_articles(self._connection, [number for _, number in rows])
        return [(position, article) for (position, _), article in zip(rows, articles, strict=True)]


def _moment(article: Article) -> str | None:
    """Return when the page was seen, as it is written in a record."""
    seen: str | None = to_record(article)["fetched_at"]
    return seen


def _same_headline(one: Article, other: Article) -> bool:
    return (one.headline or "").casefold() == (other.headline or "").casefold()
