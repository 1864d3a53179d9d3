"""Where in a page a link stands."""

import re
from functools import lru_cache
from typing import Any

from lxml.html import HtmlElement

from newscrawl.items.page import Region

# What a child's own mark may change: a menu in a sidebar is still the sidebar, tags in a menu are
# tags.
_SETTLED = frozenset(
    {
        Region.FOOTER,
        Region.COMMENTS,
        Region.ADVERTISING,
        Region.BREADCRUMB,
        Region.PAGINATION,
        Region.TAGS,
        Region.BYLINE,
    }
)
_SPECIFIC = frozenset({Region.ADVERTISING, Region.BREADCRUMB, Region.PAGINATION, Region.TAGS})
_OPEN_TO_ALL = frozenset({Region.OTHER, Region.BODY, Region.LISTING})

_START = r"(?:^|[\s_-])"
_END = r"(?=$|[\s_-])"
# First match wins, so the narrow ones stand first.
_MARKS: tuple[tuple[Region, str], ...] = (
    (Region.BREADCRUMB, rf"breadcrumbs?|{_START}(?:crumbs?|ariane|migas){_END}"),
    (
        Region.COMMENTS,
        rf"{_START}(?:comments?|commentlist|disqus|respond|kommentare|commentaires){_END}",
    ),
    (
        Region.ADVERTISING,
        (
            rf"{_START}(?:ads?|adverts?|advertisement|advertising|adslot|sponsor|sponsored|anzeige|"
            rf"taboola|trc|tbl|outbrain|ob-widget|ob-smartfeed|revcontent|mgid|zergnet|dianomi|plista|"
            rf"ligatus|promoted|paid-content|native-ads?|publicidad|publicite){_END}"
        ),
    ),
    (
        Region.PAGINATION,
        rf"paginat|{_START}(?:pager|page-numbers|pagenav|pages|page-nav|wp-pagenavi|load-more){_END}",
    ),
    (
        Region.RELATED,
        (
            rf"{_START}(?:related|recommend|recommended|recommendation|recommendations|similar|suggested|"
            rf"suggestions|further-reading|read-next|readnext|read-also|also-read|also-like|more-stories|"
            rf"more-articles|you-may|more-on-this|verwandte|relacionad[ao]s?|similaires|correlati|"
            rf"powiazane){_END}|related(?:posts?|articles?|stories|content|links|news)|recirc"
        ),
    ),
    (
        Region.TAGS,
        rf"tagcloud|{_START}(?:tags|tag-?list|tag-links|keywords|hashtags|schlagworte){_END}",
    ),
    (Region.BYLINE, rf"byline|{_START}(?:authors?|author-bio|autoren?){_END}"),
    (Region.FOOTER, rf"{_START}(?:footer|colophon|site-?footer|page-?footer){_END}|contentinfo"),
    (
        Region.NAVIGATION,
        rf"navigation|navbar|{_START}(?:nav|menu|mainmenu|submenu|megamenu|topbar|masthead){_END}",
    ),
    (
        Region.SIDEBAR,
        rf"sidebar|{_START}(?:widget|side-bar|rail|right-?rail|aside){_END}|complementary",
    ),
)
_PATTERNS = tuple((region, re.compile(pattern)) for region, pattern in _MARKS)
_ANY_MARK = re.compile("|".join(pattern for _, pattern in _MARKS))
# What the element has, belongs to or lacks: `has-sidebar`, `category-ads`, `no-comments`.
_OF_SOMETHING_ELSE = re.compile(
    r"(?:^|\s)(?:has|with|without|no|not|is|layout|category|tag(?!-?(?:list|links|cloud))|"
    r"author(?!-?(?:bio|box|info)))[-_]\S+"
)
_ENTRY_FURNITURE = re.compile(
    r"(?:entry|post|article|card|story|comment)[-_]?(?:footer|header|nav|menu)"
)
_TAGS: dict[str, Region] = {
    "nav": Region.NAVIGATION,
    "aside": Region.SIDEBAR,
    "footer": Region.FOOTER,
}
_MAIN_TAGS = frozenset({"main", "article"})
_BLIND = frozenset({"html", "body", "a"})
MAX_MARK = 500


class RegionMap:
    """The region of any element of one page; each ancestor is looked at once."""

    def __init__(self, root: HtmlElement, *, main: Region) -> None:
        """Take what `main` and `article` hold: LISTING on a section page, BODY elsewhere."""
        self._main = main
        self._known: dict[Any, Region] = {}
        # A part that holds the page's headline is the page, whatever its class says.
        self._holders = {above for title in root.iter("h1") for above in title.iterancestors()}

    def of(self, element: HtmlElement) -> Region:
        """Return the region that the element stands in."""
        above: list[HtmlElement] = []
        step: HtmlElement | None = element
        while step is not None and step not in self._known:
            above.append(step)
            step = step.getparent()
        region = Region.OTHER if step is None else self._known[step]
        for part in reversed(above):
            region = self._below(region, part)
            self._known[part] = region
        return region

    def _below(self, outer: Region, element: HtmlElement) -> Region:
        if outer in _SETTLED:
            return outer
        own = self._own(element, outer)
        if own is None or own is outer or outer in _OPEN_TO_ALL:
            return own or outer
        if outer is Region.RELATED:
            return own if own is Region.ADVERTISING else outer
        if outer is Region.SIDEBAR:
            return outer if own in {Region.NAVIGATION, Region.FOOTER} else own
        return own if own in _SPECIFIC else outer

    def _own(self, element: HtmlElement, outer: Region) -> Region | None:
        tag = element.tag
        if tag in _BLIND:
            return None
        mark = " ".join(
            filter(None, (element.get("class"), element.get("id"), element.get("role")))
        )
        region = region_of_mark(mark[:MAX_MARK]) if mark else None
        if region is not None and element not in self._holders:
            return region
        if tag in _MAIN_TAGS:
            return self._main
        if tag == "footer" and outer in {Region.BODY, Region.LISTING}:
            return None
        return _TAGS.get(tag) if isinstance(tag, str) else None


# Class names repeat over the pages of a site, so what they say is looked up once.
@lru_cache(maxsize=4096)
def region_of_mark(mark: str) -> Region | None:
    """Return the region that a class, id or role speaks of, or None."""
    lowered = _OF_SOMETHING_ELSE.sub(" ", mark.lower())
    if not _ANY_MARK.search(lowered) or _ENTRY_FURNITURE.search(lowered):
        return None
    return next((region for region, pattern in _PATTERNS if pattern.search(lowered)), None)
