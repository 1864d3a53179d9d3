"""What a person, or the site library, says of one site: how its pages are read, and its limits."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newscrawl.core.html.selecting import as_xpath
from newscrawl.core.urls import host_of, is_within, site_hosts
from newscrawl.exceptions import InputError
from newscrawl.items import SELECTED, Site

RULES: Mapping[str, tuple[type, ...]] = {
    "name": (str,),
    "hosts": (list,),
    "in_language": (str,),
    "timezone": (str,),
    "selectors": (dict,),
    "page_object": (str,),
}
"""Keys that say how a site's pages are read, and the types of their values."""
SITE_LIMITS: Mapping[str, tuple[type, ...]] = {
    "delay": (int, float),
    "concurrency": (int,),
    "max_articles": (int,),
    "max_depth": (int,),
    "max_per_section": (int,),
    "since": (str,),
    "until": (str,),
    "follow": (str,),
}
"""Keys that hold for one site in place of the run's, and the types of their values."""


def check_rule(key: str, value: Any) -> str | None:
    """Return what was expected of a rule whose type is right; None where its value is right, too."""
    if key == "hosts" and not all(
        isinstance(each, str) and host_of(f"http://{each.lstrip('.')}") for each in value
    ):
        return "hosts, such as www.example.org or .example.org"
    if key == "timezone":
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return "a zone such as Europe/Berlin"
    if key == "page_object" and not all(value.partition(":")[::2]):
        return "module:Class"
    return _check_selectors(value) if key == "selectors" else None


def _check_selectors(table: Mapping[str, Any]) -> str | None:
    for name, selectors in table.items():
        if name not in SELECTED:
            return f"some of {', '.join(sorted(SELECTED))}, not {name}"
        try:
            for selector in _listed(selectors):
                as_xpath(selector)
        except (ValueError, TypeError, AttributeError) as error:
            return f"a CSS or XPath selector, or a list of them, for {name}: {error}"
    return None


def with_rules(site: Site, table: Mapping[str, Any]) -> Site:
    """Return a site to which a checked table of rules and limits applies; what it leaves out stays."""
    selectors = {name: _listed(value) for name, value in table.get("selectors", {}).items()}
    hosts = tuple(host.lower() for host in table.get("hosts", ()))
    return replace(
        site,
        name=table.get("name", site.name),
        hosts=hosts or site.hosts,
        in_language=table.get("in_language", site.in_language),
        timezone=table.get("timezone", site.timezone),
        selectors={**site.selectors, **selectors},
        page_object=table.get("page_object", site.page_object),
        limits={
            **site.limits,
            **{name: table[name] for name in SITE_LIMITS if name in table},
        },
    )


def _listed(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def with_library(sites: Iterable[Site], folders: Sequence[str] = ()) -> tuple[Site, ...]:
    """Return sites with what is known of them: by the package's library, then by these folders of TOML files.

    Raises InputError for a file that cannot be used.
    """
    known = (*_package_library(), *(table for folder in folders for table in _folder(folder)))
    return tuple(_known(site, known) for site in sites)


def site_of_page(url: str) -> Site:
    """Return the site that a single page belongs to, as the package's library knows it."""
    site = Site(name=host_of(url).removeprefix("www."), seeds=(url,), hosts=site_hosts(url))
    return with_library([site])[0]


def _known(site: Site, known: Iterable[Mapping[str, Any]]) -> Site:
    for table in known:
        if any(is_within(seed, table["hosts"]) for seed in site.seeds):
            site = with_rules(site, {key: table[key] for key in table if key != "hosts"})
    return site


@lru_cache(maxsize=1)
def _package_library() -> tuple[Mapping[str, Any], ...]:
    return tuple(_read(file) for file in _toml_files(files("newscrawl.sites.library")))


@lru_cache(maxsize=100)
def _folder(path: str) -> tuple[Mapping[str, Any], ...]:
    folder = Path(path)
    if not folder.is_dir():
        raise InputError(f"{path}: no such folder of a site library")
    return tuple(_read(file) for file in _toml_files(folder))


def _toml_files(folder: Traversable) -> list[Traversable]:
    found = (file for file in folder.iterdir() if file.name.endswith(".toml"))
    return sorted(found, key=lambda file: file.name)


def _read(file: Traversable) -> Mapping[str, Any]:
    """Return the rules of a library's file; raises InputError where they are wrong."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{file}: {error}") from error
    known = {**RULES, **SITE_LIMITS}
    for key, value in table.items():
        if not isinstance(value, known.get(key, ())):
            raise InputError(f"{file}: {key} is not right; see docs/jobs.md")
        if (expected := check_rule(key, value)) is not None:
            raise InputError(f"{file}: {key} is not right; expected {expected}")
    if not table.get("hosts"):
        raise InputError(f"{file}: hosts is missing; expected those of the site")
    return table
