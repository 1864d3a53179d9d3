"""From what is written in a link to an address of the site, or to the rule that leaves it out."""

import re
from functools import lru_cache
from typing import NamedTuple

from newscrawl.core.discovery.report import Findings
from newscrawl.core.discovery.rules import MAX_URL_LENGTH, refusal
from newscrawl.core.discovery.shapes import UrlShape, url_shape
from newscrawl.core.urls.hosts import is_within
from newscrawl.core.urls.keys import url_key
from newscrawl.core.urls.normalization import normalize_url
from newscrawl.items.site import Site

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")

_END_OF_HOST = re.compile(r"[/?#]")


class Address(NamedTuple):
    """An address of the site, normalised."""

    key: str
    """Its URL key."""
    shape: UrlShape
    """Its parts."""


def admit(href: str, *, base: str, site: Site, findings: Findings) -> Address | None:
    """Return the site's address that a link names, or None after counting the rule against it."""
    address, rule = read_address(href, base=base, site=site)
    if address is not None:
        rule = refusal(address.shape)
    if rule is not None:
        findings.drop(rule)
        return None
    return address


def read_address(href: str, *, base: str, site: Site) -> tuple[Address | None, str | None]:
    """Return the site's address that a link names, or the rule that leaves it out."""
    href = href.strip()
    rule = _unreadable(href)
    if rule is not None:
        return None, rule
    if _is_rooted(href):
        href = origin_of(base) + href
    if href[:4].lower() == "http":
        return _read_absolute(href, site.hosts)
    url = normalize_url(href, base)
    return (None, "malformed") if url is None else _read_absolute(url, site.hosts)


def origin_of(url: str) -> str:
    """Return scheme and host of an absolute address, without the slash after them."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{_END_OF_HOST.split(rest, 1)[0]}"


# Menus repeat on every page of a site, so their links are normalised once.
@lru_cache(maxsize=4096)
def _read_absolute(href: str, hosts: tuple[str, ...]) -> tuple[Address | None, str | None]:
    url = normalize_url(href)
    if url is None:
        return None, "malformed"
    if not is_within(url, hosts):
        return None, "foreign host"
    return Address(key=url_key(url), shape=url_shape(url)), None


def _is_rooted(href: str) -> bool:
    return href[0] == "/" and href[1:2] not in {"/", "\\"}


def _unreadable(href: str) -> str | None:
    """Return the rule for what need not be joined and normalised to be known as no page."""
    if not href:
        return "empty"
    if href[0] == "#":
        return "fragment"
    if len(href) > MAX_URL_LENGTH:
        return "too long"
    scheme = _SCHEME.match(href)
    if scheme is not None and scheme[1].lower() not in {"http", "https"}:
        return "other scheme"
    return None
