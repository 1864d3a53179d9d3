"""The last run of a state file, for who asks whether a job is due."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from newscrawl.core.state.access import is_state_file, reading


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRun:
    """The run that began last."""

    started_at: datetime
    """Aware, UTC."""
    was_cut_off: bool
    """Whether nothing tells how it ended: it is going on, or was killed."""


def last_run(path: Path) -> LastRun | None:
    """Return the last run of a state file; None where there is no file or no run."""
    if not is_state_file(path):
        return None
    with reading(path) as connection:
        return _last_run(connection)


def _last_run(connection: sqlite3.Connection) -> LastRun | None:
    row = connection.execute(
        "SELECT started_at, ending FROM runs ORDER BY rowid DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    return LastRun(started_at=datetime.fromisoformat(row[0]), was_cut_off=row[1] is None)
