"""A page on its way in, what reading it gave, and the links that lead on."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from newscrawl.items.article import Article, Block
from newscrawl.items.packing import packed


class PageType(StrEnum):
    """What a page is."""

    ARTICLE = "article"
    SECTION = "section"
    FEED = "feed"
    SITEMAP = "sitemap"
    OTHER = "other"


class DiscoverySource(StrEnum):
    """How an address was found."""

    SEED = "seed"
    FEED = "feed"
    SITEMAP = "sitemap"
    SECTION = "section"
    RELATED = "related"
    PAGINATION = "pagination"
    REDIRECT = "redirect"


class LinkRole(StrEnum):
    """What a link is expected to lead to, or what it is for."""

    ARTICLE = "article"
    SECTION = "section"
    PAGINATION = "pagination"
    RELATED = "related"
    FEED = "feed"
    SITEMAP = "sitemap"
    TAG = "tag"
    AUTHOR = "author"
    MEDIA = "media"
    OTHER = "other"


class Region(StrEnum):
    """A part of a page, as far as it tells what its links are for."""

    NAVIGATION = "navigation"
    BREADCRUMB = "breadcrumb"
    PAGINATION = "pagination"
    LISTING = "listing"
    BODY = "body"
    RELATED = "related"
    SIDEBAR = "sidebar"
    FOOTER = "footer"
    COMMENTS = "comments"
    TAGS = "tags"
    BYLINE = "byline"
    ADVERTISING = "advertising"
    OTHER = "other"


@packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The bytes of one answer, and what is needed to read them."""

    url: str
    """Address that answered."""
    body: bytes
    """The decompressed body."""
    content_type: str = ""
    """The Content-Type header, whole, such as `text/html; charset=utf-8`; empty: none was sent."""
    truncated: bool = False
    """True where the transfer was cut, so that the page may lack its end."""
    expected: PageType | None = None
    """What the link that led here promised, where it is known (a feed, a sitemap)."""
    part_of: str | None = None
    """Address of the article's first page, where this is fetched as a further one."""
    reservations: tuple[str, ...] = ()
    """What the answer's headers ask of machines; see `Article.reservations`."""


class Candidate(NamedTuple):
    """An address proposed to the frontier (a tuple, because some hundred are made and sent for a page)."""

    url: str
    """Absolute http(s) address as found, less its fragment and tracking parameters."""
    key: str
    """Its URL key: one for all spellings of the same page."""
    role: LinkRole
    """What it is expected to be."""
    source: DiscoverySource
    """How it was found."""
    found_on: str | None = None
    """The page, feed or sitemap that names it."""
    anchor: str | None = None
    """The link's text, or the title that a feed gives, at most 300 characters."""
    heading: str | None = None
    """The heading above a block of related links."""
    position: int = 0
    """Its place among the links of its kind on the page, from 0."""
    region: Region = Region.OTHER
    """Where in the page it stands: where an article does so twice, the place that says most for it."""
    page_number: int | None = None
    """Which page of a list it is, from 2, where its address tells."""
    score: float = 0.0
    """How sure its role is, 0 to 1."""
    date: datetime | None = None
    """Publication or change date that a feed or sitemap gives, aware, UTC."""
    modified: datetime | None = None
    """Date of the last change that a feed or sitemap gives, aware, UTC."""


@packed
@dataclass(frozen=True, slots=True, kw_only=True)
class PageResult:
    """All that one reading of a page gave."""

    url: str
    """Address of the page."""
    page_type: PageType
    """What it is."""
    article: Article | None = None
    """The article's fields, its body not yet settled; None where the page is no article."""
    blocks: tuple[Block, ...] = ()
    """The article's body, uncleaned, in reading order."""
    observations: dict[str, str] = field(default_factory=dict)
    """What was seen that tells of completeness, such as `{"gate": "paywall", "follows": "tags"}`."""
    candidates: tuple[Candidate, ...] = ()
    """The links that may be followed, each address once, best first."""
    dropped_links: dict[str, int] = field(default_factory=dict)
    """How many links were left out, by rule."""
    parts: tuple[str, ...] = ()
    """Addresses of the article's further pages that its body was joined from, in order."""
    part_of: str | None = None
    """Address of the article's first page, where this page is a further one that nobody asked for."""
    refresh_url: str | None = None
    """Where a meta refresh of at most a few seconds sends the reader."""
    reservations: tuple[str, ...] = ()
    """What the page and its server ask of machines; see `Article.reservations`."""
    type_evidence: str = ""
    """Why the page is of its type, in a few words."""
    problem: str | None = None
    """Why nothing could be read (`not html`, `blocked: ...`, `reserved: ...`), else None."""
