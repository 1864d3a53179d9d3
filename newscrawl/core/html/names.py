"""What the maker of a page calls its parts."""

import re

from lxml.html import HtmlElement

_WORD = re.compile(r"[A-Z]?[a-z]+")


def name_words(element: HtmlElement) -> frozenset[str]:
    """Return the words in an element's classes and id, in lower case: `relatedPosts` has two."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return frozenset(map(str.lower, _WORD.findall(names)))
