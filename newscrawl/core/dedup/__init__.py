"""Copies: which articles are the same."""

from newscrawl.core.dedup.content import content_hash

__all__ = ["content_hash"]
