"""For how long one page holds up the crawl's event loop, and with it all other sites.

    python benchmarks/loop_stall.py [PAGE...]

Serves each page on loopback, crawls it alone with the shipped settings, and prints the longest time in which
the loop did nothing else. The pages are the largest and the worst that DOWNLOAD_MAXSIZE lets in. Exits with 1
if one takes more than 250 ms.
"""

import asyncio
import gzip
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

import brotli
from scrapy import signals
from scrapy.crawler import Crawler

from newscrawl.cli.spider_run import newscrawl_settings, run_spider
from newscrawl.spiders.news import NewsSpider

PROJECT = Path(__file__).resolve().parents[1]
ALLOWED = 0.25
STEP = 0.005
LIMIT = 16 * 2**20


class LoopWatch:
    """A Scrapy extension that notes how late the event loop is at most, and prints it in the end."""

    def __init__(self) -> None:
        self._latest = 0.0
        self._worst = 0.0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        watch = cls()
        crawler.signals.connect(watch.begin, signals.spider_opened)
        crawler.signals.connect(watch.end, signals.spider_closed)
        return watch

    def begin(self) -> None:
        """Begin to look."""
        self._look(asyncio.get_running_loop().time())

    def _look(self, due: float) -> None:
        loop = asyncio.get_running_loop()
        self._worst = max(self._worst, loop.time() - due)
        loop.call_at(loop.time() + STEP, self._look, loop.time() + STEP)

    def end(self) -> None:
        """Print the longest delay, seconds."""
        sys.stdout.write(json.dumps({"worst": self._worst}) + "\n")


def pages() -> dict[str, tuple[bytes, dict[str, str]]]:
    """Return each page's body and headers by its name."""
    html = {"Content-Type": "text/html"}
    xml = {"Content-Type": "application/xml"}
    words = b"<p>" + b"The council met on Monday and agreed on a plan. " * 20 + b"</p>\n"
    long = b"<html><title>x</title>" + words * (LIMIT // len(words) - 1)
    links = b"".join(
        b'<a href="/section-%d/story-of-some-words-%d">l</a>' % (i % 9, i) for i in range(200_000)
    )
    urls = b"".join(
        b"<url><loc>SEED2026/11/%d/a-story-of-some-words-%d</loc></url>" % (i % 28, i)
        for i in range(60_000)
    )
    return {
        "16 MiB": (long, html),
        "16 MiB, gzip": (gzip.compress(long, 6), {**html, "Content-Encoding": "gzip"}),
        "16 MiB, brotli": (brotli.compress(long, quality=5), {**html, "Content-Encoding": "br"}),
        "gzip bomb": (gzip.compress(b"<p>0</p>" * 2**24, 6), {**html, "Content-Encoding": "gzip"}),
        "brotli bomb": (
            brotli.compress(b"\0" * 2**28, quality=5),
            {**html, "Content-Encoding": "br"},
        ),
        "200,000 links": (b"<html><title>x</title>" + links, html),
        "sitemap of 60,000": (b"<?xml version='1.0'?><urlset>" + urls + b"</urlset>", xml),
        "1,000,000 attributes": (
            b"<p " + b" ".join(b"a%d=1" % i for i in range(1_000_000)) + b">x",
            html,
        ),
        "100,000 deep": (b"<div>" * 100_000 + b"x", html),
        "robots.txt of 500 KiB": (b"<title>x</title><p>x", html),
    }


def robots(name: str) -> bytes:
    lines = b"".join(b"Disallow: /a*%d*b\n" % number for number in range(30_000))
    return b"User-agent: *\n" + lines if name.startswith("robots") else b""


def main() -> int:
    wanted = sys.argv[1:]
    slow = 0
    for name, (body, headers) in pages().items():
        if wanted and not any(word in name for word in wanted):
            continue
        with tempfile.TemporaryDirectory() as folder:
            worst = _crawl(name, body, headers, folder)
        slow += worst > ALLOWED
        print(f"{name:24}{1000 * worst:6.0f} ms", flush=True)
    return int(slow > 0)


def _crawl(name: str, body: bytes, headers: dict[str, str], folder: str) -> float:
    with _serving(body, headers, robots(name)) as seed:
        done = subprocess.run(
            [sys.executable, __file__, "--watch", seed],
            cwd=folder,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join([str(PROJECT), str(PROJECT / "benchmarks")]),
            },
            capture_output=True,
            text=True,
            timeout=150,
            check=False,
        )
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    return float(json.loads(lines[0])["worst"])


@contextmanager
def _serving(body: bytes, headers: dict[str, str], robots_txt: bytes) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_page = self.path == "/"
            page = {"/": body, "/robots.txt": robots_txt}.get(self.path, b"<p>x")
            page = page.replace(b"SEED", f"http://{self.headers['Host']}/".encode())
            self.send_response(200)
            for name, value in headers.items() if is_page else ():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            with suppress(ConnectionError):
                self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def _watched(seed: str) -> int:
    settings = newscrawl_settings(-1)
    own = {
        "EXTENSIONS": {**settings.getdict("EXTENSIONS"), LoopWatch: 900},
        "NEWSCRAWL_STATE": str(Path("state.db").absolute()),
        "NEWSCRAWL_USUAL_PLACES": False,
        "DOWNLOAD_DELAY": 0,
        "CLOSESPIDER_PAGECOUNT": 20,
    }
    for name, value in own.items():
        settings.set(name, value, priority="cmdline")
    run_spider(NewsSpider, settings, seeds=[seed])
    return 0


if __name__ == "__main__":
    sys.exit(_watched(sys.argv[2]) if sys.argv[1:2] == ["--watch"] else main())
