"""How a lease ends that brought no article: tried again, failed, gone, redirected or dropped."""

import random
from dataclasses import replace

from newscrawl.core.frontier.ending import Ending
from newscrawl.core.frontier.table import MAX_TRIES
from newscrawl.core.frontier.validators import Answer
from newscrawl.core.frontier.visits import next_look, next_try
from newscrawl.items import (
    DiscoverySource,
    DropReason,
    FailureKind,
    FetchFailure,
    Lease,
    LinkRole,
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
CHANNEL_ROLES = (LinkRole.FEED, LinkRole.SITEMAP)
"""What is expected of an address that is never given up."""
_NOT_FOUND = 404
_LOOK_AGAIN = 30 * 86_400.0
"""Seconds until a usual place that had nothing is looked at again."""
FIRST_PAUSE = 1.0
"""Seconds before the second try; each further try waits twice as long, plus up to a half at random."""
LONGEST_PAUSE = 3600.0
"""The most that is waited because a server asks for it, seconds."""


def ending_of(outcome: PageOutcome, *, now: float) -> Ending:
    """Return how the lease of a page without an article ends; `now` in seconds since the epoch.

    A known article whose page cannot be had stays what it is, unless it is gone or leads elsewhere.
    """
    if outcome.failure is not None:
        ended = _failed(outcome, outcome.failure, now=now)
        missing = is_guess(outcome.lease) and ended.state in (UrlState.FAILED, UrlState.GONE)
        return _not_there(outcome, ended.rule, now=now) if missing else ended
    if is_guess(outcome.lease) and outcome.result is not None and not _is_channel(outcome.result):
        return _not_there(outcome, outcome.result.type_evidence, now=now)
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
    return _read(outcome, outcome.result, now=now)


def is_guess(lease: Lease) -> bool:
    """Return whether an address is only a usual place of a feed or sitemap, and never was one."""
    guessed = lease.source in (DiscoverySource.FEED, DiscoverySource.SITEMAP)
    return guessed and lease.found_on is None and lease.was is None


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


def _read(outcome: PageOutcome, result: PageResult, *, now: float) -> Ending:
    """Return how a lease ends whose page was read, and is no article."""
    lease = outcome.lease
    state = _state_of(result)
    if state in (UrlState.DROPPED, UrlState.PART) and lease.was is UrlState.ARTICLE:
        return Ending(
            state=UrlState.ARTICLE,
            rule=f"no longer read as an article: {result.type_evidence}",
            status=outcome.status,
        )
    ended = Ending(
        state=state,
        reason=_drop_reason(result) if state is UrlState.DROPPED else "",
        rule=result.problem or result.type_evidence,
        status=outcome.status,
        leads_to=result.part_of,
        answer=answer_of(outcome),
    )
    if state is UrlState.DROPPED and lease.role in CHANNEL_ROLES:
        due = next_look(lease.failures, now=now)
        return replace(ended, due=due, failures=lease.failures + 1)
    return ended


def _is_channel(result: PageResult) -> bool:
    return result.page_type in (PageType.FEED, PageType.SITEMAP)


def _not_there(outcome: PageOutcome, rule: str, *, now: float) -> Ending:
    return Ending(
        state=UrlState.DROPPED,
        reason=DropReason.NOT_THERE,
        rule=rule,
        status=outcome.status,
        due=now + _LOOK_AGAIN,
    )


def _state_of(result: PageResult) -> UrlState:
    if result.part_of is not None:
        return UrlState.PART
    return _PAGE_STATES.get(result.page_type, UrlState.DROPPED)


def _drop_reason(result: PageResult) -> str:
    problem = result.problem or ""
    for reason in (DropReason.NOT_HTML, DropReason.RESERVED):
        if problem.startswith(reason):
            return reason
    return DropReason.NO_ARTICLE


def _failed(outcome: PageOutcome, failure: FetchFailure, *, now: float) -> Ending:
    lease, rule = outcome.lease, failure.detail or failure.kind
    is_channel = lease.role in CHANNEL_ROLES
    if failure.kind is FailureKind.GONE and not is_channel:
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
    if outcome.status == _NOT_FOUND and lease.was is not None and not is_channel:
        return _missed(lease, rule, now=now)
    ended = Ending(
        state=UrlState.FAILED,
        reason=failure.kind,
        rule=rule,
        status=outcome.status,
        due=_next_run(lease, failure, now=now),
        failures=lease.failures + 1,
    )
    if lease.was is UrlState.ARTICLE:
        return replace(ended, state=UrlState.ARTICLE, reason="")
    return ended


def _next_run(lease: Lease, failure: FetchFailure, *, now: float) -> float:
    """Return when a later run tries a failed address again, seconds since the epoch; 0.0: never."""
    if lease.role in CHANNEL_ROLES:
        return next_look(lease.failures, now=now)
    return next_try(lease.failures, now=now) if failure.kind in _TRIED_NEXT_RUN else 0.0


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
