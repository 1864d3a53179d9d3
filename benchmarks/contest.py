"""Whole crawls of the replayed news site, newscrawl's and its peers', measured in the same run.

Started by `python -m benchmarks crawls`, in a network namespace of its own in which the site has its own
name and port 80, as some peers take no other. Prints one JSON object a crawl.

    python benchmarks/contest.py REPEATS VENVS [CRAWL...]
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from large_site import LargeSite
from measure import PROJECT, Measured, measure

TEST_BED = PROJECT.parent / "shared" / "testbed" / "site" / "serve.py"
SITE = "http://www.platform-herald.news/"
HERE = Path(__file__).parent / "peers"
MOST_PAGES = "2500"
"""For crawls that do not end by themselves: the site has calendars without an end."""
OPEN = "127.0.0.0/8"


@contextmanager
def site() -> Iterator[Path]:
    """Serve the site, and give the file of its requests."""
    with tempfile.TemporaryDirectory(prefix="newscrawl-site-") as folder:
        log = Path(folder) / "requests.jsonl"
        hosts = Path(folder) / "hosts"
        hosts.write_text("127.0.0.1 localhost www.platform-herald.news platform-herald.news\n")
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        subprocess.run(["mount", "--bind", str(hosts), "/etc/hosts"], check=True)
        process = subprocess.Popen(
            [sys.executable, str(TEST_BED), "--port", "80", "--no-faults", "--log", str(log)],
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait()
            yield log
        finally:
            process.kill()
            process.wait()
            subprocess.run(["umount", "/etc/hosts"], check=False)


def _wait() -> None:
    for _ in range(100):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{SITE}__stats__", timeout=5).close()
            return
        time.sleep(0.2)
    raise SystemExit("the site does not answer")


class Contest:
    """The crawls, each in a fresh folder."""

    def __init__(self, venvs: Path, log: Path) -> None:
        self._venvs = venvs
        self._log = log
        self.addresses: list[str] = []
        """What newscrawl asked for in its last crawl."""

    def run(self, name: str) -> dict[str, object]:
        """Return what a crawl took, and how many records it stored."""
        run: Callable[[Path], tuple[Measured, int]] = getattr(self, name)
        before = self._requests()
        with tempfile.TemporaryDirectory(prefix=f"newscrawl-{name}-") as folder:
            measured, stored = run(Path(folder))
        requests = self._requests()[len(before) :]
        if name == "newscrawl":
            self.addresses = requests
        took = asdict(measured)
        del took["told"]
        return {"crawl": name, "stored": stored, "requests": len(requests), **took}

    def _requests(self) -> list[str]:
        if not self._log.exists():
            return []
        entries = map(json.loads, self._log.read_text(encoding="utf-8").splitlines())
        return [SITE.rstrip("/") + entry["u"] for entry in entries if "__" not in entry["u"][:3]]

    def _python(self, venv: str) -> str:
        return str(self._venvs / venv / "bin" / "python")

    def newscrawl(self, folder: Path, workers: str = "1") -> tuple[Measured, int]:
        command = [
            sys.executable,
            "-m",
            "newscrawl",
            "crawl",
            SITE,
            *self._options(),
            "--workers",
            workers,
        ]
        measured = measure(command, folder=folder, PYTHONPATH=str(PROJECT))
        return measured, _lines(folder / "out.jsonl")

    def _options(self) -> list[str]:
        return [
            *("--delay", "0", "--concurrency", "8", "-o", "out.jsonl", "-q"),
            *("--allow-address", OPEN, "--contact", "bench@example.org"),
            *("-s", "DOWNLOAD_TIMEOUT=10"),
        ]

    def newscrawl_start(self, folder: Path) -> tuple[Measured, int]:
        """Return what newscrawl takes for a site of one article."""
        with LargeSite(articles=1) as small:
            command = [sys.executable, "-m", "newscrawl", "crawl", small.seeds[0], *self._options()]
            measured = measure(command, folder=folder, PYTHONPATH=str(PROJECT))
        return measured, _lines(folder / "out.jsonl")

    def scrapy_noop(self, folder: Path) -> tuple[Measured, int]:
        (folder / "addresses.txt").write_text("\n".join(self.addresses))
        return self._noop(folder)

    def scrapy_noop_start(self, folder: Path) -> tuple[Measured, int]:
        (folder / "addresses.txt").write_text(SITE)
        return self._noop(folder)

    def _noop(self, folder: Path) -> tuple[Measured, int]:
        command = [self._python("scrapy"), str(HERE / "scrapy_noop.py"), "addresses.txt"]
        return measure(command, folder=folder), 0

    def scrapy_trafilatura(self, folder: Path) -> tuple[Measured, int]:
        script = str(HERE / "scrapy_trafilatura.py")
        command = [self._python("scrapy"), script, SITE, "out.jsonl", MOST_PAGES]
        return measure(command, folder=folder), _distinct(folder / "out.jsonl")

    def crawlee_trafilatura(self, folder: Path) -> tuple[Measured, int]:
        script = str(HERE / "crawlee_trafilatura.py")
        command = [self._python("crawlee"), script, SITE, "out.jsonl", MOST_PAGES]
        return measure(command, folder=folder), _distinct(folder / "out.jsonl")

    def trafilatura(self, folder: Path) -> tuple[Measured, int]:
        program = (
            f"{self._python('readers')} -m trafilatura.cli --config-file {HERE / 'trafilatura.cfg'}"
        )
        listed = f"{program} --sitemap {SITE} --list > list.txt"
        script = f"{listed} && {program} -i list.txt --json --with-metadata -o out"
        measured = measure(["sh", "-c", script], folder=folder)
        return measured, sum(1 for _ in (folder / "out").rglob("*.json"))

    def trafilatura_start(self, folder: Path) -> tuple[Measured, int]:
        """Return what its two commands take to start."""
        program = (
            f"{self._python('readers')} -m trafilatura.cli --config-file {HERE / 'trafilatura.cfg'}"
        )
        (folder / "list.txt").write_text(SITE)
        script = f"{program} --version && {program} -i list.txt --json --with-metadata -o out"
        return measure(["sh", "-c", script], folder=folder), 0

    def news_please(self, folder: Path) -> tuple[Measured, int]:
        python = Path(self._python("news-please"))
        found = next(python.parents[1].glob("lib/*/site-packages/newsplease/config/config.cfg"))
        text = found.read_text(encoding="utf-8")
        (folder / "config.cfg").write_text(text.replace("~/news-please-repo/", f"{folder}/repo/"))
        (folder / "sitelist.hjson").write_text(json.dumps({"base_urls": [{"url": SITE}]}))
        command = [str(python.with_name("news-please")), "-c", str(folder)]
        measured = measure(command, folder=folder)
        counts = [
            int(line.partition(":")[2].strip(" ,"))
            for line in measured.told.splitlines()
            if "'item_scraped_count'" in line
        ]
        return measured, sum(counts)


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines()) if path.exists() else 0


def _distinct(path: Path) -> int:
    """Return how many different addresses stand in a file, without what follows `?`."""
    if not path.exists():
        return 0
    records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return len({record["url"].partition("?")[0] for record in records})


QUICK = (
    "newscrawl",
    "newscrawl_start",
    "scrapy_noop",
    "scrapy_noop_start",
    "trafilatura",
    "trafilatura_start",
)
SLOW = ("news_please", "scrapy_trafilatura", "crawlee_trafilatura")


def main() -> None:
    repeats, venvs, *names = sys.argv[1:]
    with site() as log:
        contest = Contest(Path(venvs), log)
        for number in range(int(repeats)):
            for name in names or ([*QUICK, *SLOW] if number == 0 else QUICK):
                print(json.dumps(contest.run(name)), flush=True)


if __name__ == "__main__":
    os.environ["NO_PROXY"] = "*"
    main()
