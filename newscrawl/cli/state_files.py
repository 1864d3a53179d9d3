"""State files before a run: forgetting an old one, taking back what a refused run left."""

import fcntl
from collections.abc import Iterable
from pathlib import Path

from newscrawl.core.state.access import is_state_file
from newscrawl.exceptions import InputError, LockedError, StateError

_COMPANIONS = ("-wal", "-shm", "-journal")


def check_fresh(state: Path, outputs: Iterable[Path], *, overwrite: bool) -> None:
    """Raise InputError where forgetting the state would leave articles without their state."""
    for output in outputs:
        if not overwrite and output.is_file() and output.stat().st_size > 0:
            raise InputError(f"{output}: not empty; to begin anew, name it with -O")
    if state.exists() and not _is_ours(state):
        raise StateError(f"{state}: not one of newscrawl's files, left as it is")


def forget_state(state: Path) -> None:
    """Remove a state file that nobody uses; raises LockedError where a run does."""
    if not state.exists():
        return
    with state.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise LockedError(f"{state}: another run is using it; wait for it") from error
        remove_state(state)


def remove_state(state: Path) -> None:
    """Remove a state file and what SQLite keeps beside it."""
    for path in (state, *(state.with_name(state.name + end) for end in _COMPANIONS)):
        path.unlink(missing_ok=True)


def _is_ours(state: Path) -> bool:
    return is_state_file(state) or (state.is_file() and state.stat().st_size == 0)
