"""The ways of people who live in Scrapy."""

import json
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=4")
NEWSCRAWL = {"SCRAPY_SETTINGS_MODULE": "newscrawl.settings"}


def read_lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_scrapy_lists_the_spiders(command):
    run = command("list", module="scrapy", **NEWSCRAWL)
    assert run.out.split() == ["feeds", "news"]


def test_scrapy_crawl_writes_articles_through_feeds(command, demo, tmp_path):
    run = command(
        "crawl", "news", "-a", f"seeds={demo.url}", "-O", "out.jsonl", *FAST,
        module="scrapy", **NEWSCRAWL,
    )  # fmt: skip
    assert run.code == 0, run
    assert len(read_lines(tmp_path / "out.jsonl")) == 26
    assert "NEWSCRAWL_OUTPUTS" in run.err
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"], "nothing is remembered"


def test_the_state_argument_makes_it_remember(command, demo, tmp_path):
    arguments = ("crawl", "news", "-a", f"seeds={demo.url}", "-a", "state=state.db", *FAST)
    command(*arguments, "-O", "one.jsonl", module="scrapy", **NEWSCRAWL)
    command(*arguments, "-O", "two.jsonl", module="scrapy", **NEWSCRAWL)
    assert len(read_lines(tmp_path / "one.jsonl")) == 26
    assert read_lines(tmp_path / "two.jsonl") == []


def test_the_feeds_spider_takes_what_feeds_and_sitemaps_list(command, demo, tmp_path):
    run = command(
        "crawl", "feeds", "-a", f"seeds={demo.url}", "-O", "out.jsonl", *FAST,
        module="scrapy", **NEWSCRAWL,
    )  # fmt: skip
    assert run.code == 0, run
    records = read_lines(tmp_path / "out.jsonl")
    assert {record["discovered_by"] for record in records} <= {"feed", "sitemap"}
    assert len(records) >= 20
    assert not [path for path in demo.requests if path.startswith("/news/page/")]


def test_a_jobdir_is_refused_in_one_line(command, demo):
    run = command(
        "crawl", "news", "-a", f"seeds={demo.url}", "-s", "JOBDIR=job", "-s", "LOG_LEVEL=ERROR",
        module="scrapy", **NEWSCRAWL,
    )  # fmt: skip
    assert len(run.err.strip().splitlines()) == 1, run
    assert "JOBDIR" in run.err
    assert "Traceback" not in run.err


SPIDER = """
import scrapy


class OwnSpider(scrapy.Spider):
    name = "own"

    async def start(self):
        yield scrapy.Request("data:,page")

    def parse(self, response):
        text = "One. Two. Three."
        yield {"url": "https://a.test/one/?utm_source=x", "headline": "One\\x07 ", "article_body": text}
        yield {"url": "https://a.test/one", "headline": "One", "article_body": text}
        yield {"url": "https://a.test/two", "headline": "One", "article_body": text}
"""


def own_project(path: Path, settings: str) -> None:
    package = path / "own"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "spider.py").write_text(SPIDER)
    (package / "settings.py").write_text(f'SPIDER_MODULES = ["own.spider"]\n{settings}')
    (path / "scrapy.cfg").write_text("[settings]\ndefault = own.settings\n")


ALL = {
    "newscrawl.pipelines.CleanPipeline": 300,
    "newscrawl.pipelines.DeduplicatePipeline": 500,
    "newscrawl.pipelines.StorePipeline": 800,
}
STORE = 'EXTENSIONS = {"newscrawl.runtime.Runtime": 0}\nNEWSCRAWL_OUTPUTS = ["stored.jsonl"]\n'


@pytest.mark.parametrize(
    ("pipeline", "expected"),
    [("Clean", ["One", "One", "One"]), ("Deduplicate", ["One\x07 ", "One"]), ("Store", None)],
)
def test_each_pipeline_works_alone_in_any_project(command, tmp_path, pipeline, expected):
    own_project(
        tmp_path, f'ITEM_PIPELINES = {{"newscrawl.pipelines.{pipeline}Pipeline": 300}}\n{STORE}'
    )
    run = command("crawl", "own", "-O", "out.jsonl", module="scrapy")
    assert "Traceback" not in run.err, run
    records = read_lines(tmp_path / "out.jsonl")
    if expected is not None:
        assert [record["headline"] for record in records] == expected
    else:
        assert len(records) == 3
        stored = read_lines(tmp_path / "stored.jsonl")
        assert {record["url"].partition("?")[0].rstrip("/") for record in stored} == {
            "https://a.test/one",
            "https://a.test/two",
        }


def test_the_three_pipelines_work_together_in_any_project(command, tmp_path):
    own_project(tmp_path, f"ITEM_PIPELINES = {ALL!r}\n{STORE}")
    run = command("crawl", "own", "-O", "out.jsonl", module="scrapy")
    assert "Traceback" not in run.err, run
    first, second = read_lines(tmp_path / "out.jsonl")
    assert first["headline"] == "One"
    assert second["duplicate_of"] == first["id"]
    assert [record["id"] for record in read_lines(tmp_path / "stored.jsonl")] == [
        first["id"],
        second["id"],
    ]
