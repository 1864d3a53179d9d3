"""One suite for all outputs: a new exporter needs a line in `READERS`, no test of its own."""

import json
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from newscrawl.core.state.record import from_record, to_record
from newscrawl.core.state.rows import read_articles
from newscrawl.exceptions import LockedError, OutputError, StorageError
from newscrawl.exporters import EXPORTERS, OutputSpec, open_exporter
from newscrawl.exporters.base import START, Exporter, Position
from newscrawl.items.article import Article


def read_jsonl(path: Path) -> list[Article]:
    return [from_record(json.loads(line)) for line in path.read_bytes().split(b"\n")[:-1]]


def read_sqlite(path: Path) -> list[Article]:
    with closing(sqlite3.connect(path)) as connection:
        numbers = connection.execute("SELECT _number FROM articles ORDER BY _seq").fetchall()
        return read_articles(connection, [number for (number,) in numbers])


READERS: dict[str, Callable[[Path], list[Article]]] = {
    "jsonl": read_jsonl,
    "sqlite": read_sqlite,
}


@pytest.fixture(params=sorted(EXPORTERS))
def spec(request: pytest.FixtureRequest, tmp_path: Path) -> OutputSpec:
    suffix = EXPORTERS[request.param].suffixes[0]
    return OutputSpec(format=request.param, path=str(tmp_path / f"out{suffix}"))


def written(spec: OutputSpec) -> list[Article]:
    return READERS[spec.format](Path(spec.path))


@contextmanager
def opened(
    spec: OutputSpec,
    position: Position | None = None,
    pending: Sequence[Article] = (),
    *,
    overwrite: bool = False,
) -> Iterator[tuple[Exporter, Position]]:
    exporter = open_exporter(spec, overwrite=overwrite)
    with closing(exporter):
        yield exporter, exporter.open(position, pending)


def fill(spec: OutputSpec, articles: Sequence[Article]) -> Position:
    with opened(spec) as (exporter, _):
        exporter.write(articles)
        return exporter.flush()


def write_durably(exporter: Exporter, articles: Sequence[Article]) -> None:
    exporter.write(articles)
    exporter.flush()


def seconds(articles: Sequence[Article]) -> list[Article]:
    """Return the articles as they are read back: dates are written to the second."""
    return [from_record(to_record(article)) for article in articles]


def test_what_is_written_is_read_back(spec: OutputSpec, articles: list[Article]) -> None:
    with opened(spec) as (exporter, start):
        assert start == START
        exporter.write(articles[:3])
        middle = exporter.flush()
        exporter.write([])
        assert exporter.flush() == middle
        exporter.write(articles[3:])
        assert exporter.flush() != middle
    assert written(spec) == seconds(articles)


def test_the_next_run_goes_on_behind_the_last(spec: OutputSpec, articles: list[Article]) -> None:
    position = fill(spec, articles[:5])
    with opened(spec, position, articles[5:]) as (exporter, resumed):
        assert resumed == position
        assert exporter.flush() == position
        write_durably(exporter, articles[5:])
    assert written(spec) == seconds(articles)


def test_what_was_not_committed_is_taken_back(spec: OutputSpec, articles: list[Article]) -> None:
    with opened(spec) as (exporter, _):
        exporter.write(articles[:2])
        committed = exporter.flush()
        exporter.write(articles[2:6])
        exporter.flush()
    with opened(spec, committed, articles[2:]) as (exporter, resumed):
        assert resumed == committed
        write_durably(exporter, articles[2:])
    assert written(spec) == seconds(articles)


def test_a_first_run_that_never_committed_is_taken_back(
    spec: OutputSpec, articles: list[Article]
) -> None:
    fill(spec, articles[:4])
    with opened(spec, None, articles) as (exporter, resumed):
        assert resumed == START
        write_durably(exporter, articles)
    assert written(spec) == seconds(articles)


def test_an_output_without_articles_is_gone_on_with(
    spec: OutputSpec, articles: list[Article]
) -> None:
    assert fill(spec, []) == START
    assert written(spec) == []
    with opened(spec, START, articles) as (exporter, resumed):
        assert resumed == START
        write_durably(exporter, articles)
    assert written(spec) == seconds(articles)


@pytest.mark.parametrize("loss", ["deleted", "moved", "empty", "truncated"])
def test_a_missing_output_is_written_again_from_the_start(
    spec: OutputSpec, articles: list[Article], loss: str
) -> None:
    position = fill(spec, articles)
    path = Path(spec.path)
    if loss == "truncated":
        os.truncate(path, 0)
    else:
        path.rename(path.with_name("moved"))
        if loss == "deleted":
            path.with_name("moved").unlink()
        if loss == "empty":
            path.touch()
    with opened(spec, position) as (exporter, resumed):
        assert resumed == START
        write_durably(exporter, articles)
    assert written(spec) == seconds(articles)


