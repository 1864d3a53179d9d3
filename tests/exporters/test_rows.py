import csv
import gzip
import io
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyarrow import parquet

from newscrawl.core.state.record import to_record
from newscrawl.exceptions import OutputClosedError, OutputError, StorageError
from newscrawl.exporters.rows import open_rows, printable_json, row_format
from newscrawl.items import Article, Image, Precision

ROWS = [
    {"url": "http://a.test/ä", "status": 200, "reason": None},
    {"url": '=HYPERLINK("x")', "status": -1, "reason": 'a "b", c\nd'},
]


def write(path, rows=ROWS):
    with open_rows(str(path)) as writer:
        for row in rows:
            writer.write(row)


def test_json_lines_come_back(tmp_path):
    write(tmp_path / "out.jsonl")
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == ROWS


def test_compressed_lines_are_the_same_each_time(tmp_path):
    write(tmp_path / "plain.jsonl")
    for name in ("one.jsonl.gz", "two.jsonl.gz"):
        write(tmp_path / name)
    one = (tmp_path / "one.jsonl.gz").read_bytes()
    assert gzip.decompress(one) == (tmp_path / "plain.jsonl").read_bytes()
    assert one == (tmp_path / "two.jsonl.gz").read_bytes()


def test_csv_has_names_and_no_formulas(tmp_path):
    write(tmp_path / "out.csv")
    text = (tmp_path / "out.csv").read_bytes().decode()
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["url", "status", "reason"],
        ["http://a.test/ä", "200", ""],
        ['\'=HYPERLINK("x")', "-1", 'a "b", c\nd'],
    ]


def test_lists_and_parts_in_csv(tmp_path):
    write(tmp_path / "out.csv", [{"authors": ["A B", "C"], "images": [{"url": "x"}], "none": []}])
    text = (tmp_path / "out.csv").read_bytes().decode()
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[1] == ["A B; C", '[{"url": "x"}]', ""]


ARTICLE = to_record(
    Article(
        url="http://a.test/ä",
        headline="Weir",
        authors=("Ann", "Bo"),
        images=(Image(url="http://a.test/p.jpg", alt="A weir"),),
        date_published=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        date_published_precision=Precision.DAY,
        evidence={"headline": "h1"},
    )
)


def test_parquet_has_typed_columns(tmp_path):
    bare = to_record(Article(url="http://a.test/b"))
    write(tmp_path / "out.parquet", [ARTICLE, bare] * 3000)
    table = parquet.read_table(tmp_path / "out.parquet")
    assert table.num_rows == 6000
    row, other = table.slice(0, 2).to_pylist()
    assert row["authors"] == ["Ann", "Bo"]
    assert row["date_published"] == datetime(2026, 1, 2, tzinfo=UTC)
    assert (row["images"][0]["alt"], row["main_image"], row["version"]) == ("A weir", None, 1)
    assert json.loads(row["evidence"]) == {"headline": "h1"}
    assert (other["headline"], other["date_published"]) == (None, None)


def test_parquet_without_rows_can_be_read(tmp_path):
    write(tmp_path / "out.parquet", [])
    assert parquet.read_table(tmp_path / "out.parquet").num_rows == 0


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_each_start_of_a_formula_is_guarded(tmp_path, start):
    write(tmp_path / "out.csv", [{"x": f"{start}1"}])
    text = (tmp_path / "out.csv").read_bytes().decode()
    assert list(csv.reader(io.StringIO(text, newline="")))[1] == [f"'{start}1"]


def test_what_was_there_stays_until_all_is_written(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_text("old\n")
    path.chmod(0o600)
    with pytest.raises(ZeroDivisionError), open_rows(str(path)) as writer:
        raise ZeroDivisionError(writer.write(ROWS[0]))
    assert path.read_text() == "old\n"
    assert list(tmp_path.iterdir()) == [path]
    write(path, ROWS[:1])
    assert json.loads(path.read_text(encoding="utf-8")) == ROWS[0]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_to_a_file_stays_a_link(tmp_path):
    target, link = tmp_path / "target.jsonl", tmp_path / "out.jsonl"
    target.touch()
    link.symlink_to(target)
    write(link)
    assert link.is_symlink()
    assert target.stat().st_size > 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_said(tmp_path):
    link = tmp_path / "out.jsonl"
    link.symlink_to("/dev/full")
    with pytest.raises(StorageError, match=r"out\.jsonl: No space left"):
        write(link)


def test_a_reader_that_goes_away_is_no_fault(tmp_path):
    pipe = tmp_path / "out.jsonl"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(OutputClosedError):
        write(pipe, _closing(reader))


def _closing(reader):
    """Yield rows after whose first nobody reads any more."""
    yield ROWS[0]
    os.close(reader)
    yield from ROWS * 1000


def test_an_unknown_format_names_the_known_ones():
    with pytest.raises(OutputError, match=r"jsonl\.gz"):
        row_format("out.xlsx")


def test_a_directory_that_is_missing_is_said(tmp_path):
    with pytest.raises(OutputError, match="nowhere"):
        write(tmp_path / "nowhere" / "out.jsonl")


def test_what_a_terminal_would_act_on_is_escaped():
    text = json.dumps("ä\x9b31m\u202e \U000e0001", ensure_ascii=False)
    assert printable_json(text).isprintable()
    assert json.loads(printable_json(text)) == json.loads(text)
    assert "ä" in printable_json(text)
