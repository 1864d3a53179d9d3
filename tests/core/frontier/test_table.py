import sqlite3
from dataclasses import replace

import pytest

from newscrawl.core.frontier.ending import Ending
from newscrawl.core.frontier.patience import COST_OF_OTHER, FULL_PATIENCE, patience_after
from newscrawl.core.frontier.proposals import Origin
from newscrawl.core.frontier.table import MAX_TRIES, Frontier
from newscrawl.core.urls import url_key
from newscrawl.items import Candidate, DiscoverySource, DropReason, Lease, LinkRole, UrlState

NOW = 1_000_000.0


def candidate(
    url: str, role: LinkRole = LinkRole.ARTICLE, source: DiscoverySource = DiscoverySource.SECTION
) -> Candidate:
    return Candidate(url=url, key=url_key(url), role=role, source=source, found_on="http://a.test/")


@pytest.fixture
def connection():
    connection = sqlite3.connect(":memory:", isolation_level=None)
    yield connection
    connection.close()


@pytest.fixture
def frontier(connection):
    return Frontier(connection, run_id="r1")


def propose(frontier: Frontier, *candidates: Candidate, patience: int = FULL_PATIENCE) -> int:
    return frontier.propose(candidates, Origin(site="a.test", depth=1, patience=patience), now=NOW)


def take(frontier: Frontier, per_host: int = 100, now: float = NOW) -> list[Lease]:
    return list(frontier.lease(per_host=per_host, have={}, now=now).leases)


def test_every_spelling_of_an_address_is_one_row(frontier):
    fresh = propose(
        frontier,
        candidate("http://a.test/story/"),
        candidate("http://a.test/story?utm_source=x"),
        candidate("http://www.a.test/story#top"),
    )
    assert fresh == 1
    assert len(take(frontier)) == 1


def test_seeds_and_sections_come_before_articles_and_pagination(frontier):
    propose(
        frontier,
        candidate("http://a.test/page/2/", LinkRole.PAGINATION),
        candidate("http://a.test/story/"),
        candidate("http://a.test/news/", LinkRole.SECTION),
        candidate("http://a.test/", LinkRole.SECTION, DiscoverySource.SEED),
    )
    paths = [lease.url.removeprefix("http://a.test/") for lease in take(frontier)]
    assert paths == ["", "news/", "story/", "page/2/"]


def test_an_address_is_leased_once_and_its_try_counted(frontier):
    propose(frontier, candidate("http://a.test/story/"))
    (lease,) = take(frontier)
    assert lease.tries == 1
    assert take(frontier) == []


def test_hosts_are_served_alike(frontier):
    propose(frontier, *(candidate(f"http://a.test/{n}/") for n in range(50)))
    propose(frontier, candidate("http://b.test/1/"))
    leased = frontier.lease(per_host=3, have={"a.test": 1}, now=NOW)
    assert [lease.key for lease in leased.leases].count("b.test/1") <= 1
    assert sum("a.test" in lease.url for lease in leased.leases) == 2
    assert sum("b.test" in lease.url for lease in leased.leases) == 1
    assert leased.more == {"a.test"}


def test_a_retry_waits_until_it_is_due(frontier):
    propose(frontier, candidate("http://a.test/story/"))
    (lease,) = take(frontier)
    frontier.finish(lease, Ending(state=UrlState.QUEUED, due=NOW + 5), now=NOW)
    assert take(frontier) == []
    assert frontier.lease(per_host=9, have={}, now=NOW).next_due == NOW + 5
    (again,) = take(frontier, now=NOW + 5)
    assert again.tries == 2


def test_leases_of_a_dead_run_are_given_back(connection, frontier):
    propose(frontier, candidate("http://a.test/story/"))
    take(frontier)
    second = Frontier(connection, run_id="r2")
    assert take(second) == []
    second.start_run([], now=NOW)
    assert len(take(second)) == 1


def test_a_run_looks_again_at_sections_and_not_at_articles(connection, frontier):
    propose(
        frontier,
        candidate("http://a.test/story/"),
        candidate("http://a.test/news/", LinkRole.SECTION),
    )
    for lease in take(frontier):
        state = UrlState.ARTICLE if "story" in lease.url else UrlState.SECTION
        frontier.finish(lease, Ending(state=state), now=NOW)
    second = Frontier(connection, run_id="r2")
    home = candidate("http://a.test/", LinkRole.SECTION, DiscoverySource.SEED)
    second.start_run([(home, "a.test")], now=NOW + 1)
    urls = [lease.url for lease in take(second, now=NOW + 1)]
    assert urls == ["http://a.test/", "http://a.test/news/"]


