import sqlite3
from datetime import UTC, datetime

import pytest

from newscrawl.core.frontier.channels import Channels, Visit
from newscrawl.core.frontier.ending import Ending
from newscrawl.core.frontier.patience import FULL_PATIENCE
from newscrawl.core.frontier.proposals import Origin
from newscrawl.core.frontier.table import Frontier
from newscrawl.core.urls import url_key
from newscrawl.items import Candidate, DiscoverySource, Lease, LinkRole, PageType, UrlState

SITE = "a.test"
HOUR = 3600.0
STATES = {
    LinkRole.SECTION: PageType.SECTION,
    LinkRole.PAGINATION: PageType.SECTION,
    LinkRole.FEED: PageType.FEED,
    LinkRole.SITEMAP: PageType.SITEMAP,
}


def entry(path: str, date: float | None = None, title: str | None = None, **fields) -> Candidate:
    url = f"http://{SITE}/{path}/"
    return Candidate(
        url=url,
        key=url_key(url),
        role=fields.get("role", LinkRole.ARTICLE),
        source=DiscoverySource.SECTION,
        anchor=title,
        modified=None if date is None else datetime.fromtimestamp(date, UTC),
    )


SITEMAP = entry("sitemap", role=LinkRole.SITEMAP)
OTHER_SITEMAP = entry("sitemap-2", role=LinkRole.SITEMAP)
FEED = entry("feed", role=LinkRole.FEED)
SECTION = entry("news", role=LinkRole.SECTION)


