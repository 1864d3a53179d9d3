"""The figures of a state file and of a run, as they add up."""

import sqlite3
from collections import Counter
from dataclasses import dataclass, field

from newscrawl.core.health import Alarm
from newscrawl.core.state.coverage import Coverage
from newscrawl.core.state.health import SiteRun
from newscrawl.items import UrlState


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What became of every address found, and what a run brought home."""

    urls: dict[tuple[str, str], int] = field(default_factory=dict)
    """Number of addresses by state and reason; each address found is in exactly one."""
    articles: int = 0
    """Articles in the state file, copies included."""
    copies: int = 0
    """Those of them that are copies of another one."""
    completeness: dict[str, int] = field(default_factory=dict)
    """Articles in the state file by completeness."""
    new_articles: int = 0
    """Articles that this run stored first, copies included."""
    new_copies: int = 0
    """Those of them that are copies."""
    changed_articles: int = 0
    """Articles of which this run stored a new version."""
    rechecked_articles: int = 0
    """Articles that this run fetched again and found unchanged."""
    gone_articles: int = 0
    """Articles that this run found gone from their site; they stay in the state file."""
    gaps: tuple[str, ...] = ()
    """Section pages of this run that listed nothing that was known at their last visit."""
    coverage: dict[str, Coverage] = field(default_factory=dict)
    """How the articles of each site were found; only where it was asked for."""
    links_left_out: dict[str, int] = field(default_factory=dict)
    """Links of this run's pages that became no address, by rule."""
    failures_by_site: dict[str, dict[str, int]] = field(default_factory=dict)
    """Addresses that failed, by site and reason."""
    site_runs: tuple[SiteRun, ...] = ()
    """What this run brought of each of its sites, and what is wrong with it."""
    left_alone: dict[str, str] = field(default_factory=dict)
    """Hosts that this run did not ask any more, each with the reason."""

    @property
    def alarms(self) -> tuple[Alarm, ...]:
        """What is not as it was on the sites of this run."""
        return tuple(alarm for run in self.site_runs for alarm in run.alarms)

    def empty_sites(self) -> list[SiteRun]:
        """Return this run's sites of which no article is known, though pages of them were read."""
        return [
            run
            for run in self.site_runs
            if not run.figures.known and sum(run.figures.failures.values()) < run.figures.pages
        ]

    @property
    def discovered(self) -> int:
        """Every address found."""
        return sum(self.urls.values())

    def by_state(self) -> dict[UrlState, int]:
        """Return the number of addresses in each state that has any."""
        totals: Counter[UrlState] = Counter()
        for (state, _), count in self.urls.items():
            totals[UrlState(state)] += count
        return dict(totals)

    def reasons(self, state: UrlState) -> dict[str, int]:
        """Return the number of addresses of a state by reason, the most frequent first."""
        totals: Counter[str] = Counter()
        for (each, reason), count in self.urls.items():
            if each == state:
                totals[reason] += count
        return dict(totals.most_common())


def article_totals(connection: sqlite3.Connection) -> tuple[int, int, dict[str, int]]:
    """Return the number of articles, copies included, that of copies, and articles by completeness."""
    articles, copies = connection.execute(
        "SELECT count(*), count(duplicate_of) FROM articles"
    ).fetchone()
    completeness = connection.execute("SELECT completeness, count(*) FROM articles GROUP BY 1")
    return articles, copies, dict(completeness.fetchall())
