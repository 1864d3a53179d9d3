"""Taking an article out of a state file, for good."""

import sqlite3
from dataclasses import dataclass

from newscrawl.core.state.copies import forget_signature
from newscrawl.core.state.explanation import Explanation, explain_url
from newscrawl.core.state.pages import count_pages, forget_pages
from newscrawl.core.state.words import remove_words
from newscrawl.core.urls import host_of, url_key
from newscrawl.exceptions import InputError
from newscrawl.items import Article, DiscoverySource, DropReason, LinkRole, UrlState

_CHANNELS = (UrlState.SECTION, UrlState.FEED, UrlState.SITEMAP)
_LISTS = ("authors", "keywords", "images", "versions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What was forgotten."""

    url: str
    """The address that was named."""
    known: bool
    """Whether it was known before; it is not fetched in any case."""
    article_id: str | None = None
    """The `id` of the article that is gone; None: there was none."""
    versions: int = 0
    """The versions of it that are gone."""
    addresses: tuple[str, ...] = ()
    """All addresses that led to it, which are not fetched again."""
    copies: tuple[str, ...] = ()
    """Addresses of articles with the same text, which are still there."""


def forget_url(connection: sqlite3.Connection, url: str, *, now: float) -> Forgotten:
    """Remove the article that an address leads to, and have none of its addresses fetched again.

    Its rows are dropped with the reason `forgotten`; what stands in outputs is not touched.

    Args:
        connection: to a state file that no crawl uses, in a transaction.
        url: any spelling of an address; one that is not known will not be fetched either.
        now: seconds since the epoch.

    Raises InputError for a section page, feed or sitemap, without which the crawl would miss articles.
    """
    known = explain_url(connection, url)
    if known is not None and known.chain and known.chain[0].state in _CHANNELS:
        raise InputError(f"{url}: a {known.chain[0].state}, not an article; nothing was forgotten")
    if known is None:
        _drop_unknown(connection, url, now=now)
        return Forgotten(url=url, known=False, addresses=(url,))
    addresses = _addresses(known, url)
    for address in addresses:
        _drop(connection, address, now=now)
    if not known.versions:
        return Forgotten(url=url, known=True, addresses=addresses)
    article = known.versions[-1]
    copies = known.copies if article.duplicate_of is None else _fellow_copies(connection, article)
    _remove(connection, article, addresses)
    return Forgotten(
        url=url,
        known=True,
        article_id=article.id,
        versions=len(known.versions),
        addresses=addresses,
        copies=copies,
    )


def _addresses(known: Explanation, url: str) -> tuple[str, ...]:
    """Return the address itself, and all that lead to its article."""
    own = known.chain[0].url if known.chain else url
    if not known.versions:
        return (own,)
    article, last = known.versions[-1], known.chain[-1:]
    # A page that moved on to a section page, as removed ones do, does not take that along.
    leads_there = any(row.key == url_key(article.url) or row.leads_to == article.id for row in last)
    chain = known.chain if leads_there else ()
    rows = (*chain, *known.other_addresses)
    return tuple(dict.fromkeys([own, *(row.url for row in rows), article.url]))


def _fellow_copies(connection: sqlite3.Connection, article: Article) -> tuple[str, ...]:
    """Return the addresses of the other articles of a copy's group."""
    rows = connection.execute(
        "SELECT url FROM articles WHERE (id = :first OR duplicate_of = :first) AND id <> :own"
        " ORDER BY _number",
        {"first": article.duplicate_of, "own": article.id},
    )
    return tuple(url for (url,) in rows)


def _drop(connection: sqlite3.Connection, url: str, *, now: float) -> None:
    done = connection.execute(
        "UPDATE _url SET state = ?, reason = ?, rule = '', due = 0, was = NULL, vanished = 0,"
        " leased_by = NULL, leads_to = NULL WHERE key = ?",
        (UrlState.DROPPED, DropReason.FORGOTTEN, url_key(url)),
    )
    if not done.rowcount:
        _drop_unknown(connection, url, now=now)
        return
    # What feeds and sitemaps said of it, its title too.
    connection.execute(
        "DELETE FROM _sighting WHERE url = (SELECT id FROM _url WHERE key = ?)", (url_key(url),)
    )


def _drop_unknown(connection: sqlite3.Connection, url: str, *, now: float) -> None:
    """Add an address as if a person had named it, and drop it."""
    host = host_of(url)
    connection.execute(
        "INSERT INTO _url (key, url, host, site, state, reason, role, source, found_at, depth,"
        " patience, priority, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0)",
        (
            url_key(url),
            url,
            host,
            host.removeprefix("www."),
            UrlState.DROPPED,
            DropReason.FORGOTTEN,
            LinkRole.ARTICLE,
            DiscoverySource.SEED,
            now,
        ),
    )


def _remove(connection: sqlite3.Connection, article: Article, addresses: tuple[str, ...]) -> None:
    number, headline, body = connection.execute(
        "SELECT _number, headline, article_body FROM articles WHERE id = ?", (article.id,)
    ).fetchone()
    remove_words(connection, number, headline=headline, body=body)
    # The index only marks words as gone until it is merged.
    connection.execute("INSERT INTO _article_fts (_article_fts) VALUES ('optimize')")
    forget_signature(connection, number)
    for table in ("_block", "_observations"):
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (number,))  # noqa: S608
    for table in _LISTS:
        connection.execute(f"DELETE FROM {table} WHERE article_id = ?", (article.id,))  # noqa: S608
    if count_pages(connection):
        forget_pages(connection, article.id)
    connection.execute("DELETE FROM articles WHERE _number = ?", (number,))
    connection.executemany(
        "DELETE FROM links WHERE from_url = ?1 OR to_url = ?1", [(url,) for url in addresses]
    )
    _promote_copy(connection, article.id)


def _promote_copy(connection: sqlite3.Connection, gone: str) -> None:
    """Make the first copy of an article that is gone the one that the others are copies of."""
    row = connection.execute(
        "SELECT id FROM articles WHERE duplicate_of = ? ORDER BY _number LIMIT 1", (gone,)
    ).fetchone()
    if row is None:
        return
    connection.execute(
        "UPDATE articles SET duplicate_of = CASE WHEN id = :first THEN NULL ELSE :first END"
        " WHERE duplicate_of = :gone",
        {"first": row[0], "gone": gone},
    )
    connection.execute("UPDATE articles SET cluster_id = ? WHERE cluster_id = ?", (row[0], gone))
