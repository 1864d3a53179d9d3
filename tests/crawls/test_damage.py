"""Pages that do not arrive whole."""

import json
from datetime import UTC, datetime

import pytest

FAST = ("--delay", "0", "--concurrency", "4", "--contact", "test@example.org", "-q")


@pytest.fixture
def crawl(command, newspaper, tmp_path):
    """Return a function that crawls the newspaper and returns the newest record of each path."""

    def run() -> dict[str, dict]:
        done = command("crawl", f"{newspaper.base}/", *FAST, "-o", "out.jsonl")
        assert done.code == 0, done
        lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
        records = [json.loads(line) for line in lines]
        return {record["url"].removeprefix(newspaper.base): record for record in records}

    return run


@pytest.mark.parametrize("how", ["length", "gzip"])
def test_a_page_that_never_arrives_whole_is_marked(crawl, newspaper, how):
    newspaper.add(10)
    path = f"/{newspaper.stories[3].slug}/"
    newspaper.cut[path] = how
    records = crawl()
    assert newspaper.paths().count(path) == 3
    cut = records.pop(path)
    assert cut["completeness"] == "truncated"
    assert cut["article_body"]
    assert cut["evidence"]["completeness"] == ["transfer: the page's end was not received"]
    assert "truncated" not in {record["completeness"] for record in records.values()}


def test_a_known_article_is_not_replaced_by_a_part_of_it(crawl, newspaper):
    newspaper.add(10, days=0)
    story = newspaper.stories[3]
    path = f"/{story.slug}/"
    before = crawl()[path]
    story.edition, story.modified = 2, datetime.now(UTC)
    newspaper.cut[path] = "length"
    assert crawl()[path] == before
    assert newspaper.paths().count(path) > 1
    del newspaper.cut[path]
    after = crawl()[path]
    assert (after["version"], after["completeness"]) == (2, before["completeness"])
