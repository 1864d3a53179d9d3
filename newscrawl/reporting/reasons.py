"""Why a crawl brought nothing home."""

from newscrawl.core.state.ledger import Ledger
from newscrawl.items import DropReason, FailureKind, UrlState
from newscrawl.reporting.summary import RunEnd

_FAILURES = {
    FailureKind.DNS: "the host's name was not found",
    FailureKind.CONNECTION: "the host refused or broke the connection",
    FailureKind.TIMEOUT: "the host did not answer in time",
    FailureKind.TLS: "no safe connection could be made (TLS)",
    FailureKind.HTTP_CLIENT: "the server refused the page",
    FailureKind.HTTP_SERVER: "the server answered with an error",
    FailureKind.RATE_LIMITED: "the server asks for fewer requests; try a larger --delay",
    FailureKind.BLOCKED: "the site answers with a challenge page that keeps programs out (blocked)",
    FailureKind.FORBIDDEN_ADDRESS: "the host's address is not a public one; see --allow-address",
    FailureKind.REDIRECT: "the address leads off the site or in a circle",
    FailureKind.READING: "the page could not be read",
}
_DROPS = {
    DropReason.ROBOTS: "robots.txt forbids it",
    DropReason.NO_ARTICLE: "no page is an article; the site may need a browser that runs scripts",
    DropReason.NOT_HTML: "the address is no web page",
    DropReason.TRAP: "the links went on without end and without an article",
    DropReason.SAME_PAGE: "the same bytes as at another address, and no article",
    DropReason.FORGOTTEN: "somebody had it forgotten (newscrawl forget)",
    DropReason.NEEDLESS: "the page of this feed lists its articles itself",
    DropReason.NOT_THERE: "many sites have a feed or sitemap at this address, but this one has none",
    DropReason.DATES: "it was published outside the dates asked for (--since, --until)",
    DropReason.UNDATED: "nothing tells when it was published, and dates were asked for (--since, --until)",
    DropReason.DEPTH: "it is too many links from a seed (--max-depth)",
    DropReason.SECTION: "it is on no page of the section asked for (--section)",
    DropReason.NOT_FOLLOWED: "links of this kind are not followed (--follow)",
    DropReason.BUDGET: "the run had enough articles (--max-per-site, --max-per-section)",
    DropReason.RELATED: "the run had enough of related links (NEWSCRAWL_RELATED_...)",
}


def reason_told(state: UrlState, reason: str) -> str:
    """Return what the reason of a state means, in words for a person; empty where there are none."""
    if state is UrlState.FAILED:
        return next((text for kind, text in _FAILURES.items() if kind == reason), "")
    if state is UrlState.DROPPED:
        return next((text for kind, text in _DROPS.items() if kind == reason), "")
    return ""


def why_nothing(end: RunEnd) -> str:
    """Return in one line why a run has no article: the reason of most addresses, or of the seed."""
    refused = "; ".join(end.tally.refusals.values())
    reason = _most_frequent(end.ledger)
    if reason is None:
        return _without_reason(end)
    return f"{reason} ({refused})" if refused else reason


def _most_frequent(ledger: Ledger) -> str | None:
    counts: dict[str, int] = {}
    for state, told in ((UrlState.FAILED, _FAILURES), (UrlState.DROPPED, _DROPS)):
        by_word = {str(kind): text for kind, text in told.items()}
        for reason, count in ledger.reasons(state).items():
            text = by_word.get(reason, f"{state}: {reason}" if reason else str(state))
            counts[text] = counts.get(text, 0) + count
    gone = ledger.by_state().get(UrlState.GONE, 0)
    if gone:
        counts["the page is gone (HTTP 410)"] = gone
    return max(counts, key=lambda text: counts[text], default=None)


def _without_reason(end: RunEnd) -> str:
    states = end.ledger.by_state()
    if end.limit is not None:
        return f"the limit was reached before the first article: {end.limit}"
    if states.get(UrlState.QUEUED, 0) + states.get(UrlState.LEASED, 0):
        return "the run ended before the first article was fetched"
    if states.get(UrlState.SECTION, 0) or states.get(UrlState.FEED, 0):
        return "no links to articles were found; the site may need a browser that runs scripts"
    return "no links were found"
