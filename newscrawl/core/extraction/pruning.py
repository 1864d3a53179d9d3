"""Takes out of a copied tree what is plainly not the article."""

import re
from itertools import pairwise

from lxml.html import HtmlElement

from newscrawl.core.extraction.phrases import GATE, PITCH, RELATED_HEADING
from newscrawl.core.html.text import text_of

_BOX_TAGS = (
    "div",
    "section",
    "aside",
    "form",
    "ul",
    "ol",
    "nav",
    "footer",
    "details",
    "dialog",
)
_LONGEST_PITCH = 900
_LONGEST_CARD = 500
_LONGEST_HEADING = 70
_HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HEADING_LIKE = (
    *_HEADING_TAGS,
    "p",
    "div",
    "span",
    "strong",
    "b",
    "header",
    "a",
    "li",
    "dt",
    "legend",
)
_CAPTION_TAGS = ("figcaption", "script", "style", "noscript", "template", "svg", "iframe", "dialog")

_TOKENS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# fmt: off
_NOT_ARTICLE = frozenset({
    "addtoany", "adslot", "advert", "advertisement", "advertising", "breadcrumb", "breadcrumbs",
    "byline", "commentlist", "comments", "cookie", "cookies", "dateline", "disqus", "donate",
    "donation", "donations", "gdpr", "jetpack", "mostread", "newsletter", "newsletters",
    "outbrain", "pingbacks", "readmore", "recirc", "recirculation", "recommendations",
    "recommended", "related", "relatedposts", "respond", "screenreader", "sharebar",
    "sharebuttons", "sharing", "signup", "socials", "sponsored", "taboola", "trackbacks",
    "trending", "yarpp", "ymal",
})
# fmt: on
# fmt: off
_NOT_ARTICLE_PAIRS = frozenset({
    ("about", "author"), ("also", "like"), ("article", "meta"), ("author", "bio"),
    ("author", "box"), ("author", "description"), ("author", "info"), ("cat", "links"),
    ("comment", "list"), ("comment", "respond"), ("comments", "area"), ("entry", "footer"),
    ("entry", "meta"), ("more", "stories"), ("most", "read"), ("post", "author"),
    ("post", "footer"), ("post", "meta"), ("post", "navigation"), ("post", "tags"),
    ("premium", "gate"), ("read", "also"), ("read", "more"), ("read", "next"), ("see", "also"),
    ("share", "bar"), ("share", "buttons"), ("share", "links"), ("sign", "up"),
    ("social", "links"), ("social", "share"), ("subscribe", "box"), ("tags", "links"),
    ("up", "next"),
})
# fmt: on


def prune(root: HtmlElement) -> None:
    """Remove related links, pitches, share bars, comments, author boxes and captions in place."""
    for element in [*root.iter(*_CAPTION_TAGS)]:
        _drop(element)
    total = max(1, _paragraph_length(root))
    _drop_named_boxes(root, total)
    _drop_headed_lists(root, total)
    _drop_pitches(root)
    _drop_card_rows(root)


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _paragraph_length(element: HtmlElement) -> int:
    return sum(len(text_of(paragraph)) for paragraph in element.iter("p"))


def link_density(element: HtmlElement, text: str | None = None) -> float:
    """Return the share of an element's text that stands in links, 0 to 1."""
    length = len(text if text is not None else text_of(element))
    linked = sum(len(text_of(link)) for link in element.iter("a"))
    return min(1.0, linked / length) if length else 0.0


def _tokens(element: HtmlElement) -> list[str]:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return [token.lower() for token in _TOKENS.findall(names)]


def _is_named_boilerplate(element: HtmlElement) -> bool:
    tokens = _tokens(element)
    if not tokens:
        return False
    if not _NOT_ARTICLE.isdisjoint(tokens):
        return True
    return any(pair in _NOT_ARTICLE_PAIRS for pair in pairwise(tokens))


def _drop_named_boxes(root: HtmlElement, total: int) -> None:
    for element in [
        *root.iter("div", "section", "aside", "ul", "ol", "footer", "form", "nav", "p")
    ]:
        if not (_is_attached(element, root) and _is_named_boilerplate(element)):
            continue
        # A wrapper that is named for one of its parts holds most of the text: not a box.
        if _paragraph_length(element) < 0.3 * total and not _holds_headline(element):
            _drop(element)


def _is_attached(element: HtmlElement, root: HtmlElement) -> bool:
    top = element
    while (parent := top.getparent()) is not None:
        top = parent
    return top is root


def _holds_headline(element: HtmlElement) -> bool:
    return next(element.iter("h1"), None) is not None


