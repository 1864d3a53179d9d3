"""The runs of a state file."""

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime

CUT_OFF = ("shutdown", "could not write")
"""Endings of runs that tell nothing of how a site is."""


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
