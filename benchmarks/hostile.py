"""What newscrawl does with the pages, servers and links of somebody who means it ill.

    python benchmarks/hostile.py [--short] [--jobs N] [SCENARIO...]

Runs `newscrawl crawl` with the shipped defaults against each scenario of the hostile server, in a network of
its own where only loopback exists and 169.254.169.254 and 10.9.8.7 answer, too. Prints scenario, what is
expected, what was seen. Needs `unshare` and the server in ../shared/testbed/hostile; exits with 1 if anything
is not sane.
"""

import argparse
import csv
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from hostile_checks import CHECKS, LONGEST, Row, Seen, always
from processes import resident

PROJECT = Path(__file__).resolve().parents[1]
TESTBED = PROJECT.parent / "shared" / "testbed" / "hostile"
SERVER = TESTBED / "hostile.py"
PORT = 8900
INNER = ("169.254.169.254", "10.9.8.7")
NAMED = ("rebind", "cookie-super", "cookie-echo")
"""Scenarios on hosts that have a name; the address that it leads to is opened for them."""
TWICE = ("flaky-4",)
"""Scenarios that a second run has to bring home."""
# fmt: off
SLOW = frozenset((
    "accept-silent", "rb-hang", "drip", "drip-headers", "silent", "stall", "tls-stall",
    "gz-bomb", "gz-bomb-900m", "gz-bomb-100m", "br-bomb", "zstd-bomb", "deflate-bomb",
    "sm-gzbomb", "sm-gzbomb-900m", "links-200k", "sm-60k", "burst", "rb-delay-huge", "rb-rst",
    "ra-huge", "line-50m", "text-50m", "title-20m", "soft404", "path-loop", "big-chunked",
    "big-1g-under", "accept-rst", "tls-on-plain",
))
# fmt: on
"""Scenarios that take more than 20 s, or as long for the server to prepare."""
_INSIDE = "NEWSCRAWL_HOSTILE_INSIDE"
_LOOKED_AT = ("content", "inject", "trap")
"""Groups whose pages may get into what other commands print."""
_QUERY = "SELECT url, source, state, reason, rule FROM _url ORDER BY id"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO", help="by name or group")
    parser.add_argument("--short", action="store_true", help="one in three of those that are quick")
    parser.add_argument("--jobs", type=int, default=6, help="scenarios at a time")
    options = parser.parse_args()
    if not SERVER.exists():
        print(f"needs the hostile server at {SERVER}", file=sys.stderr)
        return 2
    if _INSIDE not in os.environ:
        root = [] if os.geteuid() == 0 else ["unshare", "--map-root-user"]
        return subprocess.call(
            [*root, "bash", str(TESTBED / "netns.sh"), sys.executable, *sys.argv],
            env={**os.environ, _INSIDE: "1"},
        )
    with _serving():
        scenarios = _scenarios(options)
        _warm(scenarios)
        with ThreadPoolExecutor(options.jobs) as pool:
            all_seen = list(pool.map(_run, scenarios))
    return _report(scenarios, all_seen)


def _scenarios(options: argparse.Namespace) -> list[dict[str, Any]]:
    listed = subprocess.run(
        [sys.executable, str(SERVER), "list", "--json"], capture_output=True, text=True, check=True
    )
    scenarios = [json.loads(line) for line in listed.stdout.splitlines()]
    if options.scenarios:
        return [each for each in scenarios if {each["id"], each["group"]} & set(options.scenarios)]
    # The slow ones first, so that they do not come alone at the end.
    scenarios.sort(key=lambda each: each["id"] not in SLOW)
    quick = [each for each in scenarios if each["id"] not in SLOW]
    return quick[::3] if options.short else scenarios


@contextmanager
def _serving() -> Iterator[None]:
    extra = [word for host in (*INNER, "::1") for word in ("--extra-host", host)]
    commands = [
        [
            sys.executable,
            str(SERVER),
            "serve",
            "--port",
            str(PORT),
            "--max-seconds",
            "7200",
            *extra,
        ],
        [sys.executable, str(SERVER), "dns"],
    ]
    processes = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for command in commands
    ]
    try:
        for _ in range(100):
            with suppress(OSError), socket.create_connection(("127.0.0.1", PORT), 1):
                break
            time.sleep(0.1)
        yield
    finally:
        for process in processes:
            process.terminate()
            process.wait()


