import fcntl
import sqlite3

import pytest

from newscrawl.cli.state_files import check_fresh, forget_state
from newscrawl.core.state.store import Store
from newscrawl.exceptions import InputError, LockedError, StateError


@pytest.fixture
def state(tmp_path):
    path = tmp_path / "a.newscrawl.db"
    Store(str(path), run_id="1").close()
    return path


def test_a_state_file_is_forgotten_with_its_companions(state):
    state.with_name(state.name + "-wal").touch()
    check_fresh(state, [], overwrite=False)
    forget_state(state)
    assert list(state.parent.iterdir()) == []


def test_a_file_of_another_program_is_never_removed(tmp_path):
    foreign = tmp_path / "contacts.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE contacts (name)")
    connection.close()
    text = tmp_path / "letter.txt"
    text.write_text("Dear all")
    for path in (foreign, text):
        with pytest.raises(StateError, match="left as it is"):
            check_fresh(path, [], overwrite=True)


def test_an_output_that_is_not_empty_needs_overwriting(state, tmp_path):
    output = tmp_path / "a.jsonl"
    output.write_text("{}\n")
    with pytest.raises(InputError, match="-O"):
        check_fresh(state, [output], overwrite=False)
    check_fresh(state, [output], overwrite=True)


def test_the_state_of_a_run_under_way_stays(state):
    with state.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(LockedError):
            forget_state(state)
    assert state.exists()
