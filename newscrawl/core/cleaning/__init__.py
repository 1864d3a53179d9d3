"""Cleaning: text in order, boilerplate out, completeness judged."""

from newscrawl.core.cleaning.settling import NOTHING_LEARNED, Learned, settle
from newscrawl.core.html.text import block_hash, clean_text

__all__ = ["NOTHING_LEARNED", "Learned", "block_hash", "clean_text", "settle"]
