"""Which state file belongs to which outputs."""

import contextlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from newscrawl.core.state.access import is_state_file, reading
from newscrawl.core.state.store import IN_MEMORY
from newscrawl.exceptions import InputError, StateError
from newscrawl.exporters import OutputSpec
from newscrawl.exporters.sqlite import SqliteExporter


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOutput:
    """A file that a crawl has written, as its state file remembers it."""

    format: str
    """A key of `EXPORTERS`."""
    path: Path
    """Its absolute path."""
    offset: int
    """How far it is known to be written; see `Position`."""


def state_path(named: str, outputs: Sequence[OutputSpec]) -> str:
    """Return the path of the state file: the one named, an SQLite output, or one beside the first file."""
    if named:
        return named
    for spec in outputs:
        if spec.format == "sqlite":
            return spec.path
    for spec in outputs:
        if spec.path != "-":
            return str(_beside(Path(spec.path)))
    return IN_MEMORY


def find_state(file: str) -> Path:
    """Return the state file that a person means by naming it, or an output.

    For an output it is the one beside it, or another one in its directory that has written to it.
    Raises InputError where there is none.
    """
    path = Path(file)
    if path.is_dir():
        raise InputError(f"{file}: names a directory, not a file")
    for candidate in (path, _beside(path)):
        if is_state_file(candidate):
            return candidate
    for candidate in _states_in(path.absolute().parent):
        if _has_written(candidate, path.absolute()):
            return candidate
    if not path.exists():
        raise InputError(f"{file}: no such file")
    raise InputError(f"{file}: no state file, and none of its crawl is beside it; name that one")


def known_outputs(state: Path) -> list[KnownOutput]:
    """Return the files that were written from a state file; there may be none of some by now.

    Raises StateError where the state file cannot be read.
    """
    with reading(state) as connection:
        rows = connection.execute("SELECT output, position FROM _export ORDER BY output").fetchall()
    outputs = []
    for output, position in rows:
        name, _, path = output.partition(":")
        if path != "-":
            offset = json.loads(position)["offset"]
            outputs.append(KnownOutput(format=name, path=Path(path), offset=offset))
    return outputs


def _beside(output: Path) -> Path:
    return output.with_name(f"{output.stem}.newscrawl.db")


def _states_in(directory: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        for path in sorted(directory.iterdir()):
            if path.suffix in SqliteExporter.suffixes and is_state_file(path):
                yield path


def _has_written(state: Path, output: Path) -> bool:
    with contextlib.suppress(StateError):
        return any(known.path == output for known in known_outputs(state))
    return False
