"""What limits leave out of the table of URLs, and what brings it back."""

import sqlite3
from datetime import UTC, datetime

import pytest

from newscrawl.core.frontier.budgets import Budgets
from newscrawl.core.frontier.ending import Ending
from newscrawl.core.frontier.limits import Limits
from newscrawl.core.frontier.patience import FULL_PATIENCE
from newscrawl.core.frontier.periods import Period
from newscrawl.core.frontier.proposals import Origin
from newscrawl.core.frontier.table import Frontier
from newscrawl.core.urls import url_key
from newscrawl.items import Candidate, DiscoverySource, DropReason, Lease, LinkRole, UrlState

SITE = "a.test"
NOW = datetime(2026, 3, 1, tzinfo=UTC).timestamp()
OLD = datetime(2025, 1, 1, tzinfo=UTC)
NEW = datetime(2026, 2, 20, tzinfo=UTC)
SINCE = datetime(2026, 1, 1, tzinfo=UTC).timestamp()


def link(path: str, role: LinkRole = LinkRole.ARTICLE, **fields) -> Candidate:
    url = f"http://{SITE}{path}"
    fields.setdefault("source", DiscoverySource.SECTION)
    return Candidate(url=url, key=url_key(url), role=role, **fields)


SEED = link("/", LinkRole.SECTION, source=DiscoverySource.SEED)


class Run:
    """One run over a table that stays."""

    def __init__(self, connection: sqlite3.Connection, limits: Limits | None = None) -> None:
        self.connection = connection
        self.limits = limits or Limits()
        self.budgets = Budgets(self.limits)
        self.frontier = Frontier(connection, run_id="r", limits=limits, budgets=self.budgets)
        self.frontier.start_run([(SEED, SITE)], now=NOW)

    def find(self, *links: Candidate, **fields) -> None:
        values = {"site": SITE, "depth": 1, "patience": FULL_PATIENCE, **fields}
        self.frontier.propose(links, Origin(**values), now=NOW)

    def take(self) -> dict[str, Lease]:
        leases = self.frontier.lease(per_host=100, have={}, now=NOW).leases
        return {lease.url.removeprefix(f"http://{SITE}"): lease for lease in leases}

    def state(self, path: str) -> tuple[str, str]:
        query = "SELECT state, reason FROM _url WHERE url = ?"
        return self.connection.execute(query, (f"http://{SITE}{path}",)).fetchone()

    def sight(self, channel: str, *paths: str) -> None:
        for path in paths:
            self.connection.execute(
                "INSERT INTO _sighting SELECT one.id, other.id, NULL, NULL, 0 FROM _url AS one, _url AS"
                " other WHERE one.url = ? AND other.url = ?",
                (f"http://{SITE}{channel}", f"http://{SITE}{path}"),
            )


@pytest.fixture
def connection():
    connection = sqlite3.connect(":memory:", isolation_level=None)
    yield connection
    connection.close()


def test_what_a_run_leaves_out_the_next_one_without_limits_takes_up(connection):
    run = Run(connection, Limits(since=SINCE))
    run.find(link("/old/", date=OLD), link("/new/", date=NEW), link("/unknown/"))
    assert set(run.take()) == {"/", "/new/", "/unknown/"}
    assert run.state("/old/") == (UrlState.DROPPED, DropReason.DATES)
    assert "/old/" not in Run(connection, Limits(since=SINCE)).take()
    assert "/old/" in Run(connection).take()


def test_a_date_that_comes_late_ends_the_waiting(connection):
    run = Run(connection, Limits(since=SINCE))
    run.find(link("/old/"))
    run.find(link("/old/", source=DiscoverySource.SITEMAP, date=OLD, modified=OLD))
    assert run.frontier.queued() == 1
    run.find(link("/old/"))
    assert set(run.take()) == {"/"}, "a page that gives no date brings nothing back"


def test_an_address_that_one_kind_of_link_leads_to_in_vain_is_fetched_by_another(connection):
    run = Run(connection, Limits(follow=frozenset({DiscoverySource.SECTION})))
    run.find(link("/story/", source=DiscoverySource.SITEMAP))
    assert run.state("/story/") == (UrlState.DROPPED, DropReason.NOT_FOLLOWED)
    run.find(link("/story/"))
    assert "/story/" in run.take()


def test_waiting_addresses_of_an_earlier_run_are_left_out_by_new_limits(connection):
    run = Run(connection)
    run.find(link("/world/", LinkRole.SECTION), link("/near/"), link("/far/"))
    world = connection.execute("SELECT id FROM _url WHERE url LIKE '%/world/'").fetchone()[0]
    run.find(link("/listed/"), sections={url_key(f"http://{SITE}/listed/"): world})
    run = Run(connection, Limits(sections=(url_key(f"http://{SITE}/world/"),)))
    assert set(run.take()) == {"/", "/world/", "/listed/"}
    assert run.state("/near/") == (UrlState.DROPPED, DropReason.SECTION)


