"""Records made again from kept pages, by the extractor of today."""

import sqlite3
from collections import Counter
from dataclasses import dataclass, field, replace

from newscrawl.core.cleaning import settle
from newscrawl.core.dedup.content import content_hash
from newscrawl.core.state.articles import Articles, Reading
from newscrawl.core.state.copies import Copies
from newscrawl.core.state.history import changed_fields
from newscrawl.core.state.rows import read_articles
from newscrawl.core.state.settling import Settling
from newscrawl.items import Article, PageResult


@dataclass(slots=True)
class Reextracted:
    """What making records again did."""

    articles: int = 0
    """Articles in the state file."""
    made_again: int = 0
    """Those of which the page is kept and was read again."""
    changed: int = 0
    """Those of them of which a field is another one now."""
    fields: Counter[str] = field(default_factory=Counter)
    """How many articles changed in each field."""
    no_articles: int = 0
    """Articles whose page is none for this extractor; they stay as they are."""
    unread: int = 0
    """Articles whose page could not be read; they stay as they are."""


class Reextraction:
    """Puts what reading kept pages again gave in the place of what stood there.

    No version is made of it, as no page changed, and no output is given the article again.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._articles = Articles(connection, run_id="", copies=Copies(connection))
        self._settling = Settling(connection, self._articles)
        self._sites: set[str] = set()
        total = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
        self.figures = Reextracted(articles=total)

    def replace(self, article_id: str, result: PageResult | None) -> None:
        """Write what reading an article's page again gave; None: it could not be read."""
        if result is None:
            self.figures.unread += 1
            return
        self.figures.made_again += 1
        old = self._stored(article_id)
        article = settle(result, self._settling.learned(old.site))
        if article is None:
            self.figures.no_articles += 1
            return
        new = _in_place_of(old, article)
        self._count(old, new)
        if new != old:
            self._sites.add(old.site)
            self._articles.revise(
                new, Reading(blocks=result.blocks, observations=result.observations)
            )

    def finish(self) -> None:
        """Learn the sites' boilerplate again from what changed."""
        self._settling.learn(sorted(self._sites))

    def _stored(self, article_id: str) -> Article:
        number = self._connection.execute(
            "SELECT _number FROM articles WHERE id = ?", (article_id,)
        ).fetchone()[0]
        return read_articles(self._connection, [number])[0]

    def _count(self, old: Article, new: Article) -> None:
        names = [*changed_fields(old, new)]
        if old.article_body != new.article_body:
            names.append("article_body")
        self.figures.fields.update(names)
        self.figures.changed += bool(names)


def _in_place_of(old: Article, new: Article) -> Article:
    """Return a new reading with what does not come from the page."""
    kept = {name: old.evidence[name] for name in ("duplicate_of",) if name in old.evidence}
    return replace(
        new,
        evidence=new.evidence | kept,
        id=old.id,
        version=old.version,
        run_id=old.run_id,
        site=old.site,
        content_hash=content_hash(new.headline, new.article_body),
        duplicate_of=old.duplicate_of,
        cluster_id=old.cluster_id,
        discovered_by=old.discovered_by,
        discovered_on=old.discovered_on,
        fetched_at=old.fetched_at,
        # What the server said is not kept with the page.
        reservations=tuple(dict.fromkeys((*old.reservations, *new.reservations))),
    )
