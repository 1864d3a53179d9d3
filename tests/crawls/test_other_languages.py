"""What crawls bring home from made-up sites with other boilerplate in other languages."""

import json
from dataclasses import dataclass
from datetime import datetime
from statistics import mean
from typing import Any

import pytest
from crawls.sites import german, japanese
from crawls.sites.serving import MadeSite, Truth, served
from scoring import body_f1, names_f1, same_headline

MAKERS = {"german": german.make_site, "japanese": japanese.make_site}


@dataclass
class Crawled:
    """A site with what a crawl of it brought home, by path."""

    site: MadeSite
    records: dict[str, dict[str, Any]]

    def pairs(self) -> list[tuple[Truth, dict[str, Any]]]:
        """Return what was to be read and what was, of every article that was found."""
        truths = [truth for truth in self.site.truths if truth.path in self.records]
        return [(truth, self.records[truth.path]) for truth in truths]


@pytest.fixture(params=MAKERS)
def crawled(request, command, tmp_path):
    with served(MAKERS[request.param]) as site:
        run = command(
            "crawl", f"{site.base}/", "--delay", "0", "--concurrency", "4", "-o", "out.jsonl",
            "--contact", "test@example.org",
        )  # fmt: skip
    assert run.code == 0, run
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    return Crawled(site, {record["url"].removeprefix(site.base): record for record in records})


def test_a_crawl_brings_home_what_the_site_has(crawled):
    pairs = crawled.pairs()
    assert set(crawled.records) == {truth.path for truth in crawled.site.truths}
    check_fields(pairs, crawled.site.language)
    check_bodies(pairs)
    check_completeness(pairs)


def check_fields(pairs: list[tuple[Truth, dict[str, Any]]], language: str) -> None:
    other = [
        (truth.headline, record["headline"])
        for truth, record in pairs
        if not same_headline(truth.headline, record["headline"])
    ]
    assert len(other) <= 0.02 * len(pairs), other
    names = [(truth.authors, record["authors"]) for truth, record in pairs]
    assert names_f1(names) >= 0.98, [each for each in names if set(each[0]) != set(each[1])]
    moments = [
        (truth.published, record["date_published"])
        for truth, record in pairs
        if not is_same_minute(truth.published, record["date_published"])
    ]
    assert len(moments) <= 0.02 * len(pairs), moments
    assert {record["in_language"] for _, record in pairs} == {language}


def is_same_minute(expected: datetime, found: str | None) -> bool:
    """Return whether a record's date says what the page shows, on the clock of the place."""
    if found is None or "T" not in found:
        return False
    return datetime.fromisoformat(found).replace(tzinfo=None) == expected


def check_bodies(pairs: list[tuple[Truth, dict[str, Any]]]) -> None:
    scores = {
        truth.path: body_f1("\n".join(truth.body), record["article_body"])
        for truth, record in pairs
    }
    low = {path: round(score, 3) for path, score in scores.items() if score < 0.97}
    assert mean(scores.values()) >= 0.97, low
    assert min(scores.values()) >= 0.9, low


def check_completeness(pairs: list[tuple[Truth, dict[str, Any]]]) -> None:
    other = [
        (truth.path, truth.completeness, record["completeness"], record["evidence"])
        for truth, record in pairs
        if (truth.completeness != "full" or record["completeness"] != "unknown")
        and record["completeness"] != truth.completeness
    ]
    assert not other
    full = sum(record["completeness"] == "full" for _, record in pairs)
    assert full >= 0.9 * sum(truth.completeness == "full" for truth, _ in pairs)
