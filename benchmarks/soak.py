"""Whether a long crawl keeps its memory and its descriptors.

    python benchmarks/soak.py [PAGES]

Crawls a site of so many articles (200,000) on loopback, 16 requests at once, and prints twenty times what all
processes hold; then the growth for 100,000 pages after the first tenth. Exits with 1 if that is more than
50 MB, or if descriptors grow, or if an article is missing.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from large_site import LargeSite
from processes import descriptors, resident

PROJECT = Path(__file__).resolve().parents[1]
STEPS = 20
ALLOWED = 50.0
"""MB for 100,000 pages."""
MORE_DESCRIPTORS = 10


def main() -> int:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    samples: list[tuple[int, float, int]] = []
    with LargeSite(articles=pages) as site, tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "newscrawl", "crawl", *site.seeds, "-o", "out.jsonl", "-q"]
        command += ["--delay", "0", "--concurrency", "16", "--json"]
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
            stdout=subprocess.PIPE,
        )
        print(f"{'pages':>9}{'MB':>7}{'descriptors':>13}", flush=True)
        while process.poll() is None:
            time.sleep(1)
            served = site.served.total()
            if served >= (len(samples) + 1) * pages / STEPS:
                samples.append((served, resident(process.pid), descriptors(process.pid)))
                print("{:9,}{:7.0f}{:13}".format(*samples[-1]), flush=True)
        figures = json.loads(process.communicate()[0])
        lines = sum(1 for _ in (Path(folder) / "out.jsonl").open("rb"))
    return _judge(samples, articles=figures["articles"], lines=lines, pages=pages)


def _judge(samples: list[tuple[int, float, int]], *, articles: int, lines: int, pages: int) -> int:
    settled = samples[len(samples) // 10 :]
    (first, before, opened), (last, after, open_now) = settled[0], settled[-1]
    slope = (after - before) / (last - first) * 100_000
    print(f"{slope:+.1f} MB for 100,000 pages; descriptors {opened} -> {open_now}")
    print(f"{articles:,} articles, {lines:,} lines of {pages:,}")
    good = slope <= ALLOWED and open_now <= opened + MORE_DESCRIPTORS
    return int(not (good and articles == lines == pages))


if __name__ == "__main__":
    sys.exit(main())
