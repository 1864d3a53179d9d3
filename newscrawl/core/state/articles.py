"""The articles of a state file: written, compared with what is known, and read back in order."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from newscrawl.core.cleaning import NOTHING_LEARNED, Learned, own_blocks, settle_again
from newscrawl.core.dedup.content import content_hash
from newscrawl.core.state.copies import Copies
from newscrawl.core.state.lasting import page_hash
from newscrawl.core.state.record import seen_at
from newscrawl.core.state.rows import (
    COLUMNS,
    read_articles,
    row_of,
    storable,
    write_lists,
    write_version,
)
from newscrawl.core.state.words import add_words, remove_words
from newscrawl.core.urls import article_id
from newscrawl.items import Article, Block, BlockKind

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
class Reading:
    """What an article was settled from, kept so that it can be settled again."""

    blocks: Sequence[Block] = ()
    """Its body, uncleaned."""
    observations: Mapping[str, str] = field(default_factory=dict)
    """See `PageResult`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """An article that the state file has."""

    number: int
    key: str
    page_hash: str
    seen: str | None
    article: Article


class Articles:
    """The tables of articles on one connection, as one run writes them.

    An article's `_seq` is its place among those that outputs are given. One that waits until its site is
    known has none yet: there it stands below 0, the lower the later it was stored.
    """

    def __init__(self, connection: sqlite3.Connection, *, run_id: str, copies: Copies) -> None:
        self._connection = connection
        self._run_id = run_id
        self._copies = copies
        # Outputs may have been given a last article that was forgotten since.
        row = connection.execute(
            "SELECT max((SELECT coalesce(max(_seq), 0) FROM articles),"
            " (SELECT coalesce(max(seq), 0) FROM _export))"
        ).fetchone()
        self._seq = int(row[0])
        newest = "SELECT coalesce(max(_number), 0) FROM articles"
        self._newest = int(connection.execute(newest).fetchone()[0])
        self._last_waiting = int(
            connection.execute("SELECT min(0, coalesce(min(_seq), 0)) FROM articles").fetchone()[0]
        )

    def store(
        self,
        article: Article,
        reading: Reading,
        *,
        own_key: str,
        declared_key: str,
        learned: Learned = NOTHING_LEARNED,
        waits: bool = False,
    ) -> Stored:
        """Write an article, or find that it is known.

        Args:
            article: settled, without `id`, `version` and copies.
            reading: what it was settled from.
            own_key: the URL key of the address it was fetched from.
            declared_key: the URL key of the address that the page names as its own; believed unless
                another article is known by it.
            learned: what it was settled with, without which a known article is compared.
            waits: whether outputs are not given it before `release`.
        """
        new_hash = page_hash(article, reading.blocks)
        key, known = declared_key, self._known(declared_key)
        if key != own_key and known is not None and not _same_headline(known.article, article):
            key, known = own_key, self._known(own_key)
        if known is None:
            return self._insert(article, reading, key=key, new_hash=new_hash, waits=waits)
        if key != own_key:
            return Stored(article=known.article, change=Change.ALIAS, key=key)
        if known.page_hash == new_hash:
            self._note_seen(known, article, new_hash)
            return Stored(article=known.article, change=Change.SAME, key=key)
        if self._is_same_without(learned, known, article, reading.blocks):
            self._note_seen(known, article, new_hash)
            self._write_reading(known.number, reading)
            return Stored(article=known.article, change=Change.SAME, key=key)
        return self._update(known, article, reading, new_hash=new_hash, waits=waits)

    def new_copies(self) -> int:
        """Return how many of the run's new articles are copies, as far as they are settled."""
        query = "SELECT count(duplicate_of) FROM articles WHERE _number > ?"
        return int(self._connection.execute(query, (self._newest,)).fetchone()[0])

    def known_by(self, key: str) -> Article | None:
        """Return the article that is known by this URL key."""
        known = self._known(key)
        return None if known is None else known.article

    def key_of(self, article: str, *, site: str) -> str | None:
        """Return the URL key that an article of a site is known by; None: no such article."""
        row = self._connection.execute(
            "SELECT _key FROM articles WHERE id = ? AND site = ?", (article, site)
        ).fetchone()
        return None if row is None else str(row[0])

    def _known(self, key: str) -> _Known | None:
        row = self._connection.execute(
            "SELECT _number, _page_hash, _seen FROM articles WHERE _key = ?", (key,)
        ).fetchone()
        if row is None:
            return None
        article = read_articles(self._connection, [row[0]])[0]
        return _Known(number=row[0], key=key, page_hash=row[1], seen=row[2], article=article)

    def _is_same_without(
        self, learned: Learned, known: _Known, article: Article, blocks: Sequence[Block]
    ) -> bool:
        """Return whether a page differs from the known one only in what is the site's."""
        if not learned.boilerplate or known.article.extractor_version != article.extractor_version:
            return False
        old = own_blocks(self._blocks(known.number), learned)
        return page_hash(known.article, old) == page_hash(article, own_blocks(blocks, learned))

    def _place(self, *, waits: bool) -> int:
        if waits:
            self._last_waiting -= 1
            return self._last_waiting
        self._seq += 1
        return self._seq

    def _insert(
        self, article: Article, reading: Reading, *, key: str, new_hash: str, waits: bool
    ) -> Stored:
        own_id = article_id(key)
        article = replace(article, id=own_id, cluster_id=own_id, run_id=self._run_id, version=1)
        values = [*row_of(article), key, self._place(waits=waits), new_hash, seen_at(article)]
        columns = ", ".join((*COLUMNS, *_OWN_COLUMNS))
        marks = ", ".join("?" * len(values))
        cursor = self._connection.execute(
            f"INSERT INTO articles ({columns}) VALUES ({marks})",  # noqa: S608
            values,
        )
        assert cursor.lastrowid is not None
        self._write_parts(cursor.lastrowid, article, reading)
        self._copies.note(article, cursor.lastrowid)
        article = self._join_copies(article, cursor.lastrowid, waits=waits)
        return Stored(article=article, change=Change.NEW, key=key)

    def _update(
        self, known: _Known, article: Article, reading: Reading, *, new_hash: str, waits: bool
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
            self.revise(article, reading)
            return Stored(article=article, change=Change.REVISED, key=known.key)
        write_version(self._connection, old, seen_until=known.seen)
        remove_words(self._connection, known.number, headline=old.headline, body=old.article_body)
        assignments = ", ".join(f"{column} = ?" for column in (*COLUMNS, *_CHANGING_COLUMNS))
        self._connection.execute(
            f"UPDATE articles SET {assignments} WHERE _number = ?",  # noqa: S608
            [
                *row_of(article),
                self._place(waits=waits),
                new_hash,
                seen_at(article),
                known.number,
            ],
        )
        self._write_parts(known.number, article, reading)
        self._copies.note(article, known.number)
        return Stored(article=article, change=Change.CHANGED, key=known.key)

    def _note_seen(self, known: _Known, article: Article, new_hash: str) -> None:
        self._connection.execute(
            "UPDATE articles SET _seen = ?, _page_hash = ? WHERE _number = ?",
            (seen_at(article), new_hash, known.number),
        )

    def revise(self, article: Article, reading: Reading) -> None:
        """Put what another extractor read from the same page in the place of an article.

        No version is kept, and outputs that have the article are not given it again.
        """
        (number,) = self._connection.execute(
            "SELECT _number FROM articles WHERE id = ?", (article.id,)
        ).fetchone()
        old = read_articles(self._connection, [number])[0]
        remove_words(self._connection, number, headline=old.headline, body=old.article_body)
        assignments = ", ".join(f"{column} = ?" for column in (*COLUMNS, "_page_hash"))
        self._connection.execute(
            f"UPDATE articles SET {assignments} WHERE _number = ?",  # noqa: S608
            [*row_of(article), page_hash(article, reading.blocks), number],
        )
        self._write_parts(number, article, reading)

    def settle(self, number: int, learned: Learned) -> None:
        """Settle an article again with what is known of its site now, and look for its copies again.

        No version is made of it, and its place among those that outputs are given stays. An article of
        an earlier newscrawl, of which it was not kept what is needed for that, stays as it is.
        """
        reading = self._reading(number)
        if reading is None:
            return
        old = read_articles(self._connection, [number])[0]
        new = settle_again(old, own_blocks(reading.blocks, learned), reading.observations)
        new = replace(new, content_hash=content_hash(new.headline, new.article_body))
        remove_words(self._connection, number, headline=old.headline, body=old.article_body)
        assignments = ", ".join(f"{column} = ?" for column in COLUMNS)
        self._connection.execute(
            f"UPDATE articles SET {assignments} WHERE _number = ?",  # noqa: S608
            [*row_of(new), number],
        )
        add_words(self._connection, number, headline=new.headline, body=new.article_body)
        self._copies.note(new, number)
        (place,) = self._connection.execute(
            "SELECT _seq FROM articles WHERE _number = ?", (number,)
        ).fetchone()
        self._join_copies(new, number, waits=place < 0, is_out=place > 0)

    def _join_copies(
        self, article: Article, number: int, *, waits: bool, is_out: bool = False
    ) -> Article:
        """Return an article as it is in one group with the articles that have its text.

        Args:
            article: the article.
            number: its place in the order of storing.
            waits: whether only the very same text is looked for, as its own may still change.
            is_out: whether outputs may have been given it.
        """
        if article.duplicate_of is None:
            first = self._copies.exact_first_of(article)
            if first is None and not waits:
                first = self._copies.near_first_of(article, number)
            if first is not None:
                self._copies.join(article, first, is_out=is_out)
                article = read_articles(self._connection, [number])[0]
        if not waits:
            self._copies.count(article, number)
        return article

    def waiting_sites(self) -> list[str]:
        """Return the sites of which articles wait."""
        rows = self._connection.execute("SELECT DISTINCT site FROM articles WHERE _seq < 0")
        return sorted(site for (site,) in rows)

    def waiting(self, site: str | None = None) -> list[tuple[int, str | None]]:
        """Return the articles that wait, of a site or all: their numbers, and when they were fetched."""
        rows: list[tuple[int, str | None]] = self._connection.execute(
            "SELECT _number, fetched_at FROM articles WHERE _seq < 0 AND site = coalesce(?, site)"
            " ORDER BY _seq DESC",
            (site,),
        ).fetchall()
        return rows

    def release(self, numbers: Iterable[int]) -> None:
        """Give articles that wait their places, in this order."""
        for number in numbers:
            self._connection.execute(
                "UPDATE articles SET _seq = ? WHERE _number = ?", (self._place(waits=False), number)
            )
            article = read_articles(self._connection, [number])[0]
            self._join_copies(article, number, waits=False)

    def _write_parts(self, number: int, article: Article, reading: Reading) -> None:
        write_lists(self._connection, article)
        self._write_reading(number, reading)
        add_words(self._connection, number, headline=article.headline, body=article.article_body)

    def _write_reading(self, number: int, reading: Reading) -> None:
        self._connection.execute("DELETE FROM _block WHERE article = ?", (number,))
        self._connection.executemany(
            "INSERT INTO _block VALUES (?, ?, ?, ?, ?, ?)",
            [
                (number, i, block.kind, block.level, storable(block.text), block.hash)
                for i, block in enumerate(reading.blocks)
            ],
        )
        self._connection.execute(
            "INSERT OR REPLACE INTO _observations VALUES (?, ?)",
            (number, storable(json.dumps(dict(reading.observations), ensure_ascii=False))),
        )

    def _reading(self, number: int) -> Reading | None:
        row = self._connection.execute(
            "SELECT seen FROM _observations WHERE article = ?", (number,)
        ).fetchone()
        if row is None:
            return None
        return Reading(blocks=self._blocks(number), observations=json.loads(row[0]))

    def _blocks(self, number: int) -> list[Block]:
        rows = self._connection.execute(
            "SELECT kind, text, hash, level FROM _block WHERE article = ? ORDER BY position",
            (number,),
        )
        return [
            Block(kind=BlockKind(kind), text=text, hash=block_hash, level=level)
            for kind, text, block_hash, level in rows
        ]

    def after(self, seq: int, *, limit: int, with_copies: bool = True) -> list[tuple[int, Article]]:
        """Return up to `limit` articles written after a position, with their positions, in order."""
        rows = self._connection.execute(
            "SELECT _seq, _number FROM articles WHERE _seq > ? AND (? OR duplicate_of IS NULL)"
            " ORDER BY _seq LIMIT ?",
            (seq, with_copies, limit),
        ).fetchall()
        articles = read_articles(self._connection, [number for _, number in rows])
        return [(position, article) for (position, _), article in zip(rows, articles, strict=True)]


def _same_headline(one: Article, other: Article) -> bool:
    return (one.headline or "").casefold() == (other.headline or "").casefold()
