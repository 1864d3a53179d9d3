"""CPU time, wall time and memory of a command with all that it starts."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from processes import resident, tree

PROJECT = Path(__file__).resolve().parents[1]
_LOOK_EVERY = 0.05
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a command took."""

    cpu: float
    """Seconds of all its processes."""
    main: float
    """Those of the process that was started itself."""
    loop: float
    """Those of its main thread, which an event loop runs in."""
    wall: float
    """Seconds."""
    peak: float
    """MB that all its processes together had in memory at most, as seen every 50 ms."""
    main_peak: float
    """Those of the process that was started itself."""
    code: int
    """Its exit code."""
    told: str = field(repr=False)
    """What it wrote to its standard output and error."""


def measure(
    command: Sequence[str], *, folder: Path, timeout: float = 1200.0, **environment: str
) -> Measured:
    """Run a command in a folder and return what it took."""
    output = folder / "told.txt"
    began = time.monotonic()
    peak = main_peak = main = loop = 0.0
    with output.open("w+b") as told:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=subprocess.STDOUT,
            env={**os.environ, **environment},
        )
        while True:
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            if time.monotonic() - began > timeout:
                for pid in reversed(list(tree(process.pid))):
                    os.kill(pid, 9)
            peak = max(peak, resident(process.pid))
            main = _cpu_of(f"{process.pid}") or main
            loop = _cpu_of(f"{process.pid}/task/{process.pid}") or loop
            main_peak = max(main_peak, _resident_alone(process.pid))
            time.sleep(_LOOK_EVERY)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Measured(
        cpu=usage.ru_utime + usage.ru_stime,
        main=main,
        loop=loop,
        wall=time.monotonic() - began,
        peak=peak,
        main_peak=main_peak,
        code=process.returncode,
        told=output.read_text(encoding="utf-8", errors="replace"),
    )


def measured_crawl(urls: Sequence[str], *options: str) -> tuple[dict[str, Any], Measured]:
    """Return the figures of a crawl by newscrawl without a delay, and what it took."""
    with tempfile.TemporaryDirectory(prefix="newscrawl-measured-") as folder:
        command = [
            sys.executable,
            "-m",
            "newscrawl",
            "crawl",
            *urls,
            "-q",
            "--json",
            "-o",
            "out.jsonl",
        ]
        command += ["--delay", "0", *options]
        took = measure(command, folder=Path(folder), PYTHONPATH=str(PROJECT))
    return json.loads(next(line for line in took.told.splitlines() if line.startswith("{"))), took


def _cpu_of(place: str) -> float:
    try:
        fields = Path(f"/proc/{place}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICK


def _resident_alone(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
