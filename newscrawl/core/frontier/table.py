"""The durable table of URLs: which address is fetched next, and what became of each.

The idea is StormCrawler's status index: every URL key ever found is one row, which is frontier, memory
between runs and ledger in one. All functions run on the writer's thread, inside its transaction.
What its columns are stands in `schema.py`.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from newscrawl.core.frontier.budgets import Budgets
from newscrawl.core.frontier.edges import DateEdge
from newscrawl.core.frontier.ending import Ending
from newscrawl.core.frontier.forms import Forms
from newscrawl.core.frontier.leasing import LEASE, Leased, lease_of
from newscrawl.core.frontier.left_out import take_up
from newscrawl.core.frontier.limits import Limits, Refusal
from newscrawl.core.frontier.parts import settle_parts
from newscrawl.core.frontier.patience import FULL_PATIENCE
from newscrawl.core.frontier.proposals import Origin, Proposals
from newscrawl.core.frontier.revisits import requeue
from newscrawl.core.frontier.schema import SCHEMA
from newscrawl.core.frontier.validators import Answer, Trust, Validators
from newscrawl.core.urls import host_of
from newscrawl.items import HOST_FAILURES, Candidate, Lease, UrlState

MAX_TRIES = 3
_FAILED_BY_OUTAGE = """
SELECT id FROM _url WHERE host = ? AND state = 'failed' AND fetched_at >= ? AND reason IN ({})
""".format(", ".join(f"'{kind}'" for kind in sorted(HOST_FAILURES)))

_MANY = 500
"""Rows that are looked at together where some were left out: there will be more of them."""

_SETTLE = """
UPDATE _url SET state = :state, reason = :reason, rule = :rule, status = :status, fetched_at = :now,
    leased_by = NULL, tries = CASE WHEN :keep_tries THEN tries ELSE 0 END, due = :due, leads_to = :leads_to,
    was = CASE WHEN :state IN ('article', 'section', 'feed', 'sitemap') THEN :state ELSE was END,
    failures = :failures, misses = :misses, published_from = coalesce(:published_from, published_from),
    published_to = coalesce(:published_to, published_to)
WHERE id = :id
"""

_NOTE_ANSWER = """
UPDATE _url SET read_at = :now, etag = :etag, last_modified = :last_modified, body_hash = :body_hash,
    unchanged = 0, vanished = 0
