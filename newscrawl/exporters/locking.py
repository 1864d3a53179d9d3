"""The lock that keeps a second run off an output."""

import os
import sys
from io import FileIO
from pathlib import Path

from newscrawl.exceptions import LockedError, OutputError

if sys.platform != "win32":
    import fcntl


def open_locked(path: Path) -> FileIO:
    """Return the file, created where it is missing; it is locked until it is closed.

    Raises LockedError where another process has it, OutputError where it cannot be opened.
    """
    try:
        file = FileIO(os.open(path, os.O_RDWR | os.O_CREAT, 0o666), "r+")
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}") from error
    if sys.platform != "win32":
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            raise LockedError(f"{path}: another crawl is writing to it") from None
        except OSError as error:
            file.close()
            raise OutputError(f"{path}: cannot be locked: {error.strerror}") from error
    return file
