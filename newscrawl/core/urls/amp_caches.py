"""Copies of pages that AMP caches and viewers hold under addresses of their own."""

import re

from newscrawl.core.urls.parsing import UrlParts, parse_url

_CACHE = re.compile(
    r"(?:(?:[^/]+\.)?(?:cdn\.ampproject\.(?:org|net)|bing-amp\.com)/(?:[a-z]{1,2}/)"
    r"|(?:www\.)?(?:google(?:\.com?)?\.[a-z]{2,3}|bing\.com)/amp/)"
    r"(?:s/)?([^/]+\.[^/]+/.*|[^/]+\.[^/]+)",
)
# A viewer's address may lead to a cache's, and no further.
_MAX_WRAPPINGS = 3


def unwrap_amp_cache(parts: UrlParts) -> UrlParts:
    """Return the parts of the address that an AMP cache or viewer shows, or the parts themselves.

    https://developers.google.com/amp/cache/overview, "Request format".
    """
    for _ in range(_MAX_WRAPPINGS):
        address = parts.host + parts.path
        match = _CACHE.fullmatch(address) if "amp" in address else None
        if match is None:
            break
        url = f"https://{match[1]}" if parts.query else f"https://{match[1].replace('%3F', '?', 1)}"
        inner = parse_url(f"{url}?{parts.query}" if parts.query else url)
        if inner is None:
            break
        parts = inner
    return parts
