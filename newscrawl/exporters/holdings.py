"""What the outputs of a state file hold."""

import contextlib
import json
import sqlite3
from collections import Counter
from collections.abc import Collection
from pathlib import Path
from urllib.parse import quote

from newscrawl.exceptions import InputError
from newscrawl.exporters.state_paths import known_outputs

_START = b'{"id": "'
"""How each line of an output begins, before the article's `id` of 16 digits."""
_ID = slice(len(_START), len(_START) + 16)


def outputs_holding(state: Path, ids: Collection[str]) -> dict[str, dict[str, int]]:
    """Return the outputs of a state file that hold records of articles: how many, by `id`.

    Outputs that are no longer there, and those that cannot be read, are left out.
    """
    found: dict[str, dict[str, int]] = {}
    for output in known_outputs(state):
        count = _in_database if output.format == "sqlite" else _in_lines
        with contextlib.suppress(OSError, sqlite3.Error):
            records = count(output.path, ids)
            if records:
                found[str(output.path)] = records
    return found


def check_finished(state: Path) -> None:
    """Raise InputError where an output has lines of a killed crawl, which the next one is to check.

    It does so by what the state file says of those articles, which must not change before.
    """
    for output in known_outputs(state):
        size = output.path.stat().st_size if output.path.is_file() else 0
        if output.format == "jsonl" and size > output.offset:
            raise InputError(f"{output.path}: not finished; let the same crawl run again first")


def _in_lines(path: Path, ids: Collection[str]) -> dict[str, int]:
    wanted = {each.encode() for each in ids}
    counts: Counter[str] = Counter()
    with path.open("rb") as file:
        for line in file:
            if line[_ID] in wanted and line.startswith(_START):
                counts[line[_ID].decode()] += 1
    return dict(counts)


def _in_database(path: Path, ids: Collection[str]) -> dict[str, int]:
    if not path.exists():
        return {}
    connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)
    try:
        rows = connection.execute(
            "SELECT id, count(*) FROM articles WHERE id IN (SELECT value FROM json_each(?)) GROUP BY id",
            (json.dumps(sorted(ids)),),
        )
        return dict(rows.fetchall())
    finally:
        connection.close()
