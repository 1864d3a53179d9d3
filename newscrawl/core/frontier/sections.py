"""Provenance: which of a page's links belong to the section that the page shows."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from newscrawl.items import Candidate, Lease, LinkRole, PageResult, PageType, Region

_ENOUGH = 5
"""Articles that a page must list for its own feed to tell nothing more."""
_LISTED = frozenset({Region.LISTING, Region.BODY, Region.OTHER})
"""Where a section page has its own list; menus, side columns and the like are the site's."""


def found_under(lease: Lease, result: PageResult) -> dict[str, int]:
    """Return the row of the section, by URL key of each link of a page that belongs to it.

    Of a section page these are the articles that it lists, its further pages, and the sections and feeds
    whose address lies below its own; of a feed of a section, its entries. Empty for other pages.
    """
    if result.page_type is PageType.FEED and lease.section is not None:
        return {link.key: lease.section for link in result.candidates}
    if result.page_type is not PageType.SECTION:
        return {}
    is_further = lease.role is LinkRole.PAGINATION and lease.section is not None
    section = lease.section if is_further and lease.section is not None else lease.url_id
    # The home page is above all sections, but they are not parts of it.
    below = "" if is_further or _path(result.url) == "/" else _path(result.url)
    parts = (link for link in result.candidates if _is_part(link, below=below))
    return {link.key: section for link in (*own_list(result.candidates), *parts)}


def needless_feeds(result: PageResult) -> frozenset[str]:
    """Return the URL keys of the feeds of a page that lists its articles itself; never of the home page."""
    articles = sum(1 for link in result.candidates if link.role is LinkRole.ARTICLE)
    path = _path(result.url)
    if result.page_type is not PageType.SECTION or path == "/" or articles < _ENOUGH:
        return frozenset()
    feeds = (link for link in result.candidates if link.role is LinkRole.FEED)
    return frozenset(link.key for link in feeds if _path(link.url).rsplit("/", 2)[0] + "/" == path)


def own_list(links: Iterable[Candidate]) -> list[Candidate]:
    """Return the articles that a section page lists, in the order of the page.

    What stands in menus and side columns is the site's, but where nothing else does it is the list.
    """
    articles = sorted(
        (link for link in links if link.role is LinkRole.ARTICLE), key=lambda link: link.position
    )
    return [link for link in articles if link.region in _LISTED] or articles


def _is_part(link: Candidate, *, below: str) -> bool:
    if link.role is LinkRole.PAGINATION:
        return True
    below_it = bool(below) and _path(link.url).startswith(below)
    return below_it and link.role in (LinkRole.SECTION, LinkRole.FEED)


def _path(url: str) -> str:
    """Return the path of an address, with a slash at its end."""
    return urlsplit(url).path.rstrip("/") + "/"
