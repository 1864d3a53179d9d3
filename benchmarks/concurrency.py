"""Whether a host is ever asked more at once than was set, as the server counts it.

    python benchmarks/concurrency.py [REQUESTS]

Crawls a site of so many pages (10,000) on loopback with 1, 2 and 8 requests at once for each of two hosts,
without a delay, and prints what the server has seen; exits with 1 if it was ever more.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from large_site import LargeSite

PROJECT = Path(__file__).resolve().parents[1]
SETTINGS = (1, 2, 8)
HOSTS = 2


def main() -> int:
    requests = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    wrong = 0
    print(f"{'set':>4}{'requests':>10}{'most at once':>14}")
    for concurrency in SETTINGS:
        with LargeSite(articles=requests // HOSTS, hosts=HOSTS, slowest=0.01) as site:
            _crawl(site, concurrency)
            most = max(site.most_at_once.values())
            wrong += most > concurrency
            print(f"{concurrency:4}{site.served.total():10,}{most:14}", flush=True)
    return int(wrong > 0)


def _crawl(site: LargeSite, concurrency: int) -> None:
    command = [sys.executable, "-m", "newscrawl", "crawl", *site.seeds, "-o", "out.jsonl", "-q"]
    command += ["--delay", "0", "--concurrency", str(concurrency)]
    with tempfile.TemporaryDirectory(prefix="newscrawl-concurrency-") as folder:
        environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
        subprocess.run(command, cwd=folder, env=environment, check=True)


if __name__ == "__main__":
    sys.exit(main())
