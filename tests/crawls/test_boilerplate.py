"""What repeats on a site's pages is in none of its articles, whatever happens on the way."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

BOX = (
    "This page is printed on Fridays by the cooperative of the old harbour, and it may be read for nothing at"
    " all in every library of the county until the next one comes out."
)
SUBJECTS = (
    "harbour", "winter", "school", "river", "railway", "museum", "forest", "paper", "valley", "council",
    "doctor", "letter",
)  # fmt: skip
FAST = ("--delay", "0", "--concurrency", "1", "--contact", "test@example.org")


@pytest.fixture
def paper(newspaper):
    """A newspaper with a box below each of its stories, which are about different things."""
    newspaper.box = BOX
    publish(newspaper, 12)
    return newspaper


def publish(paper, count: int) -> None:
    for story, subject in zip(paper.add(count), SUBJECTS, strict=False):
        story.headline = f"The {subject}"


@pytest.fixture
def crawl(command, paper):
    """Return a function that crawls the paper and returns what was printed."""

    def run(*arguments: str) -> str:
        done = command("crawl", f"{paper.base}/", *FAST, *arguments)
        assert done.code == 0, done
        return done.out

    return run


def records(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def lines(path: Path) -> list[dict]:
    return records(path.read_text(encoding="utf-8"))


def rows(path: Path) -> list[dict]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute("SELECT * FROM articles ORDER BY _seq")]


def texts(paper) -> dict[str, str]:
    """Return the text of each story as it is without the box."""
    return {story.headline: "\n\n".join(story.text()) for story in paper.stories}


def bodies(articles: list[dict]) -> dict[str, str]:
    assert len({article["headline"] for article in articles}) == len(articles), "one comes twice"
    return {article["headline"]: article["article_body"] for article in articles}


def test_the_box_is_in_no_article_of_any_output(crawl, paper, tmp_path):
    printed = crawl("-o", "-", "-o", "out.jsonl", "-o", "out.db", "-o", "copy.sqlite", "-q")
    for articles in (
        records(printed),
        lines(tmp_path / "out.jsonl"),
        rows(tmp_path / "out.db"),
        rows(tmp_path / "copy.sqlite"),
    ):
        assert bodies(articles) == texts(paper)


def test_a_small_site_is_settled_at_the_end(crawl, paper):
    del paper.stories[5:]
    assert bodies(records(crawl("-o", "-"))) == texts(paper)


def test_a_limit_is_a_number_of_articles_in_the_output(crawl, tmp_path):
    crawl("-o", "out.jsonl", "--max-articles", "5")
    assert len(lines(tmp_path / "out.jsonl")) == 5


def test_two_sites_of_one_run_are_learned_apart(crawl, paper, tmp_path):
    other = paper.base.replace("127.0.0.1", "localhost")
    crawl(f"{other}/", "-o", "out.jsonl", "--max-articles", "20")
    articles = lines(tmp_path / "out.jsonl")
    assert len({article["site"] for article in articles}) == 2
    assert not [article for article in articles if BOX in article["article_body"]]


def test_what_was_learned_can_be_looked_at(command, crawl, paper, tmp_path):
    crawl("-o", "out.jsonl")
    shown = command("status", "out.jsonl", "--boilerplate", f"{paper.base}/")
    assert shown.code == 0, shown
    first, text = shown.out.splitlines()
    assert first.startswith("on 8 of 8 pages, ")
    assert text.strip() == BOX
    site = paper.base.removeprefix("http://")
    as_json = command("status", "out.jsonl", "--boilerplate", site, "--json")
    assert [(each["site"], each["text"]) for each in records(as_json.out)] == [(site, BOX)]
    wrong = command("status", "out.jsonl", "--boilerplate", "b.test")
    assert (wrong.code, site in wrong.err) == (2, True), wrong
    both = command("status", "out.jsonl", "--boilerplate", site, "--urls", "failed")
    assert both.code == 2, both


def test_a_later_run_knows_the_site_from_its_first_article_on(crawl, paper, tmp_path):
    crawl("-o", "out.jsonl")
    before = (tmp_path / "out.jsonl").read_bytes()
    (story,) = paper.add(1, name="fresh", days=1)
    crawl("-o", "out.jsonl")
    after = (tmp_path / "out.jsonl").read_bytes()
    assert after.startswith(before)
    (article,) = records(after[len(before) :].decode())
    assert article["article_body"] == "\n\n".join(story.text())


def test_a_new_box_makes_no_version_once_it_is_known(crawl, paper, tmp_path):
    crawl("-o", "out.db")
    known, paper.box = paper.box, ""
    for story in paper.stories[:3]:
        story.modified = story.modified.replace(year=story.modified.year + 1)
    assert "changed_articles" in (told := crawl("-o", "out.db", "--json", "-q"))
    assert json.loads(told)["changed_articles"] == 0, f"only {known!r} is gone"
    assert json.loads(told)["rechecked_articles"] == 3
    assert bodies(rows(tmp_path / "out.db")) == texts(paper)


@pytest.mark.parametrize("output", ["out.jsonl", "out.db"])
@pytest.mark.parametrize("at", [5, 9, 14])
def test_a_crawl_that_was_killed_goes_on_as_if_nothing_had_happened(
    crawl, paper, tmp_path, output, at
):
    paper.pauses[at] = Event()
    killed = subprocess.Popen(
        [sys.executable, "-m", "newscrawl", "crawl", f"{paper.base}/", *FAST, "-o", output],
        cwd=tmp_path,
        env={**os.environ, "PYTHONWARNINGS": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + 60
    while len(paper.requests) < at and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.5)  # What was read before is durable by then.
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    paper.pauses[at].set()
    read = rows if output.endswith(".db") else lines
    early = (tmp_path / output).read_bytes() if (tmp_path / output).exists() else b""
    if output == "out.jsonl" and at < 10:
        assert early == b"", "nothing is written before the site is known"
    crawl("-o", output)
    assert bodies(read(tmp_path / output)) == texts(paper)
