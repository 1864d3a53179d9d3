"""What happens to crawls, case by case."""

import hashlib
import json
import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from crash_lane import Crawl, Lane, Trial
from known_site import ARTICLES, KnownSite

from newscrawl.core.state.store import Store
from newscrawl.exporters import OutputSpec
from newscrawl.exporters.base import Position
from newscrawl.exporters.drain import Drain

GRACEFUL = 10.0
AT_ONCE = 2.0
"""Seconds in which a crawl ends after one signal, and after the second."""
REFUSED = 5.0
"""Seconds in which a second crawl is refused; most of it starts Python on a busy machine."""
STATE = "out.newscrawl.db"


@dataclass(frozen=True)
class Case:
    """Something that can happen to a crawl."""

    name: str
    run: Trial
    trials: int
    short: int


def kill_once(output: str) -> Trial:
    def run(lane: Lane, rng: random.Random, number: int, count: int) -> None:
        _killed(lane, output, rng.randint(1, ARTICLES + 8))
        lane.finish(output)
        lane.compare(output)

    return run


def _killed(lane: Lane, output: str, at: int) -> None:
    crawl = lane.crawl(output)
    lane.site.at(at, lambda: crawl.send(signal.SIGKILL))
    lane.verdict.expect(crawl.wait() in (-signal.SIGKILL, 0), "not killed")
    lane.verdict.expect(not crawl.orphans(), "a worker outlives the crawl")


def kill_five_times(lane: Lane, rng: random.Random, number: int, count: int) -> None:
    output = ("out.jsonl", "out.db")[number % 2]
    for _ in range(5):
        _killed(lane, output, lane.site.served + rng.randint(2, 45))
    lane.finish(output)
    lane.compare(output, kills=5)


def signal_once(lane: Lane, rng: random.Random, number: int, count: int) -> None:
    """One of two hosts takes requests and never answers.

    The other one is interrupted once its boilerplate is known: what an interrupted run has is written with
    what is known then.
    """
    _interrupted(lane, rng, number, twice=False)


def signal_twice(lane: Lane, rng: random.Random, number: int, count: int) -> None:
    _interrupted(lane, rng, number, twice=True)


