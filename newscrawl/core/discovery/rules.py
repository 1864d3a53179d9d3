"""Why an address is not worth a request, whatever page names it."""

from collections.abc import Iterator
from functools import lru_cache

from newscrawl.core.discovery import vocabulary as words
from newscrawl.core.discovery.shapes import UrlShape, is_date_archive, is_headline, slug_words

MAX_URL_LENGTH = 2000
MAX_DEPTH = 20
MAX_REPEATS = 1
MAX_PARAMETERS = 6

# Looked for in the first and the last segment only: in the middle such words are parts of other
# names.
SEGMENT_RULES: tuple[tuple[str, frozenset[str]], ...] = (
    ("search", words.SEARCH_SEGMENTS),
    ("share", words.SHARE_SEGMENTS),
    ("account", words.ACCOUNT_SEGMENTS),
)
LAST_SEGMENT_RULES: tuple[tuple[str, frozenset[str]], ...] = (
    ("print or AMP twin", words.PRINT_SEGMENTS | {"amp"}),
    ("service page", words.SERVICE_SEGMENTS),
)
PARAMETER_RULES: tuple[tuple[str, frozenset[str]], ...] = (
    ("session id", words.SESSION_PARAMETERS),
    ("search", words.SEARCH_PARAMETERS),
    ("share", words.SHARE_PARAMETERS),
    ("print or AMP twin", words.PRINT_PARAMETERS | {"amp"}),
    ("machine", words.MACHINE_PARAMETERS),
)


@lru_cache(maxsize=4096)
def refusal(shape: UrlShape) -> str | None:
    """Return the first rule that leaves the address out, or None where it may be fetched."""
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
    if ("outputtype", "amp") in shape.parameters:
        yield "print or AMP twin"
    # Tracking on a headline, or an article that is chosen by its id, is no variant of a list.
    if is_headline(shape) or not words.ID_PARAMETERS.isdisjoint(names):
        return
    varied = not words.FACET_PARAMETERS.isdisjoint(names) or len(names) > MAX_PARAMETERS
    if varied or any(name.startswith(("filter", "facet", "f[")) for name in names):
        yield "facet"


def _path_refusals(shape: UrlShape) -> Iterator[str]:
    segments, last = shape.segments, shape.last
    if ";jsessionid" in shape.path:
        yield "session id"
    if segments[0] == "amp" or last.endswith((".amp", ".amp.html")):
        yield "print or AMP twin"
    if _is_comment(segments):
        yield "comment"
    if segments[0] in words.SERVICE_SEGMENTS and not is_headline(shape):
        yield "service page"
    if _is_machine(segments):
        yield "machine"
    if shape.suffix in words.MEDIA_SUFFIXES and last not in words.FEED_SEGMENTS:
        yield "media file"
    if is_date_archive(segments):
        yield "date archive"


def _is_loop(segments: tuple[str, ...]) -> bool:
    """Return whether segments pile up as in relative links; one pair is usual, as are ids."""
    if len(segments) > MAX_DEPTH:
        return True
    named = [segment for segment in segments if not segment.isdigit()]
    return len(named) - len(set(named)) > MAX_REPEATS


def _is_comment(segments: tuple[str, ...]) -> bool:
    """Return whether the address is of an article's comments, not of an opinion section."""
    last, before = segments[-1], segments[-2:-1]
    if last == "trackback" or last.startswith("comment-page-"):
        return True
    if last in words.FEED_SEGMENTS:
        return "comments" in before
    return last in words.COMMENT_SEGMENTS and any(len(slug_words(slug)) > 3 for slug in before)


def _is_machine(segments: tuple[str, ...]) -> bool:
    """Interfaces, assets and administration of content management systems."""
    first = segments[0]
    return (
        first in words.MACHINE_SEGMENTS
        or not words.WORDPRESS_SEGMENTS.isdisjoint(segments)
        or "attachment" in segments[1:]
    )