def _warm(scenarios: list[dict[str, Any]]) -> None:
    """Have the server make its bombs before anything is measured: it makes them once."""
    for scenario in scenarios:
        if scenario["id"] in SLOW and scenario["group"] in (
            "compress",
            "sitemap",
            "content",
            "trap",
        ):
            with (
                suppress(OSError),
                socket.create_connection(("127.0.0.1", PORT), 300) as connection,
            ):
                connection.sendall(f"GET {scenario['entry']} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
                connection.recv(1)
    urllib.request.urlopen(f"http://127.0.0.1:{PORT}/_reset").read()


def _run(scenario: dict[str, Any]) -> Seen:
    name = scenario["id"]
    with tempfile.TemporaryDirectory(prefix="newscrawl-hostile-") as folder:
        arguments = [
            "crawl",
            scenario["url"],
            "-o",
            "out.jsonl",
            "-v",
            "--contact",
            "x@example.org",
        ]
        if name in NAMED:
            arguments += ["--allow-address", "127.0.0.1/32"]
        code, seconds, memory, printed = _newscrawl(arguments, folder)
        if name in TWICE:
            again = _newscrawl(arguments, folder)
            code, printed = again[0], printed + again[3]
        looks = [
            ["status", "out.jsonl", "--urls", "dropped"],
            ["explain", "out.jsonl", scenario["url"]],
            ["export", "out.jsonl", "-O", "out.csv"],
        ]
        for more in looks if scenario["group"] in _LOOKED_AT else ():
            printed += _newscrawl(more, folder)[3]
        stats = json.loads(urllib.request.urlopen(f"http://127.0.0.1:{PORT}/_stats").read())
        mark = _mark_of(scenario)
        return Seen(
            name=name,
            code=code,
            seconds=seconds,
            memory=memory,
            printed=printed,
            records=_records(Path(folder) / "out.jsonl"),
            rows=_rows(Path(folder) / "out.newscrawl.db"),
            hits=stats["hits"],
            sent=stats["sent"],
            times=stats["times"],
            state=stats["state"],
            headers=stats["headers"],
            canary=[each for each in stats["canary"] if mark in f"{each['path']}{each['host']}"],
            files=[path.name for path in Path(folder).iterdir()],
            cells=_cells(Path(folder) / "out.csv"),
        )


def _mark_of(scenario: dict[str, Any]) -> str:
    """Return a word of the addresses that the scenario tempts to, as far as it has one of its own."""
    return {
        "refresh-loop": "refresh",
        "link-inner": "link",
        "base-evil": "base",
        "referer-leak": "referer",
        "rb-redir-inner": "robots",
        "sm-foreign": "sm",
        "xml-xxe": "xxe",
        "rebind": "rebind",
        "redir-meta": "latest/meta-data",
        "redir-10": "admin",
    }.get(scenario["id"], scenario["id"].removeprefix("redir-"))


def _newscrawl(arguments: list[str], folder: str) -> tuple[int, float, float, str]:
    """Run a command and return its exit code, seconds, MB at the peak and what it printed."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "newscrawl", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        start_new_session=True,
    )
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, peak))
    watcher.start()
    try:
        printed = process.communicate(timeout=LONGEST + 20)[0]
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGTERM)
        try:
            printed = process.communicate(timeout=20)[0]
        except subprocess.TimeoutExpired:
            process.kill()
            printed = process.communicate()[0]
    watcher.join()
    text = printed.decode("utf-8", "surrogateescape")
    return process.returncode, time.monotonic() - begun, peak[0], text


def _watch(process: "subprocess.Popen[bytes]", peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], resident(process.pid))
        time.sleep(0.1)


def _records(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_bytes().decode("utf-8").split("\n") if line]


def _rows(path: Path) -> list[Row]:
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as connection:
        names = ("url", "source", "state", "reason", "rule")
        return [Row(**dict(zip(names, row, strict=True))) for row in connection.execute(_QUERY)]


def _cells(path: Path) -> list[str]:
    if not path.exists():
        return []
    csv.field_size_limit(2**30)
    with path.open(encoding="utf-8", newline="") as lines:
        return [cell for row in csv.reader(lines) for cell in row]


def _report(scenarios: list[dict[str, Any]], all_seen: list[Seen]) -> int:
    misses = 0
    for scenario, seen in zip(scenarios, all_seen, strict=True):
        problems = [problem for check in (always, *CHECKS[seen.name]) for problem in check(seen)]
        misses += bool(problems)
        entry = seen.entry
        got = "no address" if entry is None else f"{entry.state} {entry.reason}".strip()
        print(
            f"{'ok  ' if not problems else 'MISS'} {seen.name:22} {seen.seconds:5.1f} s {seen.memory:4.0f} MB"
            f"  exit {seen.code}  {got:24} {'; '.join(problems)}"
        )
        if problems:
            print(f"     expected: {scenario['expect']}")
    canaries = sum(bool(seen.canary) for seen in all_seen)
    print(
        f"{len(all_seen) - misses} of {len(all_seen)} sane; inner hosts reached in {canaries};"
        f" at most {max(seen.seconds for seen in all_seen):.0f} s and"
        f" {max(seen.memory for seen in all_seen):.0f} MB"
    )
    return int(misses > 0)


if __name__ == "__main__":
    sys.exit(main())
