"""Whether the hosts of seeds can be reached, before anything is written."""

import queue
import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, proxy_bypass

from newscrawl.core.frontier.addresses import AddressPolicy
from newscrawl.exceptions import InputError, UnreachableError
from newscrawl.items import Site

DEADLINE = 10.0
"""Seconds that all look-ups and connections together may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """Why a site's host cannot be crawled."""

    told: str
    """One line for a person."""
    forbidden: bool
    """True where the host is there, but may not be connected to."""


def unreachable_sites(sites: Sequence[Site], policy: AddressPolicy) -> dict[str, str]:
    """Return the sites whose host cannot be reached, by name, each with the reason in one line.

    Behind a proxy nothing is checked: names may be known only to it.

    Raises InputError where one leads to an address that is not open, UnreachableError where no site can be
    reached.
    """
    answers: queue.Queue[tuple[str, Obstacle | None]] = queue.Queue()
    deadline = time.monotonic() + DEADLINE
    seeds = {site.name: site.seeds[0] for site in sites if not _has_proxy(urlsplit(site.seeds[0]))}
    for name, seed in seeds.items():
        # A look-up cannot be stopped: a thread that hangs in one must not keep the process.
        threading.Thread(
            target=lambda name=name, seed=seed: answers.put((name, _obstacle(seed, policy))),
            daemon=True,
        ).start()
    late = Obstacle(told=f"no answer within {DEADLINE:.0f} s", forbidden=False)
    found: dict[str, Obstacle | None] = dict.fromkeys(seeds, late)
    for _ in seeds:
        try:
            name, obstacle = answers.get(timeout=max(0.0, deadline + 1.0 - time.monotonic()))
        except queue.Empty:
            break
        found[name] = obstacle
    obstacles = {name: each for name, each in found.items() if each is not None}
    told = {name: f"{seeds[name]}: {each.told}" for name, each in obstacles.items()}
    for name, each in obstacles.items():
        if each.forbidden:
            raise InputError(told[name])
    if len(told) == len(sites):
        raise UnreachableError("; ".join(told.values()))
    return told


def _has_proxy(parts: SplitResult) -> bool:
    proxies = getproxies()
    known = parts.scheme in proxies or "all" in proxies
    return known and not proxy_bypass(parts.hostname or "")


def _obstacle(seed: str, policy: AddressPolicy) -> Obstacle | None:
    """Return what keeps a connection to a seed's host from being made, or None."""
    parts = urlsplit(seed)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if not policy.host_allowed(host, port):
        return Obstacle(told=f"{host} is not a public address", forbidden=True)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return Obstacle(told=f"the name {host} was not found", forbidden=False)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    opened = [address for address in addresses if policy.allows(address, port, host)]
    if not opened:
        told = (
            f"{host} leads to {addresses[0]}, which is not a public address;"
            f" --allow-address {addresses[0]} opens it"
        )
        return Obstacle(told=told, forbidden=True)
    return _connection_obstacle(opened, port)


def _connection_obstacle(addresses: Sequence[str], port: int) -> Obstacle | None:
    reason = ""
    for address in addresses:
        try:
            socket.create_connection((address, port), timeout=DEADLINE / len(addresses)).close()
        except TimeoutError:
            reason = f"no answer within {DEADLINE:.0f} s"
        except OSError as error:
            reason = f"no connection: {error.strerror or error}"
        else:
            return None
    return Obstacle(told=f"{reason} ({addresses[0]} port {port})", forbidden=False)
