"""The one place where HTTP leaves the crawler, and where Scrapy's and Twisted's privates are used.

Written against Scrapy 2.19 and Twisted 26.10: every private name used here is listed in
`tests/downloading/test_privates.py`, which fails when one of them changes.
"""

# ruff: noqa: N802, SLF001 - the names and the privates are Twisted's and Scrapy's

import asyncio
import socket
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError, NotConfigured
from scrapy.http import Response
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred, fail
from twisted.internet.error import ConnectionLost
from twisted.internet.interfaces import IAddress, ISSLTransport
from twisted.internet.protocol import connectionDone
from twisted.python.failure import Failure
from twisted.web._newclient import HTTP11ClientProtocol
from twisted.web._newclient import Request as WireRequest
from twisted.web.client import HTTPConnectionPool, ResponseFailed, _HTTP11ClientFactory
from twisted.web.http import _DataLoss
from twisted.web.iweb import IResponse

from newscrawl.core.frontier.addresses import AddressPolicy
from newscrawl.core.frontier.gate import HostGate
from newscrawl.core.urls import host_of
from newscrawl.downloading.failures import DOWNLOAD_ERRORS, classify_failure
from newscrawl.downloading.meta import RESERVATION
from newscrawl.exceptions import ForbiddenAddressError, TooLargeError
from newscrawl.items import HOST_FAILURES
from newscrawl.runtime import Runtime

_GRACE = 2.0
"""Seconds; Scrapy's own deadline comes first and closes the connection. This one always holds."""
_DIRECT_KEY_LENGTH = 4
"""Parts of a pool key without a proxy: scheme, host, port, bind address."""


def wake(crawler: Crawler) -> None:
    """Let the engine ask the scheduler for a request soon; without it, it may sleep for 5 s."""
    engine = crawler.engine
    if engine is not None and engine._slot is not None and engine._slot.closing is None:
        engine._slot.nextcall.schedule()


def under_way(crawler: Crawler) -> int:
    """Return the number of requests that the engine has begun and whose pages are not stored yet."""
    engine = crawler.engine
    return 0 if engine is None or engine._slot is None else len(engine._slot.inprogress)


class NewscrawlDownloadHandler(HTTP11DownloadHandler):
    """Fetches http and https addresses: at the host's pace, from open addresses, in bounded time.

    A request waits at the gate first; DOWNLOAD_TIMEOUT then bounds connecting, headers and body
    together, and the place at the gate is kept until the last byte. Robots.txt is no exception.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        runtime = crawler.get_extension(Runtime)
        if runtime is None:
            raise NotConfigured("newscrawl.runtime.Runtime is not among EXTENSIONS")
        self._runtime = runtime
        self._gate: HostGate = runtime.gate
        self._addresses: AddressPolicy = runtime.addresses
        self._timeout = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        self._fail_on_dataloss_warned = True  # Every loss is told as the page's failure.
        pool = _GuardedPool(self._pool._reactor, gate=self._gate, addresses=self._addresses)
        pool.maxPersistentPerHost = self._pool.maxPersistentPerHost
        self._pool = pool

    async def download_request(self, request: Request) -> Response:
        """Return the answer, or raise what `classify_failure` understands."""
        await self._check_host(request)
        request.meta.setdefault("download_timeout", self._timeout)
        async with self._gate.hold(host_of(request.url), request.meta.get(RESERVATION)):
            begun = asyncio.get_running_loop().time()
            try:
                async with asyncio.timeout(self._timeout + _GRACE):
                    response = await super().download_request(request)
            except DownloadCancelledError as error:
                raise TooLargeError(f"body larger than {self._default_maxsize} bytes") from error
            except TimeoutError as error:
                self._runtime.host_failed(request.url, begun=begun)
                raise DownloadTimeoutError(f"not done after {self._timeout} s") from error
            except DOWNLOAD_ERRORS as error:
                if classify_failure(error).kind in HOST_FAILURES:
                    self._runtime.host_failed(request.url, begun=begun)
                raise
            if response.status == 429 or response.status >= 500:
                self._runtime.host_failed(request.url, begun=begun, status=response.status)
            else:
                self._runtime.host_answered(request.url, begun=begun)
            return response

    async def _check_host(self, request: Request) -> None:
        """Raise ForbiddenAddressError for a host that is refused before any look-up.

        What a proxy connects to cannot be seen, so there the name is looked up and checked here.
        """
        parts = urlsplit(request.url)
        host = parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        if not self._addresses.host_allowed(host, port):
            raise ForbiddenAddressError(_refusal(host, host))
        if request.meta.get("proxy"):
            for ip in await _look_up(host, port):
                if not self._addresses.allows(ip, port, host):
                    raise ForbiddenAddressError(_refusal(host, ip))


async def _look_up(host: str, port: int) -> set[str]:
    """Return the addresses of a name; empty where only the proxy may know it."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return set()
    return {str(address[4][0]) for address in found}


