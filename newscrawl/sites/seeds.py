"""Sites from what a person typed."""

from collections.abc import Iterable

from newscrawl.core.urls import host_of, normalize_url, site_hosts
from newscrawl.exceptions import InputError
from newscrawl.items import Site


def seed_url(text: str) -> str:
    """Return the address that a person means: `example.org` is `https://example.org/`.

    Raises InputError where it cannot be fetched.
    """
    typed = text.strip()
    address = typed if "://" in typed else f"https://{typed}"
    url = normalize_url(address)
    if url is None or not _has_host(url):
        raise InputError(f"{text!r}: not a web address; write https://www.example.org/")
    return url


def _has_host(url: str) -> bool:
    host = host_of(url).partition(":")[0]
    return bool(host) and (" " not in host) and ("." in host or host == "localhost" or "[" in url)


def sites_from_seeds(seeds: Iterable[str]) -> tuple[Site, ...]:
    """Return a site for each host among the seeds, in the order they were typed.

    Raises InputError for a seed that cannot be fetched, and when there is none.
    """
    by_hosts: dict[tuple[str, ...], list[str]] = {}
    for text in seeds:
        url = seed_url(text)
        by_hosts.setdefault(site_hosts(url), []).append(url)
    if not by_hosts:
        raise InputError("no seed: name at least one site, such as https://www.example.org/")
    return tuple(
        Site(
            name=_name_of(urls[0]),
            seeds=tuple(dict.fromkeys(urls)),
            hosts=hosts,
        )
        for hosts, urls in by_hosts.items()
    )


def site_name(text: str) -> str:
    """Return the name of the site of which a person types an address or a host as seed.

    Raises InputError where it is neither.
    """
    return _name_of(seed_url(text))


def _name_of(url: str) -> str:
    return host_of(url).removeprefix("www.")
