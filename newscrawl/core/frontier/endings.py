"""How a lease ends that brought no article: tried again, failed, gone, redirected or dropped."""

import random

from newscrawl.core.frontier.table import MAX_TRIES, Ending
from newscrawl.items import (
    DropReason,
    FailureKind,
    FetchFailure,
    PageOutcome,
    PageResult,
    PageType,
    UrlState,
)

_PAGE_STATES = {
    PageType.SECTION: UrlState.SECTION,
    PageType.FEED: UrlState.FEED,
    PageType.SITEMAP: UrlState.SITEMAP,
}
_TRIED_AGAIN = {
    FailureKind.CONNECTION,
    FailureKind.PROTOCOL,
    FailureKind.TRUNCATED,
    FailureKind.HTTP_SERVER,
    FailureKind.RATE_LIMITED,
    FailureKind.READING,
}
_TRIED_NEXT_RUN = _TRIED_AGAIN | {
    FailureKind.TIMEOUT,
    FailureKind.DNS,
    FailureKind.TLS,
    FailureKind.BLOCKED,
    FailureKind.ROBOTS,
}
FIRST_PAUSE = 1.0
"""Seconds before the second try; each further try waits twice as long, plus up to a half at random."""
LONGEST_PAUSE = 3600.0
"""The most that is waited because a server asks for it, seconds."""


def ending_of(outcome: PageOutcome, *, now: float) -> Ending:
    """Return how the lease of a page without an article ends; `now` in seconds since the epoch."""
    if outcome.failure is not None:
        return _failed(outcome, outcome.failure, now=now)
    if outcome.redirect is not None:
        return Ending(
            state=UrlState.REDIRECTED, status=outcome.status, leads_to=outcome.redirect.url
        )
    assert outcome.result is not None
    state = _PAGE_STATES.get(outcome.result.page_type, UrlState.DROPPED)
    return Ending(
        state=state,
        reason=_drop_reason(outcome.result) if state is UrlState.DROPPED else "",
        status=outcome.status,
        etag=outcome.etag,
        last_modified=outcome.last_modified,
    )


def _drop_reason(result: PageResult) -> str:
    if result.problem is not None and result.problem.startswith(DropReason.NOT_HTML):
        return DropReason.NOT_HTML
    return DropReason.NO_ARTICLE


def _failed(outcome: PageOutcome, failure: FetchFailure, *, now: float) -> Ending:
    if failure.kind is FailureKind.GONE:
        return Ending(state=UrlState.GONE, reason=failure.detail, status=outcome.status)
    if failure.kind is FailureKind.ROBOTS and failure.retry_after is None:
        return Ending(state=UrlState.DROPPED, reason=DropReason.ROBOTS)
    if failure.kind in _TRIED_AGAIN and outcome.lease.tries < MAX_TRIES:
        return Ending(
            state=UrlState.QUEUED, status=outcome.status, due=now + _pause(outcome, failure)
        )
    return Ending(
        state=UrlState.FAILED,
        reason=failure.kind,
        status=outcome.status,
        due=now if failure.kind in _TRIED_NEXT_RUN else 0.0,
    )


def _pause(outcome: PageOutcome, failure: FetchFailure) -> float:
    own = FIRST_PAUSE * 2.0 ** (outcome.lease.tries - 1) * random.uniform(1.0, 1.5)  # noqa: S311
    return max(own, min(failure.retry_after or 0.0, LONGEST_PAUSE))
