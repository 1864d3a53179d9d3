"""Addresses that pages name, on their way into the table of URLs."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from newscrawl.core.frontier.budgets import Budgets
from newscrawl.core.frontier.coverage import channel_bit
from newscrawl.core.frontier.forms import Forms
from newscrawl.core.frontier.known_rows import KnownRows
from newscrawl.core.frontier.limits import LEFT_OUT, Limits, Prospect, Refusal
from newscrawl.core.frontier.periods import period_of
from newscrawl.core.frontier.priority import priority_of
from newscrawl.core.urls import host_of
from newscrawl.items import Candidate, DiscoverySource, DropReason, LinkRole, UrlState

_ADD = """
INSERT INTO _url (key, url, host, site, state, reason, rule, role, source, found_on, found_at, depth, hops,
                  section, page_number, seen_by, published_from, published_to, patience, priority, due,
                  anchor, region, score)
VALUES (:key, :url, :host, :site, :state, :reason, :rule, :role, :source, :found_on, :now, :depth, :hops,
        :section, :page_number, :seen_by, :published_from, :published_to, :patience, :priority, :due,
        :anchor, :region, :score)
"""

# What one page is no reason to fetch, another one may be; but a date is known, whoever names the address.
_REVIVED = ", ".join(
    f"'{reason}'"
    for reason in (DropReason.TRAP, DropReason.NEEDLESS, *LEFT_OUT)
    if reason is not DropReason.DATES
)
_REVIVE = f"""
UPDATE _url SET state = 'queued', reason = '', rule = '', priority = :priority, patience = :patience,
    depth = :depth, hops = :hops, section = coalesce(section, :section), role = :role, source = :source,
    found_on = :found_on, seen_by = seen_by | :seen_by, due = :now
WHERE key = :key AND state = 'dropped' AND reason IN ({_REVIVED}) AND :state = 'queued'
    AND (reason = 'trap' OR fetched_at IS NULL AND role <> 'pagination')
"""  # noqa: S608

_NOTE = """
UPDATE _url SET seen_by = seen_by | :seen_by, section = coalesce(section, :section),
    published_from = coalesce(published_from, :published_from),
    published_to = coalesce(published_to, :published_to)
WHERE key = :key AND (seen_by & :seen_by <> :seen_by OR section IS NULL AND :section IS NOT NULL
    OR published_to IS NULL AND :published_to IS NOT NULL)
"""

_LATE = """
UPDATE _url SET state = 'dropped', reason = :reason, rule = :rule, due = 0, published_from = :published_from,
    published_to = :published_to
WHERE key = :key AND state = 'queued' AND was IS NULL
"""

_IMPROVE = """
UPDATE _url SET priority = max(priority, :priority), patience = max(patience, :patience),
    depth = min(depth, :depth), role = CASE WHEN :priority > priority THEN :role ELSE role END
WHERE key = :key AND state = 'queued' AND (priority < :priority OR patience < :patience)
"""


Row = Mapping[str, str | int | float | None]
"""What is written of an address, by column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where addresses come from."""

    site: str
    """The site's name."""
    depth: int
    """Links from a seed to these addresses."""
    patience: int
    """How many more pages without new articles in a row may follow."""
    hops: int = 0
    """Related links in a row that led to the page that names them."""
    published: float | None = None
    """When the article was published that names them, seconds since the epoch."""
    sections: Mapping[str, int] = field(default_factory=dict)
    """Rows of section pages, by URL key of what was found under them."""
    needless: frozenset[str] = frozenset()
    """URL keys of feeds that tell nothing which the page itself does not."""


