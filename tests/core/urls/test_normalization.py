import re

import pytest

from newscrawl.core.urls import normalize_url

BASE = "https://www.example.org/news/world/index.html?page=2"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://WWW.Example.ORG/Path", "https://www.example.org/Path"),
        ("https://example.org./a", "https://example.org/a"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("http://example.org:/a", "http://example.org/a"),
        ("https://example.org:80/a", "https://example.org:80/a"),
        ("https://example.org:08443/a", "https://example.org:8443/a"),
        ("https://user:pa@ss@example.org/a", "https://example.org/a"),
        ("https://example.org/a/./b/../c/..", "https://example.org/a/"),
        ("https://example.org/a/%2E%2e/b", "https://example.org/b"),
        ("https://example.org/../../a", "https://example.org/a"),
        ("  https://example.org/a\tb\nc\r ", "https://example.org/abc"),
        ("\u00a0\ufeffhttps://example.org/a\u200b", "https://example.org/a"),
        ("https://example.org/a b/é?q=ü ü", "https://example.org/a%20b/%C3%A9?q=%C3%BC%20%C3%BC"),
        ("https://example.org/%7euser/%c3%a9/9%2f11", "https://example.org/~user/%C3%A9/9%2F11"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/%6%31", "https://example.org/%2561"),
        ("https://example.org/a?x[]=1|2'", "https://example.org/a?x%5B%5D=1%7C2%27"),
        ("https://example.org/a\ud800", "https://example.org/a%EF%BF%BD"),
        ("https://example.org/a\x00b", "https://example.org/a%00b"),
        ("https:\\\\example.org\\a\\b?c\\d", "https://example.org/a/b?c%5Cd"),
        ("https:example.org/a", "https://example.org/a"),
        ("https:///example.org/a", "https://example.org/a"),
        ("https://Bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://faß.example/", "https://xn--fa-hia.example/"),
        ("https://例え。テスト/", "https://xn--r8jz45g.xn--zckzah/"),
        ("https://ex%61mple.org/", "https://example.org/"),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/a"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://0177.0.0.01/", "http://127.0.0.1/"),
        ("http://[2001:DB8:0:0::1]:8080/a", "http://[2001:db8::1]:8080/a"),
        ("https://example.org//a//b", "https://example.org//a//b"),
        ("https://example.org/a?", "https://example.org/a"),
        ("https://example.org/?b=2&a=1&b=", "https://example.org/?b=2&a=1&b="),
        ("https://example.org/a?id=1#comments", "https://example.org/a?id=1"),
        ("https://example.org/a#", "https://example.org/a"),
    ],
)
def test_spelling(url: str, expected: str) -> None:
    assert normalize_url(url) == expected


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("utm_source=x&utm_medium=y", ""),
        ("UTM_Campaign=x", ""),
        ("fbclid=IwAR0", ""),
        ("gclid=1&id=5&gbraid=2", "?id=5"),
        ("a=1&mc_cid=3&b=2", "?a=1&b=2"),
        ("at_medium=RSS&at_campaign=K", ""),
        ("xtor=AL-1", ""),
        ("WT.mc_id=3", ""),
        ("__cft__[0]=x", ""),
        ("cid=5&nid=6&sid=7&story_id=8&p=9", "?cid=5&nid=6&sid=7&story_id=8&p=9"),
        ("ref=rss&source=home&print=1&amp=1", "?ref=rss&source=home&print=1&amp=1"),
        ("ceid=US:en", "?ceid=US:en"),
        ("a=1&&b", "?a=1&&b"),
    ],
)
def test_tracking_parameters_are_left_out(query: str, kept: str) -> None:
    assert normalize_url(f"https://example.org/a?{query}") == f"https://example.org/a{kept}"


