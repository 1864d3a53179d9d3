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
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from urllib.parse import unquote, urlsplit

from large_site import LargeSite
from measure import PROJECT, Measured, measure

TEST_BED = PROJECT.parent / "shared" / "testbed" / "site"
SITE = "http://www.platform-herald.news/"
HERE = Path(__file__).parent / "peers"
MOST_PAGES = "2500"
"""For crawls that do not end by themselves: the site has calendars without an end."""
OPEN = "127.0.0.0/8"
Crawled = tuple[Measured, list[str] | int]
"""What a crawl took, and the addresses of what it stored; their number by its own log, where it keeps few."""


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
            [
                sys.executable,
                str(TEST_BED / "serve.py"),
                "--port",
                "80",
                "--no-faults",
                "--log",
                str(log),
            ],
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
        truth = json.loads((TEST_BED / "truth.json").read_text(encoding="utf-8"))
        self._articles = {_path(article["url"]) for article in truth["articles"]}

    def run(self, name: str) -> dict[str, object]:
        """Return what a crawl took, how many records it stored, and of how many of the site's articles.

        Where the addresses are not known, all are taken for articles.
        """
        run: Callable[[Path], Crawled] = getattr(self, name)
        before = self._requests()
        with tempfile.TemporaryDirectory(prefix=f"newscrawl-{name}-") as folder:
            measured, stored = run(Path(folder))
        requests = self._requests()[len(before) :]
        if name == "newscrawl":
            self.addresses = requests
        took = asdict(measured)
        del took["told"]
        articles = stored
        if not isinstance(stored, int):
            articles, stored = len(self._articles & set(map(_path, stored))), len(stored)
        counts = {"stored": stored, "articles": articles, "requests": len(requests)}
        return {"crawl": name, **counts, **took}

    def _requests(self) -> list[str]:
        if not self._log.exists():
            return []
        entries = map(json.loads, self._log.read_text(encoding="utf-8").splitlines())
        return [SITE.rstrip("/") + entry["u"] for entry in entries if "__" not in entry["u"][:3]]

    def _python(self, venv: str) -> str:
        return str(self._venvs / venv / "bin" / "python")

    def newscrawl(self, folder: Path, workers: str = "1") -> Crawled:
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
        return measured, _told_in(folder / "out.jsonl")

    def _options(self) -> list[str]:
        return [
            *("--delay", "0", "--concurrency", "8", "-o", "out.jsonl", "-q"),
            *("--allow-address", OPEN, "--contact", "bench@example.org"),
            *("-s", "DOWNLOAD_TIMEOUT=10"),
        ]

    def newscrawl_start(self, folder: Path) -> Crawled:
        """Return what newscrawl takes for a site of one article."""
        with LargeSite(articles=1) as small:
            command = [sys.executable, "-m", "newscrawl", "crawl", small.seeds[0], *self._options()]
            measured = measure(command, folder=folder, PYTHONPATH=str(PROJECT))
        return measured, _told_in(folder / "out.jsonl")

    def scrapy_noop(self, folder: Path) -> Crawled:
        (folder / "addresses.txt").write_text("\n".join(self.addresses))
        return self._noop(folder)

    def scrapy_noop_start(self, folder: Path) -> Crawled:
        (folder / "addresses.txt").write_text(SITE)
        return self._noop(folder)

    def _noop(self, folder: Path) -> Crawled:
        command = [self._python("scrapy"), str(HERE / "scrapy_noop.py"), "addresses.txt"]
        return measure(command, folder=folder), []

    def scrapy_trafilatura(self, folder: Path) -> Crawled:
        script = str(HERE / "scrapy_trafilatura.py")
        command = [self._python("scrapy"), script, SITE, "out.jsonl", MOST_PAGES]
        return measure(command, folder=folder), _distinct(_told_in(folder / "out.jsonl"))

    def crawlee_trafilatura(self, folder: Path) -> Crawled:
        script = str(HERE / "crawlee_trafilatura.py")
        command = [self._python("crawlee"), script, SITE, "out.jsonl", MOST_PAGES]
        return measure(command, folder=folder), _distinct(_told_in(folder / "out.jsonl"))

    def trafilatura(self, folder: Path) -> Crawled:
        program = (
            f"{self._python('readers')} -m trafilatura.cli --config-file {HERE / 'trafilatura.cfg'}"
        )
        listed = f"{program} --sitemap {SITE} --list > list.txt"
        script = f"{listed} && {program} -i list.txt --json --with-metadata -o out"
        measured = measure(["sh", "-c", script], folder=folder)
        records = (json.loads(path.read_text()) for path in (folder / "out").rglob("*.json"))
        return measured, [record["source"] for record in records]

    def trafilatura_start(self, folder: Path) -> Crawled:
        """Return what its two commands take to start."""
        program = (
            f"{self._python('readers')} -m trafilatura.cli --config-file {HERE / 'trafilatura.cfg'}"
        )
        (folder / "list.txt").write_text(SITE)
        script = f"{program} --version && {program} -i list.txt --json --with-metadata -o out"
        return measure(["sh", "-c", script], folder=folder), []

    def news_please(self, folder: Path) -> Crawled:
        python = Path(self._python("news-please"))
        found = next(python.parents[1].glob("lib/*/site-packages/newsplease/config/config.cfg"))
        text = found.read_text(encoding="utf-8")
        (folder / "config.cfg").write_text(text.replace("~/news-please-repo/", f"{folder}/repo/"))
        (folder / "sitelist.hjson").write_text(json.dumps({"base_urls": [{"url": SITE}]}))
        command = [str(python.with_name("news-please")), "-c", str(folder)]
        measured = measure(command, folder=folder)
        # Its files are named by the second, so that most are written over.
        counts = [
            int(line.partition(":")[2].strip(" ,"))
            for line in measured.told.splitlines()
            if "'item_scraped_count'" in line
        ]
        return measured, sum(counts)


def _told_in(path: Path) -> list[str]:
    """Return the addresses of the records in a file of JSON Lines."""
    if not path.exists():
        return []
    return [json.loads(line)["url"] for line in path.read_text(encoding="utf-8").splitlines()]


def _distinct(addresses: Iterable[str]) -> list[str]:
    """Return each address once, without what follows `?`."""
    return list(dict.fromkeys(address.partition("?")[0] for address in addresses))


def _path(url: str) -> str:
    return unquote(urlsplit(url).path).rstrip("/")


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
