"""A made-up news site: its pages by target, the truth about its articles, and a server for it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What must be read of one article."""

    path: str
    headline: str
    authors: tuple[str, ...]
    published: datetime
    """As the page shows it, without a zone."""
    body: tuple[str, ...]
    """Its paragraphs, headings, items and rows."""
    completeness: str
    """`full`, `teaser` or `live`."""
    sections: tuple[str, ...] = ()
    """The sections that list it."""


@dataclass(slots=True)
class MadeSite:
    """All pages of a site."""

    base: str
    language: str
    pages: dict[str, str] = field(default_factory=dict)
    """Texts by target, path and query; those that end in .xml or .txt are of those types."""
    truths: list[Truth] = field(default_factory=list)
    related: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Paths of what an article's page calls related, by the article's path."""
    other: Callable[[str], str | None] = lambda _: None
    """Answers targets that have no page; None: not found."""
    requests: list[str] = field(default_factory=list)
    """Targets that were asked for."""


@contextmanager
def served(make: Callable[[str], MadeSite]) -> Iterator[MadeSite]:
    """Serve a site on a free port of loopback while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_GET(self) -> None:
            site.requests.append(unquote(self.path))
            target = unquote(self.path)
            text = site.pages.get(target) or site.other(target)
            body = (text or "<title>404</title><h1>404</h1>").encode()
            self.send_response(404 if text is None else 200)
            self.send_header("Content-Type", _media_type(self.path))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = make(f"http://127.0.0.1:{server.server_address[1]}")
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def _media_type(path: str) -> str:
    kinds = {"xml": "application/xml", "txt": "text/plain"}
    return f"{kinds.get(path.rpartition('.')[2], 'text/html')}; charset=utf-8"
