"""Crawls that were asked for a part of a site."""

import json
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from crawls.sites import block_theme
from crawls.sites.serving import served

FAST = ("--delay", "0", "--concurrency", "4", "--contact", "test@example.org", "--json", "-q")


@pytest.fixture(scope="module")
def site():
    with served(block_theme.make_site) as site:
        yield site


@pytest.fixture
def crawl(command, site, tmp_path):
    """Return a function that crawls the site and gives paths of new articles, figures and requests."""
    seen: set[str] = set()

    def run(*arguments: str):
        before = len(site.requests)
        done = command("crawl", *arguments, *FAST, "-o", "out.db")
        assert done.code == 0, done
        with closing(sqlite3.connect(tmp_path / "out.db")) as connection:
            urls = {url for (url,) in connection.execute("SELECT url FROM articles")}
        new = {url.removeprefix(site.base) for url in urls} - seen
        seen.update(new)
        return new, json.loads(done.out), site.requests[before:]

    return run


def in_section(site, path: str) -> set[str]:
    return {truth.path for truth in site.truths if path in truth.sections}


def test_a_section_comes_home_whole_and_nothing_beside_it(crawl, site):
    new, figures, requests = crawl("--section", f"{site.base}/category/news/")
    assert new == in_section(site, "news")
    assert figures["left_out_by_limits"].keys() == {"outside the section"}
    assert len(requests) <= 1.5 * len(new)
    rest, figures, _ = crawl(f"{site.base}/")
    assert new | rest == {truth.path for truth in site.truths}
    assert figures["left_out_by_limits"] == {}


def test_a_span_of_dates_needs_no_walk_through_the_archive(crawl, site):
    published = sorted(truth.published for truth in site.truths)
    since, until = published[-20], published[-5]
    span = {truth.path for truth in site.truths if since <= truth.published <= until}
    new, figures, requests = crawl(
        f"{site.base}/", "--since", since.date().isoformat(), "--until", until.date().isoformat()
    )
    assert new == span
    assert figures["left_out_by_limits"].keys() == {"outside the dates"}
    pages = [target for target in requests if "/page/" in target]
    assert len(pages) <= 12, pages
    later = {truth.path for truth in site.truths if truth.published > until}
    tomorrow = (published[-1] + timedelta(days=1)).date().isoformat()
    new, _, _ = crawl(f"{site.base}/", "--since", until.date().isoformat(), "--until", tomorrow)
    assert new == later


def test_budgets_bring_a_part_and_the_next_run_goes_on(crawl, site):
    first, figures, _ = crawl(f"{site.base}/", "--max-per-site", "10")
    assert len(first) == 10
    assert figures["left_out_by_limits"]["over budget"] > 10
    second, _, _ = crawl(f"{site.base}/", "--max-per-site", "10")
    assert len(second) == 10


def test_only_some_kinds_of_links_are_followed(crawl, site):
    new, figures, requests = crawl(f"{site.base}/", "--follow", "section,pagination")
    assert new == {truth.path for truth in site.truths if truth.sections}
    assert not [target for target in requests if target.endswith(".xml")]
    assert figures["left_out_by_limits"].keys() == {"not followed"}


def test_what_cannot_be_limited_is_told_before_anything_is_written(command, site, tmp_path):
    for arguments, told in (
        (("--section", "https://other.example.org/news/"), "not on a site that was named"),
        (("--since", "2026-05-02", "--until", "2026-05-01"), "later than --until"),
        (("--follow", "everything"), "name some of"),
    ):
        done = command("crawl", f"{site.base}/", *arguments, *FAST, "-o", "out.jsonl")
        assert done.code == 2
        assert told in done.err
    assert not list(tmp_path.iterdir())
