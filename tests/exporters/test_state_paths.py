import pytest

from newscrawl.core.state.store import IN_MEMORY, Store
from newscrawl.exceptions import InputError
from newscrawl.exporters import OutputSpec
from newscrawl.exporters.drain import Drain
from newscrawl.exporters.holdings import check_finished, outputs_holding
from newscrawl.exporters.state_paths import find_state, known_outputs, state_path
from newscrawl.items import Article


def spec(path, kind="jsonl"):
    return OutputSpec(format=kind, path=str(path))


@pytest.mark.parametrize(
    ("named", "outputs", "expected"),
    [
        ("s.db", [spec("a.jsonl")], "s.db"),
        ("", [spec("a.jsonl"), spec("b.db", "sqlite")], "b.db"),
        ("", [spec("-"), spec("d/a.jsonl")], "d/a.newscrawl.db"),
        ("", [spec("-")], IN_MEMORY),
        ("", [], IN_MEMORY),
    ],
)
def test_where_the_state_is(named, outputs, expected):
    assert state_path(named, outputs) == expected


@pytest.fixture
def crawled(tmp_path):
    """Return a function that writes an article from a state file to outputs."""

    def crawl(state, *outputs):
        store = Store(str(state), run_id="r1")
        store.commit([Article(url="http://a.test/one/", article_body="One.")])
        drain = Drain(outputs, overwrite=False)
        drain(store)
        drain.close()
        store.close()

    return crawl


def test_a_state_file_is_found_by_itself_and_beside_its_output(tmp_path, crawled):
    state = tmp_path / "a.newscrawl.db"
    crawled(state, spec(tmp_path / "a.jsonl"))
    assert find_state(str(state)) == state
    assert find_state(str(tmp_path / "a.jsonl")) == state
    (tmp_path / "a.jsonl").unlink()
    assert find_state(str(tmp_path / "a.jsonl")) == state


def test_a_state_file_of_another_name_is_found_by_what_it_wrote(tmp_path, crawled):
    crawled(tmp_path / "0.db", spec(tmp_path / "other.jsonl"))
    crawled(tmp_path / "1.db", spec(tmp_path / "a.jsonl"), spec(tmp_path / "b.sqlite", "sqlite"))
    for name in ("a.jsonl", "b.sqlite"):
        assert find_state(str(tmp_path / name)) == tmp_path / "1.db"


def test_what_has_no_state_file_is_said(tmp_path):
    (tmp_path / "a.jsonl").touch()
    for name, told in (
        ("a.jsonl", "no state file"),
        ("b.jsonl", "no such file"),
        ("", "directory"),
    ):
        with pytest.raises(InputError, match=told):
            find_state(str(tmp_path / name))


def test_outputs_are_known_with_how_far_they_are(tmp_path, crawled):
    state, output = tmp_path / "a.newscrawl.db", tmp_path / "a.jsonl"
    crawled(state, spec(output))
    (known,) = known_outputs(state)
    assert (known.format, known.path, known.offset) == ("jsonl", output, output.stat().st_size)
    check_finished(state)
    with output.open("ab") as file:
        file.write(b'{"id": "tor')
    with pytest.raises(InputError, match="not finished"):
        check_finished(state)


def test_outputs_that_hold_an_article_are_named(tmp_path, crawled):
    lines, database, gone = (tmp_path / name for name in ("a.jsonl", "b.db", "c.jsonl"))
    state = tmp_path / "a.newscrawl.db"
    crawled(state, spec(lines), spec(database, "sqlite"), spec(gone))
    gone.unlink()
    identity = lines.read_text()[8:24]
    assert outputs_holding(state, {identity}) == {
        str(lines): {identity: 1},
        str(database): {identity: 1},
    }
    assert outputs_holding(state, {"0" * 16}) == {}