WHERE id = :id
"""


class Frontier:
    """The table of URLs on one connection, as one run sees it."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        run_id: str,
        limits: Limits | None = None,
        budgets: Budgets | None = None,
    ) -> None:
        self._connection = connection
        self._run_id = run_id
        self._limits = limits or Limits()
        connection.executescript(SCHEMA)
        self._validators = Validators(connection)
        self._edge = DateEdge(connection, self._limits) if self._limits.begins else None
        self.started_at = 0.0
        """When the run began, seconds since the epoch."""
        self._queued: Counter[str] = Counter()
        self._tried_again: set[int] = set()
        self._forms = Forms(connection)
        self._proposals = Proposals(
            connection,
            limits=self._limits,
            budgets=budgets or Budgets(self._limits),
            forms=self._forms,
            queued=self._queued,
        )
        self.recount()

    def recount(self) -> None:
        """Count anew how many addresses of each host are queued, as after a rollback."""
        self._proposals.rows.clear()
        self._forms.forget()
        rows = self._connection.execute(
            "SELECT host, count(*) FROM _url WHERE state = 'queued' GROUP BY host"
        )
        self._queued.clear()
        self._queued.update(dict(rows.fetchall()))

    def start_run(
        self, seeds: Sequence[tuple[Candidate, str]], *, now: float, goes_on: bool = False
    ) -> None:
        """Make the table ready for a run over the sites of these seeds.

        Leases of a dead run are given back. Seeds are proposed and looked at again, and so are section pages,
        feeds and sitemaps, whatever their due time, and what else is due; but not what was looked at lately
        where the run `goes_on` with one that was cut off.
        """
        self.started_at = now
        self._connection.execute(
            "UPDATE _url SET state = 'queued', leased_by = NULL WHERE state = 'leased'"
        )
        for candidate, site in seeds:
            origin = Origin(site=site, depth=0, patience=FULL_PATIENCE)
            self.propose([candidate], origin, now=now)
        sites = sorted({site for _, site in seeds})
        for site in sites:
            take_up(self._connection, site, limits=self._limits.of(site), now=now)
        requeue(
            self._connection,
            keys=[candidate.key for candidate, _ in seeds],
            sites=sites,
            patience=FULL_PATIENCE,
            now=now,
            goes_on=goes_on,
        )
        self.recount()

    def propose(self, candidates: Iterable[Candidate], origin: Origin, *, now: float) -> int:
        """Add addresses that are not known yet, and return how many of them may be articles."""
        return self._proposals.add(candidates, origin, now=now)

    def leave_out(self, site: str, *, section: int | None = None, refusal: Refusal) -> None:
        """Leave out what waits of a site, or what was found under one of its sections."""
        self._connection.execute(
            "UPDATE _url SET state = 'dropped', reason = ?, rule = ?, due = 0 WHERE state = 'queued'"
            " AND site = ?"
            " AND (? IS NULL OR section = ?)",
            (refusal.reason, refusal.rule, site, section, section),
        )
        self.recount()

    def lease(self, *, per_host: int, have: Mapping[str, int], now: float) -> Leased:
        """Take the best due addresses, up to `per_host` of each host less those it has already."""
        leases: list[Lease] = []
        more = set()
        for host in list(self._queued):
            trust = self._validators.trust(host, now=now)
            wanted = per_host - have.get(host, 0)
            if wanted <= 0:
                more.add(host)
                continue
            best = self._best(host, wanted, trust=trust, now=now)
            taken = self._admitted(host, best, now=now)
            self._mark_leased([lease.url_id for lease in taken])
            leases.extend(taken)
            if taken and len(best) == wanted:
                more.add(host)
            self._queued[host] -= len(taken)
            if not self._queued[host]:
                del self._queued[host]
        return Leased(leases=tuple(leases), next_due=self._next_due(now), more=frozenset(more))

    def _best(self, host: str, wanted: int, *, trust: Trust, now: float) -> list[Lease]:
        """Return the best due rows of a host, less those whose form has proved barren since then."""
        look_at = wanted
        while True:
            rows = self._connection.execute(LEASE, (host, now, look_at))
            leases = [lease_of(row, trust, now=now) for row in rows]
            refused = [(lease, refusal) for lease in leases if (refusal := self._barren(lease))]
            if not refused:
                return leases[:wanted]
            self._connection.executemany(
                "UPDATE _url SET state = 'dropped', reason = ?, rule = ?, due = 0 WHERE id = ?",
                [(refusal.reason, refusal.rule, lease.url_id) for lease, refusal in refused],
            )
            self._queued[host] -= len(refused)
            look_at = _MANY

    def _barren(self, lease: Lease) -> Refusal | None:
        if lease.was is not None:
            return None
        return self._forms.refusal(lease.role, lease.url, site=lease.site)

    def _admitted(self, host: str, leases: Sequence[Lease], *, now: float) -> Sequence[Lease]:
        """Return what may be leased now; lists that end at a date are ended."""
        if self._edge is None:
            return leases
        turn = self._edge.turn([lease.url_id for lease in leases], now=now)
        self._queued[host] -= len(turn.ended)
        return [lease for lease in leases if lease.url_id not in turn.ended | turn.held]

    def _mark_leased(self, ids: Sequence[int]) -> None:
        self._connection.executemany(
            "UPDATE _url SET state = 'leased', tries = tries + 1, leased_by = ? WHERE id = ?",
            [(self._run_id, row) for row in ids],
        )

    def _next_due(self, now: float) -> float | None:
        query = "SELECT min(due) FROM _url WHERE state = 'queued' AND due > ?"
        due: float | None = self._connection.execute(query, (now,)).fetchone()[0]
        return due

    def finish(self, lease: Lease, ending: Ending, *, now: float) -> None:
        """Write down how a lease ended."""
        self._proposals.rows.forget(lease.key)
        self._connection.execute(
            _SETTLE,
            {
                "id": lease.url_id,
                "state": ending.state,
                "reason": ending.reason,
                "rule": ending.rule,
                "status": ending.status,
                "leads_to": ending.leads_to,
                "now": now,
                "due": ending.due,
                "keep_tries": ending.state in (UrlState.QUEUED, UrlState.FAILED),
                "failures": ending.failures,
                "misses": ending.misses,
                "published_from": ending.published.earliest,
                "published_to": ending.published.latest,
            },
        )
        if ending.answer is not None:
            self._note_answer(lease, ending.answer, now=now)
        elif ending.not_modified:
            self._connection.execute(
                "UPDATE _url SET unchanged = unchanged + 1, vanished = 0 WHERE id = ?",
                (lease.url_id,),
            )
        if ending.state == UrlState.QUEUED:
            self._queued[host_of(lease.url)] += 1
        if lease.was is None:
            self._forms.learn(lease.url, ending, site=lease.site)

    def _note_answer(self, lease: Lease, answer: Answer, *, now: float) -> None:
        """Keep what the next answer is compared with, and learn from this one."""
        if lease.was is not None:
            row = self._connection.execute(
                "SELECT body_hash, etag, last_modified FROM _url WHERE id = ?", (lease.url_id,)
            ).fetchone()
            before = Answer(body_hash=row[0], etag=row[1], last_modified=row[2])
            self._validators.compare(host_of(lease.url), before, answer, now=now)
        self._connection.execute(
            _NOTE_ANSWER,
            {
                "id": lease.url_id,
                "now": now,
                "body_hash": answer.body_hash,
                "etag": answer.etag,
                "last_modified": answer.last_modified,
            },
        )

    def try_again(self, host: str, *, since: float, now: float) -> None:
        """Queue what failed while a host was down, which it no longer is; each address once in a run."""
        rows = self._connection.execute(_FAILED_BY_OUTAGE, (host, since))
        for (url_id,) in rows.fetchall():
            if url_id not in self._tried_again:
                self._tried_again.add(url_id)
                self.wake(url_id, rule="its host is back", priority=None, now=now)

    def wake(self, url_id: int, *, rule: str, priority: int | None, now: float) -> None:
        """Have a known address fetched again in this run; without a priority, with the one it has."""
        host = self._connection.execute(
            "UPDATE _url SET state = 'queued', reason = '', rule = ?, priority = coalesce(?, priority),"
            " due = ?, tries = 0, patience = ? WHERE id = ? AND state NOT IN ('queued', 'leased')"
            " AND reason <> 'forgotten' RETURNING host",
            (rule, priority, now, FULL_PATIENCE, url_id),
        ).fetchone()
        if host is not None:
            self._queued[host[0]] += 1

    def wake_pages(self, keys: Iterable[str], *, rule: str, now: float) -> None:
        """Have the further pages of a section read that were read, or left out, in an earlier run."""
        for key in keys:
            row = self._connection.execute(
                "SELECT id FROM _url WHERE key = ? AND role = 'pagination' AND (was = 'section'"
                " AND fetched_at < ? OR state = 'dropped' AND reason <> 'trap' AND fetched_at IS NULL)",
                (key, self.started_at),
            ).fetchone()
            if row is not None:
                self.wake(row[0], rule=rule, priority=None, now=now)

    def vanish(self, url_id: int, *, priority: int, now: float) -> None:
        """Have an article fetched again because a sitemap lists it no longer."""
        found = self._connection.execute(
            "UPDATE _url SET vanished = 1 WHERE id = ? AND state = 'article'", (url_id,)
        )
        if found.rowcount:
            self.wake(url_id, rule="no longer in a sitemap", priority=priority, now=now)

    def calm(self, url_id: int) -> None:
        """Take back that an article has vanished, and so is fetched again: it is listed after all."""
        host = self._connection.execute(
            "UPDATE _url SET state = was, due = 0 WHERE id = ? AND vanished AND state = 'queued'"
            " RETURNING host",
            (url_id,),
        ).fetchone()
        if host is not None:
            self._queued[host[0]] -= 1
        self._connection.execute("UPDATE _url SET vanished = 0 WHERE id = ?", (url_id,))

    def give_back(self) -> None:
        """Give back all that this run has leased and did not fetch, without counting a try."""
        self._connection.execute(
            "UPDATE _url SET state = 'queued', tries = max(0, tries - 1), leased_by = NULL"
            " WHERE state = 'leased' AND leased_by = ?",
            (self._run_id,),
        )
        self.recount()

    def adopt(self, lease: Lease, *, key: str, url: str, due: float) -> None:
        """Count an article as fetched that was read under another spelling of its address."""
        row = self._connection.execute(
            "SELECT id, host, state FROM _url WHERE key = ?", (key,)
        ).fetchone()
        if row is None:
            self._connection.execute(
                "INSERT INTO _url (key, url, host, site, state, was, rule, role, source, found_on, found_at,"
                " depth, patience, priority, due, fetched_at) SELECT ?, ?, host, site, 'article', 'article',"
                " 'read under another address', 'article', source, found_on, found_at, depth, patience,"
                " priority, ?, fetched_at FROM _url WHERE id = ?",
                (key, url, due, lease.url_id),
            )
        elif row[2] == UrlState.QUEUED:
            self._connection.execute(
                "UPDATE _url SET state = 'article', was = 'article', due = ?,"
                " rule = 'read under another address' WHERE id = ?",
                (due, row[0]),
            )
            self._queued[row[1]] -= 1

    def settle_parts(self, lease: Lease, parts: Sequence[str], *, first: str, now: float) -> None:
        """Count further pages of an article, which `first` is the address of, as fetched with it."""
        self._queued.subtract(settle_parts(self._connection, lease, parts, first=first, now=now))

    def is_forgotten(self, key: str) -> bool:
        """Return whether a person had the article of a URL key forgotten."""
        query = "SELECT 1 FROM _url WHERE key = ? AND state = 'dropped' AND reason = 'forgotten'"
        return self._connection.execute(query, (key,)).fetchone() is not None

    def queued(self) -> int:
        """Return the number of addresses that wait to be leased."""
        return self._queued.total()

    def ledger(self) -> dict[tuple[str, str], int]:
        """Return the number of addresses by state and reason; their sum is every address found."""
        rows = self._connection.execute("SELECT state, reason, count(*) FROM _url GROUP BY 1, 2")
        return {(state, reason): count for state, reason, count in rows}

    def failures(self) -> dict[str, dict[str, int]]:
        """Return the number of addresses that failed, by site and reason."""
        rows = self._connection.execute(
            "SELECT site, reason, count(*) FROM _url WHERE state = 'failed' GROUP BY 1, 2"
        )
        by_site: dict[str, dict[str, int]] = {}
        for site, reason, count in rows:
            by_site.setdefault(site, {})[reason] = count
        return by_site
