"""The scores that must not fall, measured as the benchmarks measure them."""

import json
import re
import subprocess
import sys
import tomllib
from datetime import datetime
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from scoring import body_f1, names_f1, same_headline

from newscrawl.core.cleaning.settling import settle
from newscrawl.core.reading.read import read_page
from newscrawl.items.article import Article
from newscrawl.items.page import Page
from newscrawl.items.site import Site

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
RECORDED = HERE.parent / "recorded_pages"
BENCH = PROJECT.parent / "shared" / "bench"
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


def check(name: str, scores: dict[str, float]) -> None:
    """Fail with every score that is below its floor or above its ceiling."""
    low = {key: scores[key] for key, floor in FLOORS[name].items() if scores[key] < floor}
    most = FLOORS.get(f"{name}_most", {})
    high = {key: scores[key] for key, ceiling in most.items() if scores[key] > ceiling}
    # CI shows the scores, held or not.
    print(name, {key: scores[key] for key in (*FLOORS[name], *most)})  # noqa: T201
    assert not low, f"{name}: below the floor: {low}"
    assert not high, f"{name}: above the ceiling: {high}"


def predicted(script: str, data: str, out: Path, *, name: str = "dev.jsonl") -> str:
    """Return what the bench's scorer prints for the predictions of a script."""
    folder = BENCH / data
    if not folder.is_dir():
        pytest.skip(f"the labelled data is not at {folder}")
    gold = folder / name
    subprocess.run([sys.executable, PROJECT / "benchmarks" / script, gold, out], check=True)
    scorer = [sys.executable, folder / "score.py", gold, out]
    return subprocess.run(scorer, check=True, capture_output=True, text=True).stdout


def numbers_of(printed: str) -> dict[str, float]:
    return {name: float(value) for name, value in re.findall(r"(\w+)=([\d.]+)", printed)}


def test_a_whole_crawl_of_the_replayed_site(command, testbed, tmp_path):
    bed = testbed()
    run = command(
        "crawl", bed.url, "--delay", "0", "--concurrency", "8", "-o", "out.jsonl",
        "-s", "DOWNLOAD_TIMEOUT=15", "--contact", "test@example.org",
    )  # fmt: skip
    assert run.code == 0, run
    scores = bed.score(tmp_path / "out.jsonl")
    scores["copies_kept"] = int(str(scores["copies_kept"]).partition("/")[0])
    check("site", scores)


def test_url_keys(tmp_path):
    printed = predicted("predict_urls.py", "urls", tmp_path / "keys.jsonl")
    check("urls", numbers_of(printed))


def test_article_links(tmp_path):
    printed = predicted("predict_links.py", "links", tmp_path / "links.jsonl")
    check("links", numbers_of(printed))


def test_groups_of_copies(tmp_path):
    name = "stream_dev.jsonl.xz"
    printed = predicted("predict_dedup.py", "dedup", tmp_path / "groups.jsonl", name=name)
    check("copies", numbers_of(printed.partition("\n")[0]))


def test_recorded_pages_with_their_truth():
    read = [
        (json.loads(path.read_text(encoding="utf-8")), read_recorded(path.parent))
        for path in sorted(RECORDED.glob("*/truth.json"))
    ]
    bodies = [
        body_f1("\n".join(truth["article_body"]), article.article_body) for truth, article in read
    ]
    scores = {
        "pages": len(read),
        "body_f1": mean(bodies),
        "lowest_body_f1": min(bodies),
        "headline": mean(same_headline(truth["headline"], it.headline) for truth, it in read),
        "authors": names_f1((truth["authors"], article.authors) for truth, article in read),
        "date_published": mean(is_same_date(truth, article) for truth, article in read),
    }
    check("recorded", scores)


def read_recorded(folder: Path) -> Article:
    url = json.loads((folder / "expected.json").read_text(encoding="utf-8"))["url"]
    page = Page(url=url, body=(folder / "page.html").read_bytes(), content_type="text/html")
    article = settle(read_page(page, Site(name="recorded", seeds=(url,), hosts=())))
    assert article is not None, folder.name
    return article


def is_same_date(truth: dict[str, Any], article: Article) -> bool:
    """Return whether a date is the same to the minute, on the page's clock where it states no zone."""
    expected, found = datetime.fromisoformat(truth["date_published"]), article.date_published
    if found is None:
        return False
    return found == expected if expected.tzinfo else found.replace(tzinfo=None) == expected
