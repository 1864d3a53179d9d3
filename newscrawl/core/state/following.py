"""What a page that was read leads to: new addresses, known ones to look at again, related links."""

import sqlite3
from collections.abc import Sequence

from newscrawl.core.frontier.channels import CHANNELS, Channels
from newscrawl.core.frontier.patience import COST_OF_REDIRECT, patience_after
from newscrawl.core.frontier.table import Frontier
from newscrawl.items import Candidate, Lease, LinkRole, PageResult, PageType, UrlState

_CUT = "too many links"
"""The rule by which discovery leaves out what is beyond its limit."""


class Following:
    """Brings what pages lead to into the frontier, as one run does."""

    def __init__(self, connection: sqlite3.Connection, frontier: Frontier) -> None:
        self._connection = connection
        self._frontier = frontier
        self._channels = Channels(connection, frontier)
        self.gaps: dict[str, None] = {}
        """Section pages of this run that listed nothing known at their last visit, in order."""

    def redirect(self, lease: Lease, target: Candidate, *, now: float) -> None:
        """Propose where an address leads."""
        self._frontier.propose(
            [target],
            site=lease.site,
            depth=lease.depth,
            patience=lease.patience - COST_OF_REDIRECT,
            now=now,
        )

    def links(self, lease: Lease, result: PageResult, *, now: float) -> None:
        """Propose a page's links, and compare what a channel lists with its last visit."""
        leads_on = result.page_type is not PageType.OTHER
        articles = [link for link in result.candidates if _may_be_article(link)]
        others = [link for link in result.candidates if not _may_be_article(link)]
        depth = lease.depth + 1
        patience = patience_after(lease, leads_on=leads_on, fresh=1)
        fresh = self._frontier.propose(
            articles, site=lease.site, depth=depth, patience=patience, now=now
        )
        patience = patience_after(lease, leads_on=leads_on, fresh=fresh)
        self._frontier.propose(others, site=lease.site, depth=depth, patience=patience, now=now)
        if result.page_type in CHANNELS:
            self._visit(lease, result, now=now)

    def unchanged(self, lease: Lease, *, now: float) -> None:
        """Note that a page is what it was at its last visit."""
        if lease.was is not UrlState.ARTICLE:
            self._channels.unchanged(lease, now=now)

    def _visit(self, lease: Lease, result: PageResult, *, now: float) -> None:
        visit = self._channels.read(
            lease,
            result.page_type,
            result.candidates,
            complete=_CUT not in result.dropped_links,
            now=now,
        )
        if not visit.gap:
            return
        if lease.role is not LinkRole.PAGINATION:
            self.gaps[lease.url] = None
        further = [link.key for link in result.candidates if link.role is LinkRole.PAGINATION]
        self._frontier.wake_pages(further, rule="a gap in the section before it", now=now)

    def note_related(self, page_url: str, links: Sequence[Candidate], *, seen: str) -> None:
        """Write down the related links of an article, `seen` in UTC."""
        self._connection.executemany(
            "INSERT INTO links VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET last_seen ="
            " excluded.last_seen, position = excluded.position, heading = excluded.heading",
            [
                (page_url, link.url, link.role, link.position, link.heading, seen, seen)
                for link in links
                if link.role is LinkRole.RELATED
            ],
        )


def _may_be_article(candidate: Candidate) -> bool:
    return candidate.role in (LinkRole.ARTICLE, LinkRole.RELATED)
