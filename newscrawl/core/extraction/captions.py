"""What is said below a picture."""

import re

from lxml.html import HtmlElement

from newscrawl.core.html.text import fold, text_of

_CAPTION_CLASS = re.compile(r"caption|legend|bildunterschrift", re.IGNORECASE)
_CREDIT_CLASS = re.compile(
    r"credit|copyright|source|photographer|agency|byline|author", re.IGNORECASE
)
_CREDIT = re.compile(
    r"(?:^|(?<=\W))[(\[]?\s*(?:(?:photo(?:graph)?(?: credit)?|image(?: credit)?|picture|credit|source|"
    r"foto|bild|crédits?|fotografía|créditos?|fonte|fuente)\s*(?::|by|/|©)|©)\s*"
    r"(?P<name>[^)\]]{2,80})[)\]]?\s*\.?$",
    re.IGNORECASE,
)
_MOST_STEPS = 6
_MOST_ELEMENTS = 60
_LONGEST = 1000


def find_caption(element: HtmlElement) -> tuple[str | None, str | None]:
    """Return caption and credit of the figure around an image."""
    for steps, parent in enumerate(element.iterancestors()):
        if steps == _MOST_STEPS or parent.tag in ("article", "main", "body"):
            break
        caption, alone = _caption_in(parent)
        if not alone:
            break
        if caption is not None:
            return split_credit(caption)
        if parent.tag == "figure":
            break
    return None, None


def _caption_in(parent: HtmlElement) -> tuple[HtmlElement | None, bool]:
    """Return the caption inside an element, and whether it holds one picture and little else."""
    caption, pictures = None, 0
    for count, child in enumerate(parent.iter("*")):
        if count > _MOST_ELEMENTS:
            return None, False
        if child.tag == "img":
            lazy_copy = any(up.tag == "noscript" for up in child.iterancestors("noscript"))
            pictures += not lazy_copy
            if pictures > 1:
                return None, False
        elif caption is None and _is_caption(child):
            caption = child
    return caption, True


def _is_caption(element: HtmlElement) -> bool:
    if element.tag == "figcaption":
        return True
    named = element.get("class")
    return bool(named and _CAPTION_CLASS.search(named) and element.find(".//img") is None)


def split_credit(caption: HtmlElement) -> tuple[str | None, str | None]:
    """Return a caption's text and its credit, apart where the page parts them."""
    text = text_of(caption)
    for button in caption.iter("button"):
        text = fold(text.replace(text_of(button), "", 1))
    for part in caption.iter("span", "small", "cite", "em", "div", "p"):
        if part is caption or not _CREDIT_CLASS.search(part.get("class") or ""):
            continue
        name = text_of(part)
        if name and name != text:
            rest = fold(text.replace(name, "", 1)).strip(" ,|")
            return rest or None, _CREDIT.sub(r"\g<name>", name).strip("() ") or None
    if len(text) > _LONGEST:
        return None, None
    if match := _CREDIT.search(text):
        return fold(text[: match.start()]) or None, match["name"].strip()
    return text or None, None
