"""What became of an address: the one item that a crawl's callback yields."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newscrawl.items.article import Article
from newscrawl.items.page import Candidate, DiscoverySource, LinkRole, Page, PageResult


class UrlState(StrEnum):
    """Where an address stands; each is in exactly one state."""

    QUEUED = "queued"
    LEASED = "leased"
    ARTICLE = "article"
    PART = "part"
    SECTION = "section"
    FEED = "feed"
    SITEMAP = "sitemap"
    REDIRECTED = "redirected"
    DUPLICATE = "duplicate"
    SUPERSEDED = "superseded"
    DROPPED = "dropped"
    FAILED = "failed"
    GONE = "gone"


class DropReason(StrEnum):
    """Why an address was left out, or its page was not kept."""

    NO_ARTICLE = "not an article"
    NOT_HTML = "not html"
    ROBOTS = "robots"
    TRAP = "trap"
    SAME_PAGE = "same page as another"
    NOT_FOLLOWED = "not followed"
    FORGOTTEN = "forgotten"
    DATES = "outside the dates"
    UNDATED = "undated"
    DEPTH = "too deep"
    SECTION = "outside the section"
    BUDGET = "over budget"
    RELATED = "too many related links"
    NEEDLESS = "needless feed"
    NOT_THERE = "nothing at a usual place"
    RESERVED = "reserved"


class FailureKind(StrEnum):
    """Why an address gave no page."""

    DNS = "dns"
    CONNECTION = "connection"
    TIMEOUT = "timeout"
    TLS = "tls"
    PROTOCOL = "protocol"
    TRUNCATED = "truncated"
    TOO_LARGE = "too large"
    HTTP_CLIENT = "http 4xx"
    HTTP_SERVER = "http 5xx"
    RATE_LIMITED = "rate limited"
    GONE = "gone"
    ROBOTS = "robots"
    FORBIDDEN_ADDRESS = "forbidden address"
    REDIRECT = "redirect"
    READING = "reading"
    BLOCKED = "blocked"
    OTHER = "other"


HOST_FAILURES = frozenset(
    {
        FailureKind.DNS,
        FailureKind.CONNECTION,
        FailureKind.TIMEOUT,
        FailureKind.TLS,
        FailureKind.HTTP_SERVER,
        FailureKind.RATE_LIMITED,
    }
)
"""What is the fault of a host rather than of the page that was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """An address that a run has taken from the frontier to fetch."""

    url_id: int
    """Row of the address in the frontier."""
    url: str
    """What is fetched."""
    key: str
    """Its URL key."""
    site: str
    """Name of its site."""
    role: LinkRole
    """What it is expected to be."""
    source: DiscoverySource
    """How it was first found."""
    found_on: str | None = None
    """Where it was first found."""
    patience: int = 0
    """How many more pages without new articles in a row may follow; see `core.frontier`."""
    depth: int = 0
    """Links from a seed."""
    hops: int = 0
    """Related links in a row that led to it."""
    section: int | None = None
    """Row of the section page that it was found under, if it was."""
    tries: int = 1
    """How often it has been leased, this time included."""
    was: UrlState | None = None
    """The state that it had when it was last read: article, section, feed or sitemap; None: never read."""
    visited_at: float | None = None
    """When it was last fetched, seconds since the epoch."""
    failures: int = 0
    """How many runs in a row it failed."""
    misses: int = 0
    """How many runs in a row it was not found."""
    vanished: bool = False
    """Whether a sitemap that listed it does so no longer."""
    etag: str | None = None
    """ETag of the last answer, where it may be asked for by it."""
    last_modified: str | None = None
    """Last-Modified of the last answer, where it may be asked for by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailure:
    """Why a lease gave no page."""

    kind: FailureKind
    """The reason."""
    detail: str = ""
    """One short line for a person, without control characters."""
    retry_after: float | None = None
    """Seconds that the server asked to wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOutcome:
    """What became of one lease; goes through the pipelines to the store."""

    lease: Lease
    """The address as it was leased."""
    url: str
    """The address that answered, after redirects to the same URL key."""
    fetched_at: datetime
    """When the answer was complete, aware, UTC."""
    status: int | None = None
    """HTTP status; None where there was no answer."""
    result: PageResult | None = None
    """What reading the page gave."""
    article: Article | None = None
    """The article, once it is settled."""
    fingerprint: tuple[int, ...] = ()
    """Signatures for the near-duplicate index."""
    redirect: Candidate | None = None
    """Where the address leads, where that is another URL key."""
    failure: FetchFailure | None = None
    """Why there is no page."""
    etag: str | None = None
    """The answer's validator."""
    last_modified: str | None = None
    """The answer's validator."""
    size: int = 0
    """Bytes of the decompressed body."""
    body_hash: str | None = None
    """Hash of the decompressed body."""
    not_modified: bool = False
    """Whether the server said that nothing changed since the last answer."""
    page: Page | None = None
    """The page of an article, where pages are kept; the first one of several."""
    further_pages: tuple[Page, ...] = ()
    """Its further pages, in order, where pages are kept."""
