"""What an HTTP answer without a page means."""

from scrapy.http import Response

from newscrawl.downloading.waiting import retry_after
from newscrawl.items import FailureKind, FetchFailure


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
