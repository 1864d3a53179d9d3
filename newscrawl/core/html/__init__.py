"""A page's bytes become one parsed document."""

from newscrawl.core.html.document import Document
from newscrawl.core.html.parsing import parse_document

__all__ = ["Document", "parse_document"]
