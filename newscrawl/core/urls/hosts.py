"""Hosts: the one of an address, and which of them belong to a site."""

import re
from collections.abc import Collection

from newscrawl.core.urls.authority import MAX_NAME_LENGTH, PLAIN_HOST
from newscrawl.core.urls.parsing import parse_url

_PLAIN = re.compile(rf"https?://({PLAIN_HOST})(?:[/?#]|\Z)")
_IPV4 = re.compile("[0-9.]+")


def host_of(url: str) -> str:
    """Return the address's `host`, or `host:port` for a port that is not the scheme's own.

    In lower case and punycode; empty where the address is not a http(s) one. Never raises.
    """
    match = _PLAIN.match(url)
    if match is not None and len(match[1]) <= MAX_NAME_LENGTH:
        return match[1]
    parts = parse_url(url)
    return "" if parts is None else parts.host


def is_within(url: str, hosts: Collection[str]) -> bool:
    """Return whether the address's host is one of the hosts.

    Hosts are `host`, `host:port`, or `.example.org` for example.org and all hosts below it, as
    `site_hosts` gives them: in lower case and punycode.
    """
    host = host_of(url)
    if not host:
        return False
    return host in hosts or any(
        entry.startswith(".") and f".{host}".endswith(entry) for entry in hosts
    )


def site_hosts(seed_url: str) -> tuple[str, ...]:
    """Return the hosts that belong to a site by default, as `is_within` takes them.

    A name stands for itself, the hosts below it and, where it begins with `www.`, its bare twin;
    an IP address or a name without a dot for itself only. Empty where the seed has no host.
    """
    host = host_of(seed_url)
    name, _, _ = host.partition(":")
    if "." not in name or _IPV4.fullmatch(name) or host.startswith("["):
        return (host,) if host else ()
    bare = host.removeprefix("www.")
    return (f".{bare}",) if "." in bare else (host,)
