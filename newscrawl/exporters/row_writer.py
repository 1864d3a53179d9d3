"""What all formats of rows have in common."""

import gzip
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import IO, Any


class RowWriter(ABC):
    """Writes rows of one shape to a file that is open for bytes."""

    def __init__(self, file: IO[bytes] | gzip.GzipFile) -> None:
        self._file = file

    @abstractmethod
    def write(self, row: Mapping[str, Any]) -> None:
        """Add a row; all have the same names in the same order."""

    def finish(self) -> None:
        """Write what is still to be written; the file stays open."""
        self._file.flush()
