from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newscrawl.core.frontier.endings import ending_of
from newscrawl.core.frontier.table import MAX_TRIES
from newscrawl.items import (
    Candidate,
    DiscoverySource,
    FailureKind,
    FetchFailure,
    Lease,
    LinkRole,
    PageOutcome,
    PageResult,
    PageType,
    UrlState,
)

NOW = 1_800_000_000.0
URL = "http://a.test/story/"


def lease(**fields) -> Lease:
    values = {"was": UrlState.ARTICLE, "tries": MAX_TRIES} | fields
    return Lease(
        url_id=1, url=URL, key="a.test/story", site="a.test", role=LinkRole.ARTICLE,
        source=DiscoverySource.SECTION, **values,
    )  # fmt: skip


def feed(**fields) -> Lease:
    return replace(lease(**fields), role=LinkRole.FEED)


def outcome(lease: Lease, **fields) -> PageOutcome:
    return PageOutcome(lease=lease, url=URL, fetched_at=datetime.now(UTC), **fields)


def failed(lease: Lease, kind: FailureKind, status: int | None = None):
    failure = FetchFailure(kind=kind, detail=f"HTTP {status}")
    return ending_of(outcome(lease, failure=failure, status=status), now=NOW)


@pytest.mark.parametrize(
    ("status", "fields", "state"),
    [
        (410, {}, UrlState.GONE),
        (404, {}, UrlState.ARTICLE),
        (404, {"vanished": True}, UrlState.GONE),
        (404, {"misses": 1}, UrlState.GONE),
        (404, {"was": UrlState.SECTION}, UrlState.SECTION),
        (404, {"was": UrlState.SECTION, "misses": 1}, UrlState.GONE),
        (404, {"was": None}, UrlState.FAILED),
        (403, {}, UrlState.ARTICLE),
    ],
)
def test_gone_is_what_says_so_or_is_missed_twice(status, fields, state):
    kind = FailureKind.GONE if status == 410 else FailureKind.HTTP_CLIENT
    assert failed(lease(**fields), kind, status).state is state


def test_what_is_missed_once_is_looked_at_in_the_next_run():
    ending = failed(lease(), FailureKind.HTTP_CLIENT, 404)
    assert (ending.misses, ending.due) == (1, NOW)


@pytest.mark.parametrize(
    "kind", [FailureKind.HTTP_SERVER, FailureKind.TIMEOUT, FailureKind.BLOCKED]
)
def test_an_article_whose_page_cannot_be_had_stays_one(kind):
    ending = failed(lease(), kind, 503)
    assert (ending.state, ending.reason, ending.failures) == (UrlState.ARTICLE, "", 1)
    assert ending.due == NOW
    assert failed(lease(was=None), kind, 503).state is UrlState.FAILED


def test_an_article_that_leads_elsewhere_is_superseded():
    target = Candidate(
        url="http://a.test/b/",
        key="a.test/b",
        role=LinkRole.ARTICLE,
        source=DiscoverySource.REDIRECT,
    )
    assert ending_of(outcome(lease(), redirect=target), now=NOW).state is UrlState.SUPERSEDED
    assert (
        ending_of(outcome(lease(was=None), redirect=target), now=NOW).state is UrlState.REDIRECTED
    )


def test_an_article_that_is_not_read_as_one_again_stays_one():
    result = PageResult(url=URL, page_type=PageType.OTHER, type_evidence="no text")
    assert ending_of(outcome(lease(), result=result), now=NOW).state is UrlState.ARTICLE
    assert ending_of(outcome(lease(was=None), result=result), now=NOW).state is UrlState.DROPPED


@pytest.mark.parametrize("was", [UrlState.ARTICLE, UrlState.SECTION, UrlState.FEED])
def test_what_is_not_modified_is_what_it_was(was):
    ending = ending_of(outcome(lease(was=was), status=304, not_modified=True), now=NOW)
    assert (ending.state, ending.not_modified, ending.answer) == (was, True, None)


def test_every_ending_says_what_decided():
    for kind in FailureKind:
        for was in (None, UrlState.ARTICLE, UrlState.SITEMAP):
            assert failed(lease(was=was), kind, 404).rule


@pytest.mark.parametrize("was", [None, UrlState.FEED])
@pytest.mark.parametrize("status", [404, 410, 403])
def test_a_dead_feed_is_looked_for_ever_more_seldom_and_never_given_up(was, status):
    kind = FailureKind.GONE if status == 410 else FailureKind.HTTP_CLIENT
    waits = []
    for failures in range(8):
        ending = failed(feed(was=was, failures=failures), kind, status)
        assert (ending.state, ending.failures) == (UrlState.FAILED, failures + 1)
        waits.append((ending.due - NOW) / 86_400)
    assert waits == [0, 1, 2, 4, 8, 16, 30, 30]


def test_a_feed_that_became_a_page_is_looked_at_again_later():
    result = PageResult(url=URL, page_type=PageType.OTHER, type_evidence="no text")
    ending = ending_of(outcome(feed(was=UrlState.FEED, failures=2), result=result), now=NOW)
    assert (ending.state, ending.failures) == (UrlState.DROPPED, 3)
    assert ending.due == NOW + 2 * 86_400
