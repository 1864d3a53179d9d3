"""What the pages of a site have shown of its addresses: which forms of address lead to articles."""

import sqlite3
from dataclasses import dataclass

from newscrawl.core.frontier.ending import Ending
from newscrawl.core.frontier.limits import Refusal
from newscrawl.core.urls import address_form
from newscrawl.items import DropReason, LinkRole, UrlState

ENOUGH = 5
"""Pages of one form that tell what the next one will be."""
MOSTLY = 0.9
"""The share of articles among them from which an address of the form is taken for one."""
BARREN = 20
"""Pages of one form without any article or list, after which no more of them are fetched."""
_BARREN = {LinkRole.OTHER: BARREN, LinkRole.ARTICLE: 2 * BARREN}
"""The same by the role that an address has; what is expected to be an article has twice the chance."""

_MOST = 10_000
"""Forms whose record is remembered; then it is begun anew."""

_LEARN = """
INSERT INTO _form VALUES (:site, :form, :articles, :lists, :others) ON CONFLICT DO UPDATE SET
    articles = articles + :articles, lists = lists + :lists, others = others + :others
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the pages were that were fetched of one form of address."""

    articles: int = 0
    lists: int = 0
    """Section pages, feeds and sitemaps."""
    others: int = 0

    @property
    def pages(self) -> int:
        """All of them."""
        return self.articles + self.lists + self.others

    @property
    def proves_articles(self) -> bool:
        """Whether an address of the form is an article, most likely."""
        return self.pages >= ENOUGH and self.articles >= MOSTLY * self.pages

    @property
    def is_without(self) -> bool:
        """Whether none of several pages was an article."""
        return self.pages >= ENOUGH and self.articles == 0

    def is_barren(self, after: int) -> bool:
        """Return whether so many pages were nothing at all, and none was anything."""
        return self.others >= after and self.others == self.pages


class Forms:
    """The table `_form` on one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, str], Record] = {}

    def learn(self, url: str, ending: Ending, *, site: str) -> None:
        """Add what was fetched at an address for the first time."""
        record = _record_of(ending)
        if not record.pages:
            return
        form = address_form(url)
        values = {"site": site, "form": form}
        counts = {"articles": record.articles, "lists": record.lists, "others": record.others}
        self._connection.execute(_LEARN, {**values, **counts})
        self._known.pop((site, form), None)

    def forget(self) -> None:
        """Take it that the table is not as it was, as after a rollback."""
        self._known.clear()

    def known(self, url: str, *, site: str) -> Record:
        """Return what the pages were whose address has the form of this one."""
        key = site, address_form(url)
        known = self._known.get(key)
        if known is None:
            row = self._connection.execute(
                "SELECT articles, lists, others FROM _form WHERE site = ? AND form = ?", key
            ).fetchone()
            articles, lists, others = row or (0, 0, 0)
            known = Record(articles=articles, lists=lists, others=others)
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[key] = known
        return known

    def role_of(self, role: LinkRole, url: str, *, site: str) -> LinkRole:
        """Return the role of an address after what the form has shown.

        That is ARTICLE for one that nothing else speaks for, and OTHER for an expected article whose form
        never was one.
        """
        if role not in (LinkRole.OTHER, LinkRole.ARTICLE):
            return role
        known = self.known(url, site=site)
        if role is LinkRole.OTHER and known.proves_articles:
            return LinkRole.ARTICLE
        return LinkRole.OTHER if known.is_without else role

    def refusal(self, role: LinkRole, url: str, *, site: str) -> Refusal | None:
        """Return why no more addresses of a form are fetched, or None."""
        after = _BARREN.get(role)
        if after is None or not self.known(url, site=site).is_barren(after):
            return None
        return Refusal(
            reason=DropReason.TRAP,
            rule=f"{after} pages of the form {address_form(url)} were nothing",
        )


def _record_of(ending: Ending) -> Record:
    """Return what a page tells of the form of its address; nothing, where there was none."""
    if (
        ending.state in (UrlState.ARTICLE, UrlState.DUPLICATE)
        or ending.published.latest is not None
    ):
        return Record(articles=1)
    if ending.state in (UrlState.SECTION, UrlState.FEED, UrlState.SITEMAP):
        return Record(lists=1)
    nothing = ending.reason in (DropReason.NO_ARTICLE, DropReason.SAME_PAGE)
    return Record(others=int(nothing))
