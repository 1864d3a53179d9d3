import time

import pytest

from newscrawl.core.state.access import changing, reading
from newscrawl.core.state.explanation import explain_url
from newscrawl.core.state.forgetting import forget_url
from newscrawl.core.urls import url_key
from newscrawl.exceptions import InputError
from newscrawl.items import Candidate, DiscoverySource, LinkRole

TABLES = ("articles", "authors", "keywords", "images", "versions", "links", "_block", "_page")


def forget(path, url):
    with changing(path) as connection:
        return forget_url(connection, url, now=time.time())


def rows(path, query):
    with reading(path) as connection:
        return connection.execute(query).fetchall()


def test_nothing_of_an_article_is_left_in_the_file(visit, tmp_path):
    run = visit("run-1", "http://a.test/a/")
    run.article(
        "http://a.test/a/",
        "Unrepeatable words.",
        related=("http://a.test/b/",),
        html="<p>Unrepeatable words.</p>",
        authors=("Ann Uniquename",),
        keywords=("Singulartag",),
    )
    run.look_again("http://a.test/a/")
    run.article("http://a.test/a/", "Unrepeatable but changed words.", authors=("Ann Uniquename",))
    run.end()
    path = tmp_path / "a.newscrawl.db"
    forgotten = forget(path, "http://A.test/a?utm_source=x")
    assert forgotten.known
    assert forgotten.versions == 2
    for table in TABLES:
        assert rows(path, f"SELECT * FROM {table}") == [], table
    words = "SELECT rowid FROM _article_fts WHERE _article_fts MATCH 'unrepeatable'"
    assert rows(path, words) == []
    left = path.read_bytes().lower()
    for word in (b"unrepeatable", b"uniquename", b"singulartag"):
        assert word not in left
    assert not path.with_name(path.name + "-wal").exists()


def test_an_article_that_was_forgotten_is_never_fetched_again(state, visit):
    forget(state, "http://a.test/a/")
    run = visit("run-2", "http://a.test/a/", "http://a.test/share/1/", "http://a.test/old/")
    assert not {"http://a.test/a/", "http://a.test/share/1/", "http://a.test/old/"} & set(
        run.leases
    )


def test_nothing_wakes_what_was_forgotten(state, visit):
    forget(state, "http://a.test/a/")
    run = visit("run-2")
    seed = Candidate(
        url="http://a.test/a/",
        key=url_key("http://a.test/a/"),
        role=LinkRole.SECTION,
        source=DiscoverySource.SEED,
    )
    run.store.start_run([(seed, "a.test")])
    (number,) = run.store.connection.execute(
        "SELECT id FROM _url WHERE url = 'http://a.test/a/'"
    ).fetchone()
    run.store._frontier.wake(number, rule="its title in a feed", priority=None, now=time.time())
    assert "http://a.test/a/" not in run._lease()


def test_a_page_that_lists_articles_is_not_forgotten(state):
    with pytest.raises(InputError, match="a section, not an article"):
        forget(state, "http://a.test/")
    assert rows(state, "SELECT url FROM _url WHERE reason = 'forgotten'") == []


def test_an_article_does_not_come_back_under_a_new_spelling(state, visit):
    forget(state, "http://a.test/a/")
    run = visit("run-2", "http://a.test/share/2/")
    stored = run.article("http://a.test/share/2/", "First words.", canonical_url="http://a.test/a/")
    assert stored is None
    assert run.store.ledger().reasons("dropped")["forgotten"] == 4


def test_its_copies_stay_and_the_first_of_them_stands_for_all(state, visit):
    run = visit("run-2", "http://a.test/d/")
    run.article("http://a.test/d/", "First words.", "Second words.")
    run.end()
    forgotten = forget(state, "http://a.test/a/")
    assert forgotten.copies == ("http://a.test/b/", "http://a.test/d/")
    ids = dict(rows(state, "SELECT url, id FROM articles"))
    first = ids["http://a.test/b/"]
    assert dict(rows(state, "SELECT url, duplicate_of FROM articles")) == {
        "http://a.test/b/": None,
        "http://a.test/c/": None,
        "http://a.test/d/": first,
    }
    assert rows(state, "SELECT DISTINCT cluster_id FROM articles WHERE url NOT LIKE '%/c/'") == [
        (first,)
    ]


def test_of_a_copy_that_is_forgotten_the_first_one_is_named(state):
    assert forget(state, "http://a.test/b/").copies == ("http://a.test/a/",)


def test_an_address_that_is_not_known_will_not_be_fetched(state, visit):
    forgotten = forget(state, "http://a.test/never/")
    assert not forgotten.known
    run = visit("run-2", "http://a.test/never/")
    assert "http://a.test/never/" not in run.leases


def test_where_a_removed_page_leads_to_is_not_forgotten_with_it(visit, tmp_path):
    run = visit("run-1", "http://a.test/removed/")
    run.redirect("http://a.test/removed/", "http://a.test/")
    run.end()
    path = tmp_path / "a.newscrawl.db"
    assert forget(path, "http://a.test/removed/").addresses == ("http://a.test/removed/",)
    with reading(path) as connection:
        assert explain_url(connection, "http://a.test/").chain[0].state == "section"


def test_a_later_article_is_not_taken_for_the_last_one_that_was_forgotten(state, visit):
    """Outputs go on behind the last article that they were given."""
    run = visit("run-2", "http://a.test/x/")
    (last,) = run.store.connection.execute("SELECT max(_seq) FROM articles").fetchone()
    run.store.note_export("jsonl:/out.jsonl", seq=last, position="{}")
    run.end()
    forget(state, "http://a.test/c/")
    run = visit("run-3", "http://a.test/new/")
    run.article("http://a.test/new/", "News.")
    run.store.settle_waiting()
    assert [article.url for _, article in run.store.articles.after(last, limit=9)] == [
        "http://a.test/new/"
    ]
