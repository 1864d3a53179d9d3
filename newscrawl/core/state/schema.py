"""The tables of a state file that belong to no other stage, and the file's version."""

import sqlite3

from newscrawl.core.frontier import schema as frontier
from newscrawl.core.state import boilerplate, copies, health, pages
from newscrawl.core.state.migration import migrate
from newscrawl.exceptions import StateError

SCHEMA_VERSION = 3
APPLICATION_ID = 0x4E435257
"""Marks an SQLite file as newscrawl's: the letters NCRW."""

_PUBLIC = """
CREATE TABLE IF NOT EXISTS articles (
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    schema_version INTEGER NOT NULL,
    run_id TEXT NOT NULL,
    url TEXT NOT NULL,
    canonical_url TEXT,
    site TEXT NOT NULL,
    headline TEXT,
    description TEXT,
    publisher TEXT,
    date_published TEXT,
    date_published_raw TEXT,
    date_published_precision TEXT,
    date_published_zone TEXT,
    date_modified TEXT,
    date_modified_raw TEXT,
    date_modified_precision TEXT,
    date_modified_zone TEXT,
    article_section TEXT,
    in_language TEXT,
    is_accessible_for_free INTEGER,
    completeness TEXT NOT NULL,
    article_body TEXT NOT NULL,
    main_image_url TEXT,
    main_image_caption TEXT,
    main_image_credit TEXT,
    main_image_alt TEXT,
    content_hash TEXT,
    duplicate_of TEXT,
    cluster_id TEXT,
    discovered_by TEXT,
    discovered_on TEXT,
    fetched_at TEXT,
    extractor_version INTEGER NOT NULL,
    evidence TEXT NOT NULL,
    syndicated_from TEXT,
    reservations TEXT NOT NULL DEFAULT '',
    _number INTEGER PRIMARY KEY,
    _key TEXT NOT NULL UNIQUE,
    _seq INTEGER NOT NULL UNIQUE,
    _page_hash TEXT NOT NULL,
    _seen TEXT
);
CREATE INDEX IF NOT EXISTS articles_date ON articles (date_published);
CREATE INDEX IF NOT EXISTS articles_site ON articles (site, date_published);
CREATE INDEX IF NOT EXISTS articles_cluster ON articles (cluster_id);
CREATE INDEX IF NOT EXISTS _articles_content ON articles (content_hash) WHERE duplicate_of IS NULL;
CREATE TABLE IF NOT EXISTS authors (
    article_id TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS authors_name ON authors (name);
CREATE TABLE IF NOT EXISTS keywords (
    article_id TEXT NOT NULL, position INTEGER NOT NULL, keyword TEXT NOT NULL,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS keywords_keyword ON keywords (keyword);
CREATE TABLE IF NOT EXISTS images (
    article_id TEXT NOT NULL, position INTEGER NOT NULL, url TEXT NOT NULL,
    caption TEXT, credit TEXT, alt TEXT,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS versions (
    article_id TEXT NOT NULL, version INTEGER NOT NULL, record TEXT NOT NULL,
    seen_from TEXT, seen_until TEXT,
    PRIMARY KEY (article_id, version)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS links (
    from_url TEXT NOT NULL, to_url TEXT NOT NULL, role TEXT NOT NULL, position INTEGER NOT NULL,
    heading TEXT, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, title TEXT,
    PRIMARY KEY (from_url, to_url, role)
) WITHOUT ROWID;
CREATE VIEW IF NOT EXISTS unique_articles AS SELECT * FROM articles WHERE duplicate_of IS NULL;
"""

_INTERNAL = """
CREATE TABLE IF NOT EXISTS runs (
    run_id TEXT PRIMARY KEY, started_at TEXT NOT NULL, finished_at TEXT, ending TEXT, figures TEXT
);
CREATE TABLE IF NOT EXISTS _block (
    article INTEGER NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, level INTEGER NOT NULL,
    text TEXT NOT NULL, hash TEXT NOT NULL,
    PRIMARY KEY (article, position)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS _observations (article INTEGER PRIMARY KEY, seen TEXT NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS _article_fts USING fts5 (
    headline, article_body, content = 'articles', content_rowid = '_number',
    tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TABLE IF NOT EXISTS _export (
    output TEXT PRIMARY KEY, seq INTEGER NOT NULL, position TEXT
);
"""


_SCRIPTS = (
    _PUBLIC,
    _INTERNAL,
    pages.SCHEMA,
    boilerplate.SCHEMA,
    copies.SCHEMA,
    health.SCHEMA,
    frontier.SCHEMA,
)


def create_public_tables(connection: sqlite3.Connection) -> None:
    """Create the public tables where they are missing."""
    connection.executescript(_PUBLIC)


def prepare(connection: sqlite3.Connection, *, path: str) -> None:
    """Create all tables of a state file, or check that the file is one of ours.

    Raises StateError for an SQLite file of another program, or of a newer newscrawl.
    """
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if tables and application != APPLICATION_ID:
        raise StateError(f"{path}: an SQLite file, but not one of newscrawl's; name another file")
    if version > SCHEMA_VERSION:
        raise StateError(f"{path}: written by a newer newscrawl (schema {version}); update first")
    if tables and version < SCHEMA_VERSION:
        migrate(connection, _SCRIPTS, path=path)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    for script in _SCRIPTS:
        connection.executescript(script)
