"""What settings and sites make of a crawl: its sites, limits, pace, workers, and where it may connect to."""

import json
import math
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings

from newscrawl.core.frontier.addresses import AddressPolicy
from newscrawl.core.frontier.gate import HostGate, HostLimits
from newscrawl.core.frontier.limits import Limits, parse_follow, parse_since, parse_until
from newscrawl.core.frontier.visits import parse_ages
from newscrawl.core.urls import is_within, url_key
from newscrawl.exceptions import InputError
from newscrawl.items import Site
from newscrawl.sites.rules import check_rule, with_library, with_rules
from newscrawl.sites.seeds import seed_url, sites_from_seeds

_PAGES_A_SECOND = 20.0
"""Pages that one process reads in a second; see docs/performance.md."""


def drops_copies(text: str) -> bool:
    """Return whether outputs are given no copies; raises InputError for what is neither link nor drop."""
    if text not in ("link", "drop"):
        raise InputError(f"duplicates {text!r}: link or drop")
    return text == "drop"


def configured_sites(settings: BaseSettings, seeds: Iterable[str]) -> tuple[Site, ...]:
    """Return the sites of seeds with what the site library and NEWSCRAWL_SITES say of them.

    Raises InputError for a seed that cannot be fetched, for none, and for what is wrong in a library.
    """
    sites = with_library(sites_from_seeds(seeds), settings.getlist("NEWSCRAWL_SITE_LIBRARY"))
    for table in _tables(settings):
        addresses = [seed_url(url) for url in (*table.get("seeds", ()), *table.get("sections", ()))]
        sites = tuple(
            with_rules(site, table)
            if any(is_within(url, site.hosts) for url in addresses)
            else site
            for site in sites
        )
    return sites


def _tables(settings: BaseSettings) -> list[Mapping[str, Any]]:
    given = settings.get("NEWSCRAWL_SITES") or []
    try:
        tables: list[Mapping[str, Any]] = json.loads(given) if isinstance(given, str) else given
    except ValueError as error:
        raise InputError(f"NEWSCRAWL_SITES: no JSON: {error}") from error
    if not isinstance(tables, list) or not all(isinstance(table, Mapping) for table in tables):
        raise InputError("NEWSCRAWL_SITES: expected a list of tables")
    for table in tables:
        for key, value in table.items():
            if (expected := check_rule(key, value)) is not None:
                raise InputError(f"NEWSCRAWL_SITES: {key} is not right; expected {expected}")
    return tables


def workers_for(settings: BaseSettings, sites: Sequence[Site]) -> int:
    """Return how many processes read pages: as many as were asked for, else as many as the pace can fill.

    A site without a delay fills all CPUs; with one each gives a page in that time.
    """
    asked = settings.get("NEWSCRAWL_WORKERS")
    if asked not in (None, ""):
        return int(asked)
    delays = [
        float(site.limits.get("delay", settings.getfloat("DOWNLOAD_DELAY"))) for site in sites
    ]
    rate = sum(1 / delay if delay else _PAGES_A_SECOND * _cpus() for delay in delays)
    return max(1, min(_cpus(), math.ceil(rate / _PAGES_A_SECOND)))


def _cpus() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def host_gate(settings: BaseSettings, sites: Sequence[Site]) -> HostGate:
    """Return the gate that holds the pace of settings and sites."""
    usual = HostLimits(
        concurrency=settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"),
        delay=settings.getfloat("DOWNLOAD_DELAY"),
    )

    def own_limits(host: str) -> HostLimits | None:
        site = next((site for site in sites if is_within(f"http://{host}/", site.hosts)), None)
        if site is None or not {"delay", "concurrency"} & site.limits.keys():
            return None
        return HostLimits(
            concurrency=int(site.limits.get("concurrency", usual.concurrency)),
            delay=float(site.limits.get("delay", usual.delay)),
        )

    longest = max(float(site.limits.get("delay", 0.0)) for site in sites) if sites else 0.0
    return HostGate(
        concurrency=usual.concurrency,
        delay=usual.delay,
        max_delay=max(settings.getfloat("NEWSCRAWL_MAX_DELAY"), longest),
        max_wait=settings.getfloat("NEWSCRAWL_MAX_WAIT"),
        own_limits=own_limits,
    )


def limits_of(settings: BaseSettings, sites: Iterable[Site] = ()) -> Limits:
    """Return the limits that settings and sites make; raises InputError where one cannot be read."""
    run = _limits(settings, {})
    own = {site.name: _limits(settings, site.limits) for site in sites if site.limits}
    return replace(run, by_site=own)


def _limits(settings: BaseSettings, own: Mapping[str, str | int | float]) -> Limits:
    """Return limits by settings, what a site has of its own first."""

    def text(name: str) -> str:
        return str(own.get(name) or settings.get(f"NEWSCRAWL_{name.upper()}") or "")

    def number(name: str, setting: str) -> int | None:
        return int(own.get(name) or settings.getint(setting)) or None

    now = datetime.now(UTC)
    age = parse_ages(settings.get("NEWSCRAWL_RELATED_AGE") or "")
    return Limits(
        since=parse_since(text("since"), now=now),
        until=parse_until(text("until"), now=now),
        follow=parse_follow(
            str(own["follow"]).split(",")
            if "follow" in own
            else settings.getlist("NEWSCRAWL_FOLLOW")
        ),
        sections=tuple(url_key(seed_url(url)) for url in settings.getlist("NEWSCRAWL_SECTIONS")),
        max_depth=number("max_depth", "NEWSCRAWL_MAX_DEPTH"),
        per_site=number("max_articles", "NEWSCRAWL_MAX_PER_SITE"),
        per_section=number("max_per_section", "NEWSCRAWL_MAX_PER_SECTION"),
        related_depth=settings.getint("NEWSCRAWL_RELATED_DEPTH") or None,
        related_age=age[-1] if age else None,
        related_budget=settings.getint("NEWSCRAWL_RELATED_BUDGET") or None,
    )


def address_policy(settings: BaseSettings, sites: Sequence[Site]) -> AddressPolicy:
    """Return which addresses a run may connect to: public ones, those opened, seeds typed as one."""
    literals = [_literal(url) for site in sites for url in site.seeds]
    return AddressPolicy(
        networks=settings.getlist("NEWSCRAWL_ALLOW_ADDRESSES"),
        literals=[each for each in literals if each is not None],
    )


def _literal(url: str) -> tuple[str, int] | None:
    """Return host and port of a seed that was typed as an IP address or as localhost."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        ip_address(host)
    except ValueError:
        if host != "localhost":
            return None
    return host, parts.port or (443 if parts.scheme == "https" else 80)
