"""The spider that walks a news site: sections, related links, pagination, feeds and sitemaps."""

import contextlib
import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from newscrawl.configuration import configured_sites
from newscrawl.core.extraction.reservations import obeyed_reservations, without_reserved
from newscrawl.core.frontier.endings import part_is_tried_again
from newscrawl.core.frontier.table import MAX_TRIES
from newscrawl.core.reading.stitching import next_part
from newscrawl.core.urls import normalize_url, url_key
from newscrawl.downloading.failures import classify_failure
from newscrawl.downloading.meta import LEASE, RESERVATION, TAKE_DAMAGED
from newscrawl.downloading.redirects import redirect_target
from newscrawl.exceptions import FetchCancelledError, PoolClosedError, ReadingError
from newscrawl.items import (
    Article,
    Candidate,
    DiscoverySource,
    DropReason,
    FailureKind,
    FetchFailure,
    Lease,
    LinkRole,
    Page,
    PageOutcome,
    PageResult,
    PageType,
)
from newscrawl.runtime import Runtime
from newscrawl.sites.seeds import sites_from_seeds
from newscrawl.spiders.answers import failure_of_status, page_of
from newscrawl.spiders.parts import PartReader

_USEFUL_IN_PART = (PageType.ARTICLE, PageType.SECTION)
_EXPECTED = {LinkRole.FEED: PageType.FEED, LinkRole.SITEMAP: PageType.SITEMAP}


