"""The end of a list at the edge of the dates that a run asks for."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from newscrawl.core.frontier.limits import Limits
from newscrawl.items import DropReason

_UNDER_WAY = "SELECT DISTINCT section FROM _url WHERE state = 'leased' AND role = 'pagination'"

_PAGES = """
SELECT id, site, section, found_on, page_number FROM _url
WHERE id IN (SELECT value FROM json_each(?)) AND role = 'pagination'
"""

_PAGE_BEFORE = """
SELECT id FROM _url WHERE role = 'pagination' AND was = 'section' AND section = ? AND page_number < ?
ORDER BY page_number DESC LIMIT 1
"""

_LISTED = """
SELECT count(*), count(published_to), max(published_to),
    count(*) FILTER (WHERE published_to IS NULL AND (state = 'leased' OR state = 'queued' AND due <= :now))
FROM _sighting JOIN _url ON _url.id = _sighting.url
WHERE channel = :channel AND (state IN ('article', 'queued', 'leased') OR reason = 'outside the dates')
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What becomes of waiting rows when their lists end at a date."""

    ended: frozenset[int]
    """Rows that are left out: the page before them lists older articles only."""
    held: frozenset[int]
    """Rows that wait until a page before them and the articles that it lists are read."""


class DateEdge:
    """Lets one page of a list be fetched after the other, until one lists nothing but older articles.

    Lists go from new to old. Of each article the date must be known, from its link or from its page.
    """

    def __init__(self, connection: sqlite3.Connection, limits: Limits) -> None:
        self._connection = connection
        self._limits = limits

    def turn(self, rows: Sequence[int], *, now: float) -> Turn:
        """Return which of some waiting rows are not fetched now; those that ended are so in the table."""
        pages = self._connection.execute(_PAGES, (str(list(rows)),)).fetchall()
        busy = {section for (section,) in self._connection.execute(_UNDER_WAY)} if pages else set()
        ended, held = set(), set()
        for page, site, section, found_on, number in sorted(pages, key=lambda row: row[4] or 0):
            since = self._limits.of(site).since
            if since is None:
                continue
            before = self._page_before(section, found_on, number)
            values = {"channel": before, "now": now}
            listed, dated, latest, coming = self._connection.execute(_LISTED, values).fetchone()
            if coming or (section is not None and section in busy):
                held.add(page)
            elif listed and dated == listed and latest < since:
                self._end(page, latest)
                ended.add(page)
            else:
                busy.add(section)
        return Turn(ended=frozenset(ended), held=frozenset(held))

    def _end(self, page: int, latest: float) -> None:
        self._connection.execute(
            "UPDATE _url SET state = 'dropped', reason = ?, rule = ?, due = 0, published_to = ?"
            " WHERE id = ?",
            (DropReason.DATES, "the page before it lists older articles only", latest, page),
        )

    def _page_before(
        self, section: int | None, found_on: str | None, number: int | None
    ) -> int | None:
        found = None
        if number is not None:
            found = self._connection.execute(_PAGE_BEFORE, (section, number)).fetchone()
            if found is None and section is not None:
                return section
        query = "SELECT id FROM _url WHERE url = ? AND was = 'section'"
        found = found or self._connection.execute(query, (found_on,)).fetchone()
        return section if found is None else int(found[0])
