"""When articles are settled: once their site is known, at the latest when the run ends."""

import sqlite3
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

from newscrawl.core.cleaning import Learned, own_blocks, settle_again
from newscrawl.core.dedup.content import content_hash
from newscrawl.core.state.articles import Articles, Change
from newscrawl.core.state.boilerplate import Boilerplate
from newscrawl.core.state.moments import utc_text
from newscrawl.items import Article, PageResult

LAG = 16
"""Articles of a site that wait for their originals, which come after them where the newest come first."""
PATIENCE = 30.0
"""Seconds for which the others wait, too: the faster a crawl is, the less it goes by date."""
MOST = 500
"""Articles of a site that wait at most."""


class Settling:
    """Learns sites as their articles are stored, and has articles wait for what is learned.

    Articles are stored at once, and given to outputs when their site is known, `LAG` more have come and
    `PATIENCE` is over, or when the run ends. What is learned later is taken out of the site's newest
    articles, too, in place.
    """

    def __init__(self, connection: sqlite3.Connection, articles: Articles) -> None:
        self._boilerplate = Boilerplate(connection)
        self._articles = articles
        self._grown: dict[str, None] = {}
        self._is_stopped = False

    def stop(self) -> None:
        """Leave all articles as they are from now on; what waits waits for the next run."""
        self._is_stopped = True

    def recount(self) -> None:
        """Look up again what is known, as after a transaction that was rolled back."""
        self._boilerplate.recount()
        self._grown.clear()

    def learned(self, site: str) -> Learned:
        """Return what is learned of a site."""
        return self._boilerplate.of(site)

    def settled(self, article: Article, result: PageResult) -> Article:
        """Return an article without what is known of its site's boilerplate."""
        own = own_blocks(result.blocks, self.learned(article.site))
        if len(own) == len(result.blocks):
            return article
        article = settle_again(article, own, result.observations)
        return replace(article, content_hash=content_hash(article.headline, article.article_body))

    def note(self, site: str, change: Change) -> None:
        """Take into account that an article was stored, after which its site may be known."""
        if change is not Change.NEW or self._is_stopped:
            return
        self._boilerplate.note_article(site)
        if self._boilerplate.is_due(site):
            self.learn([site])
        self._grown[site] = None

    def release(self) -> None:
        """Let those wait no longer that have waited enough, of the sites of which articles were stored."""
        for site in self._grown:
            if self._boilerplate.is_known(site) and not self._is_stopped:
                self._articles.release(self._ready(site))
        self._grown.clear()

    def _ready(self, site: str) -> Iterator[int]:
        """Yield the articles of a site that have waited long enough, in the order of their storing."""
        waiting = self._articles.waiting(site)
        waited = utc_text(time.time() - PATIENCE)
        for place, (number, fetched_at) in enumerate(waiting[: max(0, len(waiting) - LAG)]):
            if fetched_at is None or fetched_at <= waited or len(waiting) - place > MOST:
                yield number

    def finish(self) -> None:
        """Let nothing wait any longer."""
        if self._is_stopped:
            return
        waiting = self._articles.waiting_sites()
        unknown = [site for site in waiting if not self._boilerplate.is_known(site)]
        self.learn(dict.fromkeys([*unknown, *self._boilerplate.due_at_the_end()]))
        self._articles.release(number for number, _ in self._articles.waiting())

    def learn(self, sites: Iterable[str]) -> None:
        """Look at the newest articles of these sites, and settle those that it changes."""
        for site in sites:
            for number in self._boilerplate.learn(site):
                self._articles.settle(number, self.learned(site))
