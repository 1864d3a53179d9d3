"""What hosts have asked for, kept between runs: by their robots.txt, and to be left alone for a while."""

import sqlite3
from dataclasses import dataclass

SCHEMA = """
CREATE TABLE IF NOT EXISTS _robots (
    origin TEXT PRIMARY KEY, body BLOB NOT NULL, until REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS _wait (host TEXT PRIMARY KEY, until REAL NOT NULL) WITHOUT ROWID;
"""
LONGEST_ROBOTS = 24 * 3600.0
"""Seconds that a robots.txt is believed; RFC 9309, 2.4."""
LONGEST_WAIT = 3600.0
"""Seconds for which a host is left alone at most because it asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRobots:
    """The robots.txt of a scheme, host and port."""

    origin: str
    """Such as `https://example.org`."""
    body: bytes
    """What it says; empty where there is none."""
    until: float
    """When it is asked for again, seconds since the epoch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedWait:
    """That a host asked to be left alone."""

    host: str
    """Such as `example.org:8080`."""
    until: float
    """Until when, seconds since the epoch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostBack:
    """That a host answers again."""

    host: str
    """Such as `example.org:8080`."""
    since: float
    """When its outage began, seconds since the epoch."""


HostNote = KnownRobots | AskedWait


class HostMemory:
    """The tables `_robots` and `_wait` on one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.executescript(SCHEMA)

    def keep(self, note: HostNote) -> None:
        """Write down what a host has asked for last."""
        if isinstance(note, KnownRobots):
            self._connection.execute(
                "INSERT OR REPLACE INTO _robots VALUES (?, ?, ?)",
                (note.origin, note.body, note.until),
            )
        else:
            self._connection.execute(
                "INSERT OR REPLACE INTO _wait VALUES (?, ?)", (note.host, note.until)
            )

    def robots(self, *, now: float) -> list[KnownRobots]:
        """Return what is still believed; what a clock that was set back makes too long is not."""
        rows = self._connection.execute(
            "SELECT origin, body, until FROM _robots WHERE until > ? AND until <= ?",
            (now, now + LONGEST_ROBOTS),
        )
        return [KnownRobots(origin=row[0], body=row[1], until=row[2]) for row in rows]

    def waits(self, *, now: float) -> list[AskedWait]:
        """Return the hosts that are still to be left alone."""
        rows = self._connection.execute(
            "SELECT host, until FROM _wait WHERE until > ? AND until <= ?",
            (now, now + LONGEST_WAIT),
        )
        return [AskedWait(host=row[0], until=row[1]) for row in rows]
