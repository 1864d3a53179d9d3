from datetime import UTC, datetime

from newscrawl.core.state.access import changing, reading
from newscrawl.core.state.pages import count_pages, has_page, keep_page, kept_pages
from newscrawl.items import Page

PAGE = Page(url="http://a.test/", body=b"<p>\xff\x00" * 999, content_type="text/html; charset=x")


def test_a_page_comes_back_as_it_was(state):
    with changing(state) as connection:
        connection.execute("DELETE FROM _page")
        for number in range(7):
            keep_page(connection, f"id{number}", PAGE, fetched_at=datetime.now(UTC))
        keep_page(connection, "id0", PAGE, fetched_at=datetime.now(UTC))
    with reading(state) as connection:
        chunks = list(kept_pages(connection, chunk=3))
        assert [len(chunk) for chunk in chunks] == [3, 3, 1]
        assert {kept.article_id for chunk in chunks for kept in chunk} == {
            f"id{number}" for number in range(7)
        }
        assert chunks[0][0].page == PAGE
        assert count_pages(connection) == 7
        size = connection.execute("SELECT max(length(body)) FROM _page").fetchone()[0]
        assert size < len(PAGE.body) / 5


def test_a_file_of_an_earlier_version_has_no_pages(state):
    with changing(state) as connection:
        connection.execute("DROP TABLE _page")
    with reading(state) as connection:
        assert count_pages(connection) == 0


def test_the_page_of_the_present_version_is_kept(visit, tmp_path):
    url = "http://a.test/a/"
    run = visit("run-1", url)
    first = run.article(url, "First.", html="<p>First.")
    for text, html in (("Second.", "<p>Second."), ("Second.", "<p>Second, other advertisement.")):
        run.look_again(url)
        run.article(url, text, html=html)
    run.look_again(url)
    run.article(url, "Second.")
    with reading(tmp_path / "a.newscrawl.db") as connection:
        assert has_page(connection, first.article.id)
        ((kept,),) = kept_pages(connection)
        assert kept.page.body == b"<p>Second."


def test_the_page_of_a_known_article_is_kept_once_pages_are(visit, tmp_path):
    url = "http://a.test/a/"
    run = visit("run-1", url)
    run.article(url, "First.")
    run.look_again(url)
    run.article(url, "First.", html="<p>First.")
    with reading(tmp_path / "a.newscrawl.db") as connection:
        assert count_pages(connection) == 1
