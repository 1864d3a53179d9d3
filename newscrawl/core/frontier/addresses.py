"""Which addresses may be connected to."""

import re
import unicodedata
from collections.abc import Iterable
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from newscrawl.exceptions import InputError

_GLOBAL_V6 = IPv6Network("2000::/3")
_NOT_PUBLIC = (
    IPv4Network("192.88.99.0/24"),  # 6to4 relays, RFC 7526
    IPv4Network("168.63.129.16/32"),  # the platform's own services on Azure machines
    IPv6Network("2001::/23"),  # Teredo and other protocol assignments, RFC 2928
    IPv6Network("3fff::/20"),  # documentation, RFC 9637
)
_NAT64 = IPv6Network("64:ff9b::/96")
_NUMBER = re.compile(r"(?:[0-9]+|0[xX][0-9a-fA-F]*)\Z")
_DOTS = str.maketrans("\u3002\uff0e\uff61", "...")


class AddressPolicy:
    """Decides which hosts may be looked up and which addresses may be connected to.

    Public addresses are always open. Loopback, private, link-local, multicast, reserved and
    unspecified ones are open only where the operator said so: by network, or by a seed that was
    typed as an IP literal or `localhost`, which opens exactly that host and port.
    """

    def __init__(self, networks: Iterable[str], literals: Iterable[tuple[str, int]]) -> None:
        """Open `networks`, such as `10.0.0.0/8`, and `literals`, such as `("127.0.0.1", 8000)`.

        Raises InputError where a network cannot be read.
        """
        self._networks = tuple(_network(text) for text in networks)
        self._literals = frozenset((_bare(host), port) for host, port in literals)

    def host_allowed(self, host: str, port: int | None = None) -> bool:
        """Return whether a URL's host may be looked up, or connected to where it is an address.

        Refused are addresses that are not open, at this port or, without one, at any; and all other
        spellings of IPv4 addresses (decimal, octal, hexadecimal, short), which look-ups would take.
        A name says nothing yet: the address that it leads to is for `allows`.
        """
        name = _bare(host)
        if any(name == opened and port in (None, at) for opened, at in self._literals):
            return True
        if not name or "%" in name:
            return False
        address = _address(name)
        if address is not None:
            return self._is_open(address)
        if name == "localhost" or name.endswith(".localhost"):
            return any(network.is_loopback for network in self._networks)
        return _NUMBER.match(name.rpartition(".")[2]) is None

    def allows(self, ip: str, port: int, host: str) -> bool:
        """Return whether a connection to `ip` and `port` may be used for a URL of this host."""
        address = _address(ip)
        if address is None:
            return False
        if self._is_open(address):
            return True
        name = _bare(host)
        if (name, port) not in self._literals:
            return False
        return address.is_loopback if name == "localhost" else address == _address(name)

    def _is_open(self, address: IPv4Address | IPv6Address) -> bool:
        if any(address in network for network in self._networks):
            return True
        embedded = _embedded(address)
        return _is_public(address) if embedded is None else self._is_open(embedded)


def _network(text: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(text.strip(), strict=False)
    except ValueError as error:
        raise InputError(f"--allow-address {text!r}: {error}") from error


def _bare(host: str) -> str:
    """Return a host in lower case, without brackets or last dot, its dots and digits in ASCII."""
    return unicodedata.normalize("NFKC", host.translate(_DOTS)).strip("[]").rstrip(".").lower()


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None


def _embedded(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that a mapped, 6to4 or NAT64 (RFC 6052) one stands for."""
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address) and address not in _GLOBAL_V6:
        return False
    if any(address in network for network in _NOT_PUBLIC):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)
