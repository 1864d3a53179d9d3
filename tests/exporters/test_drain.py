"""What reaches the outputs of a run that is broken off."""

from pathlib import Path
from threading import Event

import pytest

from newscrawl.core.state.store import IN_MEMORY, Store
from newscrawl.exporters import OutputSpec, drain
from newscrawl.exporters.drain import Drain
from newscrawl.items import Article

MANY = 350


@pytest.fixture
def store():
    store = Store(IN_MEMORY, run_id="r1")
    store.commit(
        [
            Article(
                url=f"http://a.test/{number}/",
                headline=f"Story {number}",
                article_body=f"{number}.",
            )
            for number in range(MANY)
        ]
    )
    yield store
    store.close()


def drained(store: Store, path: Path) -> int:
    """Return the lines of an output that was drained once, when the run was broken off already."""
    give_up = Event()
    give_up.set()
    outputs = Drain([OutputSpec(format="jsonl", path=str(path))], overwrite=False, give_up=give_up)
    outputs(store)
    outputs.close()
    return len(path.read_bytes().splitlines())


def test_what_takes_no_time_is_written_although_the_run_is_broken_off(store, tmp_path):
    assert drained(store, tmp_path / "a.jsonl") == MANY


def test_what_takes_long_is_left_to_the_next_run(store, tmp_path, monkeypatch):
    monkeypatch.setattr(drain, "_LAST_SECONDS", 0.0)
    assert drained(store, tmp_path / "a.jsonl") == 100
    assert drained(store, tmp_path / "a.jsonl") == 200
