"""The body of an article as data: declared in JSON-LD, or held by a script that shows it."""

import json
import re
from collections.abc import Iterator

import lxml.html
from lxml.etree import LxmlError

from newscrawl.core.extraction.blocks import block_of, make_block
from newscrawl.core.extraction.segments import find_segments
from newscrawl.core.html.document import Document
from newscrawl.core.html.text import clean_text, fold
from newscrawl.items.article import Block, BlockKind

_MARKUP = re.compile(r"<(?:p|br|div|h[2-6]|ul|blockquote)\b", re.IGNORECASE)
_ESCAPED_MARKUP = ("\\u003cp", "\\u003cP", "<p>", "<p ", "&lt;p")
_STRING = re.compile(r'"(?:[^"\\]|\\.){400,}"', re.DOTALL)
_MOST_STRINGS = 20
_MOST_SCRIPTS = 60


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text that may hold HTML; without any, each line is a paragraph."""
    if _MARKUP.search(text):
        try:
            root = lxml.html.document_fromstring(text)
        except (LxmlError, ValueError):
            return ()
        segments, _ = find_segments(root)
        return tuple(block_of(segment) for segment in segments)
    lines = (fold(line) for line in clean_text(text).split("\n"))
    return tuple(make_block(BlockKind.PARAGRAPH, line) for line in lines if line)


def find_script_body(document: Document) -> str | None:
    """Return the longest text with paragraphs in a script's data, or None."""
    return max(_texts(document), key=len, default=None)


def _texts(document: Document) -> Iterator[str]:
    scripts = [element for element in document.elements if element.tag == "script"]
    for script in scripts[:_MOST_SCRIPTS]:
        data = script.text or ""
        if not any(mark in data for mark in _ESCAPED_MARKUP):
            continue
        for count, match in enumerate(_STRING.finditer(data)):
            if count == _MOST_STRINGS:
                break
            if any(mark in match[0] for mark in _ESCAPED_MARKUP):
                try:
                    yield str(json.loads(match[0], strict=False))
                except ValueError:
                    continue
