"""What holds for every string, over normalization and keys."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from w3lib.url import safe_url_string

from newscrawl.core.urls import article_id, host_of, is_within, normalize_url, site_hosts, url_key

BASE = "https://www.example.org/news/world/index.html?page=2"

_PIECES = st.sampled_from(
    [
        *(
            "http://",
            "HTTPS://",
            "//",
            "/",
            "\\",
            "..",
            ".",
            "%2e",
            "%",
            "%6",
            "%C3",
            "%A9",
            "?",
            "#",
        ),
        *("&", "=", ";", "@", ":", ":80", ":99999", "[", "]", "::1", "a", "B", "é", "例", "\ud800"),
        *("\x00", "\t", "\n", " ", "utm_source=x", "amp", "print", "index.html", "#/", "#!", ":~:"),
        *("example.org", "www.", "xn--", "127.0.0.1", "0x7f", "1", "mailto:", "jsessionid=1"),
    ]
)
urls = st.one_of(
    st.text(alphabet=st.characters(), max_size=60),
    st.text(alphabet=st.characters(exclude_categories=())),
    st.lists(_PIECES, max_size=12).map("".join),
    st.lists(_PIECES, max_size=10).map(lambda pieces: "http://example.org/" + "".join(pieces)),
    st.lists(_PIECES, max_size=10).map(lambda pieces: "https://" + "".join(pieces)),
)


@given(url=urls, base=st.none() | urls)
@example(url="http://example.org/%2%35", base=None)
@example(url="http://example.org/a#/b??", base=None)
def test_normalizing_twice_is_normalizing_once(url: str, base: str | None) -> None:
    once = normalize_url(url, base)
    if once is not None:
        assert normalize_url(once) == once
        assert normalize_url(once, BASE) == once


@given(url=urls)
def test_output_is_plain_and_left_alone_by_scrapy(url: str) -> None:
    normalized = normalize_url(url)
    if normalized is not None:
        assert re.fullmatch(r"https?://[a-z0-9._:\[\]-]+/[!#-;=?-Z_a-z~]*", normalized)
        assert safe_url_string(normalized) == normalized


@given(url=urls)
@example(url="https://www.google.com/amp/s/a.example/x%3Fid=1?utm_source=y")
@example(url="https://a.example/amp?amp;utm_source=x")
def test_key_is_that_of_the_normalized_address(url: str) -> None:
    normalized = normalize_url(url)
    if normalized is not None:
        assert url_key(normalized) == url_key(url)


@given(url=urls)
def test_every_string_has_a_key_that_can_be_stored(url: str) -> None:
    key = url_key(url)
    key.encode()
    assert re.fullmatch("[0-9a-f]{16}", article_id(key))


_SEGMENTS = st.from_regex(r"[a-z]{2,8}(-[a-z0-9]{2,8}){2,4}", fullmatch=True)
_STARTS = [
    *("https://", "http://", "HTTPS:\\\\", " https://", "https://reader@", "https://www."),
    *("https://m.", "https://amp.", "https://www.m.", "https://www.google.com/amp/s/www."),
    *("https://cdn.ampproject.org/c/s/", "https://paper-example.cdn.ampproject.org/v/s/m."),
]
_HOSTS = ["paper.example", "PAPER.Example", "paper.example.", "paper.example:443"]
_SLASHES = ["/", "//", "/a/../", "/./", "/amp/", "/print/"]
_VIEWS = ["", "/", "//", "/amp", "/print/", "/amp/print", ".amp", "/index.html", ";jsessionid=0AB1"]
_QUERIES = [
    *("id=7&z=2", "z=2&id=7", "utm_source=x&id=7&z=2", "id=7&amp;z=2&amp;gclid=3", "amp&id=7&&z=2"),
    *(
        "id=7&PHPSESSID=0ab1&z=2",
        "print=1&id=%37&z=2",
        "id=7&z=2&sid=0a1b2c3d4e",
        "id=7&ref=rss&z=2",
    ),
]
_ENDS = ["", "#top", "#:~:text=word", "&fbclid=1", "\n"]


@given(
    slug=_SEGMENTS,
    section=st.sampled_from(["news", "Sport", "a/b"]),
    draw=st.tuples(*map(st.sampled_from, (_STARTS, _HOSTS, _SLASHES, _VIEWS, _QUERIES, _ENDS))),
)
def test_spellings_of_an_article_share_its_key(
    slug: str, section: str, draw: tuple[str, ...]
) -> None:
    start, host, slash, view, query, end = draw
    spelled = f"{start}{host}{slash}{section}/{slug.replace('-', '%2D', 1)}{view}?{query}{end}"
    assert url_key(spelled) == f"paper.example/{section}/{slug}?id=7&z=2"


@given(one=_SEGMENTS, two=_SEGMENTS, name=st.sampled_from(["id", "p", "nid", "cid", "sid", "page"]))
def test_other_paths_and_other_numbers_keep_other_keys(one: str, two: str, name: str) -> None:
    addresses = {f"https://a.example/{slug}?{name}={n}" for slug in (one, two) for n in (1, 2, 10)}
    assert len({url_key(url) for url in addresses}) == len(addresses)


@pytest.mark.parametrize("name", ["wpt_urls.dev.jsonl", "url_normal.dev.jsonl", "dev.jsonl"])
def test_nothing_raises_on_lists_of_odd_addresses(name: str, read_list) -> None:
    for row in read_list(name):
        url = row.get("input", row.get("url"))
        host_of(url)
        is_within(url, site_hosts(url))
        normalized = normalize_url(url, BASE)
        assert normalized is None or normalize_url(normalized) == normalized
        if normalize_url(url) is not None:
            assert url_key(normalize_url(url)) == url_key(url)
