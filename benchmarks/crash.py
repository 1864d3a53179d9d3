"""Proves that nothing is lost and nothing comes twice, whatever happens to a crawl.

    python benchmarks/crash.py [--short] [--only CASE] [--seed N]

Each trial crawls a site of which every address and text is known (`known_site.py`), has something happen to
it when the site has been asked so many times, gives the same command again, and compares the records with
those of a crawl that nothing happened to. Prints a table and exits with 1 where anything is missing,
doubled or torn.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

sys.path.insert(0, str(Path(__file__).parent))

from crash_cases import CASES, Case
from crash_lane import Lane, Verdict

LANES = 2
"""Crawls at a time."""


@dataclass
class Row:
    """What the trials of a case came to."""

    case: Case
    trials: int = 0
    lost: int = 0
    twice: int = 0
    torn: int = 0
    again: int = 0
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)

    def add(self, verdict: Verdict) -> None:
        self.trials += 1
        self.lost += verdict.lost
        self.twice += verdict.twice
        self.torn += verdict.torn
        self.again = max(self.again, verdict.fetched_again)
        self.seconds = max(self.seconds, verdict.seconds)
        self.problems += verdict.problems

    @property
    def good(self) -> bool:
        return not (self.lost or self.twice or self.torn or self.problems)


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="newscrawl-crash-") as directory:
        lanes: SimpleQueue[Lane] = SimpleQueue()
        opened = [Lane(Path(directory) / f"lane-{number}") for number in range(LANES)]
        for lane in opened:
            lanes.put(lane)
        try:
            rows = _run(lanes, options)
        finally:
            for lane in opened:
                lane.close()
    _print_table(rows)
    return 0 if all(row.good for row in rows) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--short", action="store_true", help="a few trials of each case")
    parser.add_argument("--only", action="append", metavar="CASE", help="this case, by its name")
    parser.add_argument("--seed", type=int, default=1, help="of the moments at which things happen")
    return parser.parse_args()


def _run(lanes: "SimpleQueue[Lane]", options: argparse.Namespace) -> list[Row]:
    """Run all trials, as many at a time as there are lanes, those that wait among those that work."""
    rows = [Row(case) for case in CASES if not options.only or case.name in options.only]
    trials = [
        (row, number, count)
        for row in rows
        for count in [row.case.short if options.short else row.case.trials]
        for number in range(count)
    ]
    random.Random(options.seed).shuffle(trials)

    def run(row: Row, number: int, count: int) -> tuple[Row, Verdict]:
        lane = lanes.get()
        try:
            rng = random.Random(f"{options.seed} {row.case.name} {number}")
            return row, lane.trial(row.case.run, rng, number, count, short=options.short)
        finally:
            lanes.put(lane)

    with ThreadPoolExecutor(LANES) as threads:
        running = [threads.submit(run, *trial) for trial in trials]
        for done, future in enumerate(as_completed(running), 1):
            row, verdict = future.result()
            row.add(verdict)
            for problem in verdict.problems:
                print(f"{row.case.name}: {problem}", file=sys.stderr, flush=True)
            if done % 20 == 0:
                print(f"{done} of {len(trials)} trials", file=sys.stderr, flush=True)
    return rows


def _print_table(rows: Sequence[Row]) -> None:
    line: Callable[..., str] = "{:<22} {:>6} {:>5} {:>5} {:>5} {:>9} {:>8}  {}".format
    print(line("case", "trials", "lost", "twice", "torn", "refetched", "seconds", "verdict"))
    for row in rows:
        told = "ok" if row.good else f"MISSED: {'; '.join(row.problems[:1]) or 'see the figures'}"
        print(
            line(
                row.case.name,
                row.trials,
                row.lost,
                row.twice,
                row.torn,
                row.again,
                f"{row.seconds:.1f}" if row.seconds else "",
                told,
            )
        )
    print("refetched, seconds: the most of any trial; seconds: from what happened to the exit")


if __name__ == "__main__":
    sys.exit(main())
