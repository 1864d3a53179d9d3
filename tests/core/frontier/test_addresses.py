"""Nobody gets to an inner address, however it is spelled, unless the operator opened it."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.core.frontier.addresses import AddressPolicy
from newscrawl.exceptions import InputError

CLOSED = AddressPolicy([], [])

INNER = [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "192.168.1.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b:1::808:808",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "3fff::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]
PUBLIC = [
    "1.1.1.1",
    "93.184.216.34",
    "2606:4700::1111",
    "::ffff:1.1.1.1",
    "64:ff9b::101:101",
    "2002:101:101::1",
]


@pytest.mark.parametrize("ip", INNER)
def test_inner_addresses_are_closed(ip: str) -> None:
    assert not CLOSED.allows(ip, 80, "news.example")
    assert not CLOSED.host_allowed(ip)
    assert not CLOSED.host_allowed(f"[{ip}]")


@pytest.mark.parametrize("ip", PUBLIC)
def test_public_addresses_are_open(ip: str) -> None:
    assert CLOSED.allows(ip, 80, "news.example")
    assert CLOSED.host_allowed(ip)


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f000001",
        "0X7F.1",
        "0177.0.0.1",
        "127.1",
        "127.0.1",
        "127.0.0.1.",
        "016843009",
        "1.1.257",
        "127.0.0.0x1",
        "0x",
        "１２７.0.0.1",
        "127。0。0。1",
        "127.0.0.1%2e",
        "localhost",
        "LOCALHOST.",
        "printer.localhost",
        "",
        "[::ffff:127.0.0.1]",
        "[::1%25lo]",
    ],
)
def test_other_spellings_are_refused_before_a_look_up(host: str) -> None:
    assert not CLOSED.host_allowed(host)


@pytest.mark.parametrize(
    "host",
    ["news.example", "1.example", "0x7f.example", "xn--bcher-kva.example", "intranet", "a.b1"],
)
def test_a_name_may_be_looked_up(host: str) -> None:
    assert CLOSED.host_allowed(host)


def test_a_literal_seed_opens_its_host_and_port_only() -> None:
    policy = AddressPolicy([], [("127.0.0.1", 8000)])
    assert policy.host_allowed("127.0.0.1")
    assert policy.host_allowed("127.0.0.1", 8000)
    assert not policy.host_allowed("127.0.0.1", 8001)
    assert policy.allows("127.0.0.1", 8000, "127.0.0.1")
    assert not policy.allows("127.0.0.1", 8001, "127.0.0.1")
    assert not policy.allows("127.0.0.1", 8000, "localhost")
    assert not policy.allows("127.0.0.1", 8000, "rebound.example")
    assert not policy.allows("127.0.0.2", 8000, "127.0.0.1")
    assert not policy.host_allowed("2130706433", 8000)


def test_localhost_as_a_seed_opens_loopback_under_that_name() -> None:
    policy = AddressPolicy([], [("localhost", 8000)])
    assert policy.host_allowed("localhost", 8000)
    assert policy.allows("127.0.0.1", 8000, "localhost")
    assert policy.allows("::1", 8000, "localhost")
    assert not policy.allows("10.0.0.1", 8000, "localhost")
    assert not policy.allows("127.0.0.1", 8000, "127.0.0.1")
    assert not policy.allows("127.0.0.1", 80, "localhost")


def test_a_seed_in_brackets_opens_its_address() -> None:
    policy = AddressPolicy([], [("[::1]", 80)])
    assert policy.allows("::1", 80, "::1")
    assert not policy.allows("127.0.0.1", 80, "::1")


def test_a_network_opens_its_addresses_in_all_forms() -> None:
    policy = AddressPolicy(["10.1.0.0/16", "127.0.0.1/8", "fd00::/8"], [])
    assert policy.allows("10.1.2.3", 443, "intranet.example")
    assert policy.allows("::ffff:10.1.2.3", 443, "intranet.example")
    assert policy.allows("fd00::7", 443, "intranet.example")
    assert policy.host_allowed("localhost")
    assert not policy.allows("10.2.0.1", 443, "intranet.example")
    assert not policy.host_allowed("0x7f000001")


@pytest.mark.parametrize("text", ["10.0.0.0/33", "example.org", "", "10.0.0.0/8/8"])
def test_a_bad_network_is_named(text: str) -> None:
    with pytest.raises(InputError, match="--allow-address"):
        AddressPolicy([text], [])


@given(st.ip_addresses(v=4))
def test_a_form_around_an_address_is_as_open_as_the_address(ip: ipaddress.IPv4Address) -> None:
    expected = CLOSED.allows(str(ip), 80, "a.example")
    mapped = ipaddress.IPv6Address(0xFFFF << 32 | int(ip))
    translated = ipaddress.IPv6Address(0x0064FF9B << 96 | int(ip))
    tunnelled = ipaddress.IPv6Address(0x2002 << 112 | int(ip) << 80 | 1)
    for form in (mapped, translated, tunnelled):
        assert CLOSED.allows(str(form), 80, "a.example") == expected


@given(st.text(max_size=30))
def test_no_text_breaks_the_policy(text: str) -> None:
    assert CLOSED.host_allowed(text) in (True, False)
    assert not CLOSED.allows(text, 80, text) or ipaddress.ip_address(text).is_global
