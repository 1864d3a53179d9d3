"""A news site of any size on loopback, which counts how much it is asked at once.

The front page lists section pages, each of these lists articles. Every text differs, so that none is a copy.
"""

import asyncio
import random
import threading
from collections import Counter
from typing import Self

LISTED = 100
"""Addresses on a page that lists."""
_WORDS = [
    "".join(random.Random(number).choices("bcdfghjklmnprstvz", k=2))
    + "aeiou"[number % 5]
    + "".join(random.Random(-number - 1).choices("lmnrst", k=2))
    for number in range(5_000)
]


class LargeSite:
    """Serves the site inside its `with` block, on as many loopback addresses as hosts are wanted."""

    def __init__(self, *, articles: int, hosts: int = 1, slowest: float = 0.0) -> None:
        """Take up to `slowest` seconds for an answer, evenly spread."""
        self.articles = articles
        self.slowest = slowest
        self.hosts = [f"127.0.0.{number + 1}" for number in range(hosts)]
        self.served: Counter[str] = Counter()
        """Requests by host, robots.txt included."""
        self.at_once: Counter[str] = Counter()
        """Requests that are being answered, by host."""
        self.most_at_once: Counter[str] = Counter()
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._rng = random.Random(1)

    @property
    def seeds(self) -> list[str]:
        """The front pages."""
        return [f"http://{host}:{self.port}/" for host in self.hosts]

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self._loop).result()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    async def _start(self) -> None:
        for host in self.hosts:
            server = await asyncio.start_server(self._serve, host, self.port, backlog=512)
            self.port = server.sockets[0].getsockname()[1]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                await self._answer(host, head.split(b" ")[1].decode(), writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _answer(self, host: str, path: str, writer: asyncio.StreamWriter) -> None:
        self.served[host] += 1
        self.at_once[host] += 1
        self.most_at_once[host] = max(self.most_at_once[host], self.at_once[host])
        if self.slowest:
            await asyncio.sleep(self._rng.uniform(0, self.slowest))
        body = self._page(path)
        status = "404 Not Found" if body is None else "200 OK"
        body = body or b"<title>Not found</title>"
        # Counted as over before the last byte can be read.
        self.at_once[host] -= 1
        head = (
            f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        writer.write(head.encode() + body)
        await writer.drain()

    def _page(self, path: str) -> bytes | None:
        kind, _, rest = path.strip("/").partition("/")
        if not kind:
            sections = range(-(-self.articles // LISTED))
            return _html("Front page", "".join(map(_link_to_section, sections)))
        number = rest.partition("-")[0]
        if not number.isdigit():
            return None
        if kind == "section":
            first = int(number) * LISTED
            links = map(_link_to_article, range(first, min(first + LISTED, self.articles)))
            return _html(f"Section {number}", "".join(links))
        return _article(int(number)) if kind == "news" else None


def _link_to_section(number: int) -> str:
    return f'<li><a href="/section/{number}">Section {number}</a></li>'


def _link_to_article(number: int) -> str:
    words = random.Random(number).choices(_WORDS, k=6)
    return f'<li><a href="/news/{number}-{"-".join(words)}">{" ".join(words).capitalize()}</a></li>'


def _article(number: int) -> bytes:
    rng = random.Random(number)
    headline = " ".join(rng.choices(_WORDS, k=6)).capitalize()
    texts = (" ".join(rng.choices(_WORDS, k=40)).capitalize() for _ in range(6))
    paragraphs = "".join(f"<p>{text}.</p>" for text in texts)
    head = (
        '<meta property="og:type" content="article"><meta property="article:published_time"'
        f' content="2026-{number % 10 + 1:02}-{number % 27 + 1:02}T08:00:00Z">'
    )
    return _html(headline, f"<article><h1>{headline}</h1>{paragraphs}</article>", head=head)


def _html(title: str, content: str, *, head: str = "") -> bytes:
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head>"
        f"<body><main><ul>{content}</ul></main></body></html>"
    ).encode()
