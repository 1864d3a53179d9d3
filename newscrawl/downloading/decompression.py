"""Undoes the compression of answers, and fails the fetch where a part of the page is lost."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError
from scrapy.http import Response, TextResponse
from scrapy.responsetypes import responsetypes

from newscrawl.downloading.codings import CODINGS, decompress
from newscrawl.downloading.meta import DAMAGED, takes_damaged
from newscrawl.exceptions import DamagedBodyError

_ACCEPTED = "gzip, deflate, br, zstd"
_MAX_CODINGS = 2


class DecompressionMiddleware:
    """Takes the place of HttpCompressionMiddleware, which lets a cut page pass as a whole one.

    A coding that is not known is left alone, as browsers do: it mostly is a charset that was put
    in the wrong header.
    """

    def __init__(self, *, max_size: int) -> None:
        """Allow `max_size` bytes of decompressed body."""
        self._max_size = max_size

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(max_size=crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_request(self, request: Request) -> None:
        """Say what can be undone."""
        request.headers.setdefault(b"Accept-Encoding", _ACCEPTED)

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the response with its body decompressed.

        Raises TooLargeError, DamagedBodyError, or DownloadFailedError for more than 2 codings; an
        answer that is no page anyway only loses its body. Where a request takes what is damaged, the
        response is flagged instead, as Scrapy flags a body that was cut.
        """
        codings = _codings(response)
        if not codings or not response.body:
            return response
        if len(codings) > _MAX_CODINGS:
            raise DownloadFailedError(f"{len(codings)} content codings; {_MAX_CODINGS} are read")
        try:
            body = decompress(response.body, codings, max_size=self._max_size)
        except DamagedBodyError as damage:
            if response.status != 200:
                return _replace_body(response, b"")
            if not takes_damaged(request) or len(codings) > 1:
                raise
            response.flags.append(DAMAGED)
            body = damage.part
        return _replace_body(response, body)


def _codings(response: Response) -> list[str]:
    """Return the codings to undo, in the order in which they were applied."""
    listed = b",".join(response.headers.getlist(b"Content-Encoding")).decode("latin-1")
    names = [name.strip().lower() for name in listed.split(",")]
    return [name for name in names if name in CODINGS]


def _replace_body(response: Response, body: bytes) -> Response:
    headers = response.headers.copy()
    del headers[b"Content-Encoding"]
    cls = responsetypes.from_args(headers=headers, url=response.url, body=body)
    if issubclass(cls, TextResponse):
        return response.replace(cls=cls, headers=headers, body=body, encoding=None)
    return response.replace(cls=cls, headers=headers, body=body)
