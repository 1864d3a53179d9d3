"""The download handler against real servers: pace, open addresses, deadline, damage."""

import asyncio
import itertools
import socket
import struct
from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize("concurrency", [1, 2, 8])
def test_a_host_never_sees_more_at_once_than_set(
    server: Any, crawl: Callable[..., Any], concurrency: int
) -> None:
    server.duration = 0.02
    urls = [server.url(f"/{number}") for number in range(200)]
    run = crawl(*urls, settings={"CONCURRENT_REQUESTS_PER_DOMAIN": concurrency})
    assert sorted(result["asked"] for result in run.results) == sorted(urls)
    assert {result["status"] for result in run.results} == {200}
    assert server.peak == concurrency
    assert server.connections <= concurrency + 1


def test_requests_start_a_delay_apart_robots_txt_included(
    server: Any, crawl: Callable[..., Any]
) -> None:
    urls = [server.url(f"/{number}") for number in range(4)]
    crawl(*urls, settings={"DOWNLOAD_DELAY": 0.2})
    gaps = [later - sooner for sooner, later in itertools.pairwise(server.starts)]
    assert len(gaps) == 4
    # The server's clock may see the second of two requests a little sooner than it was sent.
    assert min(gaps) >= 0.19
    assert max(gaps) < 0.5


def test_inner_addresses_are_refused_before_a_byte_is_sent(
    start_server: Callable[..., Any], crawl: Callable[..., Any]
) -> None:
    opened, other = start_server(), start_server()
    port = other.port
    closed = [
        f"http://{host}:{port}/"
        for host in (
            "0x7f000001",
            "2130706433",
            "127.1",
            "0177.0.0.1",
            "localhost",
            "127.0.0.1",
            "[::ffff:127.0.0.1]",
            "[::1]",
            "rebound.example",
        )
    ]
    run = crawl(
        opened.url("/open"),
        *closed,
        networks=[],
        literals=[["127.0.0.1", opened.port]],
        names={"rebound.example": "127.0.0.1"},
    )
    assert run.of(opened.url("/open"))["status"] == 200
    assert {run.of(url)["kind"] for url in closed} == {"forbidden address"}
    assert other.bytes_received == 0
    # Only the name that leads there was connected to, and dropped at once.
    assert other.connections <= 1
    assert "127.0.0.1" in run.of(closed[-1])["detail"]
    assert "--allow-address" in run.of(closed[-1])["detail"]


def test_a_proxy_is_asked_for_open_hosts_only(
    start_server: Callable[..., Any], crawl: Callable[..., Any]
) -> None:
    proxy, direct = start_server(), start_server()
    urls = ["http://public.example/a", "http://127.0.0.1:9/b", "http://10.0.0.1/c"]
    run = crawl(
        *urls,
        direct.url("/d", host="localhost"),
        networks=[],
        literals=[["localhost", direct.port]],
        settings={"ROBOTSTXT_OBEY": False},
        proxies={
            "HTTP_PROXY": f"http://127.0.0.1:{proxy.port}",
            "http_proxy": f"http://127.0.0.1:{proxy.port}",
            "NO_PROXY": "localhost",
            "no_proxy": "localhost",
        },
    )
    assert proxy.asked == ["http://public.example/a"]
    assert direct.asked == ["/d"]
    assert [run.of(url).get("kind") for url in urls] == [None, *["forbidden address"] * 2]


def test_a_connection_that_is_kept_does_not_open_a_host(
    server: Any, crawl: Callable[..., Any]
) -> None:
    run = crawl(
        server.url("/a"),
        server.url("/b", host="rebound.example"),
        server.url("/c"),
        networks=[],
        literals=[["127.0.0.1", server.port]],
        names={"rebound.example": "127.0.0.1"},
    )
    assert [result.get("status", result.get("kind")) for result in run.results].count(200) == 2
    assert server.asked.count("/b") == 0


async def drip(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(1000):
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.05)


async def drip_headers(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nX-A: ")
    for _ in range(1000):
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.05)


async def silence(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(30)


def test_the_deadline_ends_a_fetch_whatever_the_server_does(
    server: Any, crawl: Callable[..., Any]
) -> None:
    server.routes |= {"/drip": drip, "/headers": drip_headers, "/silence": silence}
    urls = [server.url(path) for path in ("/drip", "/headers", "/silence")]
    # One at a time: the time at the gate does not count.
    run = crawl(*urls, settings={"DOWNLOAD_TIMEOUT": 1, "CONCURRENT_REQUESTS_PER_DOMAIN": 1})
    assert {result["kind"] for result in run.results} == {"timeout"}
    assert len(run.results) == 3
    assert run.seconds < 12


async def short(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<p>half")


async def broken_chunks(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n<p>half\r\n")


async def surplus(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<p>h" + b"alf and the rest" * 9)


async def reset_without_length(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>half")
    await writer.drain()
    await asyncio.sleep(0.2)
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


async def closed_without_length(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>whole</p>")


async def junk(writer: asyncio.StreamWriter) -> None:
    writer.write(b"not http at all\r\n\r\n")


async def hang_up(writer: asyncio.StreamWriter) -> None:
    writer.close()


async def endless(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b"x" * 65536)
        await writer.drain()


def test_every_failure_has_its_kind(server: Any, crawl: Callable[..., Any]) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        refused = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        kinds = {
            "/short": (short, "truncated"),
            "/chunks": (broken_chunks, "truncated"),
            "/surplus": (surplus, "truncated"),
            "/reset": (reset_without_length, "truncated"),
            "/junk": (junk, "protocol"),
            "/hang-up": (hang_up, "connection"),
            "/endless": (endless, "too large"),
            "/large": (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\nx", "too large"),
        }
        server.routes |= {path: route for path, (route, _) in kinds.items()}
        server.routes["/closed"] = closed_without_length
        unknown = "http://nowhere.invalid/"
        run = crawl(
            *(server.url(path) for path in kinds),
            server.url("/closed"),
            refused,
            unknown,
            settings={"DOWNLOAD_MAXSIZE": 1_000_000, "DOWNLOAD_TIMEOUT": 5},
        )
    got = {path: run.of(server.url(path)).get("kind") for path in kinds}
    assert got == {path: kind for path, (_, kind) in kinds.items()}
    assert run.of(server.url("/closed"))["body"] == "<p>whole</p>"
    assert run.of(refused)["kind"] == "connection"
    assert run.of(unknown)["kind"] == "dns"
    assert "Traceback" not in run.log
