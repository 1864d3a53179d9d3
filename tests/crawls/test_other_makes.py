"""Crawls of two made-up sites of quite different make: nothing may be tuned to one."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import pytest
from crawls.sites import block_theme, publisher
from crawls.sites.serving import MadeSite, served

MAKERS = {"block theme": block_theme.make_site, "publisher": publisher.make_site}
# Requests for what is no page of the site: usual places of feeds and sitemaps, and traps until they end.
BESIDE = {"block theme": 10, "publisher": 35}


@dataclass
class Crawled:
    """A site with what a crawl of it brought home."""

    make: str
    site: MadeSite
    figures: dict[str, Any]
    records: list[dict[str, Any]]

    def path(self, url: str) -> str:
        return unquote(url.removeprefix(self.site.base))


@pytest.fixture(params=MAKERS)
def crawled(request, command, tmp_path):
    with served(MAKERS[request.param]) as site:
        run = command(
            "crawl", f"{site.base}/", "--delay", "0", "--concurrency", "4", "-o", "out.jsonl",
            "--contact", "test@example.org", "--json", "-q",
        )  # fmt: skip
    assert run.code == 0, run
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    return Crawled(request.param, site, json.loads(run.out), [json.loads(line) for line in lines])


def test_all_articles_come_home_once_and_traps_end(crawled):
    site = crawled.site
    found = [crawled.path(record["url"]) for record in crawled.records]
    assert len(found) == len(set(found))
    assert set(found) == {truth.path for truth in site.truths}
    assert len(site.requests) <= 2 * len(site.truths)
    known = {"/robots.txt", *site.pages}
    beside = [target for target in site.requests if target not in known]
    assert len(beside) <= BESIDE[crawled.make], beside
    check_related(crawled)
    check_coverage(crawled)


def check_related(crawled: Crawled) -> None:
    said = {
        (crawled.path(record["url"]), crawled.path(link["url"]))
        for record in crawled.records
        for link in record["related"]
    }
    true = {(path, target) for path, targets in crawled.site.related.items() for target in targets}
    hit = len(said & true)
    assert hit >= 0.97 * len(said), said - true
    assert hit >= 0.97 * len(true), true - said


def check_coverage(crawled: Crawled) -> None:
    (coverage,) = crawled.figures["coverage"].values()
    listed = sum(bool(truth.sections) for truth in crawled.site.truths)
    assert coverage["by_channel"]["section"] == listed
    assert coverage["missed"][0] == 0
    assert crawled.figures["became"]["nothing_at_a_usual_place"] > 0
