"""SQLite: the public tables of a state file, in a file that holds nothing else."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from newscrawl.core.state.links import write_related
from newscrawl.core.state.locking import open_locked
from newscrawl.core.state.record import to_line, to_record
from newscrawl.core.state.rows import COLUMNS, read_articles, row_of, write_lists, write_version
from newscrawl.core.state.schema import APPLICATION_ID, create_public_tables
from newscrawl.core.state.waiting import STEP, storage_errors, when_free
from newscrawl.exceptions import OutputError
from newscrawl.exporters.base import START, Exporter, Position
from newscrawl.items.article import Article

if TYPE_CHECKING:
    from io import FileIO

OUTPUT_ID = 0x4E43524F
"""Marks an SQLite file as an output and no state file: the letters NCRO."""

T = TypeVar("T")

_MARK = "CREATE TABLE IF NOT EXISTS _output (written INTEGER NOT NULL, last_hash TEXT NOT NULL)"


class SqliteExporter(Exporter):
    """Writes articles to an SQLite file beside the state file, each under its `id`.

    Articles that are there are replaced, so writing twice does no harm. What is flushed and how far
    that is (`_output`) become durable together: a file that was put back to an older state shows.
    """

    suffixes = (".db", ".sqlite", ".sqlite3")

    def __init__(
        self, path: Path, *, overwrite: bool = False, give_up: Event | None = None
    ) -> None:
        super().__init__(path, overwrite=overwrite, give_up=give_up)
        self._lock: FileIO | None = None
        self._connection: sqlite3.Connection | None = None
        self._position = START

    def open(self, position: Position | None, pending: Iterable[Article] = ()) -> Position:  # noqa: ARG002
        self._lock = open_locked(self.path)
        try:
            with storage_errors(str(self.path)):
                self._position = self._when_free(lambda: self._resume(position or START))
        except BaseException:
            self.close()
            raise
        return self._position

    def write(self, articles: Sequence[Article]) -> None:
        if not articles:
            return
        connection = self._opened()
        with storage_errors(str(self.path)):
            if not connection.in_transaction:
                self._when_free(lambda: connection.execute("BEGIN IMMEDIATE"))
            for article in articles:
                _write(connection, article)
        self._position = Position(
            offset=self._position.offset + len(articles),
            last_hash=hashlib.sha256(to_line(to_record(articles[-1]))).hexdigest(),
        )

    def flush(self) -> Position:
        connection = self._opened()
        if connection.in_transaction:
            mark = (self._position.offset, self._position.last_hash)
            with storage_errors(str(self.path)):
                connection.execute("DELETE FROM _output")
                connection.execute("INSERT INTO _output VALUES (?, ?)", mark)
                connection.execute("COMMIT")
        return self._position

    def close(self) -> None:
        # First the connection: closing any handle of the file lets go of SQLite's own locks.
        self._disconnect()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            raise ValueError(f"{self.path}: not open")
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _when_free(self, action: Callable[[], T]) -> T:
        return when_free(action, path=str(self.path), give_up=self.give_up)

    def _resume(self, position: Position) -> Position:
        self._disconnect()  # A lock may make this the second time.
        self._connection = _connect(self.path)
        kind = _kind(self._connection)
        if kind == APPLICATION_ID:
            raise OutputError(f"{self.path}: the state file of a crawl; name another output")
        if self.overwrite:
            self._connection.close()
            self._empty()
            self._connection = _connect(self.path)
        elif kind not in (OUTPUT_ID, None):
            raise OutputError(
                f"{self.path}: not written by newscrawl, left as it is; -O overwrites it"
            )
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.execute(f"PRAGMA application_id = {OUTPUT_ID}")
        create_public_tables(self._connection)
        self._connection.execute(_MARK)
        mark = self._connection.execute("SELECT written, last_hash FROM _output").fetchone()
        written, last_hash = mark or (0, "")
        reached = (position.offset, position.last_hash)
        return position if written > position.offset or (written, last_hash) == reached else START

    def _empty(self) -> None:
        assert self._lock is not None
        self._lock.truncate(0)
        for suffix in ("-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, timeout=STEP, check_same_thread=False)


def _kind(connection: sqlite3.Connection) -> int | None:
    """Return the application id of a database, None for an empty one, 0 for another file."""
    try:
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        kind: int = connection.execute("PRAGMA application_id").fetchone()[0]
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        return 0
    return kind if tables else None


def _write(connection: sqlite3.Connection, article: Article) -> None:
    row = connection.execute(
        "SELECT _number, version FROM articles WHERE id = ?", (article.id,)
    ).fetchone()
    if row is not None and row[1] < article.version:
        write_version(connection, read_articles(connection, [row[0]])[0])
    columns = (*COLUMNS, "_key", "_seq", "_page_hash")
    marks = ", ".join("?" * len(COLUMNS))
    connection.execute(
        f"INSERT INTO articles ({', '.join(columns)})"  # noqa: S608
        f" SELECT {marks}, ?, coalesce(max(_seq), 0) + 1, '' FROM articles WHERE true"
        f" ON CONFLICT (id) DO UPDATE SET {_ASSIGNMENTS}",
        [*row_of(article), article.id],
    )
    write_lists(connection, article)
    write_related(connection, article, seen=to_record(article)["fetched_at"] or "")


_ASSIGNMENTS = ", ".join(f"{column} = excluded.{column}" for column in (*COLUMNS, "_seq"))
