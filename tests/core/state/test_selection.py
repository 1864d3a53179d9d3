import pytest

from newscrawl.core.state.access import reading
from newscrawl.core.state.selection import Selection, selected_articles, selected_versions
from newscrawl.items import Article, Completeness


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), "abc"),
        (Selection(unique=True), "ac"),
        (Selection(sites=("a.test",)), "abc"),
        (Selection(sites=("b.test",)), ""),
        (Selection(languages=("EN",)), "ab"),
        (Selection(languages=("en-gb", "de")), "bc"),
        (Selection(languages=("e",)), ""),
        (Selection(completeness=(Completeness.FULL,)), "a"),
        (Selection(since="2026-03-01"), "ac"),
        (Selection(since="2026-03-02"), "c"),
        (Selection(since="2026-03-01T10:00:00"), "ac"),
        (Selection(since="2026-03-01T10:00:01"), "c"),
        (Selection(since="2026-04-01T15:00:00"), "c"),
        (Selection(since="2026-04-02"), ""),
        (Selection(before="2026-04-01"), "a"),
        (Selection(before="2026-04-02"), "ac"),
        (Selection(before="2026-04-01T15:00:00"), "ac"),
        (Selection(since="2026-01-01", languages=("de", "en"), unique=True), "ac"),
    ],
)
def test_articles_are_picked(state, selection, expected):
    with reading(state) as connection:
        urls = [article.url for article in selected_articles(connection, selection)]
    assert urls == [f"http://a.test/{name}/" for name in expected]


def test_many_articles_come_once_each(visit, tmp_path):
    urls = [f"http://a.test/{number}/" for number in range(205)]
    visit("run-1").store.commit([Article(url=url, article_body=url) for url in urls])
    with reading(tmp_path / "a.newscrawl.db") as connection:
        assert [article.url for article in selected_articles(connection)] == urls


def test_versions_come_from_the_first_to_the_present_one(state, visit):
    run = visit("run-2")
    run.look_again("http://a.test/a/")
    run.article("http://a.test/a/", "First words.", "Other words.", in_language="en")
    run.end()
    with reading(state) as connection:
        versions = [
            (article.url[-2], article.version, article.article_body.split()[-2])
            for article in selected_versions(connection, Selection(languages=("en",)))
        ]
    assert versions == [("a", 1, "Second"), ("a", 2, "Other"), ("b", 1, "Second")]