@pytest.mark.parametrize(
    ("fragment", "kept"),
    [
        ("/story/1", "#/story/1"),
        ("!story/1", "#!story/1"),
        ("!/story/1?utm_source=x", "#!/story/1"),
        ("/story/1?id=2&utm_source=x", "#/story/1?id=2"),
        ("/story/1:~:text=word", "#/story/1"),
        ("/", ""),
        ("!", ""),
        ("story", ""),
        (":~:text=some%20quote", ""),
        ("xtor=RSS-1", ""),
    ],
)
def test_only_routes_stay_of_fragments(fragment: str, kept: str) -> None:
    assert normalize_url(f"https://example.org/app#{fragment}") == f"https://example.org/app{kept}"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/a", "https://www.example.org/a"),
        ("a", "https://www.example.org/news/world/a"),
        ("./a", "https://www.example.org/news/world/a"),
        ("../a", "https://www.example.org/news/a"),
        ("?page=3", "https://www.example.org/news/world/index.html?page=3"),
        ("#top", "https://www.example.org/news/world/index.html?page=2"),
        ("", "https://www.example.org/news/world/index.html?page=2"),
        ("//cdn.example/a", "https://cdn.example/a"),
        ("\\\\cdn.example\\a", "https://cdn.example/a"),
        ("///cdn.example/a", "https://cdn.example/a"),
        ("https:a", "https://www.example.org/news/world/a"),
        ("http:/example.net/a", "http://example.net/a"),
        ("http://example.net/a", "http://example.net/a"),
        (" a b ", "https://www.example.org/news/world/a%20b"),
        (":a", "https://www.example.org/news/world/:a"),
    ],
)
def test_joined_to_base(url: str, expected: str) -> None:
    assert normalize_url(url, BASE) == expected


@pytest.mark.parametrize(
    "url",
    [
        *(
            "mailto:a@example.org",
            "javascript:void(0)",
            "tel:+49123",
            "data:text/html,x",
            "about:blank",
        ),
        *(
            "file:///etc/passwd",
            "ftp://example.org/a",
            "http://",
            "http:///",
            "http://?a",
            "http://#a",
        ),
        *(
            "http://user@/a",
            "http://[::1",
            "http://[google.com]/",
            "http://[::1]x/",
            "http://[fe80::1%25e]/",
        ),
        *("http://example.org:x/", "http://example.org:70000/", "http://example.org:0/"),
        *(
            "http://example.org:" + "9" * 5000,
            "http://1.2.3.4.5/",
            "http://256.1.1.1/",
            "http://08.1/",
        ),
        *("http://a b.example/", "http://a..example/", "http://.example.org/", "http://a\x00b/"),
        *(
            "http://a%00b/",
            "http://a<b/",
            f"http://{'a' * 64}.example/",
            f"http://{'a.' * 127}example/",
        ),
        *("http://\u00ad/", "http://\ud800.example/", "http://%ff.example/", "http://./"),
    ],
)
def test_none_for_what_cannot_be_fetched(url: str) -> None:
    assert normalize_url(url, BASE) is None


@pytest.mark.parametrize("base", [None, "", "mailto:a@example.org", "/news/", "http://["])
def test_none_for_a_relative_address_without_a_usable_base(base: str | None) -> None:
    assert normalize_url("/a", base) is None


def test_length_limit_counts_what_is_fetched() -> None:
    longest = "https://example.org/" + "a" * (2083 - len("https://example.org/"))
    assert normalize_url(longest) == longest
    assert normalize_url(f"{longest}?utm_source=x#y") == longest
    assert normalize_url(longest + "a") is None


def test_whatwg_examples(read_list) -> None:
    for row in read_list("wpt_urls.dev.jsonl"):
        got = normalize_url(row["input"], row["base"])
        assert got is None or normalize_url(got) == got
        if row.get("protocol") not in {"http:", "https:"}:
            assert got is None, row
        elif got is not None:
            assert _reduced(got) == _reduced(row["href"]), row


def _reduced(href: str) -> str:
    """Returns the address without what we mean to do otherwise: user, fragment, stray `%`, case."""
    href = re.sub(r"^(https?://)[^/?#]*@", r"\1", href).partition("#")[0].rstrip("?")
    href = re.sub(r"%(?![0-9a-f]{2})", "%25", href, flags=re.IGNORECASE)
    spellings = {"%51": "Q", "%2f": "%2F", "%2E": ".", "%2e": ".", "[": "%5B", "]": "%5D"}
    for spelling, ours in spellings.items():
        href = href.replace(spelling, ours)
    return href
