"""The short form of the proof that nothing is lost; the long one is `python benchmarks/crash.py`."""

import subprocess
import sys
from pathlib import Path

import pytest

CRASH = Path(__file__).parents[2] / "benchmarks" / "crash.py"


@pytest.mark.timeout(400)
def test_nothing_is_lost_and_nothing_comes_twice():
    done = subprocess.run(
        [sys.executable, CRASH, "--short"], capture_output=True, text=True, timeout=390, check=False
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert "MISSED" not in done.stdout
