import sqlite3
import subprocess
import sys

import pytest

from newscrawl.core.state.access import changing, is_state_file, reading
from newscrawl.exceptions import LockedError, StateError, StorageError


def test_only_a_state_file_is_one(state, tmp_path):
    text, other = tmp_path / "letter.txt", tmp_path / "other.db"
    text.write_text("Dear all")
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    assert is_state_file(state)
    assert not any(is_state_file(path) for path in (text, other, tmp_path, tmp_path / "missing"))


def test_reading_leaves_nothing_behind_and_cannot_write(state):
    before = state.read_bytes(), sorted(state.parent.iterdir())
    with reading(state) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (3,)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM articles")
    assert (state.read_bytes(), sorted(state.parent.iterdir())) == before


def test_reading_sees_one_moment_while_a_run_goes_on(state, visit):
    with reading(state) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (3,)
        run = visit("run-2", "http://a.test/new/")
        run.article("http://a.test/new/", "News.")
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (3,)
    with reading(state) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (4,)
    run.end()


def test_a_file_of_a_newer_version_is_not_read(state):
    connection = sqlite3.connect(state)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StateError, match="newer"), reading(state):
        pass


def test_a_broken_file_is_one_line(state):
    state.write_bytes(state.read_bytes()[:5000])
    with pytest.raises(StateError, match="cannot be read"), reading(state) as connection:
        connection.execute("SELECT count(*) FROM articles")


def test_changes_are_made_together_or_not_at_all(state):
    with pytest.raises(ZeroDivisionError), changing(state) as connection:
        raise ZeroDivisionError(connection.execute("DELETE FROM articles"))
    with changing(state) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (3,)
        connection.execute("DELETE FROM keywords")
    with reading(state) as connection:
        assert connection.execute("SELECT count(*) FROM keywords").fetchone() == (0,)


def test_a_file_that_a_run_has_is_not_changed(state):
    code = (
        "import sys; from newscrawl.core.state.store import Store\n"
        "store = Store(sys.argv[1], run_id='other'); print('ready', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, state], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with other:
        assert other.stdout.readline() == b"ready\n"
        with pytest.raises(LockedError), changing(state):
            pass
        with reading(state) as connection:
            assert connection.execute("SELECT count(*) FROM articles").fetchone() == (3,)
        other.stdin.close()


def test_another_file_is_not_changed(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("Dear all")
    with pytest.raises(StateError), changing(path):
        pass


def test_an_error_of_the_file_is_a_storage_error(state):
    with pytest.raises(StorageError), changing(state) as connection:
        connection.execute("INSERT INTO missing VALUES (1)")
