"""Whether a host's validators (ETag, Last-Modified) tell the truth, and so whether they are sent.

RFC 9110, 8.8 and 13.1. Some servers call a changed page unmodified. So a "not modified" is only asked for
where answers that were read in full have shown that equal validators go with equal bodies, and that a
changed body comes with a changed validator; and even then only so often in a row.
"""

import sqlite3
from dataclasses import dataclass

MAX_UNCHANGED = 5
"""Answers "not modified" in a row after which an address is read in full again."""
MAX_AGE = 7 * 86_400.0
"""Seconds after which an address is read in full again, whatever the server says."""
_DISTRUST = 30 * 86_400.0
"""Seconds for which a validator that was wrong is not sent to its host."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS _host (
    host TEXT PRIMARY KEY,
    etag_same INTEGER NOT NULL DEFAULT 0,
    etag_changed INTEGER NOT NULL DEFAULT 0,
    etag_wrong_at REAL,
    modified_same INTEGER NOT NULL DEFAULT 0,
    modified_changed INTEGER NOT NULL DEFAULT 0,
    modified_wrong_at REAL
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an answer that was read in full is recognised by."""

    body_hash: str | None
    """Hash of the body's bytes."""
    etag: str | None
    """The answer's ETag."""
    last_modified: str | None
    """The answer's Last-Modified."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Which validators may be sent to a host."""

    etag: bool = False
    """Whether If-None-Match is."""
    last_modified: bool = False
    """Whether If-Modified-Since is."""


class Validators:
    """The evidence of each host on one connection, in the table `_host`.

    `etag_same` and `etag_changed` count how often an equal ETag came with an equal body, and a changed body
    with a changed ETag; `etag_wrong_at` is when a changed body last came with an equal ETag. `modified_...`
    is the same for Last-Modified.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.executescript(_SCHEMA)

    def trust(self, host: str, *, now: float) -> Trust:
        """Return which validators of a host have proved right."""
        row = self._connection.execute(
            "SELECT etag_same, etag_changed, etag_wrong_at, modified_same, modified_changed,"
            " modified_wrong_at FROM _host WHERE host = ?",
            (host,),
        ).fetchone()
        if row is None:
            return Trust()
        return Trust(etag=_proved(row[:3], now), last_modified=_proved(row[3:], now))

    def compare(self, host: str, old: Answer, new: Answer, *, now: float) -> None:
        """Learn from two full answers to the same address."""
        if old.body_hash is None or new.body_hash is None:
            return
        same_body = old.body_hash == new.body_hash
        for name, before, after in (
            ("etag", old.etag, new.etag),
            ("modified", old.last_modified, new.last_modified),
        ):
            if before and after:
                self._learn(host, name, same_body=same_body, same=before == after, now=now)

    def _learn(self, host: str, name: str, *, same_body: bool, same: bool, now: float) -> None:
        if same and not same_body:
            change = f"{name}_same = 0, {name}_changed = 0, {name}_wrong_at = {now!r}"
        elif same:
            change = f"{name}_same = {name}_same + 1"
        elif not same_body:
            change = f"{name}_changed = {name}_changed + 1"
        else:
            return  # An equal body under a new validator costs a transfer and hides nothing.
        self._connection.execute("INSERT OR IGNORE INTO _host (host) VALUES (?)", (host,))
        self._connection.execute(f"UPDATE _host SET {change} WHERE host = ?", (host,))  # noqa: S608


def _proved(evidence: tuple[int, int, float | None], now: float) -> bool:
    same, changed, wrong_at = evidence
    return same > 0 and changed > 0 and (wrong_at is None or now - wrong_at > _DISTRUST)
