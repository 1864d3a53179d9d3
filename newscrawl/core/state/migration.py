"""State files of earlier versions, brought up to the present tables."""

import contextlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path


def migrate(connection: sqlite3.Connection, scripts: Sequence[str], *, path: str) -> None:
    """Add to a state file the columns that its tables lack, after it was copied to `PATH.bak`.

    Args:
        connection: the state file.
        scripts: what creates the present tables.
        path: where it is; without a file nothing is copied.
    """
    missing = _missing_columns(connection, scripts)
    if not missing:
        return
    if Path(path).is_file():
        with contextlib.closing(sqlite3.connect(f"{path}.bak")) as copy:
            connection.backup(copy)
    for table, column in missing:
        connection.execute(f'ALTER TABLE "{table}" ADD COLUMN {column}')


def _missing_columns(
    connection: sqlite3.Connection, scripts: Sequence[str]
) -> list[tuple[str, str]]:
    """Return tables, each with the definition of a column that the file does not have."""
    with contextlib.closing(sqlite3.connect(":memory:")) as present:
        for script in scripts:
            present.executescript(script)
        return [
            (table, definition)
            for table in _tables(connection) & _tables(present)
            for name, definition in _columns(present, table).items()
            if name not in _columns(connection, table)
        ]


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }


def _columns(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """Return the definition of each column, as ALTER TABLE takes it."""
    rows = connection.execute(
        'SELECT name, type, "notnull", dflt_value FROM pragma_table_info(?)', (table,)
    )
    return {
        name: f'"{name}" {kind}'
        + (" NOT NULL" if not_null else "")
        + (f" DEFAULT {default}" if default is not None else "")
        for name, kind, not_null, default in rows
    }
