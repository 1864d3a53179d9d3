"""The runs of a state file."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from newscrawl.core.state.access import is_state_file, reading

CUT_OFF = ("shutdown", "could not write")
"""Endings of runs that tell nothing of how a site is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRun:
    """The run that began last."""

    started_at: datetime
    """Aware, UTC."""
    was_cut_off: bool
    """Whether nothing tells how it ended: it is going on, or was killed."""


def begin_run(connection: sqlite3.Connection, run_id: str, *, now: str) -> None:
    """Write down that a run begins; `now` in ISO 8601, UTC."""
    connection.execute("INSERT INTO runs (run_id, started_at) VALUES (?, ?)", (run_id, now))


def end_run(
    connection: sqlite3.Connection,
    run_id: str,
    ending: str,
    figures: Mapping[str, int],
    *,
    now: str,
) -> None:
    """Write down how a run ended, and what it brought home."""
    connection.execute(
        "UPDATE runs SET finished_at = ?, ending = ?, figures = ? WHERE run_id = ?",
        (now, ending, json.dumps(figures), run_id),
    )


def ended_well(connection: sqlite3.Connection, *, before: str) -> bool:
    """Return whether the run before this one came to its end, if there was one."""
    row = connection.execute(
        "SELECT ending FROM runs WHERE run_id <> ? ORDER BY rowid DESC LIMIT 1", (before,)
    ).fetchone()
    return row is None or row[0] == "finished"


def span_of(connection: sqlite3.Connection, run_id: str) -> tuple[tuple[str, ...], datetime]:
    """Return a run with those before it that were cut off, and when the first of them began."""
    rows = connection.execute(
        "SELECT run_id, started_at, ending FROM runs WHERE rowid <="
        " (SELECT rowid FROM runs WHERE run_id = ?) ORDER BY rowid DESC",
        (run_id,),
    )
    span: list[tuple[str, str]] = []
    for each, started_at, ending in rows:
        if span and ending is not None and ending not in CUT_OFF:
            break
        span.append((each, started_at))
    return tuple(each for each, _ in span), datetime.fromisoformat(span[-1][1])


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
