from newscrawl.core.cleaning import block_hash
from newscrawl.core.state.access import changing, reading
from newscrawl.core.state.reextraction import Reextraction
from newscrawl.core.state.selection import selected_articles
from newscrawl.core.urls import article_id, url_key
from newscrawl.items import Article, Block, BlockKind, PageResult, PageType

A = "http://a.test/a/"
A_ID = article_id(url_key(A))


def reading_of(*texts, **fields):
    blocks = tuple(
        Block(kind=BlockKind.PARAGRAPH, text=text, hash=block_hash(text)) for text in texts
    )
    article = Article(url=A, extractor_version=2, **fields)
    return PageResult(url=A, page_type=PageType.ARTICLE, article=article, blocks=blocks)


def stored(path):
    with reading(path) as connection:
        return {article.url: article for article in selected_articles(connection)}


def replaced(path, result):
    with changing(path) as connection:
        reextraction = Reextraction(connection)
        reextraction.replace(A_ID, result)
    return reextraction.figures


def test_a_record_is_made_again_in_place(state):
    before = stored(state)[A]
    figures = replaced(state, reading_of("Better words.", headline="Better", authors=("Bo",)))
    after = stored(state)[A]
    assert (after.headline, after.article_body, after.authors) == (
        "Better",
        "Better words.",
        ("Bo",),
    )
    assert after.extractor_version == 2
    for name in ("id", "version", "run_id", "site", "discovered_by", "discovered_on", "fetched_at"):
        assert getattr(after, name) == getattr(before, name), name
    assert after.content_hash != before.content_hash
    assert (figures.articles, figures.made_again, figures.changed) == (3, 1, 1)
    assert {"headline", "authors", "article_body"} <= set(figures.fields)


def test_no_version_is_made_and_no_output_is_given_it_again(state):
    query = "SELECT (SELECT count(*) FROM versions), max(_seq), group_concat(_seq) FROM articles"
    with reading(state) as connection:
        before = connection.execute(query).fetchone()
    replaced(state, reading_of("Better words.", headline="Better"))
    with reading(state) as connection:
        assert connection.execute(query).fetchone() == before
        found = "SELECT rowid FROM _article_fts WHERE _article_fts MATCH ?"
        assert connection.execute(found, ("better",)).fetchall() == [(1,)]
        assert connection.execute(found, ("second",)).fetchall() == [(2,)]


def test_the_same_page_is_no_change_at_the_next_look(state, visit):
    replaced(state, reading_of("Better words.", headline="Better"))
    run = visit("run-2")
    run.look_again(A)
    stored = run.article(A, "Better words.", headline="Better", extractor_version=2)
    assert stored.change == "same"


def test_what_is_no_article_or_cannot_be_read_stays(state):
    before = stored(state)
    no_article = replaced(state, PageResult(url=A, page_type=PageType.OTHER))
    unread = replaced(state, None)
    assert (no_article.no_articles, no_article.changed) == (1, 0)
    assert (unread.unread, unread.made_again) == (1, 0)
    assert stored(state) == before
