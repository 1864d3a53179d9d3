"""Selectors of a site, CSS or XPath, on a page."""

from collections.abc import Iterable
from functools import lru_cache

from lxml.html import HtmlElement

from newscrawl.core.html.text import fold, text_of

_VALUES = ("datetime", "content")


@lru_cache(maxsize=1000)
def as_xpath(selector: str) -> str:
    """Return a selector as XPath; what begins with `/`, `./` or `(` is XPath already, all else is CSS.

    Raises ValueError for what is neither.
    """
    # Only here and below, as most sites have no selectors.
    from parsel import Selector, css2xpath  # noqa: PLC0415

    text = selector.strip()
    try:
        xpath = text if text.startswith(("/", "./", "(")) else css2xpath(text)
        Selector(text="<p></p>").xpath(xpath)
    except (ValueError, SyntaxError, RuntimeError) as error:
        raise ValueError(f"{selector!r}: no CSS or XPath selector ({error})") from error
    return xpath


def select(root: HtmlElement, selectors: Iterable[str]) -> list[HtmlElement | str]:
    """Return what the first selector finds that finds anything: elements, or texts and attributes."""
    for selector in selectors:
        from parsel import Selector  # noqa: PLC0415

        found = Selector(root=root, type="html").xpath(as_xpath(selector))
        if values := [each.root for each in found if not isinstance(each.root, bool)]:
            return values
    return []


def elements(found: Iterable[HtmlElement | str]) -> list[HtmlElement]:
    """Return those of the found things that are elements."""
    return [each for each in found if not isinstance(each, str)]


def value_of_found(found: HtmlElement | str) -> str:
    """Return what a found thing says: a text, a `datetime` or `content`, or all text in an element."""
    if isinstance(found, str):
        return fold(found)
    attribute = next((value for name in _VALUES if (value := found.get(name))), None)
    return fold(attribute) if attribute else text_of(found)
