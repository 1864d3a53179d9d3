"""Redirects to the same page are followed under its lease, others reach the callback."""

from collections.abc import Callable
from typing import Any

import pytest
from scrapy.http import Response

from newscrawl.downloading.redirects import redirect_target


def test_redirects(server: Any, crawl: Callable[..., Any], answer: Callable[..., bytes]) -> None:
    def to(location: str, *more: str, status: str = "301 Moved") -> bytes:
        return answer(b"", status=status, headers=(f"Location: {location}", *more))

    async def bounce(writer: Any) -> None:
        seen = "k=1" in server.headers[-1].get("cookie", "")
        writer.write(answer() if seen else to("/bounce", "Set-Cookie: k=1", status="302 Found"))

    server.routes |= {
        "/slash": to("/slash/"),
        "/bounce": bounce,
        "/loop": to("/loop", status="302 Found"),
        "/other": to("/elsewhere"),
        "/nowhere": answer(b"", status="302 Found"),
        "/bad": to("http://[::1"),
    }
    run = crawl(*(server.url(path) for path in server.routes if path != "/robots.txt"), leased=True)
    found = {result["url"].removeprefix(server.url("")): result for result in run.results}
    assert found["/slash/"]["status"] == 200
    assert found["/bounce"]["status"] == 200
    assert found["/loop"]["status"] == 302
    assert server.asked.count("/loop") == 6
    assert found["/other"]["status"] == 301
    assert found["/other"]["location"] == "/elsewhere"
    assert found["/nowhere"]["status"] == 302
    assert found["/bad"]["status"] == 301
    assert "/elsewhere" not in server.asked
    assert server.asked.count("/robots.txt") == 1
    assert "Traceback" not in run.log


def test_a_redirect_to_another_port_reaches_the_callback_only(
    start_server: Callable[..., Any], crawl: Callable[..., Any], answer: Callable[..., bytes]
) -> None:
    inner, outer = start_server(), start_server()
    moved = answer(b"", status="302 Found", headers=(f"Location: {inner.url('/a')}",))
    outer.routes["/a"] = moved
    run = crawl(outer.url("/a"), leased=True, networks=[], literals=[["127.0.0.1", outer.port]])
    assert run.result["status"] == 302
    assert inner.connections == 0


@pytest.mark.parametrize(
    ("status", "location", "target"),
    [
        (301, b"/b?x=%20y", "http://a.example/b?x=%20y"),
        (302, b" ../b ", "http://a.example/b"),
        (307, b"//b.example/", "http://b.example/"),
        (308, "/é".encode(), "http://a.example/é"),
        (303, b"http://[::1", None),
        (302, b"file:///etc/passwd", None),
        (302, b"javascript:alert(1)", None),
        (302, b"", None),
        (200, b"/b", None),
        (304, b"/b", None),
    ],
)
def test_redirect_target(status: int, location: bytes, target: str | None) -> None:
    response = Response("http://a.example/d/e", status=status, headers={"Location": location})
    assert redirect_target(response) == target
