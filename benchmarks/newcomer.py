"""The path of a newcomer, timed: 40 sites from a list of addresses to a crontab line.

    python benchmarks/newcomer.py [SITES]

Each site is the demo site on a port of its own. `init --from`, `run`, and `run --print cron` are run as a
user would type them, at the default pace of one request a second for each site; what the user types and
reads is not counted.
"""

import json
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from newscrawl.cli.demo_site.server import DemoServer

ARTICLES = 26
"""Of the demo site."""


def main() -> int:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    with ExitStack() as stack, tempfile.TemporaryDirectory(prefix="newscrawl-newcomer-") as folder:
        urls = [stack.enter_context(DemoServer()).url for _ in range(number)]
        Path(folder, "urls.txt").write_text("\n".join(urls), encoding="utf-8")
        total = 0.0
        for arguments in (
            ("init", "--from", "urls.txt", "-o", "news.toml"),
            ("run", "news.toml", "-q", "--json"),
            ("run", "news.toml", "--print", "cron"),
        ):
            began = time.monotonic()
            done = subprocess.run(
                [sys.executable, "-m", "newscrawl", *arguments],
                cwd=folder,
                capture_output=True,
                text=True,
                check=False,
            )
            seconds = time.monotonic() - began
            total += seconds
            print(
                f"{seconds:6.0f} s  exit {done.returncode}  newscrawl {' '.join(arguments)}",
                flush=True,
            )
            if arguments[-1] == "--json":
                figures = json.loads(done.stdout)
                print(f"          {figures['articles']} of {ARTICLES * number} articles")
            elif done.stdout:
                print(f"          {done.stdout.strip()[:100]}")
    print(f"{total:6.0f} s  in all, of 300")
    return int(total > 300 or figures["articles"] < ARTICLES * number)


if __name__ == "__main__":
    sys.exit(main())