def _drop_headed_lists(root: HtmlElement, total: int) -> None:
    for element in [*root.iter(*_HEADING_LIKE)]:
        if len(element) > 3 or not _is_attached(element, root):
            continue
        text = text_of(element, limit=_LONGEST_HEADING)
        if 3 < len(text) <= _LONGEST_HEADING and RELATED_HEADING.match(text):
            _drop_box_of(element, total)


def _drop_box_of(heading: HtmlElement, total: int) -> None:
    """Drop the biggest element around a heading that holds links but little text of its own."""
    box = heading
    while (parent := box.getparent()) is not None and parent.tag not in (
        "body",
        "article",
        "main",
        "html",
    ):
        if _text_before(box) > 60 or _holds_headline(parent) or not _is_mostly_links(parent, total):
            break
        box = parent
    if box is heading or box.tag in _HEADING_TAGS:
        for follower in [*box.itersiblings()]:
            text = text_of(follower)
            if follower.tag in _HEADING_TAGS or (text and link_density(follower, text) < 0.5):
                break
            _drop(follower)
    _drop(box)


def _text_before(element: HtmlElement) -> int:
    """Return how much text its parent has before an element: a box begins with its heading."""
    return sum(len(text_of(sibling)) for sibling in element.itersiblings(preceding=True))


def _is_mostly_links(element: HtmlElement, total: int) -> bool:
    text = text_of(element)
    links = sum(1 for _ in element.iter("a"))
    if len(text) > 0.5 * total and len(text) > 600:
        return False
    plain = len(text) * (1 - link_density(element, text))
    return plain < 80 or (links >= 2 and plain < 200 * links and plain < 0.3 * total)


def _drop_pitches(root: HtmlElement) -> None:
    # Inner boxes first: what holds a pitch and the article is no pitch once the box is gone.
    # Paragraphs last: what is left of a box without them could not be told any more.
    for element in reversed([*root.iter(*_BOX_TAGS)]):
        text = text_of(element, limit=_LONGEST_PITCH)
        if (
            10 < len(text) <= _LONGEST_PITCH
            and is_pitch(element, text)
            and not _holds_headline(element)
        ):
            _drop(element)
    for element in [*root.iter("p")]:
        text = text_of(element)
        if 10 < len(text) <= 300 and _is_pitching_line(element, text):
            _drop(element)


def is_pitch(element: HtmlElement, text: str) -> bool:
    """Return whether a small box sells, asks for money or asks for an address."""
    hits = count_pitch_words(text)
    if hits == 0 or any(_is_other_text(text_of(part)) for part in element.iter("p")):
        return False
    if next(element.iter("form", "input", "button"), None) is not None:
        return True
    if next(element.iter("a"), None) is None:
        return False
    return GATE.search(text) is not None or (hits >= 3 and hits * 120 > len(text))


def _is_other_text(text: str) -> bool:
    return len(text) > 300 or (len(text) > 100 and not PITCH.search(text))


def count_pitch_words(text: str) -> int:
    """Return how many different words of selling and asking a text has."""
    return len({hit.lower() for hit in PITCH.findall(text)})


def _is_pitching_line(paragraph: HtmlElement, text: str) -> bool:
    """Return whether a paragraph's link asks for something and the paragraph is about that."""
    links = [text_of(link) for link in paragraph.iter("a")]
    asking = [link for link in links if len(link) < 60 and PITCH.search(link)]
    starts = any(PITCH.match(link) for link in asking)
    return starts or (bool(asking) and count_pitch_words(text) >= 2)


def _drop_card_rows(root: HtmlElement) -> None:
    """Drop rows of three and more like-made siblings that each hold a linked picture or title."""
    for parent in [*root.iter("div", "section", "ul", "aside")]:
        if not _is_attached(parent, root):
            continue
        children = [child for child in parent if isinstance(child.tag, str)]
        cards = [
            child
            for child in children
            if child.tag in ("div", "li", "article", "a") and _is_card(child)
        ]
        if len(cards) >= 3 and len(cards) * 2 > len(children):
            for card in cards:
                _drop(card)


def _is_card(element: HtmlElement) -> bool:
    text = text_of(element, limit=_LONGEST_CARD)
    if not text or len(text) > _LONGEST_CARD:
        return False
    links = [element] if element.tag == "a" else [*element.iter("a")]
    if not links:
        return False
    picture = next(element.iter("img", "picture"), None) is not None
    density = link_density(element, text)
    return (picture and len(links) <= 5 and density > 0.2) or density > 0.8
