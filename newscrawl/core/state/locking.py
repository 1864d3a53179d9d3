"""The lock that keeps a second run off a state file or an output."""

import os
import sys
from io import FileIO
from pathlib import Path

from newscrawl.exceptions import LockedError, OutputError

if sys.platform != "win32":
    import fcntl


def open_locked(path: Path, *, mode: int = 0o666) -> FileIO:
    """Return the file, created with `mode` where it is missing; it is locked until it is closed.

    Raises LockedError where another process has it, OutputError where it cannot be opened.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
    try:
        file = FileIO(os.open(path, flags, mode), "r+")
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}") from error
    if sys.platform != "win32":
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            raise LockedError(f"{path}: another run is using it; wait for it or stop it") from None
        except OSError as error:
            file.close()
            raise OutputError(f"{path}: cannot be locked: {error.strerror}") from error
    return file
