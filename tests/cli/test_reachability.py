import socket

import pytest

from newscrawl.cli.reachability import unreachable_sites
from newscrawl.core.frontier.addresses import AddressPolicy
from newscrawl.exceptions import InputError, UnreachableError
from newscrawl.items import Site


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def site(url):
    return Site(name=url, seeds=(url,), hosts=())


def test_a_listening_host_is_reachable_and_a_closed_one_is_told(port):
    policy = AddressPolicy(networks=["127.0.0.0/8"], literals=[])
    here, gone = f"http://127.0.0.1:{port}/", "http://127.0.0.1:9/"
    assert unreachable_sites([site(here)], policy) == {}
    told = unreachable_sites([site(here), site(gone)], policy)
    assert list(told) == [gone]
    assert told[gone].startswith("http://127.0.0.1:9/: no connection: Connection refused")
    with pytest.raises(UnreachableError, match="Connection refused"):
        unreachable_sites([site(gone)], policy)


def test_a_name_that_leads_to_a_private_address_is_refused_with_the_way_out(monkeypatch, port):
    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answer)
    seed = f"http://intranet.example:{port}/"
    with pytest.raises(InputError, match=r"--allow-address 127\.0\.0\.1"):
        unreachable_sites([site(seed), site("http://other.example/")], AddressPolicy([], []))


def test_behind_a_proxy_nothing_is_looked_up(monkeypatch):
    monkeypatch.delenv("NO_PROXY")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    assert unreachable_sites([site("http://nosuch.invalid/")], AddressPolicy([], [])) == {}
