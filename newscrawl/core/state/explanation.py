"""All that a state file knows about one address."""

import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, datetime

from newscrawl.core.frontier.forms import Forms, Record
from newscrawl.core.state.inspection import UrlRow, rows_leading_to, url_row
from newscrawl.core.state.pages import count_pages, has_page
from newscrawl.core.state.rows import read_articles
from newscrawl.core.state.selection import versions_of
from newscrawl.core.urls import host_of, url_key
from newscrawl.items import Article, UrlState

_LONGEST_CHAIN = 10
"""Redirects that are followed from an address; more hops than the frontier itself takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A page whose related links name an address."""

    from_url: str
    """The page."""
    position: int
    """The link's place in its block, from 0."""
    heading: str | None
    """The block's heading."""
    first_seen: str
    """When the link was first seen, ISO 8601, UTC."""
    last_seen: str
    """When it was last seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A section page, feed or sitemap that lists an address."""

    channel: str
    """Its address."""
    title: str | None
    """The title that it gives."""
    said_at: datetime | None
    """The date that it gives."""
    seen_at: datetime
    """When it said so first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What is known of an address, and of the article that it leads to."""

    chain: tuple[UrlRow, ...]
    """The address itself, then where it leads, hop by hop."""
    versions: tuple[Article, ...] = ()
    """The article in each version that is kept, the present one last; empty where there is none."""
    first: Article | None = None
    """The article that it is a copy of."""
    copies: tuple[str, ...] = ()
    """Addresses of the articles that are copies of it."""
    other_addresses: tuple[UrlRow, ...] = ()
    """Addresses that lead to the article, those of the chain left out."""
    mentions: tuple[Mention, ...] = ()
    """Where related links name the address or the article."""
    listings: tuple[Listing, ...] = ()
    """Where section pages, feeds and sitemaps list the address, the earliest first."""
    page_kept: bool = False
    """Whether the article's page is kept."""
    form: Record = field(default_factory=Record)
    """What the pages of the site were whose address has the form of this one."""


def explain_url(connection: sqlite3.Connection, url: str) -> Explanation | None:
    """Return what is known of an address, however it is spelled; None where nothing is."""
    key = url_key(url)
    row = url_row(connection, key)
    form = Record() if row is None else Forms(connection).known(row.url, site=row.site)
    article = _article(connection, "_key", key)
    if row is None and article is None:
        return None
    chain = _chain(connection, row)
    if article is None and chain:
        article = _article_of(connection, chain[-1])
    if article is None:
        return Explanation(
            chain=chain,
            mentions=_mentions(connection, url),
            listings=_listings(connection, key),
            form=form,
        )
    in_chain = {each.key for each in chain}
    others = rows_leading_to(connection, article.id, article.url)
    return Explanation(
        chain=chain,
        versions=tuple(versions_of(connection, article)),
        first=_article(connection, "id", article.duplicate_of),
        copies=tuple(
            copy
            for (copy,) in connection.execute(
                "SELECT url FROM articles WHERE duplicate_of = ? ORDER BY _number", (article.id,)
            )
        ),
        other_addresses=tuple(each for each in others if each.key not in in_chain),
        mentions=_mentions(connection, url, article.url),
        listings=_listings(connection, key),
        page_kept=_page_kept(connection, article.id),
        form=form,
    )


def knows_host(connection: sqlite3.Connection, url: str) -> bool:
    """Return whether any address of the same host was ever found."""
    query = "SELECT 1 FROM _url WHERE host = ? LIMIT 1"
    return connection.execute(query, (host_of(url),)).fetchone() is not None


def _chain(connection: sqlite3.Connection, row: UrlRow | None) -> tuple[UrlRow, ...]:
    chain: dict[str, UrlRow] = {}
    while row is not None and row.key not in chain and len(chain) < _LONGEST_CHAIN:
        chain[row.key] = row
        leads = row.leads_to if row.state in (UrlState.REDIRECTED, UrlState.PART) else None
        row = url_row(connection, url_key(leads)) if leads else None
    return tuple(chain.values())


def _article_of(connection: sqlite3.Connection, row: UrlRow) -> Article | None:
    """Return the article that an address stands for, its own or the one it is another spelling of."""
    return _article(connection, "_key", row.key) or _article(connection, "id", row.leads_to)


def _article(connection: sqlite3.Connection, column: str, value: str | None) -> Article | None:
    row = connection.execute(
        f"SELECT _number FROM articles WHERE {column} = ?",  # noqa: S608
        (value,),
    ).fetchone()
    return None if row is None else read_articles(connection, [row[0]])[0]


def _mentions(connection: sqlite3.Connection, *urls: str) -> tuple[Mention, ...]:
    marks = ", ".join("?" * len(urls))
    rows = connection.execute(
        "SELECT from_url, position, heading, first_seen, last_seen FROM links"  # noqa: S608
        f" WHERE to_url IN ({marks}) ORDER BY first_seen, from_url",
        urls,
    )
    return tuple(
        Mention(
            from_url=from_url,
            position=position,
            heading=heading,
            first_seen=first_seen,
            last_seen=last_seen,
        )
        for from_url, position, heading, first_seen, last_seen in rows
    )


def _listings(connection: sqlite3.Connection, key: str) -> tuple[Listing, ...]:
    rows = connection.execute(
        "SELECT channel.url, title, said_at, seen_at FROM _url JOIN _sighting ON _sighting.url = _url.id"
        " JOIN _url AS channel ON channel.id = _sighting.channel WHERE _url.key = ? ORDER BY seen_at, 1",
        (key,),
    )
    return tuple(
        Listing(
            channel=channel,
            title=title,
            said_at=None if said_at is None else datetime.fromtimestamp(said_at, UTC),
            seen_at=datetime.fromtimestamp(seen_at, UTC),
        )
        for channel, title, said_at, seen_at in rows
    )


def _page_kept(connection: sqlite3.Connection, article_id: str) -> bool:
    return count_pages(connection) > 0 and has_page(connection, article_id)