def _refusal(host: str, ip: str) -> str:
    where = ip if ip == host else f"{host} leads to {ip}, which"
    return f"{where} is not a public address; --allow-address opens it"


class _GuardedPool(HTTPConnectionPool):
    """Tells each new connection which host it is for."""

    def __init__(self, reactor: ReactorBase, *, gate: HostGate, addresses: AddressPolicy) -> None:
        super().__init__(reactor, persistent=True)  # type: ignore[no-untyped-call]
        self._gate = gate
        self._addresses = addresses

    def _newConnection(self, key: Any, endpoint: Any) -> Deferred[HTTP11ClientProtocol]:
        direct = key[0] != b"http-proxy" and len(key) <= _DIRECT_KEY_LENGTH
        factory = _GuardedFactory(
            partial(self._putConnection, key),
            gate=self._gate,
            addresses=self._addresses,
            host=key[1].decode("ascii") if direct else None,
        )
        connecting: Deferred[HTTP11ClientProtocol] = endpoint.connect(factory)
        return connecting


class _GuardedFactory(_HTTP11ClientFactory):
    noisy = False

    def __init__(
        self,
        on_quiescent: Callable[[HTTP11ClientProtocol], None],
        *,
        gate: HostGate,
        addresses: AddressPolicy,
        host: str | None,
    ) -> None:
        super().__init__(on_quiescent, host)  # type: ignore[no-untyped-call]
        self.gate = gate
        self.addresses = addresses
        self.host = host
        """The host of the URLs that the connection is for; None: it goes to a proxy."""

    def buildProtocol(self, addr: IAddress | None) -> HTTP11ClientProtocol:  # noqa: ARG002
        return _GuardedProtocol(self, self._quiescentCallback)


class _GuardedProtocol(_LenientHTTP11ClientProtocol):
    """A connection that looks at its peer before it sends a byte."""

    transport: Any

    def __init__(
        self,
        factory: _GuardedFactory,
        on_quiescent: Callable[[HTTP11ClientProtocol], None],
    ) -> None:
        super().__init__(on_quiescent)  # type: ignore[no-untyped-call]
        self._factory = factory
        self._refused: ForbiddenAddressError | None = None

    def connectionMade(self) -> None:
        """Refuse the connection if its peer is not an address that may be spoken to."""
        super().connectionMade()
        host = self._factory.host
        if host is None:
            return
        peer = self.transport.getPeer()
        if not self._factory.addresses.allows(peer.host, peer.port, host):
            self._refused = ForbiddenAddressError(_refusal(host, peer.host))
            self.transport.abortConnection()

    def request(self, request: WireRequest) -> Deferred[IResponse]:
        """Send the request and return its answer."""
        if self._refused is not None:
            return fail(self._refused)
        answer = super().request(request)
        if self._parser is not None:
            self._parser.__class__ = _StrictParser
        self._factory.gate.sent(host_of(request.absoluteURI.decode("ascii")))
        return answer

    def connectionLost(self, reason: Failure = connectionDone) -> None:
        """Mark a body that has no length and ends in a reset: more of it may have been to come.

        Over TLS it cannot be told from a server that never says goodbye, as many do.
        """
        if (
            isinstance(self._parser, _StrictParser)
            and isinstance(reason.value, ConnectionLost)
            and not ISSLTransport.providedBy(self.transport)
        ):
            self._parser.damaged = True
        super().connectionLost(reason)  # type: ignore[no-untyped-call]


class _StrictParser(_LenientHTTPClientParser):
    """Takes a body that ends in a reset, or is longer than announced, for the damage that it is."""

    damaged = False

    def _finished(self, rest: bytes) -> None:
        self.damaged = bool(rest.strip())
        super()._finished(rest)  # type: ignore[no-untyped-call]

    def connectionLost(self, reason: Failure | None = None) -> None:
        """Tell the reader of the body how it ended."""
        if self.bodyDecoder is not None and self.damaged:
            loss = Failure(_DataLoss("reset, or longer than announced"))  # type: ignore[no-untyped-call]
            damage = ResponseFailed([loss], self.response)  # type: ignore[no-untyped-call]
            self.response._bodyDataFinished(Failure(damage))  # type: ignore[no-untyped-call]
        else:
            super().connectionLost(reason)
