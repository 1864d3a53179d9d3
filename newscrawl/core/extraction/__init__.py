"""Extraction: the article on a page, field by field."""
