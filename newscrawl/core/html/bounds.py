"""What is kept from the parser, because it would cost it too much."""

import re

MAX_BYTES = 16_000_000
"""Larger pages are not read."""

# libxml2 compares each attribute with all before it: 40,000 in one tag take it twelve seconds.
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{20000,}")
_MAX_ATTRIBUTES = 500


def bound(text: str) -> str:
    """Return the text with the attributes of overfull tags cut off."""
    return _LONG_TAG.sub(_cut_tag, text)


def _cut_tag(tag: re.Match[str]) -> str:
    words = tag[0].split(maxsplit=_MAX_ATTRIBUTES)
    if len(words) <= _MAX_ATTRIBUTES:
        return tag[0]
    return " ".join(words[:_MAX_ATTRIBUTES])
