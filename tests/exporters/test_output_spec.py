from pathlib import Path

import pytest

from newscrawl.exceptions import OutputError
from newscrawl.exporters import EXPORTERS, OutputSpec, open_exporter, parse_output
from newscrawl.exporters.jsonl import JsonlExporter, JsonlStream


@pytest.mark.parametrize(
    ("spec", "format_", "path"),
    [
        ("out.jsonl", "jsonl", "out.jsonl"),
        ("OUT.NDJSON", "jsonl", "OUT.NDJSON"),
        ("a.b/out.db", "sqlite", "a.b/out.db"),
        ("out.sqlite3", "sqlite", "out.sqlite3"),
        ("-", "jsonl", "-"),
        ("jsonl:-", "jsonl", "-"),
        ("jsonl:out", "jsonl", "out"),
        ("SQLite:out.jsonl", "sqlite", "out.jsonl"),
        ("a:b.jsonl", "jsonl", "a:b.jsonl"),
        ("jsonl:/dev/null", "jsonl", "/dev/null"),
    ],
)
def test_suffix_or_prefix_tells_the_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spec: str, format_: str, path: str
) -> None:
    (tmp_path / "a.b").mkdir()
    monkeypatch.chdir(tmp_path)
    assert parse_output(spec) == OutputSpec(format=format_, path=path)
    assert [each.name for each in tmp_path.iterdir()] == ["a.b"]


@pytest.mark.parametrize("spec", ["out", "out.xlsx", "xml:out.xml", "xml:out", ".jsonl", ""])
def test_an_unknown_format_names_those_that_are_known(spec: str) -> None:
    with pytest.raises(OutputError, match="known: jsonl") as raised:
        parse_output(spec)
    assert all(name in str(raised.value) for name in EXPORTERS)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("absent/out.jsonl", "there is no directory absent"),
        ("file/out.jsonl", "file is not a directory"),
        ("directory.jsonl", "names a directory"),
        ("jsonl:", "names a directory"),
        ("sqlite:-", "needs a file"),
        ("sqlite:/dev/null", "needs a file"),
    ],
)
def test_a_path_that_cannot_be_written_to_shows_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spec: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    (tmp_path / "directory.jsonl").mkdir()
    with pytest.raises(OutputError, match=message):
        parse_output(spec)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["directory.jsonl", "file"]


def test_what_is_no_file_is_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    assert isinstance(open_exporter(parse_output("-"), overwrite=False), JsonlStream)
    assert isinstance(open_exporter(parse_output("jsonl:/dev/null"), overwrite=True), JsonlStream)
    assert isinstance(open_exporter(parse_output(str(path)), overwrite=False), JsonlExporter)
    assert not path.exists()
