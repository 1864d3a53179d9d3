"""How a lease ends that brought no article: tried again, failed, gone, redirected or dropped."""

import random
from dataclasses import replace

from newscrawl.core.frontier.table import MAX_TRIES, Ending
from newscrawl.core.frontier.validators import Answer
from newscrawl.core.frontier.visits import next_try
from newscrawl.items import (
    DropReason,
    FailureKind,
    FetchFailure,
    Lease,
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
_NOT_FOUND = 404
FIRST_PAUSE = 1.0
"""Seconds before the second try; each further try waits twice as long, plus up to a half at random."""
LONGEST_PAUSE = 3600.0
"""The most that is waited because a server asks for it, seconds."""


def ending_of(outcome: PageOutcome, *, now: float) -> Ending:
    """Return how the lease of a page without an article ends; `now` in seconds since the epoch.

    A known article whose page cannot be had stays what it is, unless it is gone or leads elsewhere.
    """
    if outcome.failure is not None:
        return _failed(outcome, outcome.failure, now=now)
    if outcome.redirect is not None:
        known = outcome.lease.was is UrlState.ARTICLE
        return Ending(
            state=UrlState.SUPERSEDED if known else UrlState.REDIRECTED,
            rule="leads to another address",
            status=outcome.status,
            leads_to=outcome.redirect.url,
        )
    if outcome.not_modified:
        assert outcome.lease.was is not None
        return Ending(
            state=outcome.lease.was,
            rule="not modified, says the server",
            status=outcome.status,
            not_modified=True,
        )
    assert outcome.result is not None
    state = _state_of(outcome.result)
    if state in (UrlState.DROPPED, UrlState.PART) and outcome.lease.was is UrlState.ARTICLE:
        return Ending(
            state=UrlState.ARTICLE,
            rule=f"no longer read as an article: {outcome.result.type_evidence}",
            status=outcome.status,
        )
    return Ending(
        state=state,
        reason=_drop_reason(outcome.result) if state is UrlState.DROPPED else "",
        rule=outcome.result.type_evidence,
        status=outcome.status,
        leads_to=outcome.result.part_of,
        answer=answer_of(outcome),
    )


def part_is_tried_again(lease: Lease, failure: FetchFailure) -> bool:
    """Return whether an article is fetched again because one of its further pages could not be had.

    One that is known whole stays as it is until all of its pages can be had again.
    """
    if lease.was is UrlState.ARTICLE:
        return failure.kind in _TRIED_NEXT_RUN - {FailureKind.ROBOTS}
    return failure.kind in _TRIED_AGAIN and lease.tries < MAX_TRIES


def answer_of(outcome: PageOutcome) -> Answer:
    """Return what the next answer of this address is compared with."""
    return Answer(
        body_hash=outcome.body_hash, etag=outcome.etag, last_modified=outcome.last_modified
    )


def _state_of(result: PageResult) -> UrlState:
    if result.part_of is not None:
        return UrlState.PART
    return _PAGE_STATES.get(result.page_type, UrlState.DROPPED)


def _drop_reason(result: PageResult) -> str:
    if result.problem is not None and result.problem.startswith(DropReason.NOT_HTML):
        return DropReason.NOT_HTML
    return DropReason.NO_ARTICLE


def _failed(outcome: PageOutcome, failure: FetchFailure, *, now: float) -> Ending:
    lease, rule = outcome.lease, failure.detail or failure.kind
    if failure.kind is FailureKind.GONE:
        return Ending(state=UrlState.GONE, reason=failure.detail, rule=rule, status=outcome.status)
    if failure.kind is FailureKind.ROBOTS and failure.retry_after is None:
        return Ending(state=UrlState.DROPPED, reason=DropReason.ROBOTS, rule=rule)
    if failure.kind in _TRIED_AGAIN and lease.tries < MAX_TRIES:
        return Ending(
            state=UrlState.QUEUED,
            rule=rule,
            status=outcome.status,
            due=now + _pause(outcome, failure),
            failures=lease.failures,
            misses=lease.misses,
        )
    if outcome.status == _NOT_FOUND and lease.was is not None:
        return _missed(lease, rule, now=now)
    ended = Ending(
        state=UrlState.FAILED,
        reason=failure.kind,
        rule=rule,
        status=outcome.status,
        due=next_try(lease.failures, now=now) if failure.kind in _TRIED_NEXT_RUN else 0.0,
        failures=lease.failures + 1,
    )
    if lease.was is UrlState.ARTICLE:
        return replace(ended, state=UrlState.ARTICLE, reason="")
    return ended


def _missed(lease: Lease, rule: str, *, now: float) -> Ending:
    """Return how a lease ends whose page was there before and is not found now."""
    misses = lease.misses + 1
    if misses > 1 or lease.vanished:
        why = f"{rule}, {'in two runs' if misses > 1 else 'and no sitemap lists it any more'}"
        return Ending(state=UrlState.GONE, reason=rule, rule=why, status=_NOT_FOUND, misses=misses)
    assert lease.was is not None
    return Ending(state=lease.was, rule=rule, status=_NOT_FOUND, misses=misses, due=now)


def _pause(outcome: PageOutcome, failure: FetchFailure) -> float:
    own = FIRST_PAUSE * 2.0 ** (outcome.lease.tries - 1) * random.uniform(1.0, 1.5)  # noqa: S311
    return max(own, min(failure.retry_after or 0.0, LONGEST_PAUSE))
