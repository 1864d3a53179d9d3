"""The record of an article, and the parts it is made of."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from newscrawl.items.packing import packed


class Completeness(StrEnum):
    """How much of the article the page showed, as observed on the page."""

    FULL = "full"
    TRUNCATED = "truncated"
    TEASER = "teaser"
    LIVE = "live"
    UNKNOWN = "unknown"


class Precision(StrEnum):
    """The smallest unit of a date that the page states."""

    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


class Zone(StrEnum):
    """Where the time zone of a date comes from."""

    STATED = "stated"
    SITE = "site"


class BlockKind(StrEnum):
    """What a block of an article's body is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE = "table"
    EMBED = "embed"
    ENTRY = "entry"


class BodyView(StrEnum):
    """How a body is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


@packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph-like piece of a body, in reading order."""

    kind: BlockKind
    """What it is; a heading and a list item carry their depth in `level`."""
    text: str
    """Its text on one line, white space folded; a table's rows are parted by newlines."""
    hash: str
    """First 16 hex digits of the SHA-256 of the text with case and white space folded."""
    level: int = 0
    """1 to 6 for a heading, the nesting depth from 1 for a list item, else 0."""


@packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture of an article."""

    url: str
    """Absolute address of the largest file that the article shows, else of the declared one."""
    caption: str | None = None
    """The text below the picture, without the credit where the page parts them."""
    credit: str | None = None
    """Photographer or agency, as the page states it."""
    alt: str | None = None
    """The picture's alternative text."""


@packed
@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedLink:
    """What an article's page names as related to it: a "you may also like" link."""

    url: str
    """Address as found, less its fragment and tracking parameters."""
    title: str | None = None
    """The link's text."""
    heading: str | None = None
    """The heading above its block."""


@packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article, as it stood when it was fetched.

    Field names are the snake_case of schema.org's NewsArticle. Unknown is None, none is ().
    """

    id: str = ""
    """First 16 hex digits of the SHA-256 of the URL key at first storage; empty before that."""
    version: int = 1
    """1 for the article as first stored, one more for each change of the page."""
    schema_version: int = 1
    """Version of this record's keys."""
    run_id: str = ""
    """The run that fetched this version."""
    url: str
    """Address of the page, after redirects."""
    canonical_url: str | None = None
    """Address that the page itself declares."""
    site: str = ""
    """Name of the site, by default the host of its seed."""
    headline: str | None = None
    """Its title, without the site's name."""
    description: str | None = None
    """The summary that the page declares."""
    authors: tuple[str, ...] = ()
    """Names of people and agencies, in the page's order, without "By"."""
    publisher: str | None = None
    """Name of the publisher that the page declares."""
    date_published: datetime | None = None
    """First publication, aware; records have it in UTC; midnight where only the day is known."""
    date_published_raw: str | None = None
    """The text that the date was read from."""
    date_published_precision: Precision | None = None
    """The smallest unit that the page states."""
    date_published_zone: Zone | None = None
    """Where the time zone comes from; None: the page states none and UTC is assumed."""
    date_modified: datetime | None = None
    """Last change, aware; records have it in UTC."""
    date_modified_raw: str | None = None
    """The text that the date was read from."""
    date_modified_precision: Precision | None = None
    """The smallest unit that the page states."""
    date_modified_zone: Zone | None = None
    """Where the time zone comes from."""
    article_section: str | None = None
    """The section ("category") that the page names for it."""
    keywords: tuple[str, ...] = ()
    """Tags, in the page's order."""
    in_language: str | None = None
    """Language of the text, a BCP 47 tag such as `en` or `pt-BR`."""
    is_accessible_for_free: bool | None = None
    """What the page declares; None when it says nothing."""
    completeness: Completeness = Completeness.UNKNOWN
    """How much of the text was there."""
    article_body: str = ""
    """The text, its paragraphs parted by a blank line."""
    main_image: Image | None = None
    """The picture that stands for the article."""
    images: tuple[Image, ...] = ()
    """All pictures of the article, the main one first."""
    content_hash: str | None = None
    """SHA-256 (hex) of headline and body with case, white space and punctuation folded."""
    duplicate_of: str | None = None
    """`id` of the article that this one is a copy of."""
    cluster_id: str | None = None
    """`id` of the first article of its group of copies."""
    discovered_by: str | None = None
    """How its address was first found: a `DiscoverySource`."""
    discovered_on: str | None = None
    """The page, feed or sitemap that its address was first found on."""
    fetched_at: datetime | None = None
    """When the page was fetched, aware, UTC."""
    extractor_version: int = 1
    """Version of the rules that read the page."""
    evidence: dict[str, Any] = field(default_factory=dict)
    """For each field the source that gave it, such as `{"headline": "json-ld"}`."""
    related: tuple[RelatedLink, ...] = ()
    """What the page calls related, in its order."""
    syndicated_from: str | None = None
    """The news agency that its byline, dateline or credit names."""
    reservations: tuple[str, ...] = ()
    """What the page or its server asks of machines, such as `noindex`, `noai`, `tdm-reservation`."""
