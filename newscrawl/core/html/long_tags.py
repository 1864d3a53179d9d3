"""Tags with more attributes than anybody needs.

libxml2 goes through all attributes of a tag to add one more: 40,000 of them take it seconds.
"""

import re
from collections.abc import Iterator
from itertools import islice

MAX_ATTRIBUTES = 1_000
"""About as many attributes of one tag are read."""

# After the HTML standard, 13.2.5; a quote that nothing closes is a letter.
_ATTRIBUTE = re.compile(
    rb"""[ \t\r\n\f/]*+[^ \t\r\n\f/>][^ \t\r\n\f/>=]*+"""
    rb"""(?:[ \t\r\n\f]*+=[ \t\r\n\f]*+(?:"[^"]*+"|'[^']*+'|[^ \t\r\n\f>]*+))?+"""
)
_TOKEN = re.compile(
    rb"<(?:!--(?:-?>|.*?(?:--!?>|\Z))|[!?][^>]*+>?+|/[a-zA-Z][^>]*+>?+|"
    rb"(?P<name>[a-zA-Z][^ \t\r\n\f/>]*+)(?P<attributes>(?:"
    + _ATTRIBUTE.pattern
    + rb")*+)[ \t\r\n\f/]*+>?+)",
    re.DOTALL,
)
_END_OF_RAW_TEXT = {
    name: re.compile(rb"</" + name + rb"[ \t\r\n\f/>]", re.IGNORECASE)
    for name in (b"script", b"style", b"textarea", b"title")
}
_WHITE_SPACE = b" \t\r\n\f"
# No tag of this length has too many attributes.
_SHORT = 2 * MAX_ATTRIBUTES
_MOST_WHITE_SPACE = 100
_MOST_TRIES = 20_000


def shorten_tags(data: bytes) -> bytes:
    """Return a page without the attributes that are too many for one tag.

    Most pages are passed over in large steps from one end of a tag to another. Only where two such
    ends are far apart, by a text or a script, the page is read tag by tag.
    """
    stretches = _long_stretches(data)
    if not any(count_pieces(data[start:end]) > MAX_ATTRIBUTES for start, end in stretches):
        return data
    kept: list[bytes] = []
    done = 0
    for start, end in _overflows(data):
        kept.append(data[done:start])
        done = end
    return b"".join([*kept, data[done:]])


def count_pieces(data: bytes) -> int:
    """Return at least how many words and attributes there are."""
    return len(data.split()) + sum(data.count(mark) for mark in (b'"', b"'", b"/"))


def _overflows(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield where the attributes that are too many for their tag start and end."""
    position = 0
    while (token := _TOKEN.search(data, position)) is not None:
        position = token.end()
        name = token["name"]
        if name is None:
            continue
        start, end = token.span("attributes")
        # No tag that is so short has too many.
        if end - start > MAX_ATTRIBUTES:
            attributes = _ATTRIBUTE.finditer(data, start, end)
            more = next(islice(attributes, MAX_ATTRIBUTES, None), None)
            if more is not None:
                yield more.start(), end
        if (closing := _END_OF_RAW_TEXT.get(name.lower())) is not None:
            after = closing.search(data, position)
            position = len(data) if after is None else after.start()


def _long_stretches(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield where long stretches without a sure end of a tag start and end."""
    position, tries = 0, _MOST_TRIES
    while len(data) - position > _SHORT:
        end = _last_end(data, position, position + _SHORT)
        if end is None:
            end, tries = _next_end(data, position, tries)
            yield position, end
        position = end


def _last_end(data: bytes, start: int, limit: int) -> int | None:
    """Return where the last sure end of a tag before the limit is; None where that is not seen."""
    for _ in range(3):
        limit = data.rfind(b">", start, limit)
        if limit < 0:
            return None
        opening = max(_opening(data, quote, start, limit) for quote in (b'"', b"'"))
        if opening < 0:
            return limit + 1
        limit = opening
    return None


def _opening(data: bytes, quote: bytes, start: int, end: int) -> int:
    """Return where the last quote before the end is if it may open a value, else -1.

    Quotes do so behind `=` alone; elsewhere they are letters of a name, a value or a text.
    """
    last = data.rfind(quote, start, end)
    if last < 0:
        return -1
    before = data[max(start, last - _MOST_WHITE_SPACE) : last].rstrip(_WHITE_SPACE)
    return last if before.endswith(b"=") or not before else -1


def _next_end(data: bytes, start: int, tries: int) -> tuple[int, int]:
    """Return where the first sure end of a tag behind a short stretch is, and the tries left.

    Without a try left, or where there is none, the page's end is taken for it.
    """
    openings = {b'"': -1, b"'": -1}
    seen, position = start, start + _SHORT
    while tries > 0 and (end := data.find(b">", position)) >= 0:
        tries -= 1
        for quote in openings:
            if data.rfind(quote, seen, end) >= 0:
                openings[quote] = _opening(data, quote, start, end)
        seen = end
        closings = [data.find(quote, end) for quote, at in openings.items() if at >= 0]
        if not closings:
            return end + 1, tries
        if min(closings) < 0:
            break
        position = max(closings)
    return len(data), tries
