"""Whether a site that is down for a while loses articles, and whether one that stays down ends.

    python benchmarks/outages.py [SECONDS...]

Crawls the known site, which resets all connections for so many seconds (10, 60 and for ever, which is 0) from
its 60th request on, and prints what came home in that run; then the same command again, when the site is
back.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from known_site import ARTICLES, KnownSite

PROJECT = Path(__file__).resolve().parents[1]
FROM = 60


def main() -> int:
    lengths = [float(argument) for argument in sys.argv[1:]] or [10.0, 60.0, 0.0]
    lost = 0
    print(f"{'down s':>7}{'articles':>10}{'seconds':>9}{'exit':>6}{'after a second run':>20}")
    for length in lengths:
        first, second = run(length)
        lost += second["articles"] < ARTICLES or (length > 0 and first["articles"] < ARTICLES)
        told = f"{first['articles']:10}{first['seconds']:9.0f}{first['exit_code']:6}"
        print(f"{length or 'ever':>7}{told}{second['articles']:20}", flush=True)
    return int(lost > 0)


def run(length: float) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the figures of a run whose site goes down, and of the next one."""
    with KnownSite() as site, tempfile.TemporaryDirectory(prefix="newscrawl-outage-") as folder:

        def go_down() -> None:
            site.down = True
            if length:
                threading.Timer(length, come_back).start()

        def come_back() -> None:
            site.down = False

        site.at(FROM, go_down)
        first = _crawl(site, folder)
        come_back()
        return first, _crawl(site, folder)


def _crawl(site: KnownSite, folder: str) -> dict[str, Any]:
    command = [
        sys.executable,
        "-m",
        "newscrawl",
        "crawl",
        site.url,
        "-o",
        "out.jsonl",
        "--json",
        "-q",
    ]
    command += ["--delay", "0", "--concurrency", "4"]
    begun = time.monotonic()
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        check=False,
    )
    return {**json.loads(done.stdout), "seconds": time.monotonic() - begun}


if __name__ == "__main__":
    sys.exit(main())
