"""Outputs: each drains the store into a file of its format."""

import os
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from newscrawl.exceptions import OutputError
from newscrawl.exporters.base import Exporter
from newscrawl.exporters.jsonl import JsonlExporter, JsonlStream
from newscrawl.exporters.sqlite import SqliteExporter

__all__ = ["EXPORTERS", "OutputSpec", "open_exporter", "parse_output"]

EXPORTERS: dict[str, type[Exporter]] = {
    "jsonl": JsonlExporter,
    "sqlite": SqliteExporter,
}
"""The formats by name; to add one, add its class here."""

_STREAMS: dict[str, type[Exporter]] = {"jsonl": JsonlStream}
"""The formats that can be written to what is no file: standard output, a pipe, a device."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputSpec:
    """An output as the user named it."""

    format: str
    """A key of `EXPORTERS`."""
    path: str
    """Where it goes; `-` is standard output."""


def parse_output(spec: str) -> OutputSpec:
    """Return format and path of `PATH` (the suffix tells the format), `FORMAT:PATH` or `-`.

    Raises OutputError for an unknown format, and where nothing could be written to the path, so
    that this shows before anything else is done. Touches no file.
    """
    name, colon, path = spec.partition(":")
    if not (colon and name.lower() in EXPORTERS):
        name, path = _format_of(spec), spec
    output = OutputSpec(format=name.lower(), path=path)
    _check_path(output)
    return output


def open_exporter(output: OutputSpec, *, overwrite: bool, give_up: Event | None = None) -> Exporter:
    """Return the exporter of an output, on which `open` is to be called."""
    formats = _STREAMS if _is_stream(output.path) else EXPORTERS
    return formats[output.format](Path(output.path), overwrite=overwrite, give_up=give_up)


def _format_of(path: str) -> str:
    if path == "-":
        return "jsonl"
    suffix = Path(path).suffix.lower()
    for name, exporter in EXPORTERS.items():
        if suffix in exporter.suffixes:
            return name
    known = ", ".join(
        f"{name} ({', '.join(exporter.suffixes)})" for name, exporter in EXPORTERS.items()
    )
    raise OutputError(f"{path}: unknown format; known: {known}; or name one: jsonl:{path}")


def _is_stream(path: str) -> bool:
    return path == "-" or (Path(path).exists() and not Path(path).is_file())


def _check_path(output: OutputSpec) -> None:
    path = Path(output.path)
    if not output.path or path.is_dir():
        raise OutputError(f"{output.path or 'output'}: names a directory, not a file")
    if _is_stream(output.path):
        if output.format not in _STREAMS:
            raise OutputError(f"{output.path}: {output.format} needs a file")
        return
    target = path if path.exists() else path.parent
    if not target.exists():
        raise OutputError(f"{path}: there is no directory {target}")
    if target is not path and not target.is_dir():
        raise OutputError(f"{path}: {target} is not a directory")
    if not os.access(target, os.W_OK):
        raise OutputError(f"{path}: {target} cannot be written to")
