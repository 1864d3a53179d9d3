"""A crawl that is told to end does so in time, whatever its servers and its disk do."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newscrawl.core.state.store import Store

Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """Give a server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(30)
        yield server


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Return a function that starts a command with its state in `state.db`."""
    running: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str) -> "subprocess.Popen[bytes]":
        environment = {
            **os.environ,
            "PYTHONWARNINGS": "",
            "NO_PROXY": "*",
            "SCRAPY_SETTINGS_MODULE": "newscrawl.settings",
        }
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=tmp_path,
            env=environment,
            stderr=subprocess.PIPE,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def address(server: socket.socket) -> str:
    return f"http://127.0.0.1:{server.getsockname()[1]}/"


def asked(server: socket.socket) -> socket.socket:
    """Return the connection on which a server has been asked something."""
    connection, _ = server.accept()
    while not connection.recv(1000):  # The look at whether the site can be reached at all.
        connection.close()
        connection, _ = server.accept()
    return connection


def seconds_to_end(process: "subprocess.Popen[bytes]") -> float:
    started = time.monotonic()
    process.wait(20)
    return time.monotonic() - started


def addresses(tmp_path: Path) -> list[tuple[str, int, str | None]]:
    with closing(sqlite3.connect(tmp_path / "state.db")) as connection:
        return connection.execute("SELECT state, tries, leased_by FROM _url").fetchall()


def scrapy(server: socket.socket) -> tuple[str, ...]:
    return ("scrapy", "crawl", "news", "-a", f"seeds={address(server)}", "-a", "state=state.db")


def test_scrapy_crawl_gives_up_open_answers_after_the_grace(start, silent, tmp_path) -> None:
    process = start(*scrapy(silent), "-s", "NEWSCRAWL_SHUTDOWN_GRACE=0.5")
    with asked(silent):
        process.send_signal(signal.SIGTERM)
        assert seconds_to_end(process) < 5
    assert addresses(tmp_path) == [("queued", 0, None)]


def test_a_second_signal_waits_for_nothing(start, silent, tmp_path) -> None:
    process = start(*scrapy(silent))
    with asked(silent):
        process.send_signal(signal.SIGINT)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        assert seconds_to_end(process) < 3
    assert addresses(tmp_path) == [("queued", 0, None)]


def test_the_command_says_how_to_go_on(start, silent) -> None:
    process = start("newscrawl", "crawl", address(silent), "--state", "state.db", "-o", "out.jsonl")
    with asked(silent):
        for _ in range(2):
            process.send_signal(signal.SIGTERM)
            time.sleep(0.2)
        _, told = process.communicate(timeout=20)
    assert process.returncode == 143
    assert told.decode().splitlines()[-1].endswith("state safe: the same command goes on")


def test_a_lock_at_the_start_is_no_reason_to_stay(start, silent, tmp_path) -> None:
    path = tmp_path / "state.db"
    Store(str(path), run_id="r0").close()
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        process = start(
            "newscrawl", "crawl", address(silent), "--state", "state.db", "-o", "out.jsonl"
        )
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and b"locked; waiting" not in process.stderr.readline():
            pass
        process.send_signal(signal.SIGTERM)
        assert seconds_to_end(process) < 4
        assert process.returncode == 143
    Store(str(path), run_id="r1").close()


def test_a_lock_at_the_very_end_is_no_reason_to_stay(start, silent, tmp_path) -> None:
    process = start(*scrapy(silent), "-s", "NEWSCRAWL_SHUTDOWN_GRACE=1.5")
    with asked(silent) as connection, closing(sqlite3.connect(tmp_path / "state.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        process.send_signal(signal.SIGTERM)
        time.sleep(0.2)
        connection.close()  # What is under way ends at once, and only the store is left to close.
        assert seconds_to_end(process) < 6
    Store(str(tmp_path / "state.db"), run_id="r1").close()