def test_an_output_put_back_to_an_older_state_is_not_gone_on_with(
    spec: OutputSpec, articles: list[Article]
) -> None:
    first = fill(spec, articles[:3])
    older = Path(spec.path).read_bytes()
    with opened(spec, first) as (exporter, _):
        exporter.write(articles[3:])
        position = exporter.flush()
    Path(spec.path).write_bytes(older)
    try:
        with opened(spec, position) as (exporter, resumed):
            assert resumed == START
            exporter.write(articles)
            exporter.flush()
    except OutputError:
        assert Path(spec.path).read_bytes() == older
    else:
        assert sorted(a.id for a in written(spec)) == [article.id for article in articles]


def test_overwriting_empties_the_output_first(spec: OutputSpec, articles: list[Article]) -> None:
    position = fill(spec, articles)
    with opened(spec, position, articles, overwrite=True) as (exporter, resumed):
        assert resumed == START
        write_durably(exporter, articles[:1])
    assert written(spec) == seconds(articles[:1])


def test_a_file_of_somebody_else_is_left_untouched(
    spec: OutputSpec, articles: list[Article]
) -> None:
    path = Path(spec.path)
    path.write_bytes(b"my own notes, longer than the header of any database " * 20)
    before = path.read_bytes()
    with pytest.raises(OutputError, match=str(path)) as raised, opened(spec, None, articles):
        pass
    assert "\n" not in str(raised.value)
    assert path.read_bytes() == before
    with opened(spec, overwrite=True) as (exporter, _):
        write_durably(exporter, articles)
    assert written(spec) == seconds(articles)


def test_a_later_version_is_kept_beside_the_earlier(
    spec: OutputSpec, articles: list[Article]
) -> None:
    changed = replace(articles[1], version=2, headline="Changed", authors=())
    with opened(spec) as (exporter, _):
        write_durably(exporter, [*articles, changed])
    latest = {article.id: article for article in written(spec)}
    assert list(latest.values()).count(seconds([changed])[0]) == 1
    assert len(latest) == len(articles)


def test_a_second_run_on_the_same_output_is_refused(
    spec: OutputSpec, articles: list[Article]
) -> None:
    with opened(spec) as (exporter, _):
        exporter.write(articles[:4])
        for overwrite in (False, True):
            with (
                pytest.raises(LockedError, match="another run") as raised,
                opened(spec, overwrite=overwrite),
            ):
                pass
            assert "\n" not in str(raised.value)
        write_durably(exporter, articles[4:])
    assert written(spec) == seconds(articles)
    with opened(spec, overwrite=True):
        pass


def test_closing_twice_and_closing_unopened_is_fine(spec: OutputSpec) -> None:
    exporter = open_exporter(spec, overwrite=False)
    exporter.close()
    exporter.open(None)
    exporter.close()
    exporter.close()
    with pytest.raises(ValueError, match="not open"):
        exporter.flush()


@contextmanager
def file_size_limit(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_a_storage_error_and_costs_nothing(
    spec: OutputSpec, articles: list[Article]
) -> None:
    position = fill(spec, articles[:2])
    large = [replace(article, article_body="words " * 50_000) for article in articles[2:]]
    with (
        opened(spec, position) as (exporter, _),
        file_size_limit(400_000),
        pytest.raises(StorageError, match=spec.path),
    ):
        write_durably(exporter, large)
    with opened(spec, position, large) as (exporter, resumed):
        assert resumed == position
        write_durably(exporter, large)
    assert written(spec) == seconds([*articles[:2], *large])


WRITING = """
import json, sys
from dataclasses import asdict
from newscrawl.core.state.record import from_record
from newscrawl.exporters import OutputSpec, open_exporter
exporter = open_exporter(OutputSpec(format=sys.argv[1], path=sys.argv[2]), overwrite=False)
exporter.open(None)
for line in sys.stdin:
    exporter.write([from_record(json.loads(line))])
    print(json.dumps(asdict(exporter.flush())), flush=True)
"""


@pytest.mark.parametrize("committed", [0, 1, 50])
def test_a_killed_run_loses_nothing_and_writes_nothing_twice(
    spec: OutputSpec, articles: list[Article], committed: int
) -> None:
    many = [
        replace(articles[number % 8], id=f"{number:016x}", article_body="words " * number)
        for number in range(500)
    ]
    with subprocess.Popen(
        [sys.executable, "-c", WRITING, spec.format, spec.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for article in many[:60]:
            process.stdin.write(json.dumps(to_record(article)).encode() + b"\n")
        process.stdin.flush()
        positions = [json.loads(process.stdout.readline()) for _ in range(55)]
        process.kill()
    position = Position(**positions[committed - 1]) if committed else None
    with opened(spec, position, many[committed:]) as (exporter, resumed):
        assert asdict(resumed) == (positions[committed - 1] if committed else asdict(START))
        write_durably(exporter, many[committed:])
    assert written(spec) == seconds(many)
