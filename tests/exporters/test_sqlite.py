import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from newscrawl.core.state import schema
from newscrawl.core.state.record import to_record
from newscrawl.exceptions import OutputError, StateError
from newscrawl.exporters.base import Position
from newscrawl.exporters.sqlite import SqliteExporter
from newscrawl.items.article import Article


def fill(path: Path, articles: Sequence[Article]) -> Position:
    with closing(SqliteExporter(path)) as exporter:
        exporter.open(None)
        exporter.write(articles)
        return exporter.flush()


def test_tables_are_those_of_a_state_file(tmp_path: Path, articles: list[Article]) -> None:
    path = tmp_path / "out.db"
    fill(path, [*articles, replace(articles[0], id="f" * 16, duplicate_of=articles[0].id)])
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM unique_articles").fetchone() == (8,)
        names = connection.execute(
            "SELECT name FROM authors WHERE article_id = ?", ["0" * 15 + "2"]
        )
        assert names.fetchall() == [("Ann 0",), ("Ann 1",)]
        pictures = connection.execute("SELECT count(*) FROM images").fetchone()
        assert pictures == (18,)


def test_an_earlier_version_is_kept_whole(tmp_path: Path, articles: list[Article]) -> None:
    path = tmp_path / "out.db"
    old = articles[1]
    for _ in range(2):
        fill(path, [old, replace(old, version=2, headline="Changed", keywords=())])
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT * FROM versions").fetchall()
        assert [(row[0], row[1], json.loads(row[2])) for row in rows] == [
            (old.id, 1, to_record(old))
        ]
        now = connection.execute("SELECT version, headline FROM articles").fetchall()
        assert now == [(2, "Changed")]
        assert connection.execute("SELECT count(*) FROM keywords").fetchone() == (0,)


def test_a_state_file_is_no_output_and_an_output_no_state_file(
    tmp_path: Path, articles: list[Article]
) -> None:
    state, output = tmp_path / "state.db", tmp_path / "out.db"
    with closing(sqlite3.connect(state)) as connection:
        schema.prepare(connection, path=str(state))
    before = state.read_bytes()
    for overwrite in (False, True):
        exporter = SqliteExporter(state, overwrite=overwrite)
        with closing(exporter), pytest.raises(OutputError, match="state file"):
            exporter.open(None)
    assert state.read_bytes() == before
    fill(output, articles)
    with closing(sqlite3.connect(output)) as connection, pytest.raises(StateError):
        schema.prepare(connection, path=str(output))


def test_a_database_of_another_program_is_left_as_it_is(
    tmp_path: Path, articles: list[Article]
) -> None:
    path = tmp_path / "out.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE articles (id)")
    before = path.read_bytes()
    with pytest.raises(OutputError, match="not written by newscrawl"):
        fill(path, articles)
    assert path.read_bytes() == before


def test_half_a_surrogate_pair_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "out.db"
    fill(path, [Article(id="0" * 16, url="u", headline="a\ud800", authors=("b\udc00",))])
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT headline FROM articles").fetchone() == ("a\ufffd",)
        assert connection.execute("SELECT name FROM authors").fetchone() == ("b\ufffd",)


def test_readers_see_what_is_flushed_while_it_is_written(
    tmp_path: Path, articles: list[Article]
) -> None:
    path = tmp_path / "out.db"
    with (
        closing(SqliteExporter(path)) as exporter,
        closing(sqlite3.connect(path, timeout=0)) as reader,
    ):
        exporter.open(None)
        exporter.write(articles[:4])
        exporter.flush()
        exporter.write(articles[4:])
        assert reader.execute("SELECT count(*) FROM articles").fetchone() == (4,)
