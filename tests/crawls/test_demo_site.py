"""What a crawl of the demo site brings home, in every form of output."""

import json
import sqlite3
from collections import Counter
from pathlib import Path

import jsonschema
import pytest

from newscrawl.cli.demo_site.articles import load_articles

FAST = ("--delay", "0", "--concurrency", "4", "--contact", "test@example.org")
SCHEMA = Path(__file__).parents[2] / "newscrawl" / "exporters" / "article.schema.json"


LOG_LAG = 0.01
"""Seconds by which the server's log may call an answer finished after its reader has it."""


def read_lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def same_but_for_time(record: dict) -> dict:
    changing = ("fetched_at", "run_id", "discovered_by", "discovered_on")
    # Which of two exact copies is the first depends on which page came first.
    order = ("duplicate_of", "cluster_id")
    return {key: value for key, value in record.items() if key not in (*changing, *order)}


@pytest.fixture
def crawled(command, demo, tmp_path):
    run = command("crawl", demo.url, *FAST, "-o", "out.jsonl", "-o", "out.db", "-o", "copy.sqlite")
    assert run.code == 0, run
    return tmp_path


def test_every_article_comes_home_once_and_valid(crawled):
    records = read_lines(crawled / "out.jsonl")
    expected = load_articles()
    assert len(records) == len(expected)
    assert len({record["url"] for record in records}) == len(records)
    assert Counter(record["headline"] for record in records) == Counter(
        article.headline for article in expected
    )
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    for record in records:
        validator.validate(record)
    assert sum(record["duplicate_of"] is not None for record in records) == 2
    assert {record["discovered_by"] for record in records} > {"sitemap"}


def test_all_outputs_hold_the_same_articles(crawled):
    lines = {record["id"]: record for record in read_lines(crawled / "out.jsonl")}
    for name in ("out.db", "copy.sqlite"):
        connection = sqlite3.connect(crawled / name)
        rows = connection.execute("SELECT id, headline, article_body, date_published FROM articles")
        stored = {row[0]: row[1:] for row in rows}
        connection.close()
        assert stored == {
            key: (record["headline"], record["article_body"], record["date_published"])
            for key, record in lines.items()
        }


def test_a_second_crawl_adds_nothing_and_asks_for_no_article_again(crawled, command, demo):
    before = (crawled / "out.jsonl").read_bytes()
    asked = len(demo.requests)
    run = command("crawl", demo.url, *FAST, "-o", "out.jsonl", "--state", "out.db")
    assert run.code == 0, run
    assert (crawled / "out.jsonl").read_bytes() == before
    assert "new 0" in run.err
    articles = {article.path for article in load_articles()}
    assert not articles & set(demo.requests[asked:])


def test_an_output_that_was_deleted_is_written_again(crawled, command, demo):
    before = read_lines(crawled / "out.jsonl")
    (crawled / "out.jsonl").unlink()
    run = command("crawl", demo.url, *FAST, "-o", "out.jsonl", "--state", "out.db")
    assert run.code == 0, run
    assert read_lines(crawled / "out.jsonl") == before


def test_an_output_that_somebody_edited_is_left_alone(crawled, command, demo):
    path = crawled / "out.jsonl"
    path.write_bytes(path.read_bytes() + b'{"mine": true}\n')
    edited = path.read_bytes()
    run = command("crawl", demo.url, *FAST, "-o", "out.jsonl", "--state", "out.db")
    assert run.code == 2, run
    assert path.read_bytes() == edited
    assert len(run.err.strip().splitlines()) <= 3, run


def test_reading_in_the_loop_gives_the_same(crawled, command, demo):
    run = command("crawl", demo.url, *FAST, "-o", "again.jsonl", "--workers", "0")
    assert run.code == 0, run
    again = {
        record["id"]: same_but_for_time(record) for record in read_lines(crawled / "again.jsonl")
    }
    first = {
        record["id"]: same_but_for_time(record) for record in read_lines(crawled / "out.jsonl")
    }
    assert again == first


def test_robots_txt_is_obeyed(crawled, demo):
    assert not [path for path in demo.requests if path.startswith("/members/")]


def test_the_server_never_sees_more_requests_at_once_than_allowed(command, testbed, tmp_path):
    bed = testbed("--no-faults", "--latency", "30")
    run = command(
        "crawl", bed.url, "--delay", "0", "--concurrency", "2", "-o", "out.jsonl",
        "--max-articles", "60", "--contact", "t@example.org",
    )  # fmt: skip
    assert run.code == 0, run
    entries = [json.loads(line) for line in bed.log.read_text().splitlines()]
    moments = [(e["t"], 1) for e in entries] + [(e["t"] + e["d"] - LOG_LAG, -1) for e in entries]
    active = peak = 0
    for _, step in sorted(moments):
        active += step
        peak = max(peak, active)
    assert peak == 2


def test_waiting_for_a_host_costs_next_to_nothing(command, demo, tmp_path):
    script = (
        "import resource, sys; from newscrawl.__main__ import main\n"
        "try:\n    main()\n"
        "finally:\n    print(resource.getrusage(resource.RUSAGE_SELF).ru_utime, file=sys.stderr)\n"
    )
    (tmp_path / "timed.py").write_text(script)
    run = command(
        "crawl",
        demo.url,
        "--delay",
        "1",
        "--max-articles",
        "6",
        "-q",
        "-o",
        "out.jsonl",
        module="timed",
    )
    assert run.code == 0, run
    assert float(run.err.splitlines()[-1]) < 4, "the crawl spins while it waits"
