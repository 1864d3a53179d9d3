"""Articles of a state file, picked by what is asked for."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from newscrawl.core.state.record import from_record
from newscrawl.core.state.rows import read_articles
from newscrawl.items import Article, Completeness

_CHUNK = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which articles are asked for; what is left empty asks for all."""

    sites: tuple[str, ...] = ()
    """Names of sites."""
    since: str | None = None
    """Published at this date or moment or later, ISO 8601 in UTC, such as `2024-05-01`."""
    before: str | None = None
    """Published before this date or moment."""
    languages: tuple[str, ...] = ()
    """Languages, such as `pt`, which stands for `pt-BR` too."""
    completeness: tuple[Completeness, ...] = ()
    """How much of the text was there."""
    unique: bool = False
    """Whether copies of other articles are left out."""


EVERYTHING = Selection()


def selected_articles(
    connection: sqlite3.Connection, selection: Selection = EVERYTHING
) -> Iterator[Article]:
    """Yield the articles asked for as they stand, in the order in which they were first stored.

    An article whose date is unknown is not within any dates.
    """
    where, values = conditions(selection)
    last = 0
    while True:
        rows = connection.execute(
            f"SELECT _number FROM articles WHERE _number > ? AND {where} ORDER BY _number LIMIT ?",  # noqa: S608
            (last, *values, _CHUNK),
        ).fetchall()
        if not rows:
            return
        yield from read_articles(connection, [number for (number,) in rows])
        last = rows[-1][0]


def selected_versions(
    connection: sqlite3.Connection, selection: Selection = EVERYTHING
) -> Iterator[Article]:
    """Yield each article asked for as it stood in every version, from the first to the present one."""
    for article in selected_articles(connection, selection):
        yield from versions_of(connection, article)


def versions_of(connection: sqlite3.Connection, article: Article) -> list[Article]:
    """Return an article in every version that is kept, the present one last."""
    rows = connection.execute(
        "SELECT record FROM versions WHERE article_id = ? ORDER BY version", (article.id,)
    )
    return [*(from_record(json.loads(record)) for (record,) in rows), article]


def conditions(selection: Selection) -> tuple[str, list[str]]:
    """Return a selection as an SQL condition on `articles`, and its values."""
    parts: list[str] = ["duplicate_of IS NULL"] if selection.unique else []
    values: list[str] = []

    def add(condition: str, *given: str) -> None:
        parts.append(f"({condition})")
        values.extend(given)

    if selection.sites:
        add(f"site IN ({_marks(selection.sites)})", *selection.sites)
    if selection.since is not None:
        # To the day, where no more is known of an article.
        add(
            "date_published >= ? OR length(date_published) = 10 AND date_published >= ?",
            selection.since,
            selection.since[:10],
        )
    if selection.before is not None:
        add("date_published < ?", selection.before)
    if selection.completeness:
        add(f"completeness IN ({_marks(selection.completeness)})", *selection.completeness)
    if selection.languages:
        one = "lower(in_language) = ? OR lower(in_language) LIKE ? || '-%'"
        tags = [language.lower() for language in selection.languages]
        add(" OR ".join([one] * len(tags)), *(tag for tag in tags for _ in range(2)))
    return " AND ".join(parts) or "true", values


def _marks(values: tuple[object, ...]) -> str:
    return ", ".join("?" * len(values))
