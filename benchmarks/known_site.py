"""A small news site of which every address and every text is known, and which does as it is told."""

import json
import random
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from typing import Self

ARTICLES = 200
SECTIONS = 10
HIDDEN = 2
"""Of each section so many articles are named by other articles only."""
_WORDS = """
harbour council budget ferry winter teacher bridge market river election railway
museum hospital farmer library engineer orchard festival reporter minister lantern valley
""".split()  # noqa: SIM905

BOX = (
    "The Known Herald is printed on Fridays by the cooperative of the old harbour, and is read for nothing"
    " at all in every library of the county until the next one comes out."
)
"""Stands below the text of every article, and is in no record."""


class KnownSite:
    """Serves the site on loopback inside its `with` block, and counts what it serves."""

    def __init__(self) -> None:
        self.paths = [f"/news/2026/{_slug(number)}" for number in range(ARTICLES)]
        self.silent = False
        """Whether requests are taken and never answered."""
        self.down = False
        """Whether connections are reset."""
        self.empty = False
        """Whether there is no page."""
        self._lock = threading.Lock()
        self._served: list[str] = []
        self._orders: dict[int, Callable[[], None]] = {}
        self._server = _Server(self)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/"
        self.last_request = 0.0

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def reset(self) -> None:
        """Forget what was served and ordered."""
        with self._lock:
            self._served, self._orders = [], {}

    def at(self, count: int, order: Callable[[], None]) -> None:
        """Give an order to be carried out by the request of that number, before it is answered."""
        with self._lock:
            self._orders[count] = order

    @property
    def served(self) -> int:
        return len(self._served)

    def fetched_again(self) -> int:
        """Return how often an article was asked for that had been asked for before."""
        counts = Counter(path for path in self._served if path.startswith("/news/2026/"))
        return sum(count - 1 for count in counts.values())

    def note(self, path: str) -> None:
        with self._lock:
            self._served.append(path)
            self.last_request = time.monotonic()
            order = self._orders.pop(len(self._served), None)
        if order is not None:
            order()

    def answer(self, path: str) -> tuple[int, str, str]:
        """Return status, content type and text of a path."""
        if self.empty:
            return 404, "text/html", _page("Not found", "")
        if path == "/robots.txt":
            return 200, "text/plain", "User-agent: *\nDisallow: /private/\n"
        if path == "/":
            links = [
                f'<a href="/section/{number}/">Part {number}</a>' for number in range(SECTIONS)
            ]
            return 200, "text/html", _page("The Known Herald", "<br>".join(links))
        if path.startswith("/section/"):
            return 200, "text/html", self._section(int(path.split("/")[2]))
        if path in self.paths:
            return 200, "text/html", self._article(self.paths.index(path))
        return 404, "text/html", _page("Not found", "")

    def _section(self, number: int) -> str:
        size = ARTICLES // SECTIONS
        shown = range(number * size, (number + 1) * size - HIDDEN)
        teasers = [
            f'<article><h2><a href="{self.paths[each]}">{_headline(each)}</a></h2>'
            f"<p>{_sentence(random.Random(each))}</p></article>"
            for each in shown
        ]
        return _page(f"Part {number}", "\n".join(teasers))

    def _article(self, number: int) -> str:
        rng = random.Random(number)
        body = "".join(
            f"<p>{' '.join(_sentence(rng) for _ in range(4))}</p>" for _ in range(rng.randint(4, 9))
        )
        data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": _headline(number),
            "datePublished": f"2026-03-{number % 28 + 1:02}T08:{number % 60:02}:00Z",
            "author": {"@type": "Person", "name": f"Ada Writer {number % 7}"},
            "inLanguage": "en",
        }
        size = ARTICLES // SECTIONS
        others = [(number + step) % ARTICLES for step in (1, 2, size - HIDDEN)]
        also = "".join(
            f'<li><a href="{self.paths[each]}">{_headline(each)}</a></li>' for each in others
        )
        return _page(
            _headline(number),
            f'<article><h1>{_headline(number)}</h1><div class="text">{body}<p>{BOX}</p></div></article>'
            f'<aside class="related"><h3>You may also like</h3><ul>{also}</ul></aside>',
            head=f'<script type="application/ld+json">{json.dumps(data)}</script>'
            '<meta property="og:type" content="article">',
        )


class _Server(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, site: KnownSite) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.site = site


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 60
    wbufsize = -1

    def do_GET(self) -> None:
        site = self.server.site
        site.note(self.path)
        while site.silent:
            time.sleep(0.05)
        if site.down:
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.close_connection = True
            return
        status, content_type, text = site.answer(self.path)
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{content_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True  # The crawl was killed.

    def finish(self) -> None:
        try:
            super().finish()
        except ConnectionError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (its name there)
        """Say nothing."""


def _slug(number: int) -> str:
    rng = random.Random(number)
    return f"{'-'.join(rng.choices(_WORDS, k=4))}-{number}.html"


def _headline(number: int) -> str:
    rng = random.Random(f"headline {number}")
    return f"{' '.join(rng.choices(_WORDS, k=6)).capitalize()} in district {number}"


def _sentence(rng: random.Random) -> str:
    return f"{' '.join(rng.choices(_WORDS, k=rng.randint(8, 16))).capitalize()}."


def _page(title: str, content: str, *, head: str = "") -> str:
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>{head}</head>"
        f'<body><header><a href="/">The Known Herald</a></header><main>{content}</main></body></html>'
    )
