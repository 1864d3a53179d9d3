"""What a crawl remembers: looked at while it runs, forgotten for good, made again from kept pages."""

import json
import os
import sqlite3
import subprocess
import sys
import time

from newscrawl.cli.demo_site.articles import load_articles

FAST = ("--delay", "0", "--concurrency", "4", "--contact", "test@example.org")


def test_a_crawl_that_runs_is_read_and_not_disturbed(command, demo, tmp_path):
    crawl = subprocess.Popen(
        [sys.executable, "-m", "newscrawl", "crawl", demo.url, "--delay", "0.2", "-o", "out.jsonl"],
        cwd=tmp_path,
        env={**os.environ, "NEWSCRAWL_CONTACT": "test@example.org", "PYTHONWARNINGS": ""},
        stderr=subprocess.PIPE,
        text=True,
    )
    seen, waited = [], time.monotonic() + 60
    with crawl:
        while crawl.poll() is None and time.monotonic() < waited:
            status = command("status", "out.jsonl", "--json")
            if status.code == 0:
                seen.append(json.loads(status.out)["articles"])
                assert command("explain", "out.jsonl", demo.url).code == 0
                assert command("export", "out.jsonl", "-O", "so-far.jsonl").code == 0
                assert command("forget", "out.jsonl", demo.url).code == 75
                break
        told = crawl.stderr.read()
    assert crawl.returncode == 0, told
    assert seen
    assert seen[0] < len(load_articles()), "the crawl was over already"
    records = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(records) == len(load_articles()), told


def test_a_forgotten_article_is_never_asked_for_again(command, demo, tmp_path):
    assert command("crawl", demo.url, *FAST, "-o", "out.jsonl").code == 0
    url = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()[5])["url"]
    done = command("forget", "out.jsonl", url)
    assert done.code == 0, done
    asked = len(demo.requests)
    assert command("crawl", demo.url, *FAST, "-O", "out.jsonl").code == 0
    assert url.removeprefix(demo.url.rstrip("/")) not in demo.requests[asked:]
    text = (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    urls = [json.loads(line)["url"] for line in text.splitlines()]
    assert len(urls) == len(load_articles()) - 1
    assert url not in urls


def test_an_output_goes_on_after_its_last_article_was_forgotten(command, demo, tmp_path):
    path = tmp_path / "out.jsonl"
    assert command("crawl", demo.url, *FAST, "--max-articles", "5", "-o", "out.jsonl").code == 0
    last = json.loads(path.read_text(encoding="utf-8").splitlines()[-1])["url"]
    assert command("forget", "out.jsonl", last).code == 0
    assert command("crawl", demo.url, *FAST, "-o", "out.jsonl").code == 0
    urls = [json.loads(line)["url"] for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(urls) == len(set(urls)) == len(load_articles())


def test_pages_are_kept_only_where_that_is_asked_for(command, demo, tmp_path):
    for name, options, count in (("no", (), 0), ("yes", ("--keep-pages",), len(load_articles()))):
        assert command("crawl", demo.url, *FAST, *options, "-o", f"{name}.jsonl").code == 0
        connection = sqlite3.connect(tmp_path / f"{name}.newscrawl.db")
        assert connection.execute("SELECT count(*) FROM _page").fetchone() == (count,)
        connection.close()


def test_records_made_again_by_the_same_extractor_are_the_same(command, demo, tmp_path):
    assert command("crawl", demo.url, *FAST, "--keep-pages", "-o", "out.jsonl").code == 0
    done = command("export", "out.jsonl", "-o", "again.jsonl", "--reextract")
    assert done.code == 0, done
    assert f"made again: {len(load_articles())} of {len(load_articles())}" in done.err
    assert "none changed" in done.err
    crawled, again = (
        sorted((tmp_path / name).read_text(encoding="utf-8").splitlines())
        for name in ("out.jsonl", "again.jsonl")
    )
    assert again == crawled
    asked = len(demo.requests)
    assert command("crawl", demo.url, *FAST, "-o", "out.jsonl").code == 0
    assert sorted((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == crawled
    assert len(demo.requests) > asked
