"""A site that goes down in the middle of a crawl: the short form of `python benchmarks/outages.py`."""

import subprocess
import sys
from pathlib import Path

OUTAGES = Path(__file__).parents[2] / "benchmarks" / "outages.py"


def test_nothing_is_lost_and_the_run_ends():
    done = subprocess.run(
        [sys.executable, OUTAGES, "5", "0"],
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    _, for_a_while, for_ever = (line.split() for line in done.stdout.splitlines())
    assert (for_a_while[1], for_a_while[3]) == ("200", "0")
    assert (for_ever[3], for_ever[4]) == ("3", "200")
