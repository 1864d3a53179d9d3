"""The tables `_url`, `_sighting`, `_form` and `_parameter`.

What a row of `_url` says, beside `key`, `url`, `host`, `site`:

- `state`, with `reason` where the state has several, and `rule`: what decided, in words for a person;
- how it was found first: `role`, `source`, `found_on`, `found_at`, `depth`; `hops`, how many related links in
  a row led to it; `section`, the row of the section page that it was found under: of a section page the one
  above it; `page_number`, which page of a list it is;
- the link that named it first: `anchor`, its text, `region`, where in the page it stood, `score`, how sure
  its role was;
- by which kinds of channels it was found by now: `seen_by`, a sum of the bits in `coverage.py`;
- when it was published, as far as that is known: not before `published_from`, before `published_to`;
- when its turn is: `priority`, `patience`, `due`, `tries`, `leased_by`; `interval`, how often a channel
  should be looked at, seconds;
- the last answer: `fetched_at`, `status`, `leads_to`;
- the last answer that was read in full: `was` (the state that it gave), `read_at`, `etag`, `last_modified`,
  `body_hash`, and `unchanged`, how often in a row the server said "not modified" since;
- trouble: `failures` and `misses`, how many runs in a row it failed or was not found; `vanished`, whether
  a sitemap that listed it does so no longer.

A row of `_sighting` is what a channel (a section page, feed or sitemap; its `_url.id`) said of an address
when that was last new: `said_at`, the date it gives, `title`, and `seen_at`.

A row of `_form` is a form of address on a site (see `core/urls/forms.py`) and how many of its pages that were
fetched were `articles`, `lists` (section pages, feeds, sitemaps) or `others`.

A row of `_parameter` is a parameter's `name` in addresses of a form on a site, and a `page` that was the same
without it, by its URL key; of one that was another page without it, nothing.
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
    interval REAL,
    hops INTEGER NOT NULL DEFAULT 0,
    section INTEGER,
    page_number INTEGER,
    seen_by INTEGER NOT NULL DEFAULT 0,
    published_from REAL,
    published_to REAL,
    anchor TEXT,
    region TEXT,
    score REAL
);
CREATE INDEX IF NOT EXISTS _url_queued ON _url (host, priority DESC, due, id) WHERE state = 'queued';
CREATE INDEX IF NOT EXISTS _url_due ON _url (due) WHERE state = 'queued';
CREATE INDEX IF NOT EXISTS _url_leased ON _url (leased_by) WHERE state = 'leased';
CREATE INDEX IF NOT EXISTS _url_visit ON _url (state, due) WHERE state NOT IN ('queued', 'leased');
CREATE INDEX IF NOT EXISTS _url_body ON _url (body_hash) WHERE body_hash IS NOT NULL;
CREATE INDEX IF NOT EXISTS _url_page ON _url (section, page_number) WHERE role = 'pagination';
CREATE TABLE IF NOT EXISTS _sighting (
    channel INTEGER NOT NULL,
    url INTEGER NOT NULL,
    said_at REAL,
    title TEXT,
    seen_at REAL NOT NULL,
    PRIMARY KEY (channel, url)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS _sighting_url ON _sighting (url);
CREATE TABLE IF NOT EXISTS _form (
    site TEXT NOT NULL,
    form TEXT NOT NULL,
    articles INTEGER NOT NULL,
    lists INTEGER NOT NULL,
    others INTEGER NOT NULL,
    PRIMARY KEY (site, form)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS _parameter (
    site TEXT NOT NULL,
    form TEXT NOT NULL,
    name TEXT NOT NULL,
    page TEXT NOT NULL,
    PRIMARY KEY (site, form, name, page)
) WITHOUT ROWID;
"""
