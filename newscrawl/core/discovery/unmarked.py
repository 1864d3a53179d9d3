"""Related blocks that neither a heading nor a class name marks: told by repetition, links and place."""

from collections import Counter, defaultdict

from lxml.html import HtmlElement

from newscrawl.core.discovery.regions import RegionMap
from newscrawl.items.page import Region

MIN_CARDS = 3
MAX_CARDS = 60
"""Cards of a block; more are an archive."""
_MOST_OF = 0.7
"""The share of a box's equal children that must be cards."""
_MIN_TITLE = 20
"""Characters from which a link's text may be a headline."""
_LINK_SHARE = 0.5
"""The least share of a block's text that is links."""
_RUNNING = 100
"""Characters from which a paragraph is the article's."""
_LONGEST_HEADING = 80
_CLIMB = 5
_HEADING_CLIMB = 2
_Likeness = tuple[object, str | None]
_MAIN = frozenset({Region.BODY, Region.OTHER})


def unmarked_blocks(root: HtmlElement, regions: RegionMap) -> list[list[str]]:
    """Return the links of each box below an article's text that holds nothing but equal cards.

    A box that has a heading is none of them: what it is, the heading says.
    """
    cards: defaultdict[HtmlElement, dict[HtmlElement, str]] = defaultdict(dict)
    families: dict[HtmlElement, Counter[_Likeness]] = {}
    for link in _links_after_text(root, regions):
        card = _card_of(link, families)
        if card is not None:
            cards[card.getparent()].setdefault(card, link.get("href", ""))
    return [
        list(links.values()) for box, links in cards.items() if _is_block(box, list(links), regions)
    ]


def _links_after_text(root: HtmlElement, regions: RegionMap) -> list[HtmlElement]:
    links: list[HtmlElement] = []
    for element in reversed(list(root.iter("p", "a"))):
        if element.tag == "p":
            if len(_text(element)) >= _RUNNING and regions.of(element) in _MAIN:
                break
        elif element.get("href") and len(_text(element)) >= _MIN_TITLE:
            links.append(element)
    return links[::-1]


def _card_of(
    link: HtmlElement, families: dict[HtmlElement, Counter[_Likeness]]
) -> HtmlElement | None:
    """Return the box around a link, or the link itself, that has others like it beside it.

    Args:
        link: the link.
        families: the kinds of children of each element; filled as they are asked for.
    """
    step = link
    for _ in range(_CLIMB):
        parent = step.getparent()
        if parent is None or step.tag == "body":
            return None
        if parent not in families:
            families[parent] = Counter(map(_likeness, parent))
        if families[parent][_likeness(step)] >= MIN_CARDS:
            return step
        step = parent
    return None


def _is_block(box: HtmlElement, cards: list[HtmlElement], regions: RegionMap) -> bool:
    if not MIN_CARDS <= len(cards) <= MAX_CARDS or regions.of(cards[0]) not in _MAIN:
        return False
    kinds = Counter(_likeness(child) for child in box)
    if len(cards) < _MOST_OF * kinds[_likeness(cards[0])]:
        return False
    linked = sum(len(_text(link)) for link in box.iter("a"))
    return linked >= _LINK_SHARE * len(_text(box)) and not _has_heading(box, cards[0])


def _has_heading(box: HtmlElement, first: HtmlElement) -> bool:
    """Return whether a short text stands above the cards."""
    step: HtmlElement | None = first
    for _ in range(_HEADING_CLIMB + 1):
        if step is None or step.tag == "body":
            return False
        before = next((other for other in step.itersiblings(preceding=True) if _text(other)), None)
        if before is not None:
            return len(_text(before)) <= _LONGEST_HEADING
        step = box if step is first else step.getparent()
    return False


def _likeness(element: HtmlElement) -> _Likeness:
    return element.tag, element.get("class")


def _text(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split()) if isinstance(element.tag, str) else ""
