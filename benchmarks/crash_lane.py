"""One crawl at a time on a site of its own: started, disturbed, and its records compared."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from known_site import ARTICLES, BOX, KnownSite

CONCURRENCY = 8
BATCH = 100
LIMIT = 120
"""Seconds that any crawl of the site may take."""
CHANGING = ("fetched_at", "run_id", "discovered_by", "discovered_on")
"""What a record may have otherwise after another way to the same end."""
_WITH_LIMIT = (
    "import resource, runpy, sys\n"
    "size = int(sys.argv.pop(1))\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))\n"
    "runpy.run_module('newscrawl', run_name='__main__', alter_sys=True)\n"
)

Records = dict[str, dict[str, Any]]


@dataclass
class Verdict:
    """What a trial came to."""

    lost: int = 0
    twice: int = 0
    torn: int = 0
    fetched_again: int = 0
    seconds: float = 0.0
    """From what happened to the exit of the crawl, where that is limited."""
    problems: list[str] = field(default_factory=list)
    """What else is not as it should be."""

    def expect(self, holds: bool, problem: str) -> None:
        if not holds:
            self.problems.append(problem)


class Crawl:
    """A crawl in a process of its own."""

    def __init__(
        self, directory: Path, *arguments: str, file_size: int | None = None, stdout: Any = None
    ) -> None:
        start = ["-m", "newscrawl"] if file_size is None else ["-c", _WITH_LIMIT, str(file_size)]
        self._messages = (directory / f"messages-{time.monotonic_ns()}.txt").open("wb+")
        self.process = subprocess.Popen(
            [sys.executable, *start, "crawl", *arguments],
            cwd=directory,
            env={**os.environ, "PYTHONWARNINGS": "", "NO_PROXY": "*"},
            stdout=stdout or subprocess.DEVNULL,
            stderr=self._messages,
        )
        self.children: list[int] = []
        self.disturbed: float | None = None

    def send(self, number: signal.Signals) -> None:
        """Send a signal, and remember when and what children there were."""
        self.children = _children(self.process.pid)
        if self.disturbed is None:
            self.disturbed = time.monotonic()
        self.process.send_signal(number)

    def wait(self) -> int:
        """Return the exit code; ends a crawl that goes on for ever."""
        try:
            return self.process.wait(LIMIT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return -1

    @property
    def since_disturbed(self) -> float:
        return 0.0 if self.disturbed is None else time.monotonic() - self.disturbed

    @property
    def messages(self) -> str:
        self._messages.flush()
        return Path(self._messages.name).read_text("utf-8", "replace")

    def complaints(self) -> list[str]:
        """Return the lines in which the crawl says what is wrong."""
        return [line for line in self.messages.splitlines() if line.startswith("newscrawl: ")]

    def orphans(self) -> list[int]:
        """Return the children that still run some seconds after the end."""
        until = time.monotonic() + 10
        while (left := [pid for pid in self.children if _runs(pid)]) and time.monotonic() < until:
            time.sleep(0.1)
        return left


BESIDE_OTHERS = 4
Trial = Callable[["Lane", random.Random, int, int], None]


class Lane:
    """A site, what a crawl of it brings when nothing happens, and a directory for each trial."""

    def __init__(self, directory: Path) -> None:
        self._root = directory
        self.site = KnownSite().__enter__()
        self.directory = directory
        self.verdict = Verdict()
        self.short = False
        self._expected: Records = {}

    def close(self) -> None:
        self.site.__exit__()

    def expect_within(self, limit: float, seconds: float) -> None:
        """Expect that something took no longer than a limit; the short form runs beside other tests."""
        most = limit * BESIDE_OTHERS if self.short else limit
        self.verdict.expect(seconds <= most, f"{seconds:.1f} s")

    def trial(
        self, run: Trial, rng: random.Random, number: int, count: int, *, short: bool
    ) -> Verdict:
        """Return what a trial comes to; it has a directory of its own."""
        self.short = short
        if not self._expected:
            self._fresh()
            self.crawl("out.jsonl").wait()
            self._expected = records_of(self.directory / "out.jsonl")[0]
            assert len(self._expected) == ARTICLES
            assert not any(BOX in record["article_body"] for record in self._expected.values())
        self._fresh()
        run(self, rng, number, count)
        return self.verdict

    def _fresh(self) -> None:
        shutil.rmtree(self._root, ignore_errors=True)
        self._root.mkdir(parents=True)
        self.directory = self._root
        self.site.reset()
        self.site.silent = False
        self.verdict = Verdict()

    def crawl(self, output: str, *more: str, **options: Any) -> Crawl:
        """Start a crawl of the site into an output, with more arguments."""
        pace = ("--delay", "0", "--concurrency", str(CONCURRENCY), "--contact", "bench@example.org")
        return Crawl(self.directory, self.site.url, *more, *pace, "-o", output, **options)

    def finish(self, output: str, *more: str, codes: tuple[int, ...] = (0,)) -> Crawl:
        """Run a crawl to its end, which should be a good one."""
        crawl = self.crawl(output, *more)
        code = crawl.wait()
        self.verdict.expect(code in codes, f"exit {code}: {crawl.messages[-300:]}")
        return crawl

    def compare(self, output: str, *, kills: int = 1) -> None:
        """Count what is lost, doubled, torn or other than it should be."""
        found, twice, torn = records_of(self.directory / output)
        verdict = self.verdict
        verdict.lost += len(self._expected.keys() - found.keys())
        verdict.twice += twice
        verdict.torn += torn
        verdict.fetched_again = self.site.fetched_again()
        strange = found.keys() - self._expected.keys()
        verdict.expect(not strange, f"records of no article: {sorted(strange)[:3]}")
        differ = [
            url for url in found.keys() & self._expected if not self._same(output, found, url)
        ]
        verdict.expect(not differ, f"records differ: {differ[:3]}")
        limit = kills * (CONCURRENCY + BATCH)
        verdict.expect(verdict.fetched_again <= limit, f"{verdict.fetched_again} fetched again")
        waiting = _waiting(self.directory)
        verdict.expect(not waiting, f"addresses that wait: {waiting}")

    def _same(self, output: str, found: Records, url: str) -> bool:
        expected = self._expected[url]
        if output.endswith(".jsonl"):
            return found[url] == expected and list(found[url]) == list(expected)
        return all(expected[name] == value for name, value in found[url].items())


def records_of(path: Path) -> tuple[Records, int, int]:
    """Return the records of an output by address, how many there are twice, and how many are torn."""
    if not path.exists():
        return {}, 0, 0
    records, torn = _from_jsonl(path) if path.suffix == ".jsonl" else _from_sqlite(path)
    counts = Counter(record["url"] for record in records)
    for record in records:
        for name in CHANGING:
            record.pop(name, None)
    return {record["url"]: record for record in records}, counts.total() - len(counts), torn


def _from_jsonl(path: Path) -> tuple[list[dict[str, Any]], int]:
    records, torn = [], 0
    content = path.read_bytes()
    torn += bool(content) and not content.endswith(b"\n")
    for line in content.splitlines():
        try:
            records.append(json.loads(line))
        except ValueError:
            torn += 1
    return records, torn


_COMPARED = ("id", "version", "url", "headline", "article_body", "date_published", "content_hash")


def _from_sqlite(path: Path) -> tuple[list[dict[str, Any]], int]:
    with closing(sqlite3.connect(path)) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        rows = connection.execute(f"SELECT {', '.join(_COMPARED)} FROM articles").fetchall()
    return [dict(zip(_COMPARED, row, strict=True)) for row in rows], int(not sound)


def _waiting(directory: Path) -> int:
    """Return how many addresses of the state files are queued or leased."""
    waiting = 0
    for path in directory.glob("*.db"):
        with closing(sqlite3.connect(path)) as connection:
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_url'").fetchone():
                query = (
                    "SELECT count(*) FROM _url WHERE state IN ('queued', 'leased') AND url LIKE ?"
                )
                waiting += connection.execute(query, ("%/news/%",)).fetchone()[0]
    return waiting


def _children(pid: int) -> list[int]:
    """Return the children of a process, where the system tells them."""
    found = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(child) for child in path.read_text().split()]
    return found


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
