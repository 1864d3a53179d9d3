"""Redirects: to the same page they are followed, to another they are an outcome."""

from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response

from newscrawl.core.urls import normalize_url, url_key
from newscrawl.downloading.meta import HOPS, LEASE

_STATUSES = frozenset({301, 302, 303, 307, 308})
_MAX_HOPS = 5


class RedirectMiddleware:
    """Fetches again, under the same lease, what redirects to another spelling of itself.

    That is a slash, http to https, a bounce that sets a cookie. All other redirects, and the sixth
    in a row, reach the callback as they are.
    """

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Return the request for the other spelling, or the response."""
        if LEASE not in request.meta:
            return response
        target = redirect_target(response)
        hops = request.meta.get(HOPS, 0)
        if target is None or hops >= _MAX_HOPS or url_key(target) != url_key(request.url):
            return response
        return request.replace(url=target, meta={**request.meta, HOPS: hops + 1})


def redirect_target(response: Response) -> str | None:
    """Return the address that a redirect leads to; None where it is no redirect or leads nowhere.

    It is as the server spelled it, but for being absolute: a session or a cookie check may need
    what our own spelling leaves out.
    """
    location = response.headers.get(b"Location")
    if response.status not in _STATUSES or not location:
        return None
    text = location.decode("utf-8", "replace").strip()
    if normalize_url(text, response.url) is None:
        return None
    return urljoin(response.url, text)
