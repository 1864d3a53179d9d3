"""Cookies, each kept for the host that set it."""

import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.cookiejar import Cookie, LoadError, MozillaCookieJar
from http.cookies import CookieError, Morsel, SimpleCookie
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from newscrawl.core.urls import host_of
from newscrawl.exceptions import InputError

_MAX_COOKIES = 50
"""A host's cookies; the oldest go first. Browsers keep up to 180 of a whole domain."""
_MAX_BYTES = 4096
"""Of a cookie, and of all that are sent with a request."""


@dataclass(frozen=True, slots=True)
class _Cookie:
    text: str
    """`name=value`, as it is sent."""
    path: str
    secure: bool
    until: float
    """End of its time, seconds since the epoch."""


class CookiesMiddleware:
    """Sends a host the cookies that it has set, and no other host's.

    Takes the place of Scrapy's, which looks for the list of public suffixes on the network. Here a cookie
    goes back to the very host and port that set it, whatever domain it names, so no such list is needed.
    """

    def __init__(self, given: Sequence[Cookie] = ()) -> None:
        """Take cookies that are sent from the start, as their domain and path say."""
        self._given = given
        self._jars: dict[str, OrderedDict[tuple[str, str], _Cookie]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.getbool("COOKIES_ENABLED"):
            raise NotConfigured
        files = crawler.settings.getlist("NEWSCRAWL_COOKIES_FILES")
        return cls([cookie for file in files for cookie in read_cookies(file)])

    def process_request(self, request: Request) -> None:
        """Add the host's cookies for this path."""
        jar = self._jars.get(host_of(request.url)) or self._first_jar(request)
        if not jar or "Cookie" in request.headers:
            return
        parts = urlsplit(request.url)
        now, texts, size = time.time(), [], 0
        for cookie in reversed(jar.values()):
            size += len(cookie.text) + 2
            if cookie.until <= now or (cookie.secure and parts.scheme != "https"):
                continue
            if size <= _MAX_BYTES and _covers(cookie.path, parts.path or "/"):
                texts.append(cookie.text)
        if texts:
            request.headers["Cookie"] = "; ".join(texts)

    def _first_jar(self, request: Request) -> OrderedDict[tuple[str, str], _Cookie]:
        """Return the jar of a host that has set no cookie yet: those given for it."""
        name = urlsplit(request.url).hostname or ""
        given = [cookie for cookie in self._given if _is_for(cookie, name)]
        jar = OrderedDict(((each.name, each.path), _as_kept(each)) for each in given)
        if jar:
            self._jars[host_of(request.url)] = jar
        return jar

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep the cookies that an answer sets."""
        lines = response.headers.getlist("Set-Cookie")
        if lines:
            first = self._jars.get(host_of(request.url)) or self._first_jar(request)
            jar = self._jars.setdefault(host_of(request.url), first)
            for line in lines[-_MAX_COOKIES:]:
                if len(line) <= _MAX_BYTES:
                    _keep(jar, line.decode("latin-1"))
            while len(jar) > _MAX_COOKIES:
                jar.popitem(last=False)
        return response


def read_cookies(file: str) -> list[Cookie]:
    """Return the cookies of a file in Netscape's form, as browsers' add-ons, curl and wget write it.

    Raises InputError for a file that cannot be read, without telling what is in it.
    """
    jar = MozillaCookieJar(file)
    try:
        jar.load(ignore_discard=True, ignore_expires=True)
    except (OSError, LoadError) as error:
        told = error.strerror if isinstance(error, OSError) and error.strerror else "no such form"
        raise InputError(f"cookies_file {file}: cannot be read: {told}") from None
    return list(jar)


def _is_for(cookie: Cookie, host: str) -> bool:
    if not cookie.domain.startswith("."):
        return host == cookie.domain
    return f".{host}".endswith(cookie.domain)


def _as_kept(cookie: Cookie) -> _Cookie:
    # curl and wget write 0 for a cookie without an end.
    until = float(cookie.expires or "inf")
    return _Cookie(f"{cookie.name}={cookie.value}", cookie.path, cookie.secure, until)


def _keep(jar: OrderedDict[tuple[str, str], _Cookie], line: str) -> None:
    try:
        morsels = SimpleCookie(line)
    except CookieError:
        return
    for name, morsel in morsels.items():
        path = morsel["path"] if morsel["path"].startswith("/") else "/"
        jar.pop((name, path), None)
        until = _end_of(morsel)
        if until > time.time():
            text = f"{name}={morsel.coded_value}"
            jar[name, path] = _Cookie(text, path, bool(morsel["secure"]), until)


def _end_of(morsel: "Morsel[str]") -> float:
    """Return when a cookie ends; Max-Age wins over Expires (RFC 6265, 5.3)."""
    max_age = str(morsel["max-age"]).strip()
    if max_age.lstrip("-").isdigit():
        return time.time() + int(max_age[:12])
    try:
        return parsedate_to_datetime(morsel["expires"]).timestamp()
    except (ValueError, OverflowError):
        return float("inf")


def _covers(cookie_path: str, path: str) -> bool:
    """Return whether a cookie of this path goes with a request (RFC 6265, 5.1.4)."""
    folder = cookie_path if cookie_path.endswith("/") else f"{cookie_path}/"
    return path == cookie_path or path.startswith(folder)
