"""What is kept from the parser, because it would cost it, or who reads its tree, too much.

The largest of two thousand news pages have 3 MB, 7,000 elements and 80 attributes in one tag.
"""

import re
from collections.abc import Iterator
from itertools import islice

from newscrawl.core.html.long_tags import MAX_ATTRIBUTES, count_pieces, shorten_tags

MAX_BYTES = 4_000_000
"""What lies behind them is not read."""
MAX_TAGS = 30_000
"""Start tags that are read."""
MAX_PIECES = 200_000
"""Words and attributes that are read, in style sheets and scripts only where they fit in."""

# The parser makes an element of `</p>` where none is open.
_TAG = re.compile(rb"<(?:[a-zA-Z]|/[pP])")
_PARTING = b" \n\t\r\f\v\"'/"
_PIECE = re.compile(rb"[\s/\"']+")
# What is no text, the least telling first: each may outweigh the rest of the page.
_UNREAD = (
    (re.compile(rb"<style\b", re.IGNORECASE), re.compile(rb"</style", re.IGNORECASE)),
    (re.compile(rb"<script\b", re.IGNORECASE), re.compile(rb"</script", re.IGNORECASE)),
)
_JSON_LD = b"ld+json"
_LONGEST_START = 1_000


def bound_bytes(body: bytes) -> tuple[bytes, str | None]:
    """Return a page as it was sent within `MAX_BYTES`, and what was cut of it, or None.

    Style sheets and scripts go first: nothing is said to be cut where the rest fits in.
    """
    for start, end in _UNREAD:
        if len(body) > MAX_BYTES:
            body = b"".join(_without(start, end, body))
    if len(body) > MAX_BYTES:
        return body[:MAX_BYTES], f"after {MAX_BYTES:,} bytes"
    return body, None


def bound(data: bytes) -> tuple[bytes, str | None]:
    """Return a page in UTF-8 within the bounds, and what was cut of it, or None."""
    cut = None
    has_more = _has_more_pieces(data)
    for start, end in _UNREAD:
        if has_more:
            data = b"".join(_without(start, end, data))
            has_more = _has_more_pieces(data)
    if has_more:
        data = data[: _start_of(_PIECE, MAX_PIECES, data)]
        cut = f"after {MAX_PIECES:,} words"
    if data.count(b"<") > MAX_TAGS and (last := _start_of(_TAG, MAX_TAGS, data)) is not None:
        data = data[:last]
        cut = f"after {MAX_TAGS:,} tags"
    short = shorten_tags(data)
    if len(short) < len(data):
        cut = cut or f"after {MAX_ATTRIBUTES:,} attributes of a tag"
    return short, cut


def _has_more_pieces(data: bytes) -> bool:
    # What parts pieces is counted much faster than they are.
    if len(data) < MAX_PIECES or len(data) - len(data.translate(None, _PARTING)) < MAX_PIECES:
        return False
    return count_pieces(data) > MAX_PIECES


def _start_of(pattern: re.Pattern[bytes], count: int, data: bytes) -> int | None:
    """Return where the match after so many matches starts, or None."""
    match = next(islice(pattern.finditer(data), count, None), None)
    return None if match is None else match.start()


def _without(start: re.Pattern[bytes], end: re.Pattern[bytes], data: bytes) -> Iterator[bytes]:
    """Yield the parts of a page between what stands in elements of a kind, JSON-LD apart."""
    position = 0
    while (opening := start.search(data, position)) is not None:
        inside = data.find(b">", opening.end()) + 1
        if not inside:
            break
        yield data[position:inside]
        position = inside
        if _JSON_LD in data[opening.end() : min(inside, opening.end() + _LONGEST_START)].lower():
            continue
        closing = end.search(data, inside)
        position = len(data) if closing is None else closing.start()
    yield data[position:]
