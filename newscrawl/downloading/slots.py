"""Keeps Scrapy's own pace out of the way of the gate."""

from scrapy import Request

from newscrawl.downloading.meta import SLOT


class OneSlotMiddleware:
    """Puts every request into one slot of Scrapy's downloader, which settings.py leaves unbounded.

    Scrapy's slots are a host's, overshoot their concurrency when the delay is 0, and would add
    their own delay to the gate's.
    """

    def process_request(self, request: Request) -> None:
        """Name the slot."""
        request.meta["download_slot"] = SLOT
