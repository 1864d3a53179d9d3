"""Lines of text that are no part of any article."""

from functools import lru_cache

from newscrawl.core.extraction.authors import is_byline
from newscrawl.core.extraction.moments import read_moment
from newscrawl.core.extraction.phrases import (
    COMMENTS_LINE,
    CONSENT,
    CONTINUE,
    EXTERNAL_CONTENT,
    NOTICE_LINE,
    RELATED_HEADING,
    RELATED_LINE,
)

_LONGEST = 240
_LONGEST_CONSENT = 700
_LONGEST_MARK = 60
_STEMS = ("extern", "ekstern", "estern", "zewn", "third", "tiers", "tercer", "redaktion")
"""Parts of words, one of which is in each phrase of `EXTERNAL_CONTENT`."""


@lru_cache(maxsize=1024)
def is_boilerplate_line(text: str) -> bool:
    """Return whether a block is a pointer, a notice or a mark and not the article's text."""
    if len(text) > _LONGEST:
        return False
    return any(
        pattern.match(text)
        for pattern in (RELATED_LINE, RELATED_HEADING, COMMENTS_LINE, NOTICE_LINE, CONTINUE)
    )


def asks_for_consent(text: str) -> bool:
    """Return whether a block stands for another site's content that a reader has to agree to."""
    if len(text) > _LONGEST_CONSENT:
        return False
    # Most texts have none of the stems, which is seen much sooner than that no phrase is there.
    lower = text.casefold()
    if not any(stem in lower for stem in _STEMS) or not EXTERNAL_CONTENT.search(text):
        return False
    return len(text) <= _LONGEST_MARK or CONSENT.search(text) is not None


def is_dateline(text: str) -> bool:
    """Return whether a line above an article says only who wrote it, or when."""
    if len(text) > 120 or text.endswith((".", "!", "?", "…", "”", '"')):
        return False
    return is_byline(text) or (len(text) < 80 and read_moment(text) is not None)
