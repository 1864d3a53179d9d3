import sqlite3

import pytest

from newscrawl.core.frontier.ending import Ending
from newscrawl.core.frontier.proposals import Origin
from newscrawl.core.frontier.table import Frontier
from newscrawl.core.frontier.validators import MAX_UNCHANGED, Answer
from newscrawl.core.frontier.visits import next_try
from newscrawl.core.urls import url_key
from newscrawl.items import Candidate, DiscoverySource, LinkRole, UrlState

SITE = "a.test"
HOUR, DAY = 3600.0, 86_400.0
NOW = 1_800_000_000.0


def candidate(path: str, role: LinkRole, source=DiscoverySource.SECTION) -> Candidate:
    url = f"http://a.test/{path}"
    return Candidate(url=url, key=url_key(url), role=role, source=source)


SEED = candidate("", LinkRole.SECTION, DiscoverySource.SEED)


class Runs:
    """Runs over one table, each at a time of its own."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def start(self, now: float, *, goes_on: bool = False, site: str = SITE) -> list[str]:
        """Start a run and return the paths that it fetches first; they stay leased."""
        self.now = now
        self.frontier = Frontier(self.connection, run_id=str(now))
        self.frontier.start_run([(SEED, site)], now=now, goes_on=goes_on)
        return self.take()

    def take(self) -> list[str]:
        leases = self.frontier.lease(per_host=100, have={}, now=self.now).leases
        self.leases = {lease.url.removeprefix("http://a.test/"): lease for lease in leases}
        return sorted(self.leases)

    def add(self, *candidates: Candidate) -> None:
        self.frontier.propose(candidates, Origin(site=SITE, depth=1, patience=20), now=self.now)
        self.take()

    def end(self, path: str, state: UrlState, **fields) -> None:
        self.frontier.finish(self.leases[path], Ending(state=state, **fields), now=self.now)


@pytest.fixture
def runs():
    connection = sqlite3.connect(":memory:", isolation_level=None)
    yield Runs(connection)
    connection.close()


def test_a_run_looks_at_channels_whatever_their_due_time(runs):
    runs.start(NOW)
    runs.end("", UrlState.SECTION, due=NOW + DAY)
    runs.add(
        candidate("news/", LinkRole.SECTION),
        candidate("feed/", LinkRole.FEED),
        candidate("sitemap.xml", LinkRole.SITEMAP),
        candidate("page/2/", LinkRole.PAGINATION),
        candidate("story/", LinkRole.ARTICLE),
        candidate("topic/", LinkRole.OTHER),
    )
    for path, state in (
        ("news/", UrlState.SECTION),
        ("feed/", UrlState.FEED),
        ("sitemap.xml", UrlState.SITEMAP),
        ("page/2/", UrlState.SECTION),
        ("story/", UrlState.ARTICLE),
        ("topic/", UrlState.SECTION),
    ):
        runs.end(path, state, due=0.0 if path == "story/" else NOW + HOUR)
    assert runs.start(NOW + 60) == ["", "feed/", "news/", "sitemap.xml"]


def test_a_run_that_goes_on_looks_at_what_is_due_only(runs):
    runs.start(NOW)
    runs.end("", UrlState.SECTION, due=NOW + DAY)
    runs.add(candidate("news/", LinkRole.SECTION), candidate("story/", LinkRole.ARTICLE))
    runs.end("news/", UrlState.SECTION, due=NOW + HOUR)
    assert runs.start(NOW + 60, goes_on=True) == ["story/"]
    assert runs.start(NOW + 2 * HOUR, goes_on=True) == ["news/", "story/"]


def test_a_run_over_another_site_leaves_this_one_alone(runs):
    runs.start(NOW)
    runs.end("", UrlState.SECTION)
    other = candidate("../b.test", LinkRole.SECTION, DiscoverySource.SEED)
    frontier = Frontier(runs.connection, run_id="other")
    frontier.start_run([(other, "b.test")], now=NOW + 1)
    assert [lease.key for lease in frontier.lease(per_host=9, have={}, now=NOW + 1).leases] == [
        other.key
    ]


@pytest.mark.parametrize(
    "state", [UrlState.FAILED, UrlState.DROPPED, UrlState.REDIRECTED, UrlState.GONE]
)
def test_a_seed_is_looked_at_whatever_became_of_it(runs, state):
    runs.start(NOW)
    runs.end("", state, reason="x")
    assert runs.start(NOW + 1) == [""]


def test_a_section_that_failed_is_looked_at_again_and_a_page_waits_longer_each_time(runs):
    runs.start(NOW)
    runs.end("", UrlState.SECTION)
    runs.add(candidate("news/", LinkRole.SECTION), candidate("story/", LinkRole.ARTICLE))
    runs.end("news/", UrlState.SECTION)
    fetched = []
    for day in range(5):
        now = NOW + day * DAY
        if "story/" in runs.leases:
            failures = runs.leases["story/"].failures
            runs.end(
                "story/",
                UrlState.FAILED,
                due=next_try(failures, now=runs.now),
                failures=failures + 1,
            )
        for path in ("", "news/"):
            if path in runs.leases:
                runs.end(path, UrlState.FAILED, failures=9)
        fetched.append("story/" in runs.start(now))
        assert {"", "news/"} <= set(runs.leases)
    assert fetched == [True, True, False, True, False]


def test_an_article_is_due_at_its_age(runs):
    runs.start(NOW)
    runs.end("", UrlState.SECTION)
    runs.add(candidate("story/", LinkRole.ARTICLE))
    runs.end("story/", UrlState.ARTICLE, due=NOW + HOUR)
    assert runs.start(NOW + 60) == [""]
    runs.end("", UrlState.SECTION)
    assert runs.start(NOW + HOUR) == ["", "story/"]
    assert runs.leases["story/"].was is UrlState.ARTICLE


def test_validators_are_sent_so_often_in_a_row(runs):
    def answer(number: int) -> Answer:
        return Answer(body_hash=str(number), etag=f'"{number}"', last_modified=None)

    for run, number in enumerate((1, 1, 2)):
        runs.start(NOW + run)
        assert runs.leases[""].etag is None, "not before it is proved"
        runs.end("", UrlState.SECTION, answer=answer(number))
    for run in range(MAX_UNCHANGED):
        runs.start(NOW + 10 + run)
        assert runs.leases[""].etag == '"2"'
        runs.end("", UrlState.SECTION, not_modified=True)
    runs.start(NOW + 100)
    assert runs.leases[""].etag is None
    runs.end("", UrlState.SECTION, answer=answer(2))
    runs.start(NOW + 101)
    assert runs.leases[""].etag == '"2"'
    runs.end("", UrlState.SECTION, not_modified=True)
    runs.start(NOW + 8 * DAY)
    assert runs.leases[""].etag is None


def test_a_stale_feed_waits_for_its_time_and_a_dead_one_too(runs):
    runs.start(NOW)
    runs.end("", UrlState.SECTION)
    runs.add(candidate("feed/", LinkRole.FEED), candidate("old/feed/", LinkRole.FEED))
    runs.add(candidate("dead/feed/", LinkRole.FEED), candidate("no/feed/", LinkRole.FEED))
    runs.leases |= {}
    rows = "UPDATE _url SET state = ?, was = ?, interval = ?, due = ?, failures = ? WHERE key = ?"
    for key, state, was, interval, due, failures in (
        ("a.test/feed", "feed", "feed", HOUR, NOW + HOUR, 0),
        ("a.test/old/feed", "feed", "feed", 4 * DAY, NOW + 4 * DAY, 0),
        ("a.test/dead/feed", "failed", "feed", HOUR, NOW + 2 * DAY, 2),
        ("a.test/no/feed", "dropped", None, None, NOW + 3 * DAY, 3),
    ):
        runs.connection.execute(rows, (state, was, interval, due, failures, key))
    assert runs.start(NOW + 60) == ["", "feed/"]
    runs.end("", UrlState.SECTION)
    runs.end("feed/", UrlState.FEED)
    assert runs.start(NOW + 2 * DAY) == ["", "dead/feed/", "feed/"]
    for path, state in (
        ("", UrlState.SECTION),
        ("feed/", UrlState.FEED),
        ("dead/feed/", UrlState.FEED),
    ):
        runs.end(path, state)
    assert runs.start(NOW + 4 * DAY) == ["", "dead/feed/", "feed/", "no/feed/", "old/feed/"]
