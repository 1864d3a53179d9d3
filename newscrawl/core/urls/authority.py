"""The part of an address that names a server: host and port in one spelling."""

import ipaddress
import re
from urllib.parse import unquote

import idna

_OCTET = "(?:[1-9]?[0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])"
PLAIN_HOST = (
    r"(?:(?:[a-z0-9_-]{1,63}\.)*[a-z][a-z0-9_-]{0,62}"
    rf"|{_OCTET}(?:\.{_OCTET}){{3}})"
    r"(?::(?!80\b|443\b)(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}))?"
)
"""Pattern of a host that is in its one spelling already, whatever the scheme; the usual ones."""

_NAME = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_DEFAULT_PORTS = {"http": 80, "https": 443}
MAX_NAME_LENGTH = 253


def parse_authority(authority: str, *, scheme: str) -> str | None:
    """Return `host` or, for a port that is not the scheme's own, `host:port`; None where it is bad.

    Who logs in (`user:password@`) is left out. Names are in lower case and punycode, without a dot
    at the end; IPv4 addresses in four decimal parts, IPv6 ones short and in brackets.
    """
    host_and_port = authority.rpartition("@")[2]
    if host_and_port.startswith("["):
        literal, bracket, rest = host_and_port[1:].partition("]")
        host = _parse_ipv6(literal) if bracket and rest[:1] in {"", ":"} else None
        port = rest[1:]
    else:
        name, _, port = host_and_port.partition(":")
        host = _parse_name(name)
    if host is None:
        return None
    return _with_port(host, port, default=_DEFAULT_PORTS[scheme])


def _with_port(host: str, port: str, *, default: int) -> str | None:
    if not port:
        return host
    digits = port.lstrip("0")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 5 or int(digits) > 65535:
        return None
    return host if int(digits) == default else f"{host}:{digits}"


def _parse_name(name: str) -> str | None:
    ascii_name = _to_ascii(name)
    if ascii_name is None:
        return None
    host = ascii_name.lower().rstrip(".")
    if len(host) > MAX_NAME_LENGTH or not _NAME.fullmatch(host):
        return None
    if _NUMBER.fullmatch(host.rpartition(".")[2]):
        return _parse_ipv4(host)
    return host


def _to_ascii(name: str) -> str | None:
    """Return the name decoded and in punycode; None where a character is not allowed (UTS 46)."""
    try:
        decoded = unquote(name, errors="strict") if "%" in name else name
        if decoded.isascii():
            return decoded
        mapped = idna.uts46_remap(decoded, std3_rules=False, transitional=False)
        return ".".join(_label_to_ascii(label) for label in mapped.split("."))
    except (idna.IDNAError, UnicodeError):
        return None


def _label_to_ascii(label: str) -> str:
    return label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")


def _parse_ipv4(host: str) -> str | None:
    """Return the address in four decimal parts; it may be decimal, octal, hex or shortened.

    WHATWG URL, "IPv4 parser".
    """
    parts = host.split(".")
    if len(parts) > 4 or not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    try:
        numbers = [_parse_number(part) for part in parts]
    except ValueError:
        return None
    *leading, last = numbers
    if any(number > 255 for number in leading) or last >= 256 ** (5 - len(numbers)):
        return None
    address = last + sum(number << (24 - 8 * index) for index, number in enumerate(leading))
    return str(ipaddress.IPv4Address(address))


def _parse_number(part: str) -> int:
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    if len(part) > 1 and part.startswith("0"):
        return int(part, 8)
    return int(part)


def _parse_ipv6(literal: str) -> str | None:
    try:
        address = ipaddress.IPv6Address(literal)
    except ValueError:
        return None
    return None if address.scope_id else f"[{address.compressed}]"
