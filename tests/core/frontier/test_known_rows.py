import sqlite3

import pytest

from newscrawl.core.frontier.known_rows import KnownRow, KnownRows
from newscrawl.items import UrlState


@pytest.fixture
def connection():
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE _url (key UNIQUE, state, seen_by, section, published_to)")
    yield connection
    connection.close()


def test_a_row_that_was_fetched_is_remembered_until_it_is_forgotten(connection):
    rows = KnownRows(connection)
    assert rows.get("a.test/1") is None
    connection.execute("INSERT INTO _url VALUES ('a.test/1', 'article', 1, NULL, NULL)")
    article = KnownRow(UrlState.ARTICLE, 1, has_section=False, is_dated=False)
    assert rows.get("a.test/1") == article
    connection.execute("UPDATE _url SET seen_by = 3, section = 7, published_to = 1.0")
    assert rows.get("a.test/1") == article
    rows.forget("a.test/1")
    assert rows.get("a.test/1") == KnownRow(UrlState.ARTICLE, 3, has_section=True, is_dated=True)


@pytest.mark.parametrize("state", [UrlState.QUEUED, UrlState.LEASED, UrlState.DROPPED])
def test_a_row_that_another_page_may_change_is_asked_for_each_time(connection, state):
    rows = KnownRows(connection)
    connection.execute("INSERT INTO _url VALUES ('a.test/1', ?, 1, NULL, NULL)", (state,))
    assert rows.get("a.test/1").is_open
    connection.execute("UPDATE _url SET state = 'article'")
    assert rows.get("a.test/1").state is UrlState.ARTICLE
