"""What the table of URLs says of addresses that pages name."""

import sqlite3
from typing import NamedTuple

from newscrawl.items import Candidate, UrlState

_MOST = 100_000
"""Addresses that are remembered; then it is begun anew."""
_OPEN = (UrlState.QUEUED, UrlState.LEASED, UrlState.DROPPED)


class KnownRow(NamedTuple):
    """The row of an address, as far as a proposal may change it."""

    state: UrlState
    seen_by: int
    """The kinds of channels that have named it; see `channel_bit`."""
    has_section: bool
    """Whether it was found under a section page."""
    is_dated: bool
    """Whether it is known when it was published."""

    @property
    def is_open(self) -> bool:
        """Whether it may still be fetched for the first time, or was left out."""
        return self.state in _OPEN

    def has_all(self, candidate: Candidate, *, bit: int, section: int | None) -> bool:
        """Return whether a proposal tells nothing that the row lacks.

        Args:
            candidate: what is proposed.
            bit: of its channel; see `channel_bit`.
            section: row of the section page that it is found under, if it is.
        """
        dates = candidate.date is not None or candidate.modified is not None
        return (
            bit & ~self.seen_by == 0
            and (section is None or self.has_section)
            and (not dates or self.is_dated)
        )


class KnownRows:
    """Looks rows up, and remembers those that were fetched: menus name theirs on every page."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._fetched: dict[str, KnownRow] = {}

    def get(self, key: str) -> KnownRow | None:
        """Return the row of a URL key; None: there is none."""
        return self._fetched.get(key) or self._look_up(key)

    def _look_up(self, key: str) -> KnownRow | None:
        found = self._connection.execute(
            "SELECT state, seen_by, section IS NOT NULL, published_to IS NOT NULL FROM _url WHERE key = ?",
            (key,),
        ).fetchone()
        if found is None:
            return None
        row = KnownRow(UrlState(found[0]), found[1], bool(found[2]), bool(found[3]))
        if not row.is_open:
            if len(self._fetched) >= _MOST:
                self._fetched.clear()
            self._fetched[key] = row
        return row

    def forget(self, key: str) -> None:
        """Take it that a row is not as it was."""
        self._fetched.pop(key, None)

    def clear(self) -> None:
        """Take it that nothing is as it was, as after a rollback."""
        self._fetched.clear()
