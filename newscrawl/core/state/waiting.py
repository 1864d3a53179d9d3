"""Waiting for a database that another program has locked."""

import contextlib
import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import TypeVar

from newscrawl.exceptions import BusyError, StorageError

logger = logging.getLogger(__name__)

MAKE_ROOM = "; make room, and the same command goes on"
"""What is said besides where a disk is full."""
STEP = 0.1
"""Seconds that SQLite itself waits at a lock, between two looks at whether to give up."""
_NOTICE = 2.0
"""Seconds after which a person is told what is waited for."""
_PRIMARY = 0xFF
"""What is left of an extended result code; sqlite.org/rescode.html."""

T = TypeVar("T")


def when_free(action: Callable[[], T], *, path: str, give_up: Event) -> T:
    """Return what `action` gives, tried again for as long as another program has the file locked.

    Blocks its thread. Raises BusyError at a lock once `give_up` is set.
    """
    told: float | None = time.monotonic() + _NOTICE
    while True:
        try:
            return action()
        except sqlite3.OperationalError as error:
            if not _is(error, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            if give_up.wait(STEP):
                raise BusyError(f"{path}: another program has it locked") from error
        if told is not None and time.monotonic() > told:
            logger.warning("%s: another program has it locked; waiting until it lets go", path)
            told = None


@contextlib.contextmanager
def storage_errors(path: str) -> Iterator[None]:
    """Raise StorageError for what SQLite raises where a file cannot be read or written."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        # Subclasses other than OperationalError tell of a bad value, not of the file.
        if type(error) not in (sqlite3.OperationalError, sqlite3.DatabaseError):
            raise
        way_out = MAKE_ROOM if _is(error, sqlite3.SQLITE_FULL) else ""
        raise StorageError(f"{Path(path)}: cannot be written: {error}{way_out}") from error


def _is(error: sqlite3.Error, *codes: int) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & _PRIMARY in codes
