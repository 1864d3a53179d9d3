"""Headers that the operator set for a site, sent to the site's own origin and nowhere else."""

from collections.abc import Mapping
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured


class SiteHeadersMiddleware:
    """Sets the headers of NEWSCRAWL_HEADERS, by scheme, host and port, on requests to that very origin.

    They are taken off a request that a redirect has sent to another one.
    """

    def __init__(self, headers: Mapping[str, Mapping[str, str]]) -> None:
        """Take headers by origin, such as `https://example.org`."""
        self._headers = {_origin(origin): dict(named) for origin, named in headers.items()}
        self._names = {name for named in headers.values() for name in named}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        headers = crawler.settings.getdict("NEWSCRAWL_HEADERS")
        if not headers:
            raise NotConfigured
        return cls(headers)

    def process_request(self, request: Request) -> None:
        """Set what is for the request's origin, and nothing that is for another one."""
        for name in self._names:
            request.headers.pop(name, None)
        for name, value in self._headers.get(_origin(request.url), {}).items():
            request.headers[name] = value


def _origin(url: str) -> str:
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return f"{parts.scheme}://{parts.hostname}:{port}"
