"""The one spelling of an address that is fetched."""

from newscrawl.core.urls.parameters import TRACKING, TRACKING_PREFIXES
from newscrawl.core.urls.parsing import UrlParts, parse_url

_MAX_LENGTH = 2083


def normalize_url(url: str, base: str | None = None) -> str | None:
    """Return the address to fetch, in one spelling; None for what cannot be fetched.

    It is joined to `base`, absolute, http or https, in ASCII, without user, default port, dot
    segments and tracking parameters. A fragment is left out unless it is a route (`#/story/1`,
    `#!story`): that names the page on sites that route by it, and no client sends it. At most
    2,083 characters. Parameters keep their order, paths their case. Never raises.
    """
    parts = parse_url(url, base)
    if parts is None:
        return None
    normalized = join_parts(without_tracking(parts))
    return normalized if len(normalized) <= _MAX_LENGTH else None


def without_tracking(parts: UrlParts) -> UrlParts:
    """Return the parts without tracking parameters, and without a fragment that is no route."""
    query, fragment = parts.query, parts.fragment
    if not query and not fragment:
        return parts
    if query:
        query = _drop_tracking(query)
    if fragment:
        fragment = _route(fragment)
    return UrlParts(parts.scheme, parts.host, parts.path, query, fragment)


def join_parts(parts: UrlParts) -> str:
    """Return the address of the parts."""
    scheme, host, path, query, fragment = parts
    url = f"{scheme}://{host}{path}"
    if query:
        url = f"{url}?{query}"
    return f"{url}#{fragment}" if fragment else url


def is_tracking(name: str) -> bool:
    """Return whether a parameter's name, in lower case, is known for tracking."""
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)


def _drop_tracking(query: str) -> str:
    pieces = query.split("&")
    kept = [piece for piece in pieces if not is_tracking(piece.partition("=")[0].lower())]
    return query if len(kept) == len(pieces) else "&".join(kept)


def _route(fragment: str) -> str:
    """Return the fragment if it is a route, else nothing."""
    if fragment[0] not in "/!":
        return ""
    # What follows `:~:` tells browsers which words to show (URL Fragment Text Directives).
    route, mark, query = fragment.partition(":~:")[0].partition("?")
    if not route.strip("/!"):
        return ""
    return f"{route}{mark}{_drop_tracking(query)}".rstrip("?")
