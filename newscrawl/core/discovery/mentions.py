"""The links of a page as they stand in it: one pass over the tree."""

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from newscrawl.core.discovery.headings import announces_related
from newscrawl.core.discovery.regions import RegionMap
from newscrawl.core.discovery.report import MAX_ANCHOR
from newscrawl.items.page import Region

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Tags besides headings that stand above a block of links on some site.
TITLE_TAGS = (
    "p",
    "div",
    "span",
    "strong",
    "b",
    "em",
    "legend",
    "dt",
    "summary",
    "header",
    "td",
    "li",
)
# Where scripts look for what a "load more" button fetches.
MORE_ATTRIBUTES = (
    "data-url",
    "data-href",
    "data-next-url",
    "data-next",
    "data-load-more-url",
    "data-more-url",
    "data-page-url",
    "formaction",
)
_INLINE = frozenset({"span", "b", "strong", "em", "i", "u", "font", "mark", "small"})
_ADDRESS = re.compile(r"\s*(?:https?://|/(?!/)|\?)\S")
MAX_HEADING = 80
# Characters of a paragraph outside its links, from which a link in it is one in running text.
RUNNING = 80
# The longest text before a card's link, such as "READ MORE:" or a section's name.
MAX_LABEL = 20
MAX_CLIMB = 6


@dataclass(slots=True)
class Mention:
    """All places of a page that name one address, taken together."""

    href: str
    position: int
    anchor: str = ""
    rel: set[str] = field(default_factory=set)
    regions: list[Region] = field(default_factory=list)
    related_heading: str | None = None
    in_heading: bool = False
    classes: str = ""

    @property
    def region(self) -> Region:
        """The region of the first place."""
        return self.regions[0]


@dataclass(slots=True)
class _Title:
    """The heading that stands above what comes now."""

    text: str
    element: HtmlElement
    depth: int
    is_related: bool
    scope: HtmlElement | None = None


class PageLinks:
    """Collects the mentions of one page."""

    def __init__(self, root: HtmlElement, regions: RegionMap) -> None:
        self._root = root
        self._regions = regions
        self._title: _Title | None = None
        self._paragraphs: dict[HtmlElement, tuple[str, int]] = {}

    def mentions(self) -> list[Mention]:
        """Return one mention for each different href, in the order of the page."""
        found: dict[str, Mention] = {}
        for element in self._root.iter("a", "area", "button", *HEADINGS, *TITLE_TAGS):
            if element.tag in {"a", "area"}:
                href = element.get("href")
                if href is not None:
                    self._note(found, href.strip(), element)
            elif element.tag == "button":
                self._note_button(found, element)
            else:
                self._note_title(element)
        return list(found.values())

    def _note(self, found: dict[str, Mention], href: str, element: HtmlElement) -> None:
        mention = found.get(href)
        if mention is None:
            mention = found[href] = Mention(href=href, position=len(found))
        region = self._regions.of(element)
        heading = self._related_heading(element) if self._title is not None else None
        if (heading is not None or region is Region.RELATED) and self._is_in_running_text(element):
            region, heading = Region.BODY, None
        mention.regions.append(region)
        mention.related_heading = mention.related_heading or heading
        if rel := element.get("rel"):
            mention.rel.update(rel.lower().split())
        if classes := element.get("class"):
            mention.classes = f"{mention.classes} {classes}".strip()
        text, is_title = _anchor(element)
        mention.in_heading = mention.in_heading or is_title
        if len(text) > len(mention.anchor):
            mention.anchor = text

    def _note_button(self, found: dict[str, Mention], button: HtmlElement) -> None:
        """Take the address behind a button that makes a list longer."""
        hrefs = (button.get(name) for name in MORE_ATTRIBUTES)
        href = next((href.strip() for href in hrefs if href and _ADDRESS.match(href)), None)
        if href is not None and href not in found:
            place = [Region.PAGINATION]
            found[href] = Mention(href=href, position=len(found), regions=place, rel={"next"})

    def _note_title(self, element: HtmlElement) -> None:
        is_heading = element.tag in HEADINGS
        text = _plain(element) if is_heading else (element.text or "").strip()
        if not 3 <= len(text) <= MAX_HEADING:
            return
        is_related = announces_related(text)
        if not is_related and (not is_heading or _is_card_title(element)):
            return
        depth = sum(1 for _ in element.iterancestors())
        known = self._title
        if known is not None and not is_related and known.is_related and depth > known.depth:
            return
        self._title = _Title(text=text, element=element, depth=depth, is_related=is_related)

    def _is_in_running_text(self, link: HtmlElement) -> bool:
        """Return whether a link is some words of a paragraph; a card begins with its link."""
        paragraph = next(
            (above for above in link.iterancestors() if above.tag not in _INLINE), None
        )
        if paragraph is None or paragraph.tag != "p":
            return False
        known = self._paragraphs.get(paragraph)
        if known is None:
            text = _plain(paragraph)
            linked = sum(len(_plain(each)) for each in paragraph.iter("a"))
            known = self._paragraphs[paragraph] = (text[:MAX_ANCHOR], len(text) - linked)
        begin, unlinked = known
        words = _plain(link)[:MAX_ANCHOR]
        begins_it = not words or words in begin[: MAX_LABEL + len(words)]
        return unlinked >= RUNNING and not begins_it

    def _related_heading(self, link: HtmlElement) -> str | None:
        """Return the related heading that the link stands under, if it does."""
        title = self._title
        if title is None or not title.is_related:
            return None
        if title.scope is None:
            title.scope = _common_ancestor(title.element, link)
            if title.scope is None:
                self._title = None
                return None
        if title.scope is link or any(above is title.scope for above in link.iterancestors()):
            return title.text
        self._title = None
        return None


def _plain(element: HtmlElement) -> str:
    text = "".join(element.itertext()) if len(element) else element.text or ""
    return " ".join(text.split())


def _common_ancestor(title: HtmlElement, link: HtmlElement) -> HtmlElement | None:
    above_link = set(link.iterancestors())
    step: HtmlElement | None = title
    for _ in range(MAX_CLIMB):
        if step is None or step.tag in {"body", "html"}:
            return None
        if step in above_link:
            return step
        step = step.getparent()
    return None


def _is_card_title(heading: HtmlElement) -> bool:
    """Return whether the heading is a link's text, not a block's title."""
    if next(heading.iter("a"), None) is not None:
        return True
    return next(heading.iterancestors("a"), None) is not None


def _anchor(link: HtmlElement) -> tuple[str, bool]:
    """Return the link's text, and whether it is a heading or within one."""
    title = next(link.iter(*HEADINGS), None) if len(link) else None
    is_title = title is not None or _within_heading(link)
    text = _plain(title if title is not None else link)
    if not text:
        picture = next(link.iter("img"), None)
        alt = picture.get("alt") if picture is not None else None
        text = " ".join((alt or link.get("title") or link.get("aria-label") or "").split())
    return text[:MAX_ANCHOR], is_title


def _within_heading(link: HtmlElement) -> bool:
    step = link.getparent()
    for _ in range(2):
        if step is None:
            return False
        if step.tag in HEADINGS:
            return True
        step = step.getparent()
    return False
