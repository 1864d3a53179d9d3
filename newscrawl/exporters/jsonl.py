"""JSON Lines: one record a line, into a file or a stream."""

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterable, Sequence
from io import FileIO
from pathlib import Path
from threading import Event

from newscrawl.core.state.locking import open_locked
from newscrawl.core.state.record import to_line, to_record
from newscrawl.core.state.waiting import MAKE_ROOM
from newscrawl.exceptions import OutputError, StorageError
from newscrawl.exporters.base import START, Exporter, Position
from newscrawl.items.article import Article

_PIECE = 1 << 16
"""Bytes that are read at once."""


class JsonlExporter(Exporter):
    """Writes articles to a JSON Lines file, which nobody else may change between two runs."""

    suffixes = (".jsonl", ".ndjson")

    def __init__(
        self, path: Path, *, overwrite: bool = False, give_up: Event | None = None
    ) -> None:
        super().__init__(path, overwrite=overwrite, give_up=give_up)
        self._file: FileIO | None = None
        self._offset = 0
        self._last = b""
        self._position = START

    def open(self, position: Position | None, pending: Iterable[Article] = ()) -> Position:
        self._file = open_locked(self.path)
        try:
            self._position = self._resume(self._file, position or START, pending)
        except BaseException:
            self.close()
            raise
        self._offset = self._position.offset
        return self._position

    def write(self, articles: Sequence[Article]) -> None:
        if not articles:
            return
        file = self._opened()
        lines = [to_line(to_record(article)) for article in articles]
        if os.fstat(file.fileno()).st_size != self._offset:
            raise OutputError(f"{self.path}: another program changed it during the crawl")
        data = b"".join(lines)
        try:
            _write_all(file, data)
        except OSError as error:
            with contextlib.suppress(OSError):
                file.truncate(self._offset)
                file.seek(self._offset)
            raise _storage_error(self.path, error) from error
        self._offset += len(data)
        self._last = lines[-1]

    def flush(self) -> Position:
        file = self._opened()
        if self._offset == self._position.offset:
            return self._position
        try:
            os.fsync(file.fileno())
        except OSError as error:
            raise _storage_error(self.path, error) from error
        status = os.fstat(file.fileno())
        self._position = Position(
            offset=self._offset,
            last_size=len(self._last),
            last_hash=_hash(self._last),
            device=status.st_dev,
            inode=status.st_ino,
        )
        return self._position

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _opened(self) -> FileIO:
        if self._file is None:
            raise ValueError(f"{self.path}: not open")
        return self._file

    def _resume(self, file: FileIO, position: Position, pending: Iterable[Article]) -> Position:
        if self.overwrite:
            file.truncate(0)
        size = os.fstat(file.fileno()).st_size
        if size == 0:
            return START
        if not _ends_at(file, position):
            raise OutputError(
                f"{self.path}: changed since the last crawl wrote it, left as it is; "
                "-O writes it again in full"
            )
        file.seek(position.offset)
        if not _is_beginning(file, pending):
            raise OutputError(
                f"{self.path}: holds something that is not from this crawl, left as it is; "
                "-O overwrites it"
            )
        file.truncate(position.offset)
        file.seek(position.offset)
        return position


class JsonlStream(Exporter):
    """Writes articles to standard output (`-`), a pipe or a device, which nothing is read from."""

    suffixes = ()

    def __init__(
        self, path: Path, *, overwrite: bool = False, give_up: Event | None = None
    ) -> None:
        super().__init__(path, overwrite=overwrite, give_up=give_up)
        self._file: FileIO | None = None
        self._position = START

    def open(self, position: Position | None, pending: Iterable[Article] = ()) -> Position:  # noqa: ARG002
        try:
            if str(self.path) == "-":
                # A descriptor of its own: Python's shutdown would complain of a closed pipe.
                self._file = FileIO(os.dup(1), "wb")
            else:
                self._file = FileIO(self.path, "wb")
        except OSError as error:
            raise OutputError(f"{self.path}: {error.strerror}") from error
        self._position = position or START
        return self._position

    def write(self, articles: Sequence[Article]) -> None:
        if self._file is None:
            raise ValueError(f"{self.path}: not open")
        lines = [to_line(to_record(article)) for article in articles]
        if not lines:
            return
        data = b"".join(lines)
        try:
            _write_all(self._file, data)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _storage_error(self.path, error) from error
        self._position = Position(
            offset=self._position.offset + len(data),
            last_size=len(lines[-1]),
            last_hash=_hash(lines[-1]),
        )

    def flush(self) -> Position:
        return self._position

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def _ends_at(file: FileIO, position: Position) -> bool:
    """Return whether the last committed record stands right before the position."""
    if position.offset == 0:
        return True
    file.seek(position.offset - position.last_size)
    return _hash(_read_all(file, position.last_size)) == position.last_hash


def _is_beginning(file: FileIO, articles: Iterable[Article]) -> bool:
    """Return whether the rest of the file is a beginning of the articles' records."""
    rest = os.fstat(file.fileno()).st_size - file.tell()
    if rest == 0:
        return True
    for article in articles:
        line = to_line(to_record(article))
        piece = _read_all(file, min(rest, len(line)))
        rest -= len(piece)
        if piece.endswith(b"\0"):
            return line.startswith(piece.rstrip(b"\0")) and _only_nul(file)
        if not line.startswith(piece):
            return False
        if rest <= 0:
            return True
    return _only_nul(file)


def _only_nul(file: FileIO) -> bool:
    """Return whether nothing but NUL follows, with which a power cut can leave a file filled up."""
    while piece := file.read(_PIECE):
        if piece.strip(b"\0"):
            return False
    return True


def _read_all(file: FileIO, size: int) -> bytes:
    """Return up to `size` bytes, fewer only at the end of the file."""
    data = bytearray()
    while len(data) < size and (piece := file.read(size - len(data))):
        data += piece
    return bytes(data)


def _write_all(file: FileIO, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(file.fileno(), view) :]


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _storage_error(path: Path, error: OSError) -> StorageError:
    full = error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
    return StorageError(f"{path}: {error.strerror}{MAKE_ROOM if full else ''}")
