import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.core.urls import host_of, is_within, normalize_url, site_hosts


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Example.org/a", "example.org"),
        ("https://example.org:443/a", "example.org"),
        ("https://example.org:8443", "example.org:8443"),
        ("http://user@example.org.?a", "example.org"),
        ("http://127.0.0.1:8000/", "127.0.0.1:8000"),
        ("http://2130706433/", "127.0.0.1"),
        ("http://[::1]:8000/", "[::1]:8000"),
        ("http://localhost#a", "localhost"),
        ("http://bücher.example/", "xn--bcher-kva.example"),
        ("http://example.org/" + "a" * 3000, "example.org"),
        ("mailto:a@example.org", ""),
        ("/a", ""),
        ("", ""),
    ],
)
def test_host_of(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("seed", "hosts"),
    [
        ("https://example.org/", (".example.org",)),
        ("https://www.example.org/news/", (".example.org",)),
        ("https://news.bbc.example/", (".news.bbc.example",)),
        ("https://www.example.org:8443/", (".example.org:8443",)),
        ("http://127.0.0.1:8000/", ("127.0.0.1:8000",)),
        ("http://[::1]:8000/", ("[::1]:8000",)),
        ("http://[::1]/", ("[::1]",)),
        ("http://localhost:8000/", ("localhost:8000",)),
        ("http://www.localnet/", ("www.localnet",)),
        ("not an address", ()),
    ],
)
def test_site_hosts(seed: str, hosts: tuple[str, ...]) -> None:
    assert site_hosts(seed) == hosts


@pytest.mark.parametrize(
    ("url", "hosts", "within"),
    [
        ("https://example.org/a", ("example.org",), True),
        ("https://www.example.org/a", ("example.org",), False),
        ("https://example.org/a", (".example.org",), True),
        ("https://a.b.example.org/a", (".example.org",), True),
        ("https://badexample.org/a", (".example.org",), False),
        ("https://example.org.evil.example/a", (".example.org",), False),
        ("https://example.org:8443/a", ("example.org",), False),
        ("https://example.org:8443/a", (".example.org",), False),
        ("https://www.example.org:8443/a", (".example.org:8443",), True),
        ("http://127.0.0.1:8000/a", ("127.0.0.1:8001",), False),
        ("http://127.0.0.1:8000/a", ("other.example", "127.0.0.1:8000"), True),
        ("http://evil.example@example.org/", ("evil.example",), False),
        ("mailto:a@example.org", (".example.org",), False),
        ("https://example.org/", (), False),
    ],
)
def test_is_within(url: str, hosts: tuple[str, ...], *, within: bool) -> None:
    assert is_within(url, hosts) is within


@given(name=st.from_regex(r"(www\.)?[a-z]{1,9}(\.[a-z]{2,9}){1,3}(:8[0-9]{3})?", fullmatch=True))
def test_a_seed_is_within_its_own_site(name: str) -> None:
    hosts = site_hosts(f"https://{name}/")
    assert is_within(f"https://{name}/a", hosts)
    assert not is_within(f"https://not{name}/a", hosts) or name.startswith("www.")


@given(url=st.text(st.characters(exclude_categories=())) | st.text().map("http://".__add__))
def test_host_is_that_of_the_normalized_address(url: str) -> None:
    host = host_of(url)
    normalized = normalize_url(url)
    if normalized is not None:
        assert host_of(normalized) == host
        assert normalized.split("/")[2] == host
