"""A database that another program has locked is waited for, but not for ever."""

import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Timer

import pytest

from newscrawl.core.state import waiting
from newscrawl.core.state.store import Store
from newscrawl.core.state.waiting import storage_errors, when_free
from newscrawl.exceptions import BusyError, StorageError


@pytest.fixture
def path(tmp_path: Path) -> str:
    path = str(tmp_path / "state.db")
    Store(path, run_id="r0").close()
    return path


@pytest.fixture
def other(path: str) -> Iterator[sqlite3.Connection]:
    """Give another program's connection, which has the file locked."""
    with closing(sqlite3.connect(path, check_same_thread=False)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection


def test_a_lock_is_waited_for(path: str, other: sqlite3.Connection) -> None:
    Timer(0.5, other.rollback).start()
    started = time.monotonic()
    store = Store(path, run_id="r1")
    assert time.monotonic() - started >= 0.4
    assert store.connection.execute("SELECT count(*) FROM runs").fetchone()[0] == 2
    store.close()


def test_waiting_ends_when_it_is_given_up(path: str, other: sqlite3.Connection) -> None:
    give_up = Event()
    Timer(0.3, give_up.set).start()
    started = time.monotonic()
    with pytest.raises(BusyError, match=r"state\.db: another program has it locked"):
        Store(path, run_id="r1", give_up=give_up)
    assert time.monotonic() - started < 3
    other.rollback()
    Store(path, run_id="r2").close()


def test_a_long_wait_is_told_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(waiting, "_NOTICE", 0.0)
    monkeypatch.setattr(waiting, "STEP", 0.001)
    tries = 0

    def action() -> int:
        nonlocal tries
        tries += 1
        if tries < 5:
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = sqlite3.SQLITE_BUSY_SNAPSHOT
            raise error
        return tries

    with caplog.at_level(logging.WARNING):
        assert when_free(action, path="a.db", give_up=Event()) == 5
    assert [record.getMessage() for record in caplog.records] == [
        "a.db: another program has it locked; waiting until it lets go"
    ]


def test_another_error_is_not_waited_for() -> None:
    def action() -> None:
        sqlite3.connect(":memory:").execute("SELECT nothing")

    with pytest.raises(StorageError, match=r"a\.db"), storage_errors("a.db"):
        when_free(action, path="a.db", give_up=Event())


def test_a_bad_value_is_not_taken_for_a_bad_file() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE t (a INTEGER NOT NULL)")
        with pytest.raises(sqlite3.IntegrityError), storage_errors("a.db"):
            connection.execute("INSERT INTO t VALUES (NULL)")
