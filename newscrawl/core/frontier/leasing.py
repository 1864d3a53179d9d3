"""Rows of the table of URLs as leases."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from newscrawl.core.frontier.validators import MAX_AGE, MAX_UNCHANGED, Trust
from newscrawl.items import DiscoverySource, Lease, LinkRole, UrlState

LEASE = """
SELECT id, url, key, site, role, source, found_on, patience, depth, hops, section, tries, was, fetched_at,
    failures, misses, vanished, read_at, etag, last_modified, body_hash, unchanged FROM _url
WHERE state = 'queued' AND host = ? AND due <= ? ORDER BY priority DESC, due, id LIMIT ?
"""
"""The best addresses of a host that are due: values are host, now and how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leased:
    """What a call of `lease` gave."""

    leases: tuple[Lease, ...]
    """Best first within a host."""
    next_due: float | None
    """When the next address that is not due yet falls due, seconds since the epoch; None: none."""
    more: frozenset[str]
    """The hosts that may have more that is due."""


def lease_of(row: Sequence[Any], trust: Trust, *, now: float) -> Lease:
    """Return the lease of a row of `LEASE`, with the validators that may be sent."""
    (
        url_id,
        url,
        key,
        site,
        role,
        source,
        found_on,
        patience,
        depth,
        hops,
        section,
        tries,
        *visited,
    ) = row
    was, fetched_at, failures, misses, vanished, read_at, etag, modified, body_hash, unchanged = (
        visited
    )
    believed = (
        was is not None
        and body_hash is not None
        and unchanged < MAX_UNCHANGED
        and now - read_at < MAX_AGE
    )
    return Lease(
        url_id=url_id,
        url=url,
        key=key,
        site=site,
        role=LinkRole(role),
        source=DiscoverySource(source),
        found_on=found_on,
        patience=patience,
        depth=depth,
        hops=hops,
        section=section,
        tries=tries + 1,
        was=None if was is None else UrlState(was),
        visited_at=fetched_at,
        failures=failures,
        misses=misses,
        vanished=bool(vanished),
        etag=etag if believed and trust.etag else None,
        last_modified=modified if believed and trust.last_modified else None,
    )
