"""What is learned of each site's boilerplate, kept in the state file."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from newscrawl.core.cleaning import Learned
from newscrawl.core.cleaning.learning import (
    PAGES_TO_LEARN,
    WINDOW,
    LearnedBlock,
    SitePage,
    learn_boilerplate,
    repetition_key,
)
from newscrawl.items import Block, BlockKind

SCHEMA = """
CREATE TABLE IF NOT EXISTS _boilerplate (
    site TEXT NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL, pages INTEGER NOT NULL,
    of_pages INTEGER NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL,
    PRIMARY KEY (site, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS _learned (
    site TEXT PRIMARY KEY, last INTEGER NOT NULL, pages INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS _articles_of_site ON articles (site);
"""
_ROOM = 4_000_000
"""Characters of a site's articles that are looked at; of longer ones there are fewer, down to 8."""
_PART_NEW = 2
_PART_NEW_AT_THE_END = 4
"""A site is looked at again once such a part of what it was learned from has come in new."""


@dataclass(slots=True)
class _Site:
    """What is known of a site, and how many articles are new since it was looked at."""

    learned: Learned
    pages: int
    """Those that it was learned from; 0: it is not known yet."""
    new_pages: int

    def has_new(self, part: int) -> bool:
        """Return whether enough articles are new, `part` being what they are divided by."""
        return self.new_pages >= max(PAGES_TO_LEARN, self.pages // part)


class Boilerplate:
    """The blocks that are the sites' own, as far as they are learned, on one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._sites: dict[str, _Site] = {}

    def recount(self) -> None:
        """Look everything up again, as after a transaction that was rolled back."""
        self._sites.clear()

    def of(self, site: str) -> Learned:
        """Return what is learned of a site."""
        return self._site(site).learned

    def is_known(self, site: str) -> bool:
        """Return whether a site was learned from enough articles."""
        return self._site(site).pages > 0

    def note_article(self, site: str) -> None:
        """Count a new article."""
        self._site(site).new_pages += 1

    def is_due(self, site: str) -> bool:
        """Return whether a site has enough new articles to be looked at."""
        return self._site(site).has_new(_PART_NEW)

    def due_at_the_end(self) -> list[str]:
        """Return the sites that a run has brought enough articles of to look at them once more."""
        return [name for name, site in self._sites.items() if site.has_new(_PART_NEW_AT_THE_END)]

    def learn(self, site: str) -> list[int]:
        """Look at a site's newest articles, and return those of which other blocks are its own now.

        They are named by their row numbers, the oldest first.
        """
        known = self._site(site)
        pages = self._newest(site)
        before = known.learned.boilerplate
        lesson = learn_boilerplate(tuple(pages.values()), before)
        after = (before | {block.key for block in lesson.learned}) - lesson.refuted
        self._write(site, lesson.learned, lesson.refuted)
        known.learned = Learned(boilerplate=after)
        if len(pages) < PAGES_TO_LEARN:
            known.new_pages = len(pages)
        else:
            known.pages, known.new_pages = len(pages), 0
            self._connection.execute(
                "INSERT OR REPLACE INTO _learned VALUES (?, ?, ?)", (site, max(pages), len(pages))
            )
        changed = before ^ after
        return [
            number
            for number, page in pages.items()
            if changed and not changed.isdisjoint(map(repetition_key, page.blocks))
        ]

    def _site(self, name: str) -> _Site:
        site = self._sites.get(name)
        if site is None:
            site = self._sites[name] = self._look_up(name)
        return site

    def _look_up(self, site: str) -> _Site:
        last, pages = self._connection.execute(
            "SELECT last, pages FROM _learned WHERE site = ?", (site,)
        ).fetchone() or (0, 0)
        new_pages = self._connection.execute(
            "SELECT count(*) FROM"
            " (SELECT 1 FROM articles INDEXED BY _articles_of_site WHERE site = ? AND _number > ? LIMIT ?)",
            (site, last, WINDOW),
        ).fetchone()[0]
        keys = self._connection.execute("SELECT key FROM _boilerplate WHERE site = ?", (site,))
        return _Site(
            learned=Learned(boilerplate=frozenset(key for (key,) in keys)),
            pages=pages,
            new_pages=new_pages,
        )

    def _newest(self, site: str) -> dict[int, SitePage]:
        """Return a site's newest articles that have blocks, by their row numbers, the newest last."""
        rows = self._connection.execute(
            "SELECT _number, id, headline, fetched_at, kind, text, hash FROM ("
            " SELECT _number, id, headline, fetched_at FROM articles INDEXED BY _articles_of_site"
            " WHERE site = ? ORDER BY _number DESC LIMIT ?"
            ") JOIN _block ON article = _number ORDER BY _number DESC, position",
            (site, WINDOW),
        )
        pages, room = [], _ROOM
        for (number, article_id, headline, seen), group in groupby(rows, lambda row: row[:4]):
            page = self._page(article_id, headline, seen, group)
            pages.append((number, page))
            room -= sum(len(block.text) for block in page.blocks)
            if room < 0 and len(pages) >= PAGES_TO_LEARN:
                break
        return dict(reversed(pages))

    def _page(
        self,
        article_id: str,
        headline: str | None,
        seen: str | None,
        rows: Iterable[tuple[Any, ...]],
    ) -> SitePage:
        return SitePage(
            headline=headline or "",
            authors=self._authors(article_id),
            blocks=tuple(
                Block(kind=BlockKind(kind), text=text, hash=block_hash)
                for *_, kind, text, block_hash in rows
            ),
            seen=seen or "",
        )

    def _authors(self, article_id: str) -> tuple[str, ...]:
        rows = self._connection.execute(
            "SELECT name FROM authors WHERE article_id = ? ORDER BY position", (article_id,)
        )
        return tuple(name for (name,) in rows)

    def _write(self, site: str, learned: tuple[LearnedBlock, ...], refuted: frozenset[str]) -> None:
        self._connection.executemany(
            "DELETE FROM _boilerplate WHERE site = ? AND key = ?", [(site, key) for key in refuted]
        )
        self._connection.executemany(
            "INSERT INTO _boilerplate VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (site, key) DO UPDATE"
            " SET text = excluded.text, pages = excluded.pages, of_pages = excluded.of_pages,"
            " first_seen = min(first_seen, excluded.first_seen),"
            " last_seen = max(last_seen, excluded.last_seen)",
            [
                (
                    site,
                    block.key,
                    block.text,
                    block.pages,
                    block.of_pages,
                    block.first_seen,
                    block.last_seen,
                )
                for block in learned
            ],
        )


def learned_blocks(connection: sqlite3.Connection, site: str) -> list[LearnedBlock]:
    """Return what is learned of a site, the most frequent first; nothing of a file without the table."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_boilerplate'").fetchone():
        return []
    rows = connection.execute(
        "SELECT key, text, pages, of_pages, first_seen, last_seen FROM _boilerplate WHERE site = ?"
        " ORDER BY pages DESC, last_seen DESC, key",
        (site,),
    )
    names = ("key", "text", "pages", "of_pages", "first_seen", "last_seen")
    return [LearnedBlock(**dict(zip(names, row, strict=True))) for row in rows]


def sites_with_articles(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the sites that have articles, in alphabetical order."""
    rows = connection.execute("SELECT DISTINCT site FROM articles ORDER BY site")
    return [site for (site,) in rows]
