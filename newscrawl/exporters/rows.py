"""Rows of any kind as a file: JSON Lines, also compressed, CSV, Parquet, or a graph of links."""

import contextlib
import csv
import gzip
import io
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

from newscrawl.core.state.record import to_line
from newscrawl.exceptions import OutputClosedError, OutputError, StorageError
from newscrawl.exporters.graphml import GraphmlRows
from newscrawl.exporters.parquet import ParquetRows
from newscrawl.exporters.row_writer import RowWriter

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula; owasp.org/www-community/attacks/CSV_Injection."""


class JsonlRows(RowWriter):
    """One JSON object a line."""

    def write(self, row: Mapping[str, Any]) -> None:
        self._file.write(to_line(row))


class TerminalRows(JsonlRows):
    """The same for a person's eyes: what a terminal might act on is escaped."""

    def write(self, row: Mapping[str, Any]) -> None:
        line = to_line(row).decode()
        self._file.write(f"{printable_json(line.rstrip())}\n".encode())


class GzipRows(JsonlRows):
    """The same, compressed; equal rows give equal bytes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._packed = gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0)
        super().__init__(self._packed)

    def finish(self) -> None:
        self._packed.close()


class CsvRows(RowWriter):
    """One row a line below a line of names, RFC 4180, unknown values empty.

    Lists of texts have `; ` between them, what has parts is JSON.

    A text that a spreadsheet would take for a formula has an apostrophe put before it.
    """

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file)
        self._named = False

    def write(self, row: Mapping[str, Any]) -> None:
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        if not self._named:
            writer.writerow(row)
            self._named = True
        writer.writerow([_guarded(_cell(value)) for value in row.values()])
        self._file.write(text.getvalue().encode("utf-8", "replace"))


ROW_WRITERS: dict[str, type[RowWriter]] = {
    ".jsonl": JsonlRows,
    ".ndjson": JsonlRows,
    ".jsonl.gz": GzipRows,
    ".csv": CsvRows,
    ".parquet": ParquetRows,
    ".graphml": GraphmlRows,
}
"""The formats by the end of a file's name."""


def row_format(path: str) -> type[RowWriter]:
    """Return the writer that a path's end tells, for `-` JSON Lines; raises OutputError for another."""
    if path == "-":
        return TerminalRows if sys.stdout.isatty() else JsonlRows
    for suffix, writer in ROW_WRITERS.items():
        if path.lower().endswith(suffix):
            return writer
    raise OutputError(f"{path}: unknown format; known: {', '.join(ROW_WRITERS)}")


@contextlib.contextmanager
def open_rows(path: str) -> Iterator[RowWriter]:
    """Give a writer for a path, whose file is as `open_whole` gives it."""
    with open_whole(path) as file:
        writer = row_format(path)(file)
        yield writer
        writer.finish()


@contextlib.contextmanager
def open_whole(path: str) -> Iterator[IO[bytes]]:
    """Give a file for a path; `-` is standard output.

    A file is there once the block has ended well: it is written beside itself and then put in the
    place of what was there. Raises OutputError, StorageError for a full disk, and OutputClosedError
    where nobody reads standard output any more.
    """
    try:
        with _open(path) as file:
            yield file
    except BrokenPipeError as error:
        raise OutputClosedError("nobody reads the output any more") from error
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror}") from error


@contextlib.contextmanager
def _open(path: str) -> Iterator[IO[bytes]]:
    if path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(path).resolve()
    if target.exists() and not target.is_file():
        # A pipe or a device, such as /dev/null.
        with target.open("wb") as file:
            yield file
        return
    try:
        scratch = NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False)  # noqa: SIM115
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}") from error
    try:
        with scratch:
            yield scratch.file
            scratch.flush()
            os.fsync(scratch.fileno())
        Path(scratch.name).chmod(_mode(target))
        Path(scratch.name).replace(target)
    except BaseException:
        Path(scratch.name).unlink(missing_ok=True)
        raise


def printable_json(text: str) -> str:
    """Return JSON in which every character that is not printable is written as an escape."""
    return "".join(
        character if character.isprintable() else json.dumps(character)[1:-1] for character in text
    )


def _mode(target: Path) -> int:
    """Return the permissions of the file that is replaced, or those that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _cell(value: Any) -> Any:
    if isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(each, dict) for each in value)
    ):
        return json.dumps(value, ensure_ascii=False)
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def _guarded(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
