"""Bytes of a page, feed or sitemap in, typed and scored links out."""
