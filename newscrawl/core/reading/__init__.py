"""Reading: bytes of a page to all that it holds."""

from newscrawl.core.reading.read import read_page

__all__ = ["read_page"]
