"""The tables `_url` and `_sighting`.

What a row of `_url` says, beside `key`, `url`, `host`, `site`:

- `state`, with `reason` where the state has several, and `rule`: what decided, in words for a person;
- how it was found first: `role`, `source`, `found_on`, `found_at`, `depth`;
- when its turn is: `priority`, `patience`, `due`, `tries`, `leased_by`; `interval`, how often a channel
  should be looked at, seconds;
- the last answer: `fetched_at`, `status`, `leads_to`;
- the last answer that was read in full: `was` (the state that it gave), `read_at`, `etag`, `last_modified`,
  `body_hash`, and `unchanged`, how often in a row the server said "not modified" since;
- trouble: `failures` and `misses`, how many runs in a row it failed or was not found; `vanished`, whether
  a sitemap that listed it does so no longer.

A row of `_sighting` is what a channel (a section page, feed or sitemap; its `_url.id`) said of an address
when that was last new: `said_at`, the date it gives, `title`, and `seen_at`.
"""

SCHEMA = """
CREATE TABLE IF NOT EXISTS _url (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    host TEXT NOT NULL,
    site TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL,
    source TEXT NOT NULL,
    found_on TEXT,
    found_at REAL NOT NULL,
    depth INTEGER NOT NULL,
    patience INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    due REAL NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    leased_by TEXT,
    fetched_at REAL,
    status INTEGER,
    leads_to TEXT,
    rule TEXT NOT NULL DEFAULT '',
    was TEXT,
    read_at REAL,
    etag TEXT,
    last_modified TEXT,
    body_hash TEXT,
    unchanged INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    misses INTEGER NOT NULL DEFAULT 0,
    vanished INTEGER NOT NULL DEFAULT 0,
    interval REAL
);
CREATE INDEX IF NOT EXISTS _url_queued ON _url (host, priority DESC, due, id) WHERE state = 'queued';
CREATE INDEX IF NOT EXISTS _url_due ON _url (due) WHERE state = 'queued';
CREATE INDEX IF NOT EXISTS _url_leased ON _url (leased_by) WHERE state = 'leased';
CREATE INDEX IF NOT EXISTS _url_visit ON _url (state, due) WHERE state NOT IN ('queued', 'leased');
CREATE TABLE IF NOT EXISTS _sighting (
    channel INTEGER NOT NULL,
    url INTEGER NOT NULL,
    said_at REAL,
    title TEXT,
    seen_at REAL NOT NULL,
    PRIMARY KEY (channel, url)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS _sighting_url ON _sighting (url);
"""
