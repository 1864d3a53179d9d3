"""The list of tags that a page shows with its article."""

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from newscrawl.core.html.names import name_words
from newscrawl.core.html.text import text_of

_TAG_ADDRESS = re.compile(
    r"/(?:tag(?:s|g|ged)?|topics?|temas?|themas?|themen|stichwort|keywords?|label|etiquetas?|"
    r"hashtag|schlagworte?|sujet|tag_[^/]*)/+[^/?#]",
    re.IGNORECASE,
)
_TAG_NAMES = frozenset(
    {"tag", "tags", "tagcloud", "taglist", "topic", "topics", "keyword", "keywords"}
    | {"labels", "themen", "etiquetas"}
)
_OTHER_NAMES = frozenset(
    {"category", "categories", "cat", "widget", "menu", "nav", "navigation", "header"}
    | {"breadcrumb", "breadcrumbs"}
)
_CLIMB = 3
_LONGEST_TAG = 60
_LONGEST_BOX = 2000


@dataclass(slots=True)
class _Group:
    """The links of one box that look like tags, and by which signs they do."""

    texts: list[str] = field(default_factory=list)
    signs: set[str] = field(default_factory=set)


def find_tag_list(scope: HtmlElement) -> list[str]:
    """Return the texts of the links in the article's list of tags; none where it shows none.

    Of several lists that one is taken which most signs speak for: rel, address, names of the box.
    """
    groups = _groups(scope)
    lists = [
        group for box, group in groups.items() if group.texts and not _is_running_text(box, group)
    ]
    return max(lists, key=lambda group: len(group.signs)).texts if lists else []


def _groups(scope: HtmlElement) -> dict[HtmlElement, _Group]:
    """Return the links that look like tags by the box that they stand in."""
    groups: dict[HtmlElement, _Group] = {}
    names: dict[HtmlElement, frozenset[str]] = {}
    for link in scope.iter("a"):
        relation = (link.get("rel") or "").split()
        parent = link.getparent()
        if "category" in relation or parent is None:
            continue
        box = _box(parent, scope)
        if box not in names:
            names[box] = _names(box) | _names(box.getparent() if box is not scope else None)
        named = names[box] | _names(link) | _names(parent if parent is not box else None)
        signs = _signs(link, relation, named)
        if not signs or named & _OTHER_NAMES:
            continue
        group = groups.setdefault(box, _Group())
        group.signs |= signs
        if (text := text_of(link)) and len(text) < _LONGEST_TAG:
            group.texts.append(text.strip("#,; "))
    return groups


def _signs(link: HtmlElement, relation: list[str], named: frozenset[str]) -> set[str]:
    signs = set()
    if "tag" in relation:
        signs.add("rel")
    if _TAG_ADDRESS.search(link.get("href") or ""):
        signs.add("address")
    if named & _TAG_NAMES:
        signs.add("name")
    return signs


def _box(parent: HtmlElement, scope: HtmlElement) -> HtmlElement:
    """Return the nearest element around a link that holds another link, not far above."""
    box = parent
    for _ in range(_CLIMB):
        if box is scope or box is None:
            break
        links = box.iter("a")
        next(links, None)
        if next(links, None) is not None:
            return box
        box = box.getparent()
    return parent


def _names(element: HtmlElement | None) -> frozenset[str]:
    return frozenset() if element is None else name_words(element)


def _is_running_text(box: HtmlElement, group: _Group) -> bool:
    """Return whether a box holds much more text than its links."""
    linked = sum(map(len, group.texts))
    return len(text_of(box, limit=_LONGEST_BOX)) - linked > 60 + 6 * len(group.texts)
