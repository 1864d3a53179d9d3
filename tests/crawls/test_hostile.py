"""The short form of `python benchmarks/hostile.py`: the scenarios that take less than some 20 s."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
HOSTILE = PROJECT / "benchmarks" / "hostile.py"
SERVER = PROJECT.parent / "shared" / "testbed" / "hostile" / "hostile.py"


@pytest.mark.timeout(900)
def test_hostile_pages_servers_and_links():
    if not SERVER.exists():
        pytest.skip(f"needs the hostile server at {SERVER}")
    for tool in ("ip", "unshare"):
        if shutil.which(tool) is None:
            pytest.skip(f"needs {tool} for a network namespace")
    root = [] if os.geteuid() == 0 else ["--map-root-user"]
    if subprocess.run(["unshare", *root, "-n", "-m", "true"], check=False).returncode:
        pytest.skip("needs a network namespace: unshare -n -m")
    done = subprocess.run(
        [sys.executable, HOSTILE, "--short"],
        capture_output=True,
        text=True,
        timeout=880,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert "inner hosts reached in 0" in done.stdout
