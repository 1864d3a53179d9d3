import os
import subprocess
import sys
from pathlib import Path

import pytest

import newscrawl


@pytest.fixture
def demo_url(demo):
    return demo.url


@pytest.fixture(scope="session")
def command():
    """The command line and environment of `newscrawl` in a process of its own."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(newscrawl.__file__).parents[1]),
        "NO_PROXY": "*",
        "COLUMNS": "100",
    }
    environment.pop("NEWSCRAWL_CONTACT", None)
    return [sys.executable, "-m", "newscrawl"], environment


@pytest.fixture
def run(tmp_path, command):
    """Run `newscrawl` in an empty directory."""
    program, environment = command

    def run_newscrawl(*arguments, **variables):
        return subprocess.run(
            [*program, *map(str, arguments)],
            cwd=tmp_path,
            env={**environment, **variables},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run_newscrawl
