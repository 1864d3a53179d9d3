"""An article as rows of the public tables, and back."""

import json
import sqlite3
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from newscrawl.core.state.links import related_of
from newscrawl.core.state.record import from_record, to_record, valid_text
from newscrawl.items import Article

_LISTS = ("authors", "keywords", "images", "related")
_IMAGE_PARTS = ("url", "caption", "credit", "alt")
COLUMNS = (
    *(key for key in to_record(Article(url="")) if key not in (*_LISTS, "main_image")),
    *(f"main_image_{part}" for part in _IMAGE_PARTS),
)
"""The columns of `articles` that hold what is in a record."""
_LIST_QUERIES = {
    "authors": "SELECT article_id, name FROM authors",
    "keywords": "SELECT article_id, keyword FROM keywords",
    "images": "SELECT article_id, url, caption, credit, alt FROM images",
}


def row_of(article: Article) -> list[Any]:
    """Return the values of `COLUMNS` for an article."""
    record = to_record(article)
    record["evidence"] = json.dumps(record["evidence"], ensure_ascii=False, sort_keys=True)
    record["reservations"] = " ".join(record["reservations"])
    for part, value in (record["main_image"] or {}).items():
        record[f"main_image_{part}"] = value
    return [storable(record.get(column)) for column in COLUMNS]


def storable(value: Any) -> Any:
    """Return a value that SQLite takes: half a surrogate pair would raise there."""
    return valid_text(value) if isinstance(value, str) else value


def write_lists(connection: sqlite3.Connection, article: Article) -> None:
    """Write authors, keywords and images of an article in place of those that it had."""
    lists: dict[str, list[tuple[str | None, ...]]] = {
        "authors": [(name,) for name in article.authors],
        "keywords": [(word,) for word in article.keywords],
        "images": [
            tuple(getattr(image, part) for part in _IMAGE_PARTS) for image in article.images
        ],
    }
    for table, parts in lists.items():
        connection.execute(f"DELETE FROM {table} WHERE article_id = ?", (article.id,))  # noqa: S608
        for position, part in enumerate(parts):
            values = (article.id, position, *(storable(value) for value in part))
            marks = ", ".join("?" * len(values))
            connection.execute(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608


def write_version(
    connection: sqlite3.Connection, article: Article, *, seen_until: str | None = None
) -> None:
    """Keep an article as it was, with when it was seen so: first, and last where that is known."""
    record = to_record(article)
    connection.execute(
        "INSERT OR REPLACE INTO versions VALUES (?, ?, ?, ?, ?)",
        (
            article.id,
            article.version,
            storable(json.dumps(record, ensure_ascii=False)),
            record["fetched_at"],
            seen_until or record["fetched_at"],
        ),
    )


def read_articles(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[Article]:
    """Return the articles of these row numbers, in the order asked for."""
    marks = ", ".join("?" * len(numbers))
    columns = ", ".join(("_number", *COLUMNS))
    rows = connection.execute(
        f"SELECT {columns} FROM articles WHERE _number IN ({marks})",  # noqa: S608
        list(numbers),
    ).fetchall()
    records = {row[0]: dict(zip(COLUMNS, row[1:], strict=True)) for row in rows}
    by_id = {record["id"]: record for record in records.values()}
    for key, query in _LIST_QUERIES.items():
        for record in records.values():
            record[key] = []
        parts = connection.execute(
            f"{query} WHERE article_id IN ({marks}) ORDER BY article_id, position", list(by_id)
        )
        for article, group in groupby(parts, key=lambda part: part[0]):
            by_id[article][key] = [_part(part) for part in group]
    for record in records.values():
        record["related"] = []
    for article, link in related_of(connection, list(by_id)):
        by_id[article]["related"].append(link)
    return [_article(records[number]) for number in numbers]


def _part(row: tuple[Any, ...]) -> Any:
    return row[1] if len(row) == 2 else dict(zip(_IMAGE_PARTS, row[1:], strict=True))


def _article(record: dict[str, Any]) -> Article:
    image = {part: record.pop(f"main_image_{part}") for part in _IMAGE_PARTS}
    record["main_image"] = image if image["url"] is not None else None
    record["evidence"] = json.loads(record["evidence"])
    if record["is_accessible_for_free"] is not None:
        record["is_accessible_for_free"] = bool(record["is_accessible_for_free"])
    record["reservations"] = record["reservations"].split()
    return from_record(record)
