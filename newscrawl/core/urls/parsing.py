"""Reading an address as browsers do: its parts, each in one spelling."""

import re
from typing import NamedTuple

from newscrawl.core.urls.authority import MAX_NAME_LENGTH, PLAIN_HOST, parse_authority
from newscrawl.core.urls.escapes import encode_path, encode_query, without_surrogates

# The usual absolute address, already in its one spelling but for dot segments.
_PLAIN = re.compile(
    rf"(https?)://({PLAIN_HOST})"
    r"(/[A-Za-z0-9\-._~!$&'()*+,;=:@/]*)?"
    r"(?:\?([A-Za-z0-9\-._~!$&()*+,;=:@/?]*))?"
    r"(?:#([A-Za-z0-9\-._~!$&()*+,;=:@/?]*))?"
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_REFERENCE = re.compile(r"([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
# WHATWG's, and what pages and feeds show as white space.
_WHITE_SPACE = "".join(map(chr, range(0x21))) + "\x7f\u00a0\u200b\u2060\ufeff"
# Far above what can be fetched, and low enough for any text to be read quickly.
_MAX_LENGTH = 8192
_BREAKS = str.maketrans("", "", "\t\r\n")


class UrlParts(NamedTuple):
    """An http(s) address in its parts (a tuple, because some hundred are made for a page)."""

    scheme: str
    """`http` or `https`."""
    host: str
    """`host` or `host:port`."""
    path: str
    """The path, never empty."""
    query: str
    """What follows `?`; empty: none."""
    fragment: str
    """What follows `#`; empty: none."""


def parse_url(url: str, base: str | None = None) -> UrlParts | None:
    """Return the parts of an http(s) address, joined to its base; None for any other.

    WHATWG URL, with what RFC 3986, 6.2.2 calls syntax-based normalization; host names that no
    resolver takes, port 0, addresses of another scheme and of more than 8,192 characters give
    None. Never raises.
    """
    if len(url) > _MAX_LENGTH:
        return None
    match = _PLAIN.fullmatch(url)
    if match is not None and len(match[2]) <= MAX_NAME_LENGTH:
        scheme, host, path, query, fragment = match.groups("")
        return UrlParts(scheme, host, _resolve_dots(path or "/"), query, fragment)
    return _parse(_clean(url), base)


def _clean(url: str) -> str:
    url = url.strip(_WHITE_SPACE).translate(_BREAKS)
    return url if url.isascii() else without_surrogates(url)


def _parse(url: str, base: str | None) -> UrlParts | None:
    scheme_match = _SCHEME.match(url)
    if scheme_match is None:
        return _join(url, base)
    scheme = scheme_match[1].lower()
    if scheme not in {"http", "https"}:
        return None
    rest = url[scheme_match.end() :]
    if rest[:2].replace("\\", "/") != "//" and base is not None:
        parent = parse_url(base)
        if parent is not None and parent.scheme == scheme:
            return _join_to(parent, rest)
    return _parse_absolute(scheme, rest)


def _join(reference: str, base: str | None) -> UrlParts | None:
    parent = None if base is None else parse_url(base)
    return None if parent is None else _join_to(parent, reference)


def _join_to(parent: UrlParts, reference: str) -> UrlParts | None:
    path, query, fragment = _split(reference)
    if path.startswith("//"):
        return _parse_absolute(parent.scheme, reference)
    if not path:
        path = parent.path
        query = parent.query if query is None else encode_query(query)
    else:
        query = encode_query(query or "")
        path = encode_path(path)
        if not path.startswith("/"):
            path = parent.path[: parent.path.rindex("/") + 1] + path
        path = _resolve_dots(path)
    return UrlParts(parent.scheme, parent.host, path, query, encode_query(fragment))


def _parse_absolute(scheme: str, rest: str) -> UrlParts | None:
    path, query, fragment = _split(rest)
    authority, slash, path = path.lstrip("/").partition("/")
    host = parse_authority(authority, scheme=scheme)
    if host is None:
        return None
    path = _resolve_dots(encode_path(slash + path) or "/")
    return UrlParts(scheme, host, path, encode_query(query or ""), encode_query(fragment))


def _split(reference: str) -> tuple[str, str | None, str]:
    match = _REFERENCE.match(reference)
    assert match is not None
    return match[1].replace("\\", "/"), match[2], match[3] or ""


def _resolve_dots(path: str) -> str:
    """Return an absolute path without `.` and `..` segments (RFC 3986, 5.2.4)."""
    if "/." not in path:
        return path
    segments: list[str] = []
    for segment in path.split("/")[1:]:
        if segment == "..":
            del segments[-1:]
        elif segment != ".":
            segments.append(segment)
    if path.endswith(("/.", "/..")):
        segments.append("")
    return "/" + "/".join(segments)
