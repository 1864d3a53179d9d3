"""What an HTTP answer means: the page that came, or why there is none."""

from collections.abc import Iterator

from scrapy.http import Response

from newscrawl.core.extraction.reservations import TDM, header_reservations
from newscrawl.downloading.meta import DAMAGED
from newscrawl.downloading.waiting import retry_after
from newscrawl.items import FailureKind, FetchFailure, Page, PageType


def failure_of_status(response: Response) -> FetchFailure | None:
    """Return why a status gives no page; None for a page or a redirect (2xx, 3xx)."""
    status = response.status
    if 200 <= status < 400:
        return None
    detail = f"HTTP {status}"
    if status == 410:
        return FetchFailure(kind=FailureKind.GONE, detail=detail)
    if status == 429:
        kind = FailureKind.RATE_LIMITED
    elif status >= 500:
        kind = FailureKind.HTTP_SERVER
    else:
        kind = FailureKind.HTTP_CLIENT
    return FetchFailure(kind=kind, detail=detail, retry_after=retry_after(response))


def _reserving(response: Response) -> Iterator[tuple[str, str]]:
    for name in ("x-robots-tag", TDM):
        for value in response.headers.getlist(name):
            yield name, value.decode("latin-1")


def page_of(
    response: Response, *, expected: PageType | None = None, part_of: str | None = None
) -> Page:
    """Return the page that an answer brought; `expected` and `part_of` as in `Page`."""
    return Page(
        url=response.url,
        body=response.body,
        content_type=(response.headers.get("Content-Type") or b"").decode("latin-1"),
        expected=expected,
        part_of=part_of,
        truncated=DAMAGED in response.flags,
        reservations=header_reservations(_reserving(response)),
    )
