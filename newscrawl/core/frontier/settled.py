"""Addresses of which another page that names them changes nothing, as menus name theirs on every page."""

import sqlite3

from newscrawl.items import Candidate, UrlState

_MOST = 100_000
"""Addresses that are remembered; then it is begun anew."""
_OPEN = (UrlState.QUEUED, UrlState.LEASED, UrlState.DROPPED)


class SettledRows:
    """Looks up rows that were fetched, and remembers what is known of them.

    Of such a row a proposal can only add the kind of its channel, its section, and when it was published.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, tuple[int, bool, bool]] = {}

    def has_all(self, candidate: Candidate, *, bit: int, section: int | None) -> bool:
        """Return whether a proposal would change nothing.

        Args:
            candidate: what is proposed.
            bit: of its channel; see `channel_bit`.
            section: row of the section page that it is found under, if it is.
        """
        known = self._known.get(candidate.key) or self._look_up(candidate.key)
        if known is None:
            return False
        seen_by, has_section, is_dated = known
        dates = candidate.date is not None or candidate.modified is not None
        return bit & ~seen_by == 0 and (section is None or has_section) and (not dates or is_dated)

    def _look_up(self, key: str) -> tuple[int, bool, bool] | None:
        row = self._connection.execute(
            "SELECT state, seen_by, section IS NOT NULL, published_to IS NOT NULL FROM _url WHERE key = ?",
            (key,),
        ).fetchone()
        if row is None or row[0] in _OPEN:
            return None
        if len(self._known) >= _MOST:
            self._known.clear()
        known = self._known[key] = row[1], bool(row[2]), bool(row[3])
        return known

    def forget(self, key: str) -> None:
        """Take it that a row is not as it was."""
        self._known.pop(key, None)

    def clear(self) -> None:
        """Take it that nothing is as it was, as after a rollback."""
        self._known.clear()
