"""What the same command does the next time."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

FAST = ("--delay", "0", "--concurrency", "4", "--contact", "test@example.org", "--json", "-q")
LATER = timedelta(days=1)


@pytest.fixture
def crawl(command, newspaper, tmp_path):
    """Return a function that crawls the newspaper once more and returns the figures."""

    def run(*arguments: str) -> dict:
        done = command("crawl", f"{newspaper.base}/", *FAST, "-o", "out.db", *arguments)
        assert done.code == 0, done
        return json.loads(done.out)

    return run


def rows(path: Path, query: str, *values: object) -> list[tuple]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query, values).fetchall()


def test_what_is_new_comes_home_and_nothing_else_is_fetched(crawl, newspaper):
    old = newspaper.add(25)
    assert crawl()["new_articles"] == 25
    new = newspaper.add(4, name="fresh", days=1)
    before = len(newspaper.requests)
    figures = crawl()
    asked = newspaper.paths(before)
    assert figures["new_articles"] == 4
    assert {f"/{story.slug}/" for story in new} <= set(asked)
    assert not {f"/{story.slug}/" for story in old} & set(asked)
    assert not [path for path in asked if path.startswith("/news/page/")], "the depths are known"
    assert len(asked) <= 4 + 4


def test_robots_txt_is_kept_for_a_day(crawl, newspaper, tmp_path):
    newspaper.more_links.append("/private/notes/")
    newspaper.add(10)
    crawl()
    newspaper.more_links.append("/private/more/")
    crawl()
    assert newspaper.paths().count("/robots.txt") == 1
    assert not [path for path in newspaper.paths() if path.startswith("/private/")]
    with closing(sqlite3.connect(tmp_path / "out.db")) as connection, connection:
        connection.execute("UPDATE _robots SET until = until - 86401")
    crawl()
    assert newspaper.paths().count("/robots.txt") == 2


def test_a_story_that_changed_is_fetched_and_the_old_one_kept(crawl, newspaper, tmp_path):
    newspaper.add(12)
    crawl()
    story = newspaper.stories[5]
    story.edition, story.modified = 2, story.modified + LATER
    before = len(newspaper.requests)
    figures = crawl()
    assert (figures["new_articles"], figures["changed_articles"]) == (0, 1)
    assert newspaper.paths(before).count(f"/{story.slug}/") == 1
    ((version, seen_from, seen_until),) = rows(
        tmp_path / "out.db", "SELECT version, seen_from, seen_until FROM versions"
    )
    assert version == 1
    assert seen_from <= seen_until
    body, number = rows(
        tmp_path / "out.db", "SELECT article_body, version FROM articles WHERE version > 1"
    )[0]
    assert story.text()[0] in body
    assert number == 2
    assert crawl()["changed_articles"] == 0


def test_another_title_on_a_section_page_is_enough(crawl, newspaper):
    newspaper.add(12)
    newspaper.lists_dates = False
    crawl()
    newspaper.stories[3].headline = "Updated: " + newspaper.stories[3].headline
    figures = crawl()
    assert (figures["changed_articles"], figures["rechecked_articles"]) == (1, 0)


def test_a_date_alone_makes_no_version(crawl, newspaper, tmp_path):
    newspaper.add(12)
    newspaper.stories[2].note = "1,204 shares"
    crawl()
    newspaper.stories[2].modified += LATER
    newspaper.stories[2].note = "1,377 shares"
    figures = crawl()
    assert (figures["changed_articles"], figures["rechecked_articles"]) == (0, 1)
    assert rows(tmp_path / "out.db", "SELECT * FROM versions") == []


def test_a_sitemap_that_calls_every_page_changed_is_not_believed(crawl, newspaper):
    newspaper.add(25)
    crawl()
    for story in newspaper.stories:
        story.modified += LATER
    assert crawl()["rechecked_articles"] == 0


@pytest.mark.parametrize("status", [404, 410])
def test_a_story_that_is_gone_is_marked_and_stays(crawl, newspaper, tmp_path, status):
    newspaper.add(12)
    crawl()
    newspaper.stories[4].status = status
    figures = crawl()
    assert figures["gone_articles"] == 1
    assert figures["articles"] == 12
    url = f"{newspaper.base}/{newspaper.stories[4].slug}/"
    assert rows(tmp_path / "out.db", "SELECT state FROM _url WHERE url = ?", url) == [("gone",)]
    before = len(newspaper.requests)
    crawl()
    assert f"/{newspaper.stories[4].slug}/" not in newspaper.paths(before)


def test_a_young_story_is_looked_at_by_its_age(crawl, newspaper, tmp_path):
    newspaper.add(3, name="young", days=0)
    newspaper.add(3, name="old", days=100)
    crawl()
    soon = datetime.now(UTC).timestamp() + 1
    assert rows(
        tmp_path / "out.db", "SELECT count(*) FROM _url WHERE state = 'article' AND due > ?", soon
    ) == [(3,)]
    with closing(sqlite3.connect(tmp_path / "out.db")) as connection, connection:
        connection.execute("UPDATE _url SET due = 1 WHERE state = 'article' AND due > 0")
    assert crawl()["rechecked_articles"] == 3
    assert crawl()["rechecked_articles"] == 0


def test_no_story_is_looked_at_by_its_age_where_nobody_wants_it(crawl, newspaper, tmp_path):
    newspaper.add(3, name="young", days=0)
    crawl("--recheck", "none")
    assert rows(tmp_path / "out.db", "SELECT * FROM _url WHERE state = 'article' AND due > 0") == []


def test_a_gap_is_told_and_closed(crawl, newspaper):
    newspaper.add(30)
    newspaper.sitemap = lambda: "<urlset/>"
    crawl()
    newspaper.add(25, name="fresh", days=2)
    figures = crawl()
    assert figures["new_articles"] == 25
    assert sorted(figures["gaps"]) == [f"{newspaper.base}/", f"{newspaper.base}/news/"]


def test_validators_are_believed_once_they_proved_right(crawl, newspaper):
    newspaper.add(12)
    crawl()
    newspaper.add(1, name="fresh", days=1)
    first = len(newspaper.requests)
    crawl()
    assert not [path for path, _, asked in newspaper.requests[first:] if asked], (
        "nothing is proved yet"
    )
    crawl()
    before = len(newspaper.requests)
    figures = crawl()
    assert {status for _, status, _ in newspaper.requests[before:]} == {304}
    assert (figures["new_articles"], figures["articles"]) == (0, 13)


def test_validators_that_lie_hide_nothing(crawl, newspaper):
    newspaper.lying_tags = True
    newspaper.add(12)
    for number in range(4):
        newspaper.add(2, name=f"fresh{number}", days=1)
        assert crawl()["new_articles"] == (14 if number == 0 else 2)
    assert not [path for path, _, asked in newspaper.requests if asked]


def test_an_unchanged_site_gives_no_version(crawl, newspaper, tmp_path):
    newspaper.add(12, days=0)
    for number in range(5):
        figures = crawl()
        assert figures["changed_articles"] == 0
        assert figures["new_articles"] == (12 if number == 0 else 0)
        with closing(sqlite3.connect(tmp_path / "out.db")) as connection, connection:
            connection.execute("UPDATE _url SET due = 1 WHERE state = 'article'")
    assert rows(tmp_path / "out.db", "SELECT * FROM versions") == []


def test_the_replayed_site_a_week_later(command, testbed, tmp_path):
    bed = testbed("--no-faults")
    # Two of its pages never end.
    arguments = ("crawl", bed.url, *FAST, "-o", "out.jsonl", "-s", "DOWNLOAD_TIMEOUT=8")
    assert command(*arguments).code == 0
    bed.ask("__mirror__?name=v2")
    counts = [len(bed.log.read_text().splitlines())]
    second = command(*arguments)
    counts.append(len(bed.log.read_text().splitlines()))
    third = command(*arguments)
    counts.append(len(bed.log.read_text().splitlines()))
    figures = json.loads(second.out)
    assert figures["new_articles"] == 14
    assert figures["changed_articles"] >= 7
    assert figures["gone_articles"] == 3
    needed = 14 + figures["changed_articles"] + figures["rechecked_articles"]
    assert counts[1] - counts[0] - needed <= 80
    assert json.loads(third.out)["new_articles"] == 0
    assert counts[2] - counts[1] <= 60
