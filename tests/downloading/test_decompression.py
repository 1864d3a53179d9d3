"""Compressed answers in a whole crawl."""

import gzip
from collections.abc import Callable
from typing import Any

import brotli

PAGE = b"<html><body>" + b"".join(b"<p>%d</p>" % number for number in range(2000))


def test_compressed_answers(
    server: Any, crawl: Callable[..., Any], answer: Callable[..., bytes]
) -> None:
    def coded(body: bytes, *codings: str, status: str = "200 OK") -> bytes:
        return answer(body, status=status, headers=tuple(f"Content-Encoding: {c}" for c in codings))

    zipped = gzip.compress(PAGE)
    server.routes |= {
        "/gzip": coded(zipped, "gzip"),
        "/nested": coded(brotli.compress(zipped), "gzip, BR"),
        "/two-headers": coded(brotli.compress(zipped), "gzip", "br"),
        "/thrice": coded(brotli.compress(brotli.compress(zipped)), "gzip, br, br"),
        "/cut": coded(zipped[:-20], "gzip"),
        "/cut-404": coded(zipped[:-20], "gzip", status="404 Not Found"),
        "/charset": coded(PAGE, "utf-8"),
        "/empty": coded(b"", "gzip"),
        "/bomb": coded(brotli.compress(bytes(64_000_000)), "br"),
    }
    urls = {path: server.url(path) for path in server.routes if path != "/robots.txt"}
    run = crawl(*urls.values())
    sizes = {path: run.of(url).get("size") for path, url in urls.items()}
    kinds = {path: run.of(url).get("kind") for path, url in urls.items()}
    whole = ("/gzip", "/nested", "/two-headers", "/charset")
    assert {path: sizes[path] for path in whole} == dict.fromkeys(whole, len(PAGE))
    assert kinds["/cut"] == "truncated"
    assert kinds["/thrice"] == "protocol"
    assert kinds["/bomb"] == "too large"
    assert run.of(urls["/cut-404"])["status"] == 404
    assert sizes["/empty"] == 0
    assert {headers["accept-encoding"] for headers in server.headers} == {"gzip, deflate, br, zstd"}