class Walk:
    """A site that is crawled run by run, an hour apart; each run reads the channels it is given."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.now = 1_800_000_000.0

    def run(self, *channels: tuple[Candidate, list[Candidate]]) -> set[str]:
        """Read channels, then fetch what is queued; return the paths of the articles fetched."""
        self.start([channel for channel, _ in channels])
        return self.go_on({channel.key: named for channel, named in channels})

    def start(self, seeds: list[Candidate]) -> None:
        self.now += HOUR
        self.frontier = Frontier(self.connection, run_id=f"r{self.now}")
        self.channels = Channels(self.connection, self.frontier)
        self.frontier.start_run([(seed, SITE) for seed in seeds], now=self.now)
        self.visits: list[Visit] = []

    def go_on(self, listed: dict[str, list[Candidate]]) -> set[str]:
        fetched = set()
        while leases := self.frontier.lease(per_host=1, have={}, now=self.now).leases:
            (lease,) = leases
            if lease.key in listed:
                self.read(lease, listed[lease.key])
            elif lease.role is LinkRole.ARTICLE:
                fetched.add(lease.url.removeprefix(f"http://{SITE}/").strip("/"))
                self.frontier.finish(lease, Ending(state=UrlState.ARTICLE), now=self.now)
        return fetched

    def read(self, lease: Lease, entries: list[Candidate]) -> None:
        page_type = STATES[lease.role]
        self.frontier.finish(lease, Ending(state=UrlState(page_type)), now=self.now)
        origin = Origin(site=SITE, depth=1, patience=FULL_PATIENCE)
        self.frontier.propose(entries, origin, now=self.now)
        visit = self.channels.read(lease, page_type, entries, complete=True, now=self.now)
        self.visits.append(visit)


@pytest.fixture
def walk():
    connection = sqlite3.connect(":memory:", isolation_level=None)
    yield Walk(connection)
    connection.close()


def entries(*numbers: int, **fields) -> list[Candidate]:
    return [entry(f"story-{n}", date=n, **fields) for n in numbers]


def test_a_known_article_is_fetched_when_a_channel_gives_another_date(walk):
    assert walk.run((SITEMAP, entries(1, 2))) == {"story-1", "story-2"}
    assert walk.run((SITEMAP, entries(1, 2))) == set()
    assert walk.run((SITEMAP, [entry("story-1", 77), *entries(2)])) == {"story-1"}
    assert walk.run((SITEMAP, [entry("story-1", 77), *entries(2)])) == set()


def test_each_channel_is_compared_with_itself(walk):
    named = [entry("story-1", 5, title="As the feed says")]
    walk.run((SITEMAP, entries(1)), (FEED, named))
    assert walk.run((SITEMAP, entries(1)), (FEED, named)) == set()
    retitled = [entry("story-1", 5, title="As the feed says now")]
    assert walk.run((SITEMAP, entries(1)), (FEED, retitled)) == {"story-1"}


def test_a_change_that_two_channels_tell_is_one_fetch(walk):
    walk.run((SITEMAP, entries(1)), (FEED, entries(1)))
    changed = [entry("story-1", 9)]
    walk.run((SITEMAP, changed), (FEED, changed))
    assert walk.run((SITEMAP, changed), (FEED, changed)) == set()


@pytest.mark.parametrize(
    ("old", "new", "wakes"),
    [
        ("The Impeachment Clock", "UPDATED: The Impeachment Clock", True),
        ("Bridge closed", "Bridge open again", True),
        ("Bridge closed 5 minutes ago", "Bridge closed 2 hours ago", False),
        ("Bridge closed 12 comments", "Bridge closed 40 comments", False),
        ("Bridge closed", "News Bridge closed The council said on Monday that it will be", False),
        ("BRIDGE CLOSED", "Bridge closed", False),
        ("Bridge closed", None, False),
    ],
)
def test_a_link_on_a_section_page_tells_by_its_words(walk, old, new, wakes):
    walk.run((SECTION, [entry("story-1", title=old)]))
    woken = walk.run((SECTION, [entry("story-1", title=new)]))
    assert woken == ({"story-1"} if wakes else set())


def test_when_all_is_new_at_once_nothing_is(walk):
    walk.run((SITEMAP, entries(*range(20))))
    assert walk.run((SITEMAP, [entry(f"story-{n}", 99) for n in range(20)])) == set()
    assert walk.run((SITEMAP, [entry(f"story-{n}", 99) for n in range(20)])) == set()
    later = [entry(f"story-{n}", 100 if n == 3 else 99) for n in range(20)]
    assert walk.run((SITEMAP, later)) == {"story-3"}


def test_what_vanishes_from_a_sitemap_is_looked_at_once(walk):
    walk.run((SITEMAP, entries(*range(12))))
    assert walk.run((SITEMAP, entries(*range(1, 12)))) == {"story-0"}
    assert walk.run((SITEMAP, entries(*range(1, 12)))) == set()


def test_what_leaves_a_feed_or_a_section_is_not(walk):
    walk.run((FEED, entries(1, 2)), (SECTION, entries(1, 2)))
    assert walk.run((FEED, entries(3)), (SECTION, entries(3))) == {"story-3"}


def test_what_moves_to_another_sitemap_has_not_vanished(walk):
    old, new = entries(*range(10)), entries(*range(10, 20))
    walk.run((SITEMAP, new), (OTHER_SITEMAP, old))
    moved = (SITEMAP, new[1:]), (OTHER_SITEMAP, [*old[1:], new[0]])
    assert walk.run(*moved) == {"story-0"}
    back = (SITEMAP, new), (OTHER_SITEMAP, old[1:])
    assert walk.run(*back) == set()


def test_a_sitemap_of_the_last_days_may_forget_the_oldest(walk):
    walk.run((SITEMAP, entries(*range(40))))
    assert walk.run((SITEMAP, entries(*range(12, 52)))) == {f"story-{n}" for n in range(40, 52)}


def test_a_sitemap_that_is_replaced_says_nothing(walk):
    walk.run((SITEMAP, entries(*range(12))))
    assert walk.run((SITEMAP, entries(30))) == {"story-30"}


def test_a_settled_sitemap_waits_for_another_date_in_its_index(walk):
    def child(date: float) -> Candidate:
        return entry("sitemap-2019", date, role=LinkRole.SITEMAP)

    walk.run((SITEMAP, [child(1000)]), (child(0), entries(1)))
    for date, reads in ((1000, 1), (2000, 2), (2000, 1)):
        listed = {SITEMAP.key: [child(date)], child(0).key: entries(1)}
        walk.start([SITEMAP])
        walk.go_on(listed)
        assert len(walk.visits) == reads


def test_a_section_page_without_anything_known_shows_a_gap(walk):
    walk.run((SECTION, entries(1, 2, 3)))
    assert not walk.visits[0].gap, "at the first visit nothing can be missed"
    walk.run((SECTION, entries(3, 4, 5)))
    assert walk.visits[0] == Visit(listed=3, fresh=2, gap=False, goes_on=True)
    walk.run((SECTION, entries(6, 7)))
    assert walk.visits[0] == Visit(listed=2, fresh=2, gap=True, goes_on=True)


def test_a_channel_has_a_due_time_of_its_own(walk):
    for _ in range(4):
        walk.run((SECTION, entries(*range(20))))
    interval, due = walk.connection.execute(
        "SELECT interval, due FROM _url WHERE key = ?", (SECTION.key,)
    ).fetchone()
    assert interval > HOUR
    assert due == walk.now + interval
