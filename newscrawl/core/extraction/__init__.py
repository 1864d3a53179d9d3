"""Extraction: the article on a page, field by field."""

from newscrawl.core.extraction.article import Extraction, extract_article

__all__ = ["Extraction", "extract_article"]
