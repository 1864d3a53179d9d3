"""Which article of a state file a new one is a copy of, and what is kept to know that."""

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import xxhash

from newscrawl.core.dedup.matching import MAX_BY_ANCHOR, Known, anchors_of, find_match, likeliest
from newscrawl.core.dedup.signature import MIN_SHINGLES, Signature, pack, sign, unpack
from newscrawl.core.dedup.site_shingles import WINDOW, SiteShingles
from newscrawl.core.state.record import to_record
from newscrawl.items import Article

SCHEMA = """
CREATE TABLE IF NOT EXISTS _signature (
    article INTEGER PRIMARY KEY, site INTEGER NOT NULL, packed BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS _signature_site ON _signature (site, article);
CREATE TABLE IF NOT EXISTS _anchor (
    hash INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (hash, article)
) WITHOUT ROWID;
"""

MAX_SITES = 64
"""Sites of which it is kept in memory what they have in common, those last seen; some 1.5 MB each."""

_FIRST = """
SELECT id, url, date_published, _seq > 0 FROM articles WHERE duplicate_of IS NULL AND id <> ? AND
"""
_FOUND = "SELECT article FROM _anchor WHERE hash = ? AND article >= ? ORDER BY article DESC LIMIT ?"
_LATEST = """
SELECT cluster_id, packed FROM _signature JOIN articles ON _number = article
WHERE _signature.site = ? AND article >= ? AND _seq > 0 ORDER BY article DESC LIMIT ?
"""
_KNOWN = (
    "SELECT cluster_id, packed FROM _signature JOIN articles ON _number = article WHERE article = ?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """The first article of a group of copies."""

    id: str
    url: str
    """Its address."""
    published: str | None
    """When it was published, as a record has it."""
    is_out: bool
    """Whether outputs may have been given it."""
    reason: str
    """Why another article is a copy of it, in words for a person."""


class Copies:
    """Signatures of articles and their index on one connection."""

    def __init__(self, connection: sqlite3.Connection, *, since: str = "") -> None:
        """Look for near copies among articles that were fetched since then, ISO 8601, UTC."""
        self._connection = connection
        row = connection.execute(
            "SELECT _number FROM articles WHERE fetched_at < ? ORDER BY _number DESC LIMIT 1",
            (since,),
        ).fetchone()
        self._oldest = 0 if row is None else row[0] + 1
        self._sites: OrderedDict[str, SiteShingles] = OrderedDict()

    def recount(self) -> None:
        """Look up again what sites have in common, as after a transaction that was rolled back."""
        self._sites.clear()

    def exact_first_of(self, article: Article) -> First | None:
        """Return the first article with the very same headline and text."""
        if not article.article_body:
            return None
        row = self._connection.execute(
            f"{_FIRST} content_hash = ?", (article.id, article.content_hash)
        ).fetchone()
        return None if row is None else _first(row, "the same text")

    def near_first_of(self, article: Article, number: int) -> First | None:
        """Return the first article of the group whose text is nearly that of a noted article."""
        new = self._signature(number)
        if new is None:
            return None
        site = self._site(article.site)
        known = [each for each in self._candidates(new, site) if each.cluster != article.id]
        match = find_match(new, known, site)
        if match is None:
            return None
        row = self._connection.execute(f"{_FIRST} id = ?", (article.id, match.cluster)).fetchone()
        reason = f"nearly the same text, likeness {match.likeness:.2f}"
        return None if row is None else _first(row, reason)

    def note(self, article: Article, number: int) -> None:
        """Have other articles find this one, by its text as it stands now."""
        signature = sign(article.headline or "", article.article_body)
        if signature.shingles < MIN_SHINGLES:
            return
        site = self._site(article.site)
        self._connection.execute(
            "INSERT OR REPLACE INTO _signature VALUES (?, ?, ?)",
            (number, _number_of(article.site), pack(signature)),
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO _anchor VALUES (?, ?)",
            [(anchor, number) for anchor in anchors_of(signature, site)],
        )

    def join(self, article: Article, first: First, *, is_out: bool) -> None:
        """Make one group of an article and the group of another one.

        What outputs have been given leads, else what was published first, else the shorter address: in which
        order a crawl comes upon them says nothing.
        """
        published = to_record(article)["date_published"]
        ours = (not is_out, _comparable(published, first.published), _rank(article.url))
        theirs = (not first.is_out, _comparable(first.published, published), _rank(first.url))
        leader, copy = (article.id, first.id) if ours < theirs else (first.id, article.id)
        self._connection.execute(
            "UPDATE articles SET duplicate_of = :leader, cluster_id = :leader"
            " WHERE id = :copy OR duplicate_of = :copy",
            {"leader": leader, "copy": copy},
        )
        (text,) = self._connection.execute(
            "SELECT evidence FROM articles WHERE id = ?", (copy,)
        ).fetchone()
        evidence = json.loads(text) | {"duplicate_of": first.reason}
        self._connection.execute(
            "UPDATE articles SET evidence = ? WHERE id = ?",
            (json.dumps(evidence, ensure_ascii=False, sort_keys=True), copy),
        )

    def count(self, article: Article, number: int) -> None:
        """Take a noted article, of which it is known whether it is a copy, for one of its site's latest."""
        signature = self._signature(number)
        if signature is not None:
            self._site(article.site).add(article.cluster_id or article.id, signature)

    def _signature(self, number: int) -> Signature | None:
        """Return what was noted of an article; of a text too short to tell, None."""
        row = self._connection.execute(
            "SELECT packed FROM _signature WHERE article = ?", (number,)
        ).fetchone()
        return None if row is None else unpack(row[0])

    def _candidates(self, new: Signature, site: SiteShingles) -> Iterator[Known]:
        anchors = anchors_of(new, site)
        for number in likeliest(anchors, self._found(anchors)):
            for cluster, packed in self._connection.execute(_KNOWN, (number,)):
                yield Known(cluster=cluster, signature=unpack(packed))

    def _found(self, anchors: Iterable[int]) -> Iterator[int]:
        for anchor in anchors:
            values = (anchor, self._oldest, MAX_BY_ANCHOR)
            yield from (number for (number,) in self._connection.execute(_FOUND, values))

    def _site(self, site: str) -> SiteShingles:
        known = self._sites.pop(site, None)
        if known is None:
            known = SiteShingles()
            rows = self._connection.execute(_LATEST, (_number_of(site), self._oldest, WINDOW))
            for cluster, packed in reversed(rows.fetchall()):
                known.add(cluster, unpack(packed))
        self._sites[site] = known
        if len(self._sites) > MAX_SITES:
            self._sites.popitem(last=False)
        return known


def _first(row: tuple[str, str, str | None, int], reason: str) -> First:
    return First(id=row[0], url=row[1], published=row[2], is_out=bool(row[3]), reason=reason)


def _rank(url: str) -> tuple[int, str]:
    return len(url), url


def forget_signature(connection: sqlite3.Connection, number: int) -> None:
    """Remove what is kept of an article's text."""
    connection.execute("DELETE FROM _signature WHERE article = ?", (number,))
    connection.execute("DELETE FROM _anchor WHERE article = ?", (number,))


def _comparable(one: str | None, other: str | None) -> str:
    """Return a date so that it sorts before another one where it is earlier, as far as both tell."""
    return "" if one is None or other is None else one[: min(len(one), len(other))]


def _number_of(site: str) -> int:
    return xxhash.xxh32_intdigest(site.encode())
