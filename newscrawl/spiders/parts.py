"""Fetching the further pages of an article, within the lease of its first one."""

import asyncio
from dataclasses import dataclass

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from newscrawl.core.reading.stitching import join_part, next_part, without_part
from newscrawl.downloading.failures import DOWNLOAD_ERRORS, classify_failure
from newscrawl.downloading.meta import LEASE
from newscrawl.exceptions import PoolClosedError, ReadingError
from newscrawl.items import FailureKind, FetchFailure, Lease, Page, PageResult
from newscrawl.runtime import Runtime
from newscrawl.spiders.answers import failure_of_status, page_of

MAX_PARTS = 20
"""Further pages that are fetched for an article."""
_LONGEST = 600.0
"""Seconds after which no further page of an article is begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """An article and its further pages."""

    result: PageResult
    """What reading all of the pages gave together."""
    pages: tuple[Page, ...] = ()
    """The further pages that were joined, in order."""
    failure: FetchFailure | None = None
    """Why the next page could not be had; None: the article is whole, or has too many pages."""


class PartReader:
    """Fetches and reads an article's further pages, one after the other."""

    def __init__(self, crawler: Crawler, runtime: Runtime) -> None:
        self._crawler = crawler
        self._runtime = runtime

    async def complete(self, first: PageResult, lease: Lease) -> Whole:
        """Return an article with all its pages, as far as they can be had.

        Raises FetchCancelledError or PoolClosedError where the crawl has to end first.
        """
        loop = asyncio.get_running_loop()
        until = loop.time() + _LONGEST
        whole = Whole(result=first)
        while (url := next_part(whole.result)) is not None:
            if len(whole.pages) >= MAX_PARTS or loop.time() > until:
                return _ended(whole, "too many pages")
            got = await self._read(url, lease, part_of=first.url)
            if isinstance(got, FetchFailure):
                return _ended(whole, got.detail or got.kind, failure=got)
            page, part = got
            result = join_part(whole.result, part)
            joined = (page,) if len(result.parts) > len(whole.result.parts) else ()
            whole = Whole(result=result, pages=(*whole.pages, *joined))
        return whole

    async def _read(
        self, url: str, lease: Lease, *, part_of: str
    ) -> tuple[Page, PageResult] | FetchFailure:
        response = await self._fetch(url, lease)
        if isinstance(response, FetchFailure):
            return response
        page = page_of(response, part_of=part_of)
        try:
            part = await self._runtime.pool.read(page, self._runtime.site_named(lease.site))
        except PoolClosedError:
            raise
        except ReadingError as error:
            return FetchFailure(kind=FailureKind.READING, detail=str(error)[:200])
        self._crawler.stats.inc_value("newscrawl/reading/part_count")
        if part.article is None:
            blocked = (part.problem or "").startswith(FailureKind.BLOCKED)
            return FetchFailure(
                kind=FailureKind.BLOCKED if blocked else FailureKind.OTHER,
                detail=part.problem or f"not a page of an article: {part.type_evidence}",
            )
        return page, part

    async def _fetch(self, url: str, lease: Lease) -> Response | FetchFailure:
        """Return the answer to a request that middlewares and gate treat as those of the lease."""
        request = Request(url, callback=NO_CALLBACK, meta={LEASE: lease})
        assert self._crawler.engine is not None
        try:
            response = await self._crawler.engine.download_async(request)
        except DOWNLOAD_ERRORS as error:
            return classify_failure(error)
        failure = failure_of_status(response)
        if failure is None and response.status >= 300:
            failure = FetchFailure(kind=FailureKind.REDIRECT, detail="leads to another address")
        if failure is not None and failure.retry_after is not None:
            self._runtime.slow_down(response.url, failure.retry_after)
        return failure or response


def _ended(whole: Whole, why: str, *, failure: FetchFailure | None = None) -> Whole:
    return Whole(result=without_part(whole.result, why), pages=whole.pages, failure=failure)
