import time

import pytest

from newscrawl.core.state.access import reading
from newscrawl.core.state.inspection import read_status, url_rows
from newscrawl.items import UrlState


@pytest.fixture
def connection(state):
    with reading(state) as connection:
        yield connection


def test_the_status_adds_up(connection):
    status = read_status(connection, now=time.time())
    assert (status.ledger.articles, status.ledger.copies) == (3, 1)
    assert status.ledger.by_state() == {
        UrlState.SECTION: 1,
        UrlState.ARTICLE: 3,
        UrlState.DUPLICATE: 1,
        UrlState.REDIRECTED: 1,
        UrlState.FAILED: 1,
        UrlState.QUEUED: 1,
    }
    assert status.waiting == {"a.test": 1}
    assert (status.due_now, status.next_due) == (1, None)
    assert (status.versions, status.pages) == (0, 1)
    assert [(run.run_id, run.ending) for run in status.runs] == [("run-1", "finished")]


def test_what_is_due_later_is_told_with_its_time(state, visit):
    run = visit("run-2", "http://a.test/flaky/")
    run.store.connection.execute("UPDATE _url SET state = 'queued', due = 5000000000")
    with reading(state) as connection:
        status = read_status(connection, now=time.time())
    assert status.due_now == 0
    assert status.next_due.year == 2128
    assert [each.run_id for each in status.runs] == ["run-2", "run-1"]
    assert status.runs[0].finished_at is None


def test_addresses_are_listed_by_state_and_site(connection):
    (failed,) = url_rows(connection, state=UrlState.FAILED)
    assert (failed.url, failed.reason, failed.status) == (
        "http://a.test/forbidden/",
        "http 4xx",
        403,
    )
    assert failed.to_record()["discovered_on"] == "http://a.test/"
    assert len(list(url_rows(connection))) == 8
    assert len(list(url_rows(connection, sites=("a.test",)))) == 8
    assert not list(url_rows(connection, sites=("b.test",)))
