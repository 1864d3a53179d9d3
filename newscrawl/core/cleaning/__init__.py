"""Cleaning: text in order, boilerplate out, completeness judged."""

from newscrawl.core.cleaning.settling import (
    NOTHING_LEARNED,
    Learned,
    own_blocks,
    settle,
    settle_again,
)
from newscrawl.core.cleaning.views import view_body
from newscrawl.core.html.text import block_hash, clean_text

__all__ = [
    "NOTHING_LEARNED",
    "Learned",
    "block_hash",
    "clean_text",
    "own_blocks",
    "settle",
    "settle_again",
    "view_body",
]
