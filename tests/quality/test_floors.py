"""The scores that must not fall, measured as the benchmarks measure them."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
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


def predicted(script: str, data: str, out: Path) -> str:
    """Return what the bench's scorer prints for the predictions of a script."""
    folder = BENCH / data
    if not folder.is_dir():
        pytest.skip(f"the labelled data is not at {folder}")
    gold = folder / "dev.jsonl"
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
    check("site", bed.score(tmp_path / "out.jsonl"))


def test_url_keys(tmp_path):
    printed = predicted("predict_urls.py", "urls", tmp_path / "keys.jsonl")
    check("urls", numbers_of(printed))


def test_article_links(tmp_path):
    printed = predicted("predict_links.py", "links", tmp_path / "links.jsonl")
    check("links", numbers_of(printed))
