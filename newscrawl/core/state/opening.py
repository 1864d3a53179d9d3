"""Opening a state file for a run that writes it."""

import sqlite3

from newscrawl.core.state import schema
from newscrawl.core.state.waiting import STEP
from newscrawl.exceptions import StateError


def open_state(path: str) -> sqlite3.Connection:
    """Return a connection to a state file, which is made where there is none.

    Raises StateError for a file that is not ours, sqlite3.Error where it cannot be opened.
    """
    connection = sqlite3.connect(path, isolation_level=None, timeout=STEP)
    try:
        schema.prepare(connection, path=path)
        connection.execute("PRAGMA journal_mode = WAL")
        # What an output has been given must not be forgotten here, even when the power fails.
        connection.execute("PRAGMA synchronous = FULL")
    except sqlite3.DatabaseError as error:
        connection.close()
        if "not a database" in str(error):
            raise StateError(f"{path}: not an SQLite file; name another one") from error
        raise
    except StateError:
        connection.close()
        raise
    return connection