class NewsSpider(Spider):
    """Follows the sections, related links, pagination, feeds and sitemaps of a site to its articles.

    Arguments (`scrapy crawl news -a NAME=VALUE`): `seeds`, addresses parted by commas, from Python also a
    list; `state`, the state file, without which nothing is remembered; `section` or `category`, the section
    pages to keep to, which then take the place of the seeds.

    To change what it does, override `candidates`, `parse_article` or `should_follow`.
    """

    name = "news"

    def __init__(
        self,
        *args: Any,
        seeds: str | Iterable[str] = "",
        section: str | Iterable[str] = "",
        category: str | Iterable[str] = "",
        state: str = "",
        unreachable: frozenset[str] = frozenset(),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sections = [*_listed(section), *_listed(category)]
        """Addresses of the section pages to keep to; empty: the whole site."""
        self.seeds = _listed(seeds)
        """Addresses to start at."""
        self.sites = sites_from_seeds(self.sections or self.seeds)
        self.state = state
        self.unreachable = unreachable
        """Names of sites of which it is known that they cannot be reached; they are not tried."""
        self._runtime: Runtime | None = None
        self.keep_pages = False
        """Whether the pages of articles go to the state file with them."""
        self.obeys: frozenset[str] = frozenset()
        """What pages and servers may reserve so that it is obeyed; see `Article.reservations`."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        if spider.state:
            crawler.settings.set("NEWSCRAWL_STATE", spider.state, priority="spider")
        if spider.sections:
            crawler.settings.set("NEWSCRAWL_SECTIONS", spider.sections, priority="spider")
        spider.keep_pages = crawler.settings.getbool("NEWSCRAWL_KEEP_PAGES")
        spider.sites = configured_sites(crawler.settings, spider.sections or spider.seeds)
        spider.obeys = obeyed_reservations(crawler.settings.getlist("NEWSCRAWL_OBEY"))
        return spider

    def candidates(self, result: PageResult) -> Iterable[Candidate]:
        """Return the addresses that a page leads to; by default those that reading it found."""
        return result.candidates

    def parse_article(self, article: Article, response: Response) -> Article | None:  # noqa: ARG002
        """Return the article to keep, perhaps changed; None: the page is no article after all."""
        return article

    def should_follow(self, candidate: Candidate) -> bool:  # noqa: ARG002
        """Return whether an address that a page leads to is proposed to the frontier."""
        return True

    @property
    def runtime(self) -> Runtime:
        """What this crawl owns: store, worker pool, gate."""
        if self._runtime is None:
            self._runtime = self.crawler.get_extension(Runtime)
        assert self._runtime is not None
        return self._runtime

    @cached_property
    def _parts(self) -> PartReader:
        return PartReader(self.crawler, self.runtime)

    async def start(self) -> AsyncIterator[Any]:
        """Yield nothing: the seeds wait in the frontier."""
        return
        yield

    def request_for(self, lease: Lease) -> Request:
        """Return the request that fetches a lease."""
        return Request(
            lease.url,
            headers=_conditions(lease),
            callback=self.parse,
            errback=self.failed,
            dont_filter=True,
            meta={LEASE: lease, "handle_httpstatus_all": True, **_at_last(lease)},
        )

    async def parse(self, response: Response) -> AsyncIterator[PageOutcome]:
        """Yield what became of the lease that this response answers."""
        assert response.request is not None
        lease = self._lease(response.request)
        # Where the crawl had to end first, the lease is given back when the store is closed.
        with contextlib.suppress(PoolClosedError, FetchCancelledError):
            yield await self._outcome(response, lease)

    async def failed(self, failure: Failure) -> AsyncIterator[PageOutcome]:
        """Yield what became of a lease that got no answer; nothing where the crawl had to end first."""
        lease = self._lease(failure.request)  # type: ignore[attr-defined]
        assert failure.value is not None
        if not isinstance(failure.value, FetchCancelledError):
            yield self._failed(lease, classify_failure(failure.value))

    def _lease(self, request: Request) -> Lease:
        reservation = request.meta.get(RESERVATION)
        if reservation is not None:
            reservation.release()
        lease = request.meta[LEASE]
        assert isinstance(lease, Lease)
        return lease

    def _failed(
        self, lease: Lease, failure: FetchFailure, *, status: int | None = None
    ) -> PageOutcome:
        self.crawler.stats.inc_value(f"newscrawl/fetch/failed_count/{failure.kind}")
        return PageOutcome(
            lease=lease,
            url=lease.url,
            fetched_at=datetime.now(UTC),
            status=status,
            failure=failure,
        )

    async def _outcome(self, response: Response, lease: Lease) -> PageOutcome:
        failure = failure_of_status(response)
        if failure is not None:
            if failure.retry_after is not None:
                self.runtime.slow_down(response.url, failure.retry_after)
            return self._failed(lease, failure, status=response.status)
        if response.status == 304:
            return self._not_modified(response, lease)
        if 300 <= response.status < 400:
            return self._redirected(lease, response.status, redirect_target(response), response.url)
        page = page_of(response, expected=_EXPECTED.get(lease.role))
        result = await self._result_of(page, lease)
        if isinstance(result, FetchFailure):
            return self._failed(lease, result, status=response.status)
        whole = await self._parts.complete(result, lease)
        if whole.failure is not None and part_is_tried_again(lease, whole.failure):
            failure = replace(whole.failure, detail=f"further page: {whole.failure.detail}")
            return self._failed(lease, failure)
        outcome = self._read(response, lease, whole.result)
        return self._with_pages(outcome, page, whole.pages)

    async def _result_of(self, page: Page, lease: Lease) -> PageResult | FetchFailure:
        """Return what reading a page gave, or why it is of no use."""
        try:
            result = await self.runtime.pool.read(page, self.runtime.site_named(lease.site))
        except PoolClosedError:
            raise
        except ReadingError as error:
            return FetchFailure(kind=FailureKind.READING, detail=str(error)[:200])
        if page.truncated and result.page_type not in _USEFUL_IN_PART:
            detail = "the page's end was not received"
            return FetchFailure(kind=FailureKind.TRUNCATED, detail=detail)
        return result

    def _not_modified(self, response: Response, lease: Lease) -> PageOutcome:
        if not _conditions(lease):
            failure = FetchFailure(
                kind=FailureKind.PROTOCOL, detail="HTTP 304 that was not asked for"
            )
            return self._failed(lease, failure, status=response.status)
        self.crawler.stats.inc_value("newscrawl/fetch/not_modified_count")
        return PageOutcome(
            lease=lease,
            url=response.url,
            fetched_at=datetime.now(UTC),
            status=response.status,
            not_modified=True,
        )

    def _redirected(
        self, lease: Lease, status: int, target: str | None, found_on: str
    ) -> PageOutcome:
        """Return the outcome of an address that leads to another one."""
        url = normalize_url(target, found_on) if target else None
        key = url_key(url) if url else ""
        if url is None or key == lease.key:
            failure = FetchFailure(kind=FailureKind.REDIRECT, detail="leads nowhere or to itself")
            return self._failed(lease, failure, status=status)
        if self.runtime.site_for(url) is None:
            failure = FetchFailure(kind=FailureKind.REDIRECT, detail="leads off the site")
            return self._failed(lease, failure, status=status)
        return PageOutcome(
            lease=lease,
            url=found_on,
            fetched_at=datetime.now(UTC),
            status=status,
            redirect=Candidate(
                url=url,
                key=key,
                role=lease.role,
                source=DiscoverySource.REDIRECT,
                found_on=lease.found_on or lease.url,
            ),
        )

    def _read(self, response: Response, lease: Lease, result: PageResult) -> PageOutcome:
        if result.refresh_url is not None and result.article is None:
            return self._redirected(lease, response.status, result.refresh_url, response.url)
        if result.problem is not None and result.problem.startswith(FailureKind.BLOCKED):
            failure = FetchFailure(kind=FailureKind.BLOCKED, detail=result.problem)
            return self._failed(lease, failure, status=response.status)
        if result.article is not None:
            article = self.parse_article(result.article, response)
            page_type = result.page_type if article is not None else PageType.OTHER
            result = replace(result, article=article, page_type=page_type)
        result = self._with_followed(without_reserved(result, self.obeys))
        is_whole = next_part(result) is None
        self.crawler.stats.inc_value(f"newscrawl/reading/{result.page_type}_count")
        return PageOutcome(
            lease=lease,
            url=response.url,
            fetched_at=datetime.now(UTC),
            status=response.status,
            result=result,
            # An answer of "not modified" must not keep the rest of an article from being fetched.
            etag=_header(response, "ETag") if is_whole else None,
            last_modified=_header(response, "Last-Modified") if is_whole else None,
            size=len(response.body),
            body_hash=hashlib.blake2b(response.body, digest_size=12).hexdigest(),
        )

    def _with_pages(
        self, outcome: PageOutcome, page: Page, further: tuple[Page, ...]
    ) -> PageOutcome:
        """Return an outcome with its pages, where they are an article's and are to be kept."""
        is_article = outcome.result is not None and outcome.result.article is not None
        if not (self.keep_pages and is_article):
            return outcome
        return replace(outcome, page=page, further_pages=further)

    def _with_followed(self, result: PageResult) -> PageResult:
        proposed = tuple(self.candidates(result))
        followed = tuple(candidate for candidate in proposed if self.should_follow(candidate))
        dropped = Counter(result.dropped_links)
        dropped[DropReason.NOT_FOLLOWED] += len(proposed) - len(followed)
        return replace(result, candidates=followed, dropped_links=dict(+dropped))


def _listed(given: str | Iterable[str]) -> list[str]:
    """Return addresses that are a list, or a text parted by commas."""
    each = given.split(",") if isinstance(given, str) else given
    return [address for address in each if address.strip()]


def _at_last(lease: Lease) -> dict[str, object]:
    """Return the meta by which a last try takes a damaged page; a known one is not replaced by less."""
    return TAKE_DAMAGED if lease.tries >= MAX_TRIES and lease.was is None else {}


def _conditions(lease: Lease) -> dict[str, str]:
    """Return the headers that ask for a page only if it has changed; see RFC 9110, 13.1."""
    if lease.etag is not None:
        return {"If-None-Match": lease.etag}
    if lease.last_modified is not None:
        return {"If-Modified-Since": lease.last_modified}
    return {}


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return None if value is None else value.decode("latin-1")[:500]
