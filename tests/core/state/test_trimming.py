"""Old texts are taken out of a state file, and the rest stays."""

import json
from datetime import UTC, datetime

import pytest

from newscrawl.core.state.search import search_articles
from newscrawl.core.state.store import IN_MEMORY, Store
from newscrawl.core.state.trimming import trim_articles
from newscrawl.items import Article

NOW = "2026-11-01T00:00:00Z"


@pytest.fixture
def store():
    store = Store(IN_MEMORY, run_id="r1")
    for name, year in (("old", 2024), ("new", 2026)):
        article = Article(
            url=f"https://a.test/{name}",
            site="a.test",
            headline=f"The {name} bridge",
            article_body=f"Words on the {name} weir.",
            fetched_at=datetime(year, 10, 1, tzinfo=UTC),
        )
        store.commit([article])
    yield store
    store.close()


def test_what_is_old_loses_its_text_and_nothing_else(store):
    assert trim_articles(store.connection, before="2025-11-01T00:00:00Z", now=NOW) == 1
    rows = store.connection.execute(
        "SELECT url, headline, article_body, evidence FROM articles ORDER BY url"
    ).fetchall()
    assert [row[:3] for row in rows] == [
        ("https://a.test/new", "The new bridge", "Words on the new weir."),
        ("https://a.test/old", "The old bridge", ""),
    ]
    assert json.loads(rows[1][3])["trimmed"] == "2026-11-01"
    assert "trimmed" not in json.loads(rows[0][3])


def test_words_of_a_text_that_is_gone_are_not_found(store):
    trim_articles(store.connection, before="2025-11-01T00:00:00Z", now=NOW)
    found = [hit.url for hit in search_articles(store.connection, "weir", limit=9)]
    assert found == ["https://a.test/new"]
    assert len(search_articles(store.connection, "bridge", limit=9)) == 2
    store.connection.execute("INSERT INTO _article_fts (_article_fts) VALUES ('integrity-check')")


def test_what_is_trimmed_is_trimmed_once(store):
    trim_articles(store.connection, before="2025-11-01T00:00:00Z", now=NOW)
    assert trim_articles(store.connection, before="2025-11-01T00:00:00Z", now=NOW) == 0
