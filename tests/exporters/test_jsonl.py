import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from newscrawl.core.state.record import to_line, to_record
from newscrawl.exceptions import OutputError, StorageError
from newscrawl.exporters.base import START, Position
from newscrawl.exporters.jsonl import JsonlExporter, JsonlStream
from newscrawl.items.article import Article


def fill(path: Path, articles: Sequence[Article]) -> Position:
    with closing(JsonlExporter(path)) as exporter:
        exporter.open(None)
        exporter.write(articles)
        return exporter.flush()


def go_on(path: Path, position: Position | None, articles: Sequence[Article]) -> Position:
    with closing(JsonlExporter(path)) as exporter:
        resumed = exporter.open(position, articles)
        exporter.write(articles)
        exporter.flush()
        return resumed


def lines(articles: Sequence[Article]) -> bytes:
    return b"".join(to_line(to_record(article)) for article in articles)


def test_a_tail_cut_at_any_byte_is_mended(tmp_path: Path, articles: list[Article]) -> None:
    path = tmp_path / "out.jsonl"
    position = fill(path, articles[:5])
    whole = lines(articles)
    assert position.offset == len(lines(articles[:5]))
    for cut in range(position.offset, len(whole) + 1):
        path.write_bytes(whole[:cut])
        with closing(JsonlExporter(path)) as exporter:
            assert exporter.open(position, articles[5:]) == position
        assert path.read_bytes() == whole[: position.offset], cut
    path.write_bytes(whole[:-10])
    assert go_on(path, position, articles[5:]) == position
    assert path.read_bytes() == whole


def test_a_file_cut_within_what_was_committed_is_left_as_it_is(
    tmp_path: Path, articles: list[Article]
) -> None:
    path = tmp_path / "out.jsonl"
    position = fill(path, articles)
    whole = path.read_bytes()
    for cut in range(len(lines(articles[:5])), len(whole)):
        path.write_bytes(whole[:cut])
        with pytest.raises(OutputError, match="changed since"):
            go_on(path, position, ())
        assert path.read_bytes() == whole[:cut]


def appended(content: bytes) -> bytes:
    return content + b"{}\n"


def appended_without_end(content: bytes) -> bytes:
    return content + b"x"


def line_repeated(content: bytes) -> bytes:
    return content + content.splitlines(keepends=True)[-1]


def line_removed(content: bytes) -> bytes:
    return b"".join(content.split(b"\n", 2)[::2])


def sorted_by_text(content: bytes) -> bytes:
    return b"".join(sorted(content.splitlines(keepends=True), reverse=True))


def edited(content: bytes) -> bytes:
    return content.replace(b"Ann 0", b"Anna Zero")


def last_line_edited(content: bytes) -> bytes:
    head, _, last = content.rstrip(b"\n").rpartition(b"\n")
    return head + b"\n" + last.replace(b"Ann", b"Bob") + b"\n"


@pytest.mark.parametrize(
    "change",
    [
        appended,
        appended_without_end,
        line_repeated,
        line_removed,
        sorted_by_text,
        edited,
        last_line_edited,
    ],
)
@pytest.mark.parametrize("tail", [0, 100, None])
def test_a_file_that_somebody_changed_is_left_as_it_is(
    tmp_path: Path, articles: list[Article], change: Callable[[bytes], bytes], tail: int | None
) -> None:
    path = tmp_path / "out.jsonl"
    position = fill(path, articles[:6])
    content = path.read_bytes() + lines(articles[6:])[:tail]
    changed = change(content)
    assert changed != content
    path.write_bytes(changed)
    with pytest.raises(OutputError, match="left as it is; -O") as raised:
        go_on(path, position, articles[6:])
    assert "\n" not in str(raised.value)
    assert path.read_bytes() == changed


def test_a_file_that_was_copied_back_is_gone_on_with(
    tmp_path: Path, articles: list[Article]
) -> None:
    path = tmp_path / "out.jsonl"
    position = fill(path, articles[:6])
    (tmp_path / "copy").write_bytes(path.read_bytes())
    (tmp_path / "copy").replace(path)
    assert go_on(path, position, articles[6:]) == position
    assert path.read_bytes() == lines(articles)


def test_a_position_knows_its_file_when_it_was_moved(
    tmp_path: Path, articles: list[Article]
) -> None:
    position = fill(tmp_path / "out.jsonl", articles)
    status = (tmp_path / "out.jsonl").rename(tmp_path / "moved.jsonl").stat()
    assert (position.device, position.inode) == (status.st_dev, status.st_ino)


def test_a_record_longer_than_any_buffer_is_found_again(
    tmp_path: Path, articles: list[Article]
) -> None:
    path = tmp_path / "out.jsonl"
    large = Article(url="https://example.org/a", article_body="words " * 500_000)
    position = fill(path, [*articles, large])
    assert go_on(path, position, articles) == position
    assert path.read_bytes() == lines([*articles, large, *articles])


def test_lines_that_another_program_adds_during_the_crawl_are_not_lost(
    tmp_path: Path, articles: list[Article]
) -> None:
    path = tmp_path / "out.jsonl"
    with closing(JsonlExporter(path)) as exporter:
        exporter.open(None)
        exporter.write(articles)
        with path.open("ab") as other:
            other.write(b"mine\n")
        with pytest.raises(OutputError, match="another program"):
            exporter.write(articles)
    assert path.read_bytes() == lines(articles) + b"mine\n"


def test_standard_output_gets_lines_and_goes_on_where_the_last_run_ended(
    capfdbinary: pytest.CaptureFixture[bytes], articles: list[Article]
) -> None:
    position: Position | None = None
    for part in (articles[:3], articles[3:]):
        with closing(JsonlStream(Path("-"))) as stream:
            assert stream.open(position) == (position or START)
            stream.write(part)
            stream.write([])
            position = stream.flush()
    os.write(1, b"still open\n")
    assert position is not None
    assert position.offset == len(lines(articles))
    assert capfdbinary.readouterr().out == lines(articles) + b"still open\n"


def test_a_pipe_takes_what_one_write_cannot_hold(articles: list[Article]) -> None:
    code = (
        "import sys; from pathlib import Path; from newscrawl.exporters.jsonl import JsonlStream\n"
        "from newscrawl.items.article import Article\n"
        "stream = JsonlStream(Path('-')); stream.open(None)\n"
        "large = Article(url='u', article_body='words ' * 500_000)\n"
        "try:\n"
        "    stream.write([large, large])\n"
        "except BrokenPipeError:\n"
        "    sys.exit(7)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [len(record["article_body"]) for record in records] == [3_000_000] * 2
    assert done.stderr == b""

    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1000)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 7


def test_a_device_that_takes_nothing_is_a_storage_error(articles: list[Article]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    with closing(JsonlStream(Path("/dev/full"))) as stream:
        stream.open(None)
        with pytest.raises(StorageError, match="/dev/full: No space left on device"):
            stream.write(articles)
