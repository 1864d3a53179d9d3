"""Roles that an address shows by itself."""

from functools import lru_cache

from newscrawl.core.discovery import vocabulary as words
from newscrawl.core.discovery.shapes import UrlShape, is_headline
from newscrawl.items.page import LinkRole

# An author's archive may lie below a section's or a tag's word, so it is looked for first.
_ARCHIVES = (
    (LinkRole.AUTHOR, words.AUTHOR_SEGMENTS),
    (LinkRole.TAG, words.TAG_SEGMENTS),
    (LinkRole.SECTION, words.SECTION_SEGMENTS),
)


@lru_cache(maxsize=4096)
def archive_role(shape: UrlShape) -> LinkRole | None:
    """Return SECTION, TAG or AUTHOR where a word in the path names such an archive, else None."""
    before = shape.segments[:-1]
    for role, known in _ARCHIVES:
        named = [segment for segment in before if segment in known]
        if not named:
            continue
        if not words.SURE_ARCHIVE_SEGMENTS.isdisjoint(named) or not is_headline(shape):
            return role
    if any(name in words.SECTION_PARAMETERS for name, _ in shape.parameters):
        return LinkRole.SECTION
    return None


def is_page_number(shape: UrlShape) -> bool:
    """Return whether the address is a further page of a list: `/page/2/`, `?paged=2`, `/page-2`."""
    return page_number(shape) is not None


@lru_cache(maxsize=4096)
def page_number(shape: UrlShape) -> int | None:
    """Return the number that the address of a further page of a list names, or None."""
    segments = shape.segments
    if len(segments) >= 2 and shape.last.isdecimal() and segments[-2] in words.PAGE_SEGMENTS:
        return _number(shape.last)
    head, _, number = shape.last.rpartition("-")
    if number.isdecimal() and head in words.PAGE_SEGMENTS:
        return _number(number)
    values = (value for name, value in shape.parameters if name in words.PAGE_PARAMETERS)
    return next((_number(value) for value in values if value.isdecimal()), None)


def _number(text: str) -> int:
    """Return a number that fits into a column; lists are shorter than its end."""
    return int(text[-9:])


def is_feed(shape: UrlShape) -> bool:
    """Return whether the address is that of a feed."""
    return (
        shape.last in words.FEED_SEGMENTS
        or shape.suffix in {"rss", "rdf", "atom"}
        or any(name == "feed" for name, _ in shape.parameters)
    )


def is_sitemap(shape: UrlShape) -> bool:
    """Return whether the address is that of a sitemap for machines."""
    return "sitemap" in shape.last and shape.suffix in {"xml", "gz", "txt"}
