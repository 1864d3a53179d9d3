"""Why an address is not worth a request, whatever page names it."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from newscrawl.core.discovery import vocabulary as words
from newscrawl.core.discovery.shapes import UrlShape, is_date_archive

MAX_URL_LENGTH = 2000
MAX_DEPTH = 20
MAX_SEGMENT_REPEATS = 2
MAX_PARAMETERS = 6

# Looked for in the first and the last segment only: in the middle such words are parts of other names.
SEGMENT_RULES: tuple[tuple[str, frozenset[str]], ...] = (
    ("search", words.SEARCH_SEGMENTS),
    ("share", words.SHARE_SEGMENTS),
    ("comment", words.COMMENT_SEGMENTS),
    ("account", words.ACCOUNT_SEGMENTS),
    ("service page", words.SERVICE_SEGMENTS),
)
LAST_SEGMENT_RULES: tuple[tuple[str, frozenset[str]], ...] = (
    ("print or AMP twin", words.PRINT_SEGMENTS | {"amp"}),
)
PARAMETER_RULES: tuple[tuple[str, frozenset[str]], ...] = (
    ("session id", words.SESSION_PARAMETERS),
    ("search", words.SEARCH_PARAMETERS),
    ("share", words.SHARE_PARAMETERS),
    ("print or AMP twin", words.PRINT_PARAMETERS | {"amp"}),
    ("facet", words.FACET_PARAMETERS),
    ("machine", words.MACHINE_PARAMETERS),
)


@lru_cache(maxsize=4096)
def refusal(shape: UrlShape) -> str | None:
    """Return the name of the first rule that leaves the address out, or None where it may be fetched."""
    return next(_refusals(shape), None)


def _refusals(shape: UrlShape) -> Iterator[str]:
    if len(shape.url) > MAX_URL_LENGTH:
        yield "too long"
    if shape.parameters:
        yield from _parameter_refusals(shape)
    if not shape.segments:
        return
    if _is_loop(shape.segments):
        yield "path loop"
    first, last = shape.segments[0], shape.last
    yield from (rule for rule, known in SEGMENT_RULES if first in known or last in known)
    yield from (rule for rule, known in LAST_SEGMENT_RULES if last in known)
    yield from _path_refusals(shape)


def _parameter_refusals(shape: UrlShape) -> Iterator[str]:
    names = {name for name, _ in shape.parameters}
    yield from (rule for rule, known in PARAMETER_RULES if not known.isdisjoint(names))
    if len(shape.parameters) > MAX_PARAMETERS:
        yield "facet"
    if any(name.startswith(("filter", "facet", "f[")) for name in names):
        yield "facet"
    if ("outputtype", "amp") in shape.parameters:
        yield "print or AMP twin"


def _path_refusals(shape: UrlShape) -> Iterator[str]:
    segments, last = shape.segments, shape.last
    if ";jsessionid" in shape.path:
        yield "session id"
    if segments[0] == "amp" or last.endswith((".amp", ".amp.html")):
        yield "print or AMP twin"
    if last.startswith("comment-page-") or (last in words.FEED_SEGMENTS and "comments" in segments):
        yield "comment"
    if _is_machine(segments):
        yield "machine"
    if shape.suffix in words.MEDIA_SUFFIXES and last not in words.FEED_SEGMENTS:
        yield "media file"
    if is_date_archive(segments):
        yield "date archive"


def _is_loop(segments: tuple[str, ...]) -> bool:
    """Relative links that pile up repeat their segment; an id may well stand twice."""
    if len(segments) > MAX_DEPTH:
        return True
    if len(set(segments)) == len(segments):
        return False
    named = [segment for segment in segments if not segment.isdigit()]
    neighbours = zip(named, named[1:], strict=False)
    return any(first == second for first, second in neighbours) or any(
        count > MAX_SEGMENT_REPEATS for count in Counter(named).values()
    )


def _is_machine(segments: tuple[str, ...]) -> bool:
    """Interfaces, assets and administration of content management systems."""
    first = segments[0]
    return (
        (first.startswith("wp-") and not segments[-1].startswith("wp-sitemap"))
        or first in words.MACHINE_SEGMENTS
        or "wp-json" in segments
        or "attachment" in segments[1:]
    )
