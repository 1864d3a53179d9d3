"""What the maker of a page calls its parts."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def name_words(element: HtmlElement) -> frozenset[str]:
    """Return the words in an element's classes and id, in lower case."""
    return words_of(f"{element.get('class') or ''} {element.get('id') or ''}")


@lru_cache(maxsize=4096)
def words_of(names: str) -> frozenset[str]:
    """Return the words in names, in lower case: `relatedPosts` has two."""
    return frozenset(map(str.lower, _WORD.findall(names)))
