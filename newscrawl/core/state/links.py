"""The related links of a state file, read."""

import sqlite3
from collections.abc import Iterator
from typing import Any

_NAMES = ("from_url", "to_url", "role", "position", "heading", "first_seen", "last_seen")


def link_rows(
    connection: sqlite3.Connection, *, sites: tuple[str, ...] = ()
) -> Iterator[dict[str, Any]]:
    """Yield the links by the names of their columns, page by page; of some sites' articles, or of all."""
    marks = ", ".join("?" * len(sites))
    of_sites = f"WHERE from_url IN (SELECT url FROM articles WHERE site IN ({marks}))"  # noqa: S608
    rows = connection.execute(
        f"SELECT {', '.join(_NAMES)} FROM links {of_sites if sites else ''}"  # noqa: S608
        " ORDER BY from_url, role, position",
        sites,
    )
    for row in rows:
        yield dict(zip(_NAMES, row, strict=True))
