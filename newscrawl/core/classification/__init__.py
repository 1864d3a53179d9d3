"""Classification: what a page is, with the evidence for it."""

from newscrawl.core.classification.page_type import Verdict, classify_page
from newscrawl.core.classification.walls import find_wall

__all__ = ["Verdict", "classify_page", "find_wall"]
