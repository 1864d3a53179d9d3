import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.core.state.search import search_articles
from newscrawl.core.state.selection import Selection
from newscrawl.core.state.store import IN_MEMORY, Store
from newscrawl.items import Article

TEXTS = {
    "bridge": ("A bridge opens", "The old bridge over the river opened on Monday.", "2026-11-02"),
    "bank": ("Rates stay", "The central bank left its rates; the bank is central.", "2026-11-03"),
    "river": ("Flood", "The river rose. Élection day is near, and elections cost.", "2026-11-04"),
    "japanese": ("新しい橋が開通", "市は月曜日に新しい橋を開通させた。", "2026-11-05"),
}


@pytest.fixture
def connection():
    store = Store(IN_MEMORY, run_id="r1")
    store.commit(
        [
            Article(url=f"http://{name}.test/a", site=name, headline=headline, article_body=body)
            for name, (headline, body, _) in TEXTS.items()
        ]
    )
    for name, (_, _, date) in TEXTS.items():
        store.connection.execute(
            "UPDATE articles SET date_published = ? WHERE site = ?", (date, name)
        )
    yield store.connection
    store.close()


def sites(connection, words: str, **selection: object) -> list[str]:
    found = search_articles(connection, words, Selection(**selection), limit=10)
    return [hit.site for hit in found]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("BRIDGE", ["bridge"]),
        ("river", ["river", "bridge"]),
        ("river monday", ["bridge"]),
        ('"central bank"', ["bank"]),
        ('"bank central"', []),
        ("election", ["river"]),
        ("elect*", ["river"]),
        ("elect", []),
        ("橋", ["japanese"]),
        ("橋 月曜日", ["japanese"]),
        ("橋 bridge", []),
        ("nothing-like-it", []),
        ('" AND NEAR( "', []),
        ("***", []),
        ("", []),
    ],
)
def test_words_find_articles(connection, words, found):
    assert sites(connection, words) == found


def test_what_is_selected(connection):
    assert sites(connection, "river", since="2026-11-03") == ["river"]
    assert sites(connection, "river", sites=("bridge",)) == ["bridge"]
    assert sites(connection, "橋", before="2026-11-05") == []


def test_what_was_found_is_shown_with_what_stands_around_it(connection):
    (hit,) = search_articles(connection, "opened", limit=1)
    assert hit.snippet == "The old bridge over the river [opened] on Monday."
    (hit,) = search_articles(connection, "開通させた", limit=1)
    assert hit.snippet == "市は月曜日に新しい橋を[開通させた]。"


@settings(max_examples=200, deadline=None)
@given(words=st.text(max_size=30))
def test_any_words_are_taken(words):
    store = Store(IN_MEMORY, run_id="r1")
    try:
        search_articles(store.connection, words, limit=5)
    finally:
        store.close()
