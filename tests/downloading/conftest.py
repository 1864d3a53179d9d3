"""A server that answers what a test says, and a crawl in a process of its own that asks it."""

import asyncio
import json
import os
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

Handler = Callable[[asyncio.StreamWriter], Awaitable[None]]
_SCRIPT = Path(__file__).parent / "fetching.py"
_ROOT = Path(__file__).parents[2]


def make_answer(
    body: bytes = b"<p>ok</p>", *, status: str = "200 OK", headers: tuple[str, ...] = ()
) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    if not any(line.lower().startswith("content-type") for line in headers):
        lines.append("Content-Type: text/html")
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


@pytest.fixture
def answer() -> Callable[..., bytes]:
    """Make the bytes of an answer from a body, a status line and headers."""
    return make_answer


@dataclass
class Server:
    """Answers on loopback; counts what is asked and how much of it at once."""

    port: int = 0
    routes: dict[str, bytes | Handler] = field(default_factory=dict)
    default: bytes | Handler = field(default_factory=make_answer)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    in_flight: int = 0
    peak: int = 0
    connections: int = 0
    bytes_received: int = 0
    duration: float = 0.0

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                self.bytes_received += len(head)
                if not await self._answer(head.decode("latin-1"), writer):
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _answer(self, head: str, writer: asyncio.StreamWriter) -> bool:
        request, *lines = head.strip().split("\r\n")
        path = request.split(" ")[1]
        self.in_flight += 1
        self.peak = max(self.peak, self.in_flight)
        self.starts.append(time.monotonic())
        self.asked.append(path)
        self.headers.append(dict(line.lower().split(": ", 1) for line in lines))
        try:
            if self.duration:
                await asyncio.sleep(self.duration)
            route = self.routes.get(path, self.default)
            if isinstance(route, bytes):
                writer.write(route)
                return True
            await route(writer)
            return False
        finally:
            self.in_flight -= 1


@pytest.fixture
def start_server() -> Iterator[Callable[..., Server]]:
    """Start servers on loopback; each lives as long as the test."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    servers: list[asyncio.Server] = []

    def start(*, tls: ssl.SSLContext | None = None, **kwargs: Any) -> Server:
        server = Server(**kwargs)
        listening = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=tls), loop
        ).result()
        servers.append(listening)
        server.port = listening.sockets[0].getsockname()[1]
        return server

    yield start

    async def stop() -> None:
        for listening in servers:
            listening.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run_coroutine_threadsafe(stop(), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture
def server(start_server: Callable[..., Server]) -> Server:
    """Return a server that has no robots.txt."""
    return start_server(routes={"/robots.txt": make_answer(b"", status="404 Not Found")})


@dataclass(frozen=True)
class Crawl:
    """What a crawl in a process of its own reported."""

    results: list[dict[str, Any]]
    proposed: list[dict[str, Any]]
    seconds: float
    log: str

    @property
    def result(self) -> dict[str, Any]:
        """What came of the only address."""
        (result,) = self.results
        return result

    def of(self, url: str) -> dict[str, Any]:
        """What came of an address."""
        (result,) = [result for result in self.results if result["asked"] == url]
        return result


@pytest.fixture
def crawl() -> Callable[..., Crawl]:
    """Fetch the addresses and return what came of each.

    Options: `settings`; `literals` and `networks` of the address policy (by default all of
    127.0.0.0/8 is open); `names`, a dict of names to the addresses that they resolve to; `leased`,
    whether requests carry a lease; `proxies`, variables such as HTTP_PROXY.
    """
    return _crawl


def _crawl(*urls: str, **options: Any) -> Crawl:
    order = {"urls": urls, "networks": ["127.0.0.0/8"], **options}
    proxies = order.get("proxies", {"NO_PROXY": "*"})
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), **proxies}
    started = time.monotonic()
    run = subprocess.run(
        [sys.executable, str(_SCRIPT), json.dumps(order)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=environment,
    )
    assert run.returncode == 0, run.stderr
    reports = [json.loads(line) for line in run.stdout.splitlines()]
    results = [report for report in reports if "candidate" not in report]
    return Crawl(
        results=results,
        proposed=[report for report in reports if "candidate" in report],
        seconds=time.monotonic() - started,
        log=run.stderr,
    )
