"""What an output is: a projection of the store that can be interrupted at any moment."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import ClassVar

from newscrawl.items.article import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """How far an output has been written; the drain commits it and brings it back."""

    offset: int = 0
    """Size of the file in bytes, or of a database in articles written; 0: nothing is written."""
    last_size: int = 0
    """Bytes of the last record."""
    last_hash: str = ""
    """SHA-256 (hex) of the last record's bytes."""
    device: int = 0
    """The file system that the file is on (`st_dev`)."""
    inode: int = 0
    """The file's number there (`st_ino`), by which it is known again when it was moved."""


START = Position()
"""Nothing is written yet."""


class Exporter(ABC):
    """An output that drains the store: `open`, then `write` and `flush` by turns, then `close`.

    What was written is durable once `flush` has returned, and counts once its position is
    committed. The drain must

    - give the articles in one fixed order, and the same record for each until its position is
      committed, also after a crash: no update of a written article may be committed before;
    - commit the position that `open` returns before the first `write`, as it may lead back.

    Errors: OutputError for a file that cannot be used or that somebody else changed (it is left as
    it is), LockedError for one that another run writes, StorageError when writing fails, BusyError
    where another program has the file locked and `give_up` is set, and BrokenPipeError when the
    reader of a stream is gone, which is no fault. After an error there is only `close` to call.
    """

    suffixes: ClassVar[tuple[str, ...]]
    """Ends of file names that choose this format, in lower case."""

    def __init__(
        self, path: Path, *, overwrite: bool = False, give_up: Event | None = None
    ) -> None:
        """Take the file's path, whether `open` empties it, and what ends all waiting for it.

        Nothing is touched yet.
        """
        self.path = path
        self.overwrite = overwrite
        self.give_up = give_up or Event()

    @abstractmethod
    def open(self, position: Position | None, pending: Iterable[Article] = ()) -> Position:
        """Lock the output, take back what was not committed, and return where to go on.

        `position` is the last one committed, None for an output that was never drained to.
        `pending` are the articles that come next: what stands behind the position is cut only
        where it is a beginning of their records. It is read no further than needed.

        Returns `position`, or `START` where the output is missing, empty or to be overwritten:
        then all articles are to be written again.
        """

    @abstractmethod
    def write(self, articles: Sequence[Article]) -> None:
        """Add articles."""

    @abstractmethod
    def flush(self) -> Position:
        """Make durable what was added and return the position behind it."""

    @abstractmethod
    def close(self) -> None:
        """Release file and lock; may be called at any time, and twice."""
