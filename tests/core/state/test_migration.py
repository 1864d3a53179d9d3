import sqlite3
from contextlib import closing

import pytest

from newscrawl.core.state.schema import SCHEMA_VERSION
from newscrawl.core.state.store import Store

LATER_COLUMNS = {"_url": ("region", "score", "seen_by"), "links": ("title",)}


@pytest.fixture
def earlier(tmp_path):
    """A state file as an earlier version has left it."""
    path = tmp_path / "site.db"
    Store(str(path), run_id="r1").close()
    with closing(sqlite3.connect(path)) as connection:
        for table, columns in LATER_COLUMNS.items():
            for column in columns:
                connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        connection.execute("PRAGMA user_version = 1")
        connection.execute(
            "INSERT INTO _url (key, url, host, site, state, role, source, found_at, depth, patience,"
            " priority, due) VALUES ('a.test/x', 'http://a.test/x', 'a.test', 'a.test', 'article',"
            " 'article', 'section', 0, 1, 20, 600, 0)"
        )
        connection.commit()
    return path


def columns(path, table):
    with closing(sqlite3.connect(path)) as connection:
        return {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}


def test_a_file_of_an_earlier_version_gets_what_it_lacks_and_is_copied_first(earlier):
    Store(str(earlier), run_id="r2").close()
    for table, names in LATER_COLUMNS.items():
        assert set(names) <= columns(earlier, table)
        assert not set(names) & columns(f"{earlier}.bak", table)
    with closing(sqlite3.connect(earlier)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert connection.execute("SELECT seen_by, region FROM _url").fetchall() == [(0, None)]
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_file_of_this_version_is_not_copied(tmp_path):
    for run in ("r1", "r2"):
        Store(str(tmp_path / "site.db"), run_id=run).close()
    assert not (tmp_path / "site.db.bak").exists()
