"""What whole crawls need: the command in a subprocess, real servers on loopback."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from newscrawl.cli.demo_site.server import DemoServer

SHARED = Path(__file__).parents[2] / "shared"
TESTBED = SHARED / "testbed" / "site"


@dataclass
class Run:
    """A command that is over."""

    code: int
    out: str
    err: str

    def __str__(self) -> str:
        return f"exit {self.code}\n{self.out}\n{self.err}"


Command = Callable[..., Run]


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Return a function that runs `python -m newscrawl ARGUMENTS` in a fresh directory."""

    def run(
        *arguments: str, module: str = "newscrawl", timeout: float = 150, **environment: str
    ) -> Run:
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONWARNINGS": "", **environment},
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        return Run(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def demo() -> Iterator[DemoServer]:
    with DemoServer() as server:
        yield server


@dataclass
class Testbed:
    """A replayed news site with its own log of requests."""

    url: str
    log: Path
    process: "subprocess.Popen[bytes]" = field(repr=False)
    __test__ = False

    def ask(self, path: str) -> dict[str, object]:
        with urllib.request.urlopen(self.url + path.lstrip("/"), timeout=10) as answer:
            return json.load(answer)

    def score(self, articles: Path) -> dict[str, object]:
        done = subprocess.run(
            [sys.executable, TESTBED / "evaluate.py", articles, "--log", self.log, "--json"],
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(done.stdout)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def testbed(tmp_path: Path) -> Iterator[Callable[..., Testbed]]:
    """Return a function that starts the replayed site with more options."""
    if not TESTBED.is_dir():
        pytest.skip(f"the replayed news site is not at {TESTBED}")
    running: list[Testbed] = []

    def start(*options: str) -> Testbed:
        port, log = free_port(), tmp_path / f"requests-{len(running)}.jsonl"
        arguments = [
            sys.executable,
            TESTBED / "serve.py",
            "--port",
            str(port),
            "--log",
            log,
            *options,
        ]
        process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
        bed = Testbed(f"http://127.0.0.1:{port}/", log, process)
        running.append(bed)
        for _ in range(200):
            try:
                bed.ask("__stats__")
            except OSError:
                time.sleep(0.1)
            else:
                return bed
        raise TimeoutError("the replayed news site did not start")

    yield start
    for bed in running:
        bed.process.terminate()
        bed.process.wait(10)
