"""Lines of text that are no part of any article."""

from newscrawl.core.extraction.authors import is_byline
from newscrawl.core.extraction.moments import read_moment
from newscrawl.core.extraction.phrases import (
    COMMENTS_LINE,
    CONTINUE,
    NOTICE_LINE,
    RELATED_HEADING,
    RELATED_LINE,
)

_LONGEST = 240


def is_boilerplate_line(text: str) -> bool:
    """Return whether a block is a pointer, a notice or a mark and not the article's text."""
    if len(text) > _LONGEST:
        return False
    return any(
        pattern.match(text)
        for pattern in (RELATED_LINE, RELATED_HEADING, COMMENTS_LINE, NOTICE_LINE, CONTINUE)
    )


def is_dateline(text: str) -> bool:
    """Return whether a line above an article says only who wrote it, or when."""
    if len(text) > 120 or text.endswith((".", "!", "?", "…", "”", '"')):
        return False
    return is_byline(text) or (len(text) < 80 and read_moment(text) is not None)