def test_an_article_without_a_date_is_not_fetched_in_each_run(connection):
    run = Run(connection, Limits(since=SINCE))
    run.find(link("/undated/"))
    ending = Ending(state=UrlState.DROPPED, reason=DropReason.UNDATED)
    run.frontier.finish(run.take()["/undated/"], ending, now=NOW)
    assert "/undated/" not in Run(connection, Limits(since=SINCE)).take()
    assert "/undated/" in Run(connection).take()


def test_a_list_ends_where_the_page_before_has_older_articles_only(connection):
    run = Run(connection, Limits(since=SINCE))
    run.find(link("/old/", date=OLD), link("/older/"))
    run.find(link("/page/2/", LinkRole.PAGINATION, found_on=SEED.url, page_number=2))
    run.sight("/", "/old/", "/older/")
    home = run.frontier.lease(per_host=1, have={}, now=NOW).leases[0]
    run.frontier.finish(home, Ending(state=UrlState.SECTION), now=NOW)
    taken = run.take()
    assert set(taken) == {"/older/"}, "an article of the page before is under way"
    published = Period(earliest=OLD.timestamp(), latest=OLD.timestamp())
    ending = Ending(state=UrlState.DROPPED, reason=DropReason.DATES, published=published)
    run.frontier.finish(taken["/older/"], ending, now=NOW)
    assert run.take() == {}
    assert run.state("/page/2/") == (UrlState.DROPPED, DropReason.DATES)
    assert "/page/2/" not in Run(connection, Limits(since=SINCE)).take()
    assert "/page/2/" in Run(connection).take()


def test_a_list_goes_on_while_one_article_is_new_enough(connection):
    run = Run(connection, Limits(since=SINCE))
    run.find(link("/old/", date=OLD), link("/new/", date=NEW))
    run.find(link("/page/2/", LinkRole.PAGINATION, found_on=SEED.url, page_number=2))
    run.sight("/", "/old/", "/new/")
    assert "/page/2/" in run.take()
    assert run.state("/page/2/")[0] == UrlState.LEASED


def test_a_spent_budget_leaves_out_what_waits_and_what_is_found(connection):
    run = Run(connection, Limits(per_section=1))
    sections = {url_key(f"http://{SITE}/{name}/"): 77 for name in ("one", "two", "three")}
    run.find(link("/one/"), link("/two/"), link("/free/"), sections=sections)
    run.budgets.note_article(site=SITE, section=77)
    spent = run.budgets.refusal(site=SITE, section=77)
    assert spent is not None
    assert run.budgets.refusal(site=SITE, section=78) is None
    run.frontier.leave_out(SITE, section=77, refusal=spent)
    run.find(link("/three/"), sections=sections)
    assert set(run.take()) == {"/", "/free/"}
    assert run.state("/three/") == (UrlState.DROPPED, DropReason.BUDGET)
    assert {"/one/", "/two/", "/three/"} <= set(Run(connection, Limits(per_section=1)).take())


def test_what_a_transaction_spent_is_given_back_with_it():
    budgets = Budgets(Limits(per_site=2))
    budgets.note_article(site=SITE, section=None)
    budgets.keep()
    budgets.note_article(site=SITE, section=None)
    assert budgets.refusal(site=SITE, section=None) is not None
    budgets.give_back()
    assert budgets.refusal(site=SITE, section=None) is None


def test_related_links_have_a_depth_an_age_and_a_budget_of_their_own(connection):
    limits = Limits(related_depth=1, related_age=1000.0, related_budget=2)
    run = Run(connection, limits)

    def related(path: str) -> Candidate:
        return link(path, LinkRole.RELATED, source=DiscoverySource.RELATED)

    run.find(related("/deep/"), hops=1)
    run.find(related("/aged/"), published=NOW - 2000)
    run.find(related("/one/"), related("/two/"), published=NOW - 500)
    run.find(related("/three/"))
    run.find(link("/three-by-section/")._replace(anchor="free"))
    assert set(run.take()) == {"/", "/one/", "/two/", "/three-by-section/"}
    reasons = {run.state(path)[1] for path in ("/deep/", "/aged/", "/three/")}
    assert reasons == {DropReason.RELATED}


def test_an_address_knows_which_kinds_of_channels_name_it(connection):
    run = Run(connection)
    run.find(link("/story/", source=DiscoverySource.SITEMAP))
    run.find(link("/story/", LinkRole.RELATED, source=DiscoverySource.RELATED))
    run.find(link("/story/"), link("/story/"))
    seen_by = connection.execute("SELECT seen_by FROM _url WHERE url LIKE '%/story/'").fetchone()[0]
    assert seen_by == 1 + 2 + 8
