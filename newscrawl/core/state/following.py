"""What a page that was read leads to: new addresses, and known ones to look at again."""

import sqlite3
from dataclasses import replace

from newscrawl.core.discovery.usual_places import first_place, next_place
from newscrawl.core.frontier.channels import CHANNELS, Channels
from newscrawl.core.frontier.ending import Ending
from newscrawl.core.frontier.parameters import Parameters
from newscrawl.core.frontier.patience import COST_OF_REDIRECT, FULL_PATIENCE, patience_after
from newscrawl.core.frontier.proposals import Origin
from newscrawl.core.frontier.sections import found_under, needless_feeds
from newscrawl.core.frontier.table import Frontier
from newscrawl.core.frontier.visits import published_at
from newscrawl.items import (
    Candidate,
    DiscoverySource,
    DropReason,
    Lease,
    LinkRole,
    PageResult,
    PageType,
    UrlState,
)

_NO_PAGE = frozenset({UrlState.QUEUED, UrlState.FAILED, UrlState.GONE, UrlState.REDIRECTED})
_CUT = "too many links"
"""The rule by which discovery leaves out what is beyond its limit."""


class Following:
    """Brings what pages lead to into the frontier, as one run does."""

    def __init__(
        self, connection: sqlite3.Connection, frontier: Frontier, parameters: Parameters
    ) -> None:
        self._connection = connection
        self._frontier = frontier
        self._parameters = parameters
        self._channels = Channels(connection, frontier)
        self.gaps: dict[str, None] = {}
        """Section pages of this run that listed nothing known at their last visit, in order."""

    def redirect(self, lease: Lease, target: Candidate, *, now: float) -> None:
        """Propose where an address leads."""
        section = lease.url_id if lease.role is LinkRole.SECTION else lease.section
        origin = Origin(
            site=lease.site,
            depth=lease.depth,
            patience=lease.patience - COST_OF_REDIRECT,
            hops=lease.hops,
            sections={} if section is None else {target.key: section},
        )
        self._frontier.propose([target], origin, now=now)

    def links(self, lease: Lease, result: PageResult, *, now: float) -> None:
        """Propose a page's links, and compare what a channel lists with its last visit."""
        plain = self._parameters.plain(result.candidates, site=lease.site)
        result = replace(result, candidates=plain)
        leads_on = result.page_type is not PageType.OTHER
        published = None if result.article is None else published_at(result.article, now=now)
        articles = [link for link in result.candidates if _may_be_article(link)]
        others = [link for link in result.candidates if not _may_be_article(link)]
        origin = Origin(
            site=lease.site,
            depth=lease.depth + 1,
            patience=patience_after(lease, leads_on=leads_on, fresh=1),
            hops=lease.hops,
            published=published,
            sections=found_under(lease, result),
            needless=needless_feeds(result),
        )
        fresh = self._frontier.propose(articles, origin, now=now)
        repeats = fresh == 0 and self._channels.repeats(lease, result)
        patience = patience_after(lease, leads_on=leads_on, fresh=fresh, repeats=repeats)
        self._frontier.propose(others, replace(origin, patience=patience), now=now)
        if result.page_type in CHANNELS:
            self._visit(lease, result, now=now)

    def usual_places(self, lease: Lease, ending: Ending, *, now: float) -> None:
        """Look for feeds and sitemaps where they usually are, if a site names none; one after the other."""
        places: list[Candidate | None] = []
        if lease.source is DiscoverySource.SEED and ending.state not in _NO_PAGE:
            places = [
                first_place(role, lease.url)
                for role in (LinkRole.SITEMAP, LinkRole.FEED)
                if not self._knows(role, site=lease.site)
            ]
        elif ending.reason == DropReason.NOT_THERE:
            places = [next_place(lease.role, lease.url)]
        origin = Origin(site=lease.site, depth=1, patience=FULL_PATIENCE)
        self._frontier.propose([place for place in places if place], origin, now=now)

    def _knows(self, role: LinkRole, *, site: str) -> bool:
        """Return whether any address of a site was found that is expected to be this."""
        query = "SELECT 1 FROM _url WHERE site = ? AND role = ? LIMIT 1"
        return self._connection.execute(query, (site, role)).fetchone() is not None

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
        if visit.gap and lease.role is not LinkRole.PAGINATION:
            self.gaps[lease.url] = None
        if not visit.goes_on:
            return
        further = [link.key for link in result.candidates if link.role is LinkRole.PAGINATION]
        self._frontier.wake_pages(
            further, rule="too few known articles on the page before it", now=now
        )


def _may_be_article(candidate: Candidate) -> bool:
    return candidate.role in (LinkRole.ARTICLE, LinkRole.RELATED)
