"""robots.txt by RFC 9309, asked once for each host, before anything else."""

import itertools
import time
from collections.abc import Callable
from typing import Any

ROBOTS = b"User-agent: *\nDisallow: /private\nAllow: /private/open\nDisallow: /*.pdf$\n"


def test_rules_are_obeyed_and_asked_for_once(
    server: Any, crawl: Callable[..., Any], answer: Callable[..., bytes]
) -> None:
    server.routes["/robots.txt"] = answer(ROBOTS)
    server.duration = 0.05
    paths = ["/a", "/private/b", "/private/open/c", "/d.pdf", "/d.pdf?x=1"]
    run = crawl(*(server.url(path) for path in paths))
    denied = [result["asked"] for result in run.results if result.get("kind") == "robots"]
    assert sorted(denied) == sorted(server.url(path) for path in ("/private/b", "/d.pdf"))
    assert server.asked[0] == "/robots.txt"
    assert sorted(server.asked[1:]) == ["/a", "/d.pdf?x=1", "/private/open/c"]
    assert run.of(server.url("/d.pdf"))["retry_after"] is None


def test_the_group_that_names_us_counts(
    start_server: Callable[..., Any], crawl: Callable[..., Any], answer: Callable[..., bytes]
) -> None:
    allows = {
        b"User-agent: newscrawl\nDisallow: /\n\nUser-agent: *\nAllow: /\n": False,
        b"User-agent: *\nDisallow: /\n\nUser-agent: NewsCrawl\nDisallow:\n": True,
        b"User-agent: other\nDisallow: /\n": True,
        b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /\r\n": False,
        b"<html><body>Not found": True,
        b"\xff\xfe\x00": True,
        b"": True,
    }
    servers = {text: start_server(routes={"/robots.txt": answer(text)}) for text in allows}
    run = crawl(*(server.url("/a") for server in servers.values()))
    got = {text: "status" in run.of(server.url("/a")) for text, server in servers.items()}
    assert got == allows


def test_statuses_mean_what_the_rfc_says(
    start_server: Callable[..., Any], crawl: Callable[..., Any], answer: Callable[..., bytes]
) -> None:
    disallow = b"User-agent: *\nDisallow: /\n"
    statuses = ["401 No", "403 No", "404 No", "410 No", "429 Slow", "500 Oh", "503 Oh", "302 Off"]
    servers = {
        status: start_server(routes={"/robots.txt": answer(disallow, status=status)})
        for status in statuses
    }
    run = crawl(*(server.url("/a") for server in servers.values()))
    allowed = {status: "status" in run.of(server.url("/a")) for status, server in servers.items()}
    assert allowed == {status: status[:3] not in ("429", "500", "503") for status in statuses}
    unreachable = run.of(servers["500 Oh"].url("/a"))
    assert unreachable["kind"] == "robots"
    assert "robots.txt unreachable" in unreachable["detail"]
    assert unreachable["retry_after"] > 0
    assert servers["500 Oh"].asked == ["/robots.txt"]


def test_a_host_that_cannot_be_reached_is_told_by_its_kind(
    crawl: Callable[..., Any], server: Any
) -> None:
    async def hang_up(writer: Any) -> None:
        writer.close()

    server.routes["/robots.txt"] = hang_up
    result = crawl(server.url("/a")).result
    assert result["kind"] == "connection"
    assert "robots.txt unreachable" in result["detail"]
    assert server.asked == ["/robots.txt"]


def test_redirects_of_robots_txt_are_followed_five_times(
    start_server: Callable[..., Any], crawl: Callable[..., Any], answer: Callable[..., bytes]
) -> None:
    last = start_server(routes={"/rules": answer(ROBOTS)})

    def chain(length: int) -> Any:
        server = start_server()
        names = ["/robots.txt", *(f"/hop{number}" for number in range(1, length))]
        for name, target in itertools.pairwise([*names, last.url("/rules")]):
            server.routes[name] = answer(b"", status="301 Moved", headers=(f"Location: {target}",))
        return server

    five, six = chain(5), chain(6)
    run = crawl(five.url("/private/x"), six.url("/private/x"))
    assert run.of(five.url("/private/x"))["kind"] == "robots"
    assert run.of(six.url("/private/x"))["status"] == 200


def test_a_redirect_of_robots_txt_opens_no_inner_address(
    start_server: Callable[..., Any], crawl: Callable[..., Any], answer: Callable[..., bytes]
) -> None:
    inner, outer = start_server(), start_server()
    outer.routes["/robots.txt"] = answer(
        b"", status="302 Found", headers=(f"Location: {inner.url('/robots.txt')}",)
    )
    run = crawl(outer.url("/a"), networks=[], literals=[["127.0.0.1", outer.port]])
    assert run.result["kind"] == "forbidden address"
    assert inner.bytes_received == 0
    assert outer.asked == ["/robots.txt"]


def test_only_the_first_500_kib_are_read(
    server: Any, crawl: Callable[..., Any], answer: Callable[..., bytes]
) -> None:
    padding = b"# padding\n" * 60_000
    server.routes["/robots.txt"] = answer(
        b"User-agent: *\nDisallow: /first\n" + padding + b"Disallow: /last\n"
    )
    run = crawl(server.url("/first"), server.url("/last"))
    assert run.of(server.url("/first"))["kind"] == "robots"
    assert run.of(server.url("/last"))["status"] == 200


def test_crawl_delay_is_kept_from_the_first_page_on(
    server: Any, crawl: Callable[..., Any], answer: Callable[..., bytes]
) -> None:
    server.routes["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 0.4\n")
    crawl(*(server.url(f"/{number}") for number in range(3)))
    gaps = [later - sooner for sooner, later in itertools.pairwise(server.starts)]
    assert len(gaps) == 3
    assert min(gaps) >= 0.3  # The server's clock is not ours.


def test_sitemaps_are_proposed_once(
    server: Any, crawl: Callable[..., Any], answer: Callable[..., bytes]
) -> None:
    server.routes["/robots.txt"] = answer(
        b"Sitemap: /news.xml\nsitemap: https://news.example/b.xml\nSitemap: ftp://x/c\n"
        b"Sitemap: /news.xml\nSitemap: http://[::1\n"
    )
    run = crawl(*(server.url(f"/{number}") for number in range(5)))
    assert run.proposed == [
        {"candidate": url, "found_on": server.url("/robots.txt"), "site": "test"}
        for url in (server.url("/news.xml"), "https://news.example/b.xml")
    ]


def test_robots_txt_that_is_slow_holds_back_its_own_host_only(
    start_server: Callable[..., Any], crawl: Callable[..., Any]
) -> None:
    slow, quick = start_server(duration=0.7), start_server()
    before = time.monotonic()
    crawl(slow.url("/a"), quick.url("/a"))
    assert slow.starts[0] > before
    assert quick.starts[1] < slow.starts[1] - 0.5


def test_robots_txt_is_ignored_only_where_it_is_asked_for(
    server: Any, crawl: Callable[..., Any], answer: Callable[..., bytes]
) -> None:
    server.routes["/robots.txt"] = answer(b"User-agent: *\nDisallow: /\n")
    run = crawl(server.url("/a"), settings={"ROBOTSTXT_OBEY": False})
    assert run.result["status"] == 200
    assert server.asked == ["/a"]
