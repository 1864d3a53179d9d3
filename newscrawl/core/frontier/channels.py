"""What channels (section pages, feeds, sitemaps) say of addresses, compared with what they said before.

A channel is compared with itself only: a sitemap's date, a feed's title and a section page's link often
differ for one and the same article from the start, and so tell nothing when held against each other.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from newscrawl.core.frontier.priority import RECHECK_PRIORITY, VANISHED_PRIORITY
from newscrawl.core.frontier.sections import own_list
from newscrawl.core.frontier.table import Frontier
from newscrawl.core.frontier.visits import next_interval
from newscrawl.items import Candidate, Lease, LinkRole, PageResult, PageType, UrlState

CHANNELS = (PageType.SECTION, PageType.FEED, PageType.SITEMAP)
_ON_OTHER_PAGES = """
SELECT count(DISTINCT _url.id) FROM _url JOIN _sighting ON _sighting.url = _url.id
    JOIN _url AS page ON page.id = channel
WHERE _url.key IN (SELECT value FROM json_each(?))
    AND (page.id = ? OR page.section = ? AND page.role = 'pagination') AND page.id <> ?
"""
# Keys of one path with any parameters lie between `?` and the next letter.
_ANOTHER_SELECTION = """
SELECT 1 FROM _url WHERE (key = ? OR key BETWEEN ? AND ?) AND was = 'section' AND id <> ? LIMIT 1
"""
_MANY = 10
_MOST = 0.5
"""Where more than half of many entries change at once, the channel says nothing by it: some sitemaps
call every page changed each time, and a new design changes every link's text."""
_FEW = 5
"""So many entries may leave a list at once without a look at whether it is only the oldest that do."""
_PAGEFUL = 30
"""Articles that a channel of any length is taken to list when the next visit is set: a sitemap may hold
years of them."""
_ADDED_WORDS = 3
"""So many words at most are news about an article; more are its summary, shown or not shown."""
_KNOWN_IN_A_ROW = 3
"""So many known articles in a row say that the rest of a list is known too; one may be pinned to its top."""
_WORD = re.compile(r"[^\W\d_]+")
_COUNT = re.compile(r"\d[\d.,:]*\s*[^\W\d_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What a channel said of one address."""

    said_at: float | None
    """The date that it gives, seconds since the epoch."""
    title: str | None
    """The title that it gives."""


_NOTHING = _Said(said_at=None, title=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """What the table of URLs knows of an address that a channel names."""

    url_id: int
    state: str
    was: str | None
    found_at: float
    fetched_at: float | None
    vanished: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """How a channel compares with its last visit."""

    listed: int
    """Articles that it lists."""
    fresh: int
    """Those of them that were not known at the last visit."""
    gap: bool
    """Whether it lists none that was known then, so that some may have come and gone in between."""
    goes_on: bool
    """Whether it lists so few known ones in a row that the next page of the section may have new ones too."""


class Channels:
    """The table `_sighting` on one connection: channel, address, date and title as last given, and when."""

    def __init__(self, connection: sqlite3.Connection, frontier: Frontier) -> None:
        self._connection = connection
        self._frontier = frontier

    def read(
        self,
        lease: Lease,
        page_type: PageType,
        candidates: Sequence[Candidate],
        *,
        complete: bool,
        now: float,
    ) -> Visit:
        """Compare what a channel lists with what it listed before, and wake what has changed.

        Args:
            lease: the channel's.
            page_type: what the channel is.
            candidates: the addresses it names, each in the table already.
            complete: whether all of them are there.
            now: seconds since the epoch.
        """
        # Entries of feeds and sitemaps count whatever they seem to be: pages that were read know better.
        listed = own_list(candidates) if page_type is PageType.SECTION else candidates
        rows = self._rows(listed)
        # The depths of a section move on with each article; nothing can be told by comparing what they say.
        is_depth = lease.role is LinkRole.PAGINATION
        before = {} if is_depth else self._before(lease)
        changed, seen = [], len(before)
        for candidate in listed:
            row = rows.get(candidate.key)
            if row is None:
                continue
            said, old = _said(candidate), before.pop(row.url_id, None)
            if row.vanished and page_type is PageType.SITEMAP:
                self._frontier.calm(row.url_id)
            if old is None or old != said:
                self._note(lease, row, _NOTHING if is_depth else said, now=now)
            if rule := _what_changed(old, said, row, page_type):
                changed.append((row, rule))
        if not _too_many(len(changed), seen):
            self._wake(changed, page_type, now=now)
        if page_type is PageType.SITEMAP and complete:
            self._vanish(lease, before, total=seen, now=now)
        return self._visit(lease, rows.values(), page_type, now=now)

    def repeats(self, lease: Lease, result: PageResult) -> bool:
        """Return whether a section page without anything new only varies another one.

        That is a further page that lists nothing but what its section's other pages do, and a page whose
        address differs in its parameters alone from another section page's, as those of filters do.
        """
        if lease.role is not LinkRole.PAGINATION:
            path, _, query = lease.key.partition("?")
            return (
                bool(query)
                and self._connection.execute(
                    _ANOTHER_SELECTION, (path, f"{path}?", f"{path}@", lease.url_id)
                ).fetchone()
                is not None
            )
        if lease.section is None:
            return False
        keys = [link.key for link in own_list(result.candidates)]
        seen = self._connection.execute(
            _ON_OTHER_PAGES, (json.dumps(keys), lease.section, lease.section, lease.url_id)
        ).fetchone()[0]
        return result.page_type is PageType.SECTION and 0 < len(keys) == seen

    def unchanged(self, lease: Lease, *, now: float) -> None:
        """Note that a channel lists what it listed at its last visit."""
        self._set_interval(lease, lease.was, listed=1, fresh=0, now=now)

    def _rows(self, candidates: Iterable[Candidate]) -> dict[str, _Row]:
        rows = {}
        for candidate in candidates:
            found = self._connection.execute(
                "SELECT id, state, was, found_at, fetched_at, vanished FROM _url WHERE key = ?"
                " AND reason <> 'forgotten'",
                (candidate.key,),
            ).fetchone()
            if found is not None:
                rows[candidate.key] = _Row(
                    url_id=found[0],
                    state=found[1],
                    was=found[2],
                    found_at=found[3],
                    fetched_at=found[4],
                    vanished=bool(found[5]),
                )
        return rows

    def _before(self, lease: Lease) -> dict[int, _Said]:
        if lease.was is None:
            return {}
        rows = self._connection.execute(
            "SELECT url, said_at, title FROM _sighting WHERE channel = ?", (lease.url_id,)
        )
        return {url: _Said(said_at=said_at, title=title) for url, said_at, title in rows}

    def _note(self, lease: Lease, row: _Row, said: _Said, *, now: float) -> None:
        self._connection.execute(
            "INSERT INTO _sighting VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
            " said_at = excluded.said_at, title = excluded.title, seen_at = excluded.seen_at",
            (lease.url_id, row.url_id, said.said_at, said.title, now),
        )

    def _wake(
        self, changed: Sequence[tuple[_Row, str]], page_type: PageType, *, now: float
    ) -> None:
        for row, what in changed:
            if row.fetched_at is None or row.fetched_at < self._frontier.started_at:
                priority = RECHECK_PRIORITY if row.was == UrlState.ARTICLE else None
                rule = f"{what} in a {page_type}"
                self._frontier.wake(row.url_id, rule=rule, priority=priority, now=now)

    def _vanish(
        self,
        lease: Lease,
        missing: dict[int, _Said],
        *,
        total: int,
        now: float,
    ) -> None:
        """Look again at the articles that a sitemap lists no longer, unless another one does."""
        self._connection.executemany(
            "DELETE FROM _sighting WHERE channel = ? AND url = ?",
            [(lease.url_id, url_id) for url_id in missing],
        )
        if _too_many(len(missing), total):
            return
        oldest = self._connection.execute(
            "SELECT min(said_at) FROM _sighting WHERE channel = ?", (lease.url_id,)
        ).fetchone()[0]
        for url_id, said in missing.items():
            aged_out = len(missing) > _FEW and None not in (oldest, said.said_at)
            if aged_out and (said.said_at or 0.0) <= oldest:
                continue
            if not self._is_in_a_sitemap(url_id):
                self._frontier.vanish(url_id, priority=VANISHED_PRIORITY, now=now)

    def _is_in_a_sitemap(self, url_id: int) -> bool:
        found = self._connection.execute(
            "SELECT 1 FROM _sighting JOIN _url ON _url.id = channel"
            " WHERE _sighting.url = ? AND was = 'sitemap'",
            (url_id,),
        ).fetchone()
        return found is not None

    def _visit(
        self,
        lease: Lease,
        rows: Iterable[_Row],
        page_type: PageType,
        *,
        now: float,
    ) -> Visit:
        last = lease.visited_at if lease.was is not None else None
        news = [row for row in rows if row.was == UrlState.ARTICLE or _is_new(row, last)]
        listed, fresh = len(news), sum(_is_new(row, last) for row in news)
        self._set_interval(lease, page_type, listed=min(listed, _PAGEFUL), fresh=fresh, now=now)
        came_back = page_type is PageType.SECTION and last is not None and listed > 0
        known = _longest_run(not _is_new(row, last) for row in news)
        return Visit(
            listed=listed,
            fresh=fresh,
            gap=came_back and fresh == listed,
            goes_on=came_back and known < min(_KNOWN_IN_A_ROW, listed),
        )

    def _set_interval(
        self,
        lease: Lease,
        kind: PageType | UrlState | None,
        *,
        listed: int,
        fresh: int,
        now: float,
    ) -> None:
        old, newest = self._connection.execute(
            "SELECT interval, (SELECT max(coalesce(said_at, seen_at)) FROM _sighting WHERE channel = id)"
            " FROM _url WHERE id = ?",
            (lease.url_id,),
        ).fetchone()
        may_be_stale = kind in (PageType.FEED, PageType.SITEMAP) and newest is not None
        interval = next_interval(
            old,
            elapsed=now - (lease.visited_at or now),
            listed=listed,
            fresh=fresh,
            idle=now - newest if may_be_stale else 0.0,
        )
        self._connection.execute(
            "UPDATE _url SET interval = ?, due = ? WHERE id = ?",
            (interval, now + interval, lease.url_id),
        )


def _longest_run(known: Iterable[bool]) -> int:
    """Return how many are true in a row, at most."""
    return max((len(list(run)) for is_known, run in groupby(known) if is_known), default=0)


def _is_new(row: _Row, last: float | None) -> bool:
    """Return whether an address was found after a channel's last visit."""
    return last is None or row.found_at > last


def _said(candidate: Candidate) -> _Said:
    date = candidate.modified or candidate.date
    return _Said(said_at=None if date is None else date.timestamp(), title=candidate.anchor)


def _what_changed(old: _Said | None, said: _Said, row: _Row, page_type: PageType) -> str | None:
    """Return what a channel says differently, where that is a reason to fetch the address again."""
    if row.state == UrlState.GONE and row.was == UrlState.ARTICLE:
        return "listed again" if old is None and page_type is not PageType.SECTION else None
    if row.state not in (UrlState.ARTICLE, UrlState.SITEMAP) or old is None:
        return None
    if old.said_at != said.said_at:
        return "another date"
    if page_type is PageType.SECTION:
        return "another title" if _retitled(old.title, said.title) else None
    return "another title" if old.title != said.title else None


def _retitled(old: str | None, new: str | None) -> bool:
    """Return whether two texts of links to an article differ in more than how much they show of it.

    Numbers and what they count are left out: "5 minutes ago" and "12 comments" stand in links too. So is
    what a page adds to or takes from a title when it moves the link, such as a summary.
    """
    one, other = _words(old), _words(new)
    if not one or not other:
        return False
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) <= _ADDED_WORDS:
        return one != other
    width = len(shorter)
    return not any(longer[i : i + width] == shorter for i in range(len(longer) - width + 1))


def _words(text: str | None) -> list[str]:
    return _WORD.findall(_COUNT.sub(" ", (text or "").casefold()))


def _too_many(changed: int, total: int) -> bool:
    return total >= _MANY and changed > _MOST * total
