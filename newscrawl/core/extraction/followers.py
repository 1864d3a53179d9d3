"""What follows on a page where the body of its article ends."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from newscrawl.core.extraction.gaps import Gap
from newscrawl.core.extraction.phrases import COMMENTS_LINE, NOTICE_LINE, RELATED_HEADING

_KINDS = (
    ("comments", ("comment", "disqus", "respond")),
    ("a share bar", ("share", "sharing", "social")),
    ("tags", ("tag", "topic", "keyword", "categor")),
    ("the author", ("author", "byline", "writer", "bio")),
    ("related links", ("related", "recommend", "trending", "most-read", "mostread", "up-next")),
    ("the page's footer", ("footer", "copyright", "sidebar")),
)
_NAME = re.compile("|".join(name for _, names in _KINDS for name in names))
_FIRST_BOXES = 3
_BOXES_REACH = 12
_TEXTS_REACH = 3
_LONGEST_LINE = 120


def find_follower(gap: Gap) -> str | None:
    """Return what stands behind a body: comments, a share bar, tags, ...; None: nothing telling."""
    if named := _named(gap.boxes[:_FIRST_BOXES]):
        return named
    for text in gap.texts[:_TEXTS_REACH]:
        if len(text) > _LONGEST_LINE:
            return None
        if COMMENTS_LINE.match(text):
            return "comments"
        if RELATED_HEADING.match(text):
            return "related links"
        if NOTICE_LINE.match(text):
            return "a notice"
    return _named(gap.boxes[_FIRST_BOXES:_BOXES_REACH])


def _named(boxes: Sequence[HtmlElement]) -> str | None:
    for box in boxes:
        names = f"{box.tag} {box.get('class') or ''} {box.get('id') or ''}".lower()
        if match := _NAME.search(names):
            return next(kind for kind, stems in _KINDS if match[0] in stems)
    return None
