"""The demo site served on loopback."""

import hashlib
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from newscrawl.cli.demo_site.site import DemoSite, Response


class DemoServer:
    """Serves the demo site on a free port of 127.0.0.1 while its `with` block runs.

    >>> with DemoServer() as server:
    ...     print(server.url)  # http://127.0.0.1:40713/
    """

    def __init__(self) -> None:
        self._server: _Server | None = None

    def __enter__(self) -> Self:
        self._server = _Server()
        # The default poll of half a second would be felt at the end of every demo.
        thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        server = self._running()
        server.shutdown()
        server.server_close()
        self._server = None

    @property
    def url(self) -> str:
        """Address of the front page."""
        return f"{self._running().base_url}/"

    @property
    def site(self) -> DemoSite:
        """The site that is served."""
        return self._running().site

    @property
    def requests(self) -> list[str]:
        """The targets (path and query) that were asked for so far, in order."""
        server = self._running()
        with server.lock:
            return list(server.requests)

    def _running(self) -> "_Server":
        if self._server is None:
            raise RuntimeError("the demo site is served inside its `with` block only")
        return self._server


# Not http.server's own class: it looks up the host's name, which can take long without a network.
class _Server(ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.base_url = f"http://127.0.0.1:{self.server_address[1]}"
        self.site = DemoSite(self.base_url)
        self.requests: list[str] = []
        self.lock = threading.Lock()

    def visit(self, target: str) -> int:
        """Note a request and return how many there were for its path, this one included."""
        path = urlsplit(target).path
        with self.lock:
            self.requests.append(target)
            return sum(urlsplit(earlier).path == path for earlier in self.requests)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 30
    # Head and body leave together: else a kept connection waits 40 ms for each answer.
    wbufsize = -1

    def do_GET(self) -> None:
        visit = self.server.visit(self.path)
        self._send(self.server.site.respond(urlsplit(self.path).path, visit=visit))

    def do_HEAD(self) -> None:
        self._send(self.server.site.respond(urlsplit(self.path).path, visit=2), body=False)

    def version_string(self) -> str:
        return "halvrick"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (its name there)
        """Say nothing: the terminal belongs to the demo."""

    def _send(self, response: Response, *, body: bool = True) -> None:
        tag = f'"{hashlib.sha256(response.body).hexdigest()[:16]}"'
        known = response.status is HTTPStatus.OK and self.headers.get("If-None-Match") == tag
        content = b"" if known else response.body
        self.send_response(HTTPStatus.NOT_MODIFIED if known else response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.send_header("ETag", tag)
        if not known:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if body:
            self.wfile.write(content)
