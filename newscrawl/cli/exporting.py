"""An export: checked, read from the state file, written, summed up."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from newscrawl.cli.printing import print_json
from newscrawl.cli.reextraction import reextract
from newscrawl.core.state.access import is_state_file, reading
from newscrawl.core.state.clusters import cluster_rows
from newscrawl.core.state.inspection import url_rows
from newscrawl.core.state.links import link_rows
from newscrawl.core.state.record import to_record
from newscrawl.core.state.reextraction import Reextracted
from newscrawl.core.state.selection import Selection, selected_articles, selected_versions
from newscrawl.exceptions import InputError, OutputError
from newscrawl.exporters.graphml import GraphmlRows
from newscrawl.exporters.holdings import check_finished
from newscrawl.exporters.rows import open_rows, row_format
from newscrawl.exporters.state_paths import find_state, known_outputs
from newscrawl.items import Completeness

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """An export as it was typed."""

    file: str
    """An output or its state file."""
    output: str
    """Where the rows go; `-` is standard output."""
    overwrite: bool = False
    """Whether what is there is replaced."""
    what: str = "articles"
    """A key of `_ROWS`."""
    sites: tuple[str, ...] = ()
    """See `Selection`."""
    since: str | None = None
    """See `Selection`."""
    before: str | None = None
    """See `Selection`."""
    languages: tuple[str, ...] = ()
    """See `Selection`."""
    completeness: tuple[str, ...] = ()
    """See `Selection`."""
    unique: bool = False
    """See `Selection`."""
    reextract: bool = False
    """Whether records are first made again from kept pages."""
    as_json: bool = False
    """Whether the figures go to standard output as JSON."""

    @property
    def selection(self) -> Selection:
        """Which articles are asked for."""
        return Selection(
            sites=self.sites,
            since=self.since,
            before=self.before,
            languages=self.languages,
            completeness=tuple(Completeness(each) for each in self.completeness),
            unique=self.unique,
        )


def run_export(request: ExportRequest) -> None:
    """Write what is asked for, and say how much that was.

    Raises InputError before anything is written, StorageError where the output could not be written.
    """
    _check_request(request)
    state = find_state(request.file)
    _check_output(request, state)
    if request.reextract:
        check_finished(state)
    again = reextract(state) if request.reextract else None
    with reading(state) as connection, open_rows(request.output) as writer:
        written = 0
        for row in _ROWS[request.what](connection, request.selection):
            writer.write(row)
            written += 1
    if request.as_json:
        print_json(_figures(request, written, again))
        return
    if again is not None:
        click.echo(_told(again), err=True)
    click.echo(f"written: {written:,} {request.what} to {request.output}", err=True)


def _articles(connection: sqlite3.Connection, selection: Selection) -> Iterator[Row]:
    return map(to_record, selected_articles(connection, selection))


def _versions(connection: sqlite3.Connection, selection: Selection) -> Iterator[Row]:
    return map(to_record, selected_versions(connection, selection))


def _urls(connection: sqlite3.Connection, selection: Selection) -> Iterator[Row]:
    return (row.to_record() for row in url_rows(connection, sites=selection.sites))


def _links(connection: sqlite3.Connection, selection: Selection) -> Iterator[Row]:
    return link_rows(connection, sites=selection.sites)


def _clusters(connection: sqlite3.Connection, selection: Selection) -> Iterator[Row]:
    return cluster_rows(connection, sites=selection.sites)


_ROWS: dict[str, Callable[[sqlite3.Connection, Selection], Iterator[Row]]] = {
    "articles": _articles,
    "versions": _versions,
    "urls": _urls,
    "links": _links,
    "clusters": _clusters,
}


def _check_request(request: ExportRequest) -> None:
    """Raise InputError for what cannot be had together."""
    of_articles = request.what in ("articles", "versions")
    if row_format(request.output) is GraphmlRows and request.what != "links":
        raise InputError(f"{request.output}: graphml is for --what links")
    narrowed = Selection(sites=request.sites) != request.selection
    if narrowed and not of_articles:
        raise InputError(f"--what {request.what}: --site is the only filter for it")
    if request.as_json and request.output == "-":
        raise InputError("--json and -o -: both would write to standard output")


def _check_output(request: ExportRequest, state: Path) -> None:
    """Raise OutputError where the rows would take the place of something."""
    if request.output == "-":
        return
    path = Path(request.output)
    if path.is_dir():
        raise OutputError(f"{path}: names a directory, not a file")
    if not path.absolute().parent.is_dir():
        raise OutputError(f"{path}: there is no directory {path.parent}")
    if is_state_file(path):
        raise OutputError(f"{path}: a state file; name another output")
    if any(_is_same(path, output.path) for output in known_outputs(state)):
        raise OutputError(f"{path}: an output of the crawl itself, which adds to it; name another")
    if not request.overwrite and path.is_file() and path.stat().st_size > 0:
        raise OutputError(f"{path}: not empty, left as it is; -O overwrites it")


def _is_same(one: Path, other: Path) -> bool:
    with contextlib.suppress(OSError):
        return one.samefile(other)
    return one.absolute() == other


def _figures(request: ExportRequest, written: int, again: Reextracted | None) -> dict[str, Any]:
    figures: dict[str, Any] = {
        "what": request.what,
        "written": written,
        "output": request.output,
        "reextracted": None,
    }
    if again is not None:
        figures["reextracted"] = {
            "articles": again.articles,
            "made_again": again.made_again,
            "changed": again.changed,
            "fields": dict(again.fields.most_common()),
            "no_longer_articles": again.no_articles,
            "unread": again.unread,
        }
    return figures


def _told(again: Reextracted) -> str:
    parts = [f"made again: {again.made_again:,} of {again.articles:,} articles"]
    if again.changed:
        fields = ", ".join(f"{name} {count:,}" for name, count in again.fields.most_common())
        parts.append(f"{again.changed:,} changed ({fields})")
    else:
        parts.append("none changed")
    if again.no_articles:
        parts.append(f"{again.no_articles:,} are no articles any more and stay as they were")
    if again.unread:
        parts.append(f"{again.unread:,} could not be read and stay as they were")
    if again.made_again + again.unread < again.articles:
        parts.append("of the others no page was kept (crawl --keep-pages)")
    return "; ".join(parts)
