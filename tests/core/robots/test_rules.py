import json
import tarfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.core.robots import MAX_BYTES, RobotsRules, parse_robots

BENCH = Path(__file__).parents[4] / "shared" / "bench" / "robots"
SITE = "https://a.test"


def allows(text: str, path: str, token: str = "newscrawl") -> bool:
    return parse_robots(text.encode(), token=token).allows(SITE + path)


def cases(name: str) -> Iterator[dict]:
    path = BENCH / name
    if not path.exists():
        pytest.skip(f"needs the labelled cases at {path}")
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def test_googles_own_cases() -> None:
    for case in cases("robots_google_unit.dev.jsonl"):
        body = case["robots"].encode("utf-8", "surrogateescape")
        rules = parse_robots(body, token=case["agent"])
        assert rules.allows(case["url"]) is case["allowed"], case


def test_files_of_real_sites() -> None:
    archive = BENCH / "robots_real.dev.tar.xz"
    if not archive.exists():
        pytest.skip(f"needs the labelled files at {archive}")
    with tarfile.open(archive) as files:

        def read(name: str) -> bytes:
            file = files.extractfile(name)
            assert file is not None
            return file.read()

        @lru_cache(maxsize=32)
        def rules(name: str, agent: str) -> RobotsRules:
            return parse_robots(bodies[f"files/{name}"], token=agent)

        bodies = {member.name: read(member.name) for member in files if member.isfile()}
    labelled = [json.loads(line) for line in bodies.pop("cases.jsonl").decode().splitlines()]
    assert len(labelled) > 10_000
    wrong = [
        case
        for case in labelled
        if rules(case["file"], case["agent"]).allows(case["url"]) is not case["allowed"]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("/news", "/newsroom/a", True),
        ("/news/", "/news", False),
        ("/*.pdf$", "/a/b.pdf", True),
        ("/*.pdf$", "/a/b.pdf?x", False),
        ("/a*b*c", "/axxbxxcxx", True),
        ("/a*b*c", "/axxcxxb", False),
        ("/a$", "/a", True),
        ("/a$", "/ab", False),
        ("*/b$", "/a/b", True),
        ("/ab*b$", "/ab", False),
        ("/a$b", "/a$b", True),
        ("/%c3%a9", "/%C3%A9tude", True),
        ("/é", "/%C3%A9tude", True),
        ("/?", "/?x=1", True),
        ("/" + "*a" * 30 + "*b$", "/" + "a" * 2000, False),
    ],
)
def test_a_pattern(pattern: str, path: str, *, matches: bool) -> None:
    assert allows(f"User-agent: *\nDisallow: {pattern}\n", path) is not matches


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("User-agent: *\nDisallow: /\nAllow: /page\n", True),
        ("User-agent: *\nDisallow: /page\nAllow: /page\n", True),
        ("User-agent: *\nDisallow:\n", True),
        ("User-agent: *\rDisallow: /\r", False),
        ("\ufeffUser-agent: *\nDisallow: /\n", False),
        ("\0\x01\nUser-agent: *\nDisallow: /\n\0", False),
        (
            "User-agent: newscrawl\nUser-agent: other\nDisallow: /\n\nUser-agent: *\nAllow: /\n",
            False,
        ),
        ("User-agent: *\nDisallow: /\n\nUser-agent: newscrawl\nCrawl-delay: 3\n", True),
        ("User-agent: newscrawler\nDisallow: /\n", True),
        ("User-agent: NewsCrawl/1.0 (x)\nDisallow: /\n", False),
        ("Disallow: /\nUser-agent: other\nDisallow:\n", True),
        ("user-agent *\ndisallow /\n", False),
        ("User-agent: *\nDissallow: /\n", False),
        ("User-agent: *\nDisallow: /\nAllow: /index.html\n", False),
        ("<html>Not found</html>", True),
    ],
)
def test_what_a_file_says_to_us(text: str, *, allowed: bool) -> None:
    assert allows(text, "/page") is allowed


def test_an_index_page_stands_for_its_folder() -> None:
    text = "User-agent: *\nDisallow: /\nAllow: /a/index.html\n"
    assert [allows(text, path) for path in ("/a/", "/a/index.html", "/a/b")] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 2\n", 2.0),
        ("User-agent: newscrawl\nCrawl-delay: 5\n\nUser-agent: *\nCrawl-delay: 2\n", 5.0),
        ("User-agent: newscrawl\nDisallow: /x\n\nUser-agent: *\nCrawl-delay: 2\n", None),
        ("User-agent: *\nCrawl-delay: NaN\n", None),
        ("User-agent: *\nCrawl-delay: -1\n", None),
        ("User-agent: *\nCrawl-delay: soon\n", None),
    ],
)
def test_the_delay_that_is_asked_of_us(text: str, delay: float | None) -> None:
    assert parse_robots(text.encode(), token="newscrawl").crawl_delay == delay


def test_sitemaps_are_named_anywhere() -> None:
    text = b"Sitemap: /a.xml\nUser-agent: *\nDisallow: /\nsite-map: https://b.test/b.xml # new\n"
    assert parse_robots(text, token="newscrawl").sitemaps == ("/a.xml", "https://b.test/b.xml")


def test_what_stands_beyond_the_limit_is_not_read_and_no_line_is_cut() -> None:
    head = b"User-agent: *\nDisallow: /first\n"
    padding = b"#" * (MAX_BYTES - len(head) - 8) + b"\n"
    rules = parse_robots(head + padding + b"Disallow: /last\n", token="newscrawl")
    paths = ("/first", "/last", "/other")
    assert [rules.allows(SITE + path) for path in paths] == [False, True, True]


@given(st.binary(max_size=200), st.text(max_size=40))
def test_never_raises(body: bytes, url: str) -> None:
    parse_robots(body, token="newscrawl").allows(url)
    parse_robots(b"User-agent: *\nDisallow: " + body, token="newscrawl").allows(url)