class Proposals:
    """Adds addresses to the table of URLs, as far as the limits of a run let them."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        limits: Limits,
        budgets: Budgets,
        forms: Forms,
        queued: Counter[str],
    ) -> None:
        """Take the counter of waiting addresses by host; it is kept up to date."""
        self._connection = connection
        self._limits = limits
        self._budgets = budgets
        self._forms = forms
        self._queued = queued
        self.rows = KnownRows(connection)
        """What the table says of addresses; of one that is fetched anew it is to be forgotten."""

    def add(self, candidates: Iterable[Candidate], origin: Origin, *, now: float) -> int:
        """Add addresses that are not known yet, and return how many of them may be articles."""
        fresh = 0
        for candidate in candidates:
            known = self.rows.get(candidate.key)
            bit, section = channel_bit(candidate), origin.sections.get(candidate.key)
            tells = known is None or not known.has_all(candidate, bit=bit, section=section)
            if known is not None and not known.is_open and not tells:
                continue
            row = self._row(candidate, origin, now=now)
            if known is None:
                self._connection.execute(_ADD, row)
                fresh += row["role"] in (LinkRole.ARTICLE, LinkRole.RELATED)
                self._count(row, candidate)
            elif known.state is UrlState.DROPPED and self._changes(_REVIVE, row):
                self._count(row, candidate)
            else:
                if tells:
                    self._connection.execute(_NOTE, row)
                    self.rows.forget(candidate.key)
                if known.state is UrlState.QUEUED:
                    self._look_again(row)
        return fresh

    def _count(self, row: Row, candidate: Candidate) -> None:
        """Count an address that now waits, if it does."""
        if row["state"] == UrlState.QUEUED:
            self._queued[str(row["host"])] += 1
            self._budgets.note_queued(candidate, site=str(row["site"]))

    def _look_again(self, row: Row) -> None:
        """Have an address that waits fetched earlier, or no longer, after what another page says of it."""
        if row["reason"] != DropReason.DATES:
            self._connection.execute(_IMPROVE, row)
        elif self._changes(_LATE, row):
            self._queued[str(row["host"])] -= 1

    def _changes(self, statement: str, row: Row) -> bool:
        return self._connection.execute(statement, row).rowcount > 0

    def _row(self, candidate: Candidate, origin: Origin, *, now: float) -> Row:
        related = candidate.source is DiscoverySource.RELATED
        prospect = Prospect(
            source=candidate.source,
            depth=origin.depth,
            hops=origin.hops + 1 if related else 0,
            period=period_of(candidate),
            section=origin.sections.get(candidate.key),
            age=None if origin.published is None or not related else now - origin.published,
        )
        refusal = self._refusal(candidate, prospect, origin)
        role = self._forms.role_of(candidate.role, candidate.url, site=origin.site)
        return {
            "key": candidate.key,
            "url": candidate.url,
            "host": host_of(candidate.url),
            "site": origin.site,
            "state": UrlState.QUEUED if refusal is None else UrlState.DROPPED,
            "reason": "" if refusal is None else refusal.reason,
            "rule": "" if refusal is None else refusal.rule,
            "role": role,
            "source": candidate.source,
            "found_on": candidate.found_on,
            "now": now,
            "due": now if refusal is None else 0.0,
            "depth": origin.depth,
            "hops": prospect.hops,
            "section": prospect.section,
            "page_number": candidate.page_number,
            "seen_by": channel_bit(candidate),
            "published_from": prospect.period.earliest,
            "published_to": prospect.period.latest,
            "anchor": candidate.anchor,
            "region": candidate.region,
            "score": candidate.score,
            "patience": origin.patience,
            "priority": priority_of(candidate, role, depth=origin.depth, now=now),
        }

    def _refusal(self, candidate: Candidate, prospect: Prospect, origin: Origin) -> Refusal | None:
        if origin.patience <= 0:
            return Refusal(reason=DropReason.TRAP, rule="pages before it led to nothing new")
        limits = self._limits.of(origin.site)
        if candidate.key in origin.needless and limits.reads_whole_sections:
            rule = "feed of a page that lists its articles itself"
            return Refusal(reason=DropReason.NEEDLESS, rule=rule)
        return (
            limits.refusal(prospect)
            or self._budgets.refusal(site=origin.site, section=prospect.section)
            or self._budgets.related_refusal(candidate, site=origin.site)
            or self._forms.refusal(candidate.role, candidate.url, site=origin.site)
        )