def test_a_chain_of_pages_without_articles_ends(frontier):
    patience = FULL_PATIENCE
    pages = 0
    while patience > 0:
        url = f"http://a.test/events/{pages}/"
        propose(frontier, candidate(url, LinkRole.OTHER), patience=patience)
        (lease,) = take(frontier)
        patience = patience_after(lease, leads_on=False, fresh=0)
        frontier.finish(lease, Ending(state=UrlState.DROPPED), now=NOW)
        pages += 1
        assert pages <= FULL_PATIENCE
    assert pages == -(-FULL_PATIENCE // COST_OF_OTHER)
    propose(frontier, candidate("http://a.test/events/last/", LinkRole.OTHER), patience=patience)
    assert take(frontier) == []
    assert frontier.ledger()[("dropped", "trap")] == 1


def test_an_address_given_up_as_a_trap_comes_back_when_a_better_page_names_it(frontier):
    propose(frontier, candidate("http://a.test/story/"), patience=0)
    assert take(frontier) == []
    propose(frontier, candidate("http://a.test/story/"))
    assert len(take(frontier)) == 1


def test_a_new_article_restores_patience():
    lease = Lease(
        url_id=1,
        url="http://a.test/",
        key="a.test",
        site="a",
        role=LinkRole.SECTION,
        source=DiscoverySource.SECTION,
        patience=3,
    )
    assert patience_after(lease, leads_on=True, fresh=1) == FULL_PATIENCE
    assert patience_after(lease, leads_on=True, fresh=0) == 2
    assert patience_after(replace(lease, patience=1), leads_on=True, fresh=0) == 0


def test_the_ledger_counts_every_address_once(frontier):
    propose(frontier, *(candidate(f"http://a.test/{n}/") for n in range(10)))
    for number, lease in enumerate(take(frontier, per_host=6)):
        state = UrlState.ARTICLE if number % 2 else UrlState.FAILED
        frontier.finish(lease, Ending(state=state, reason="x" * (number % 2 == 0)), now=NOW)
    ledger = frontier.ledger()
    assert sum(ledger.values()) == 10
    assert ledger == {("queued", ""): 4, ("article", ""): 3, ("failed", "x"): 3}


def test_released_leases_cost_no_try(frontier):
    propose(frontier, candidate("http://a.test/story/"))
    for _ in range(MAX_TRIES + 1):
        assert take(frontier)
        frontier.give_back()
    assert take(frontier)[0].tries == 1


def test_an_adopted_address_is_an_article_without_a_fetch(frontier):
    propose(frontier, candidate("http://a.test/story-as-shared/"))
    (lease,) = take(frontier)
    propose(frontier, candidate("http://a.test/story/"))
    frontier.adopt(lease, key="a.test/story", url="http://a.test/story/", due=0.0)
    assert take(frontier) == []
    frontier.adopt(lease, key="a.test/another", url="http://a.test/another/", due=0.0)
    assert frontier.ledger()[("article", "")] == 2


def test_what_waits_is_left_out_once_its_form_has_proved_barren(connection, frontier):
    links = [candidate(f"http://a.test/list/{number}", LinkRole.OTHER) for number in range(3_000)]
    propose(frontier, *links, candidate("http://a.test/a-story-of-some-words", LinkRole.OTHER))
    nothing = Ending(state=UrlState.DROPPED, reason=DropReason.NO_ARTICLE, rule="nothing")
    for lease in take(frontier, per_host=20):
        frontier.finish(lease, nothing, now=NOW)
    (lease,) = take(frontier, per_host=20)
    assert lease.url == "http://a.test/a-story-of-some-words"
    assert frontier.queued() == 0
    assert frontier.ledger()["dropped", DropReason.TRAP] == 3_000 - 20


def test_what_failed_while_its_host_was_down_is_tried_again_once(frontier):
    propose(frontier, *(candidate(f"http://a.test/{number}") for number in range(3)))
    reasons = ("connection", "timeout", "http 4xx")
    for lease, reason in zip(take(frontier), reasons, strict=True):
        failed = Ending(state=UrlState.FAILED, reason=reason, rule="down")
        frontier.finish(lease, failed, now=NOW + 1)
    frontier.try_again("a.test", since=NOW + 2, now=NOW + 5)
    assert take(frontier, now=NOW + 5) == [], "they failed before"
    frontier.try_again("a.test", since=NOW, now=NOW + 5)
    again = take(frontier, now=NOW + 5)
    assert [lease.url for lease in again] == ["http://a.test/0", "http://a.test/1"]
    for lease in again:
        frontier.finish(lease, Ending(state=UrlState.FAILED, reason="connection"), now=NOW + 6)
    frontier.try_again("a.test", since=NOW, now=NOW + 9)
    assert take(frontier, now=NOW + 9) == []