def _interrupted(lane: Lane, rng: random.Random, number: int, *, twice: bool) -> None:
    kind = (signal.SIGTERM, signal.SIGINT)[number % 2]
    output = ("out.jsonl", "out.db")[number // 2 % 2]
    with KnownSite() as other:
        other.silent = True
        crawl = lane.crawl(output, other.url)
        lane.site.at(rng.randint(40, ARTICLES), lambda: crawl.send(kind))
        if twice:
            _await(lambda: crawl.disturbed is not None)
            time.sleep(rng.uniform(0.1, 3))
            crawl.disturbed = None
            crawl.send(kind)
        code = crawl.wait()
        lane.verdict.seconds = crawl.since_disturbed
        limit = AT_ONCE if twice else GRACEFUL
        lane.expect_within(limit, crawl.since_disturbed)
        lane.verdict.expect(code == 128 + kind, f"exit {code}: {crawl.messages[-300:]}")
        told = crawl.complaints()
        lane.verdict.expect(
            len(told) == 1 and "same command" in told[0], f"said {told}, not how to go on"
        )
        lane.verdict.expect(not crawl.orphans(), "a worker outlives the crawl")
        other.empty, other.silent = True, False
        lane.finish(output, other.url, codes=(0, 3))
    lane.compare(output)


def full_disk(lane: Lane, rng: random.Random, number: int, count: int) -> None:
    """No file may grow beyond a size; the sizes lie evenly between nothing and what is needed."""
    output = ("out.jsonl", "out.db")[number % 2]
    size = int(24_000 + (number + 0.5) / count * 1_000_000)
    crawl = lane.crawl(output, file_size=size)
    code = crawl.wait()
    elapsed = time.monotonic() - lane.site.last_request
    lane.verdict.seconds = elapsed
    lane.expect_within(GRACEFUL, elapsed)
    lane.verdict.expect(code == 4, f"{size} bytes: exit {code}: {crawl.messages[-300:]}")
    told = crawl.complaints()
    lane.verdict.expect(len(told) == 1 and "out." in told[0], f"said {told}")
    lane.finish(output)
    lane.compare(output)


def locked(lane: Lane, rng: random.Random, number: int, count: int) -> None:
    """Another program holds the database; timed is the longest wait between two lines of progress."""
    output = ("out.db", "out.jsonl")[number % 2]
    state = output if output.endswith(".db") else STATE
    seconds = 8 if lane.short else 60
    crawl = lane.crawl(output, "-s", "NEWSCRAWL_PROGRESS_INTERVAL=0.1")
    _await(lambda: lane.site.served >= rng.randint(20, 120))
    with closing(sqlite3.connect(lane.directory / state, timeout=30)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        time.sleep(2)
        served, stall = lane.site.served, _longest_silence(crawl, seconds - 2)
        lane.verdict.expect(lane.site.served == served, "went on fetching without storing")
        connection.execute("ROLLBACK")
    code = crawl.wait()
    lane.verdict.expect(code == 0, f"exit {code}: {crawl.messages[-300:]}")
    lane.verdict.seconds = stall
    lane.expect_within(1, stall)
    lane.verdict.expect(len(crawl.complaints()) == 1, f"said {crawl.complaints()}")
    lane.compare(output, kills=0)


def locked_and_told_to_end(lane: Lane, rng: random.Random, number: int, count: int) -> None:
    crawl = lane.crawl("out.db")
    _await(lambda: lane.site.served >= rng.randint(20, 120))
    with closing(sqlite3.connect(lane.directory / "out.db", timeout=30)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        time.sleep(1)
        crawl.send(signal.SIGTERM)
        code = crawl.wait()
        lane.verdict.seconds = crawl.since_disturbed
        connection.execute("ROLLBACK")
    lane.verdict.expect(code == 143, f"exit {code}: {crawl.messages[-300:]}")
    lane.expect_within(GRACEFUL, lane.verdict.seconds)
    lane.finish("out.db")
    lane.compare("out.db")


def two_at_once(lane: Lane, rng: random.Random, number: int, count: int) -> None:
    """A second crawl on one state file, and one of another state on one output."""
    output = ("out.jsonl", "out.db")[number % 2]
    other = ("--state", "second.db") if number % 4 == 2 else ()
    # The first is held up until the second is over, however fast it would be.
    first = lane.crawl(output)
    lane.site.at(rng.randint(1, 40), lambda: setattr(lane.site, "silent", True))
    _await(lambda: lane.site.silent)
    started = time.monotonic()
    second = lane.crawl(output, *other)
    code = second.wait()
    lane.verdict.seconds = time.monotonic() - started
    lane.site.silent = False
    lane.verdict.expect(code == 75, f"the second: exit {code}: {second.messages[-300:]}")
    lane.verdict.expect(len(second.complaints()) == 1, f"said {second.complaints()}")
    lane.expect_within(REFUSED, lane.verdict.seconds)
    code = first.wait()
    lane.verdict.expect(code == 0, f"the first: exit {code}: {first.messages[-300:]}")
    Path(lane.directory / "second.db").unlink(missing_ok=True)
    lane.compare(output, kills=0)


def torn_tail(lane: Lane, rng: random.Random, number: int, count: int) -> None:
    """The last three records were not committed when the power failed, at every byte of them."""
    lane.finish("out.jsonl")
    path, state = lane.directory / "out.jsonl", str(lane.directory / STATE)
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    committed = sum(map(len, lines[:-3]))
    outputs = [OutputSpec(format="jsonl", path=str(path))]
    store = Store(state, run_id="torn")
    try:
        (name, seq, known) = store.connection.execute("SELECT * FROM _export").fetchone()
        position = Position(**json.loads(known))
        before = _position_after(lines[:-3], position)
        for cut in range(committed, len(whole) + 1, 41 if lane.short else 1):
            for tail in (b"", b"\0" * 700):
                path.write_bytes(whole[:cut] + tail)
                store.note_export(name, seq=seq - 3, position=before)
                drain = Drain(outputs, overwrite=False)
                drain(store)
                drain.close()
                if path.read_bytes() != whole:
                    lane.verdict.torn += 1
    finally:
        store.close()
    lane.compare("out.jsonl", kills=0)


def _position_after(lines: list[bytes], position: Position) -> str:
    return json.dumps(
        {
            "offset": sum(map(len, lines)),
            "last_size": len(lines[-1]),
            "last_hash": hashlib.sha256(lines[-1]).hexdigest(),
            "device": position.device,
            "inode": position.inode,
        }
    )


def _deleted(path: Path) -> None:
    path.unlink()


def _moved(path: Path) -> None:
    path.rename(path.with_name("kept.jsonl"))


def _emptied(path: Path) -> None:
    path.unlink()
    path.touch()


def _edited(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"harbour", b"port", 1))


def _sorted(path: Path) -> None:
    path.write_bytes(b"".join(sorted(path.read_bytes().splitlines(keepends=True))))


def _appended(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b'{"mine": true}\n')


_CHANGES: tuple[tuple[Callable[[Path], None], bool], ...] = (
    (_deleted, True),
    (_edited, False),
    (_moved, True),
    (_appended, False),
    (_emptied, True),
    (_sorted, False),
)
"""What somebody does to an output, and whether it is written again then; else it is left as it is."""


def changed_output(lane: Lane, rng: random.Random, number: int, count: int) -> None:
    lane.finish("out.jsonl")
    path = lane.directory / "out.jsonl"
    whole = path.read_bytes()
    changes = _CHANGES if count == 1 else (_CHANGES[number % len(_CHANGES)],)
    for change, again in changes:
        change(path)
        changed = path.read_bytes() if path.exists() else b""
        crawl = lane.finish("out.jsonl", codes=(0,) if again else (2,))
        kept = whole if again else changed
        name = change.__name__.lstrip("_")
        lane.verdict.expect(path.read_bytes() == kept, f"{name}: not as it should be")
        lane.verdict.expect(len(crawl.complaints()) == (not again), f"{name}: {crawl.complaints()}")
        path.write_bytes(whole)
    lane.compare("out.jsonl", kills=0)


def closed_pipe(lane: Lane, rng: random.Random, number: int, count: int) -> None:
    """The reader of standard output goes away; what it did not read comes with the next command."""
    reading, writing = os.pipe()
    crawl = lane.crawl("-", "--state", "state.db", stdout=writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        read = [json.loads(pipe.readline())["url"] for _ in range(rng.randint(1, 30))]
    code = crawl.wait()
    lane.verdict.expect(code == 0, f"exit {code}: {crawl.messages[-300:]}")
    lane.verdict.expect(not crawl.complaints(), f"said {crawl.complaints()}")
    lane.verdict.expect(len(set(read)) == len(read), "twice in the pipe")
    lane.finish("out.jsonl", "--state", "state.db")
    lane.compare("out.jsonl")


def _await(condition: Callable[[], bool], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.02)


def _longest_silence(crawl: Crawl, seconds: float) -> float:
    """Return the longest time between two lines of progress, watched for so long."""
    until = last = time.monotonic()
    until += seconds
    size, longest = len(crawl.messages), 0.0
    while (now := time.monotonic()) < until:
        longest = max(longest, now - last)
        if len(crawl.messages) != size:
            size, last = len(crawl.messages), now
        time.sleep(0.01)
    return longest


CASES = (
    Case("kill-jsonl", kill_once("out.jsonl"), 50, 2),
    Case("kill-sqlite", kill_once("out.db"), 50, 2),
    Case("kill-five-times", kill_five_times, 10, 1),
    Case("signal", signal_once, 20, 1),
    Case("signal-twice", signal_twice, 10, 1),
    Case("full-disk", full_disk, 10, 1),
    Case("locked", locked, 2, 1),
    Case("locked-signal", locked_and_told_to_end, 4, 1),
    Case("two-at-once", two_at_once, 20, 1),
    Case("torn-tail", torn_tail, 1, 1),
    Case("changed-output", changed_output, 6, 1),
    Case("closed-pipe", closed_pipe, 6, 1),
)
