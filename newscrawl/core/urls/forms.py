"""The form of an address: what addresses of one kind of page have in common on a site."""

import re
from functools import lru_cache
from urllib.parse import unquote

_WORDS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_LONGEST_NAME = 2
"""A segment of more words than this is a headline's, not the name of a section or a service."""
_LONGEST_WORD = 24
"""A script without spaces between its words, or an identifier, is longer than any name."""
_SUFFIX = re.compile(r"\.[a-z]{1,5}$")


# A frontier asks for the same addresses again as page after page names them.
@lru_cache(maxsize=4096)
def address_form(url: str) -> str:
    """Return the form of an absolute address, such as `/news/#/slug.html?id`.

    The first segment stands for itself where it is a name, as it often tells the kind of page. Of the others
    `#` is a number or date, `slug` a headline, `id` what mixes digits into a word, `name` anything else.
    Parameters are named without their values.
    """
    target, _, query = url.partition("#")[0].partition("://")[2].partition("?")
    path = target.partition("/")[2].lower()
    suffix = _SUFFIX.search(path)
    if suffix is not None:
        path = path[: suffix.start()]
    path = unquote(path) if "%" in path else path
    segments = [segment for segment in path.split("/") if segment]
    kinds = [_kind(segment) for segment in segments]
    if len(segments) > 1 and kinds[0] == "name":
        kinds[0] = segments[0]
    names = sorted({pair.partition("=")[0].lower() for pair in query.split("&") if pair})
    named = f"?{'&'.join(names)}" if names else ""
    return f"/{'/'.join(kinds)}{suffix[0] if suffix else ''}{named}"


def _kind(segment: str) -> str:
    words = _WORDS.findall(segment)
    if len(words) > _LONGEST_NAME or max(map(len, words), default=0) > _LONGEST_WORD:
        return "slug"
    if not words:
        return "#"
    return "id" if _DIGIT.search(segment) else "name"
