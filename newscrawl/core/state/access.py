"""Ways into a state file for those who are no crawl: to look, or to change it while nobody crawls."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from newscrawl.core.state import schema
from newscrawl.core.state.locking import open_locked
from newscrawl.core.state.waiting import storage_errors
from newscrawl.exceptions import StateError

_HEADER = 100
"""Bytes of an SQLite file's header, the application's mark at 68; sqlite.org/fileformat2.html."""


def is_state_file(path: Path) -> bool:
    """Return whether there is a state file of newscrawl's at a path."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except OSError:
        return False
    mark = int.from_bytes(header[68:72], "big")
    return header.startswith(b"SQLite format 3\0") and mark == schema.APPLICATION_ID


@contextlib.contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection that only reads, and sees the file as it is at its first query.

    Takes no lock: a crawl may go on meanwhile. Raises StateError for a file that cannot be read.
    """
    was_there = _journal(path).exists()
    try:
        connection = _connect_for_reading(path)
        try:
            connection.execute("BEGIN")
            yield connection
        finally:
            connection.close()
            if not was_there:
                _tidy(path)
    except sqlite3.DatabaseError as error:
        raise StateError(f"{path}: cannot be read: {error}") from error


@contextlib.contextmanager
def changing(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection of which all changes become durable together, or none where an error is raised.

    Raises LockedError while a crawl has the file, StateError for a file that is not ours, StorageError
    where it cannot be written.
    """
    if not is_state_file(path):
        raise StateError(f"{path}: not one of newscrawl's state files")
    with contextlib.closing(open_locked(path)), storage_errors(str(path)):
        connection = sqlite3.connect(path, isolation_level=None, timeout=60)
        try:
            schema.prepare(connection, path=str(path))
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        finally:
            # First the connection: closing any handle of the file lets go of SQLite's own locks. What
            # is not committed is rolled back.
            connection.close()


def _connect_for_reading(path: Path) -> sqlite3.Connection:
    address = f"file:{quote(str(path.absolute()))}?mode=ro"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=60)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.OperationalError:
        connection.close()
        if _journal(path).exists():
            raise
        # A write-ahead log cannot be made in a directory that is not ours; without one nobody writes.
        connection = sqlite3.connect(f"{address}&immutable=1", uri=True, isolation_level=None)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > schema.SCHEMA_VERSION:
        connection.close()
        raise StateError(f"{path}: written by a newer newscrawl (schema {version}); update first")
    if version < schema.SCHEMA_VERSION:
        connection.close()
        raise StateError(
            f"{path}: written by an earlier newscrawl; the next crawl brings it up to date"
        )
    return connection


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _tidy(path: Path) -> None:
    """Have SQLite take away the files beside a database that a reader leaves, if nobody uses them."""
    with contextlib.suppress(sqlite3.Error):
        connection = sqlite3.connect(path, timeout=0)
        try:
            connection.execute("PRAGMA user_version").fetchone()
        finally:
            connection.close()
