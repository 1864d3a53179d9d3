"""One reading of a page: the function that worker processes run."""

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urljoin

from newscrawl.core.classification.listing import Listing
from newscrawl.core.classification.page_type import Verdict, classify_list, classify_page
from newscrawl.core.classification.walls import find_wall
from newscrawl.core.discovery.feeds import read_feed
from newscrawl.core.discovery.links import find_links
from newscrawl.core.discovery.sitemaps import read_sitemap
from newscrawl.core.extraction.article import NOTHING_GIVEN, Extraction, extract_article
from newscrawl.core.extraction.reservations import page_reservations
from newscrawl.core.html.document import Document
from newscrawl.core.html.parsing import parse_document
from newscrawl.core.reading.page_objects import fields_given
from newscrawl.core.urls import normalize_url, url_key
from newscrawl.exceptions import ReadingError
from newscrawl.items.article import RelatedLink
from newscrawl.items.page import (
    Candidate,
    DiscoverySource,
    LinkRole,
    Page,
    PageResult,
    PageType,
)
from newscrawl.items.site import Site

_REFRESH = re.compile(
    r"""^\s*(\d{1,3})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)""", re.IGNORECASE
)
_LONGEST_REFRESH = 5
_XML_OR_JSON = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml|<rss|<feed|<rdf|<urlset|<sitemapindex|\{)", re.IGNORECASE
)
_FEED_TYPES = ("xml", "json", "rss", "atom")


def read_page(page: Page, site: Site) -> PageResult:
    """Return all that one reading of a page gives: its type, article and links.

    Stateless; no network. A page that cannot be read gives a result with its `problem`.
    """
    listing = _read_listing(page, site)
    if listing is not None:
        return listing
    try:
        document = parse_document(page)
    except ReadingError as error:
        return PageResult(
            url=page.url, page_type=PageType.OTHER, type_evidence="unread", problem=str(error)
        )
    return _read_html(page, document, site)


def _read_listing(page: Page, site: Site) -> PageResult | None:
    """Return the result for a feed or a sitemap; None where the page is neither."""
    media_type = page.content_type.split(";")[0].lower()
    typed = any(word in media_type for word in _FEED_TYPES) and "xhtml" not in media_type
    expected = page.expected in (PageType.FEED, PageType.SITEMAP)
    if not (typed or expected or _XML_OR_JSON.match(page.body[:200])):
        return None
    for page_type, read in ((PageType.SITEMAP, read_sitemap), (PageType.FEED, read_feed)):
        report = read(page, site=site)
        if report is not None:
            return PageResult(
                url=page.url,
                page_type=page_type,
                candidates=report.candidates,
                dropped_links=report.dropped,
                type_evidence=f"its content is a {page_type}",
            )
    return None


def _read_html(page: Page, document: Document, site: Site) -> PageResult:
    listing = Listing(document)
    verdict = None if "is_article" in site.selectors else classify_list(document, listing)
    if verdict is not None:
        return _result(page, document, site, verdict)
    given = fields_given(page, site.page_object) if site.page_object else NOTHING_GIVEN
    extraction = extract_article(document, site=site, given=given)
    verdict = _verdict(document, extraction, listing)
    if verdict.page_type is not PageType.ARTICLE:
        return _result(page, document, site, verdict)
    return _result(page, document, site, verdict, extraction)


def _result(
    page: Page,
    document: Document,
    site: Site,
    verdict: Verdict,
    extraction: Extraction | None = None,
) -> PageResult:
    """Return the result of a page of that type; `extraction`: of an article."""
    wall = find_wall(document) if extraction is None else None
    links = find_links(document, page_type=verdict.page_type, site=site)
    reservations = page_reservations(document, page.reservations)
    result = PageResult(
        url=page.url,
        page_type=verdict.page_type,
        part_of=verdict.part_of,
        candidates=_with_first_part(links.candidates, verdict.part_of, found_on=page.url),
        dropped_links=links.dropped,
        refresh_url=find_refresh(document),
        reservations=reservations,
        type_evidence=verdict.evidence,
        problem=f"blocked: {wall}" if wall else None,
    )
    if extraction is None:
        return result
    observations = dict(extraction.observations)
    if page.truncated:
        observations["transfer"] = "the page's end was not received"
    if document.cut is not None:
        observations["bounds"] = f"not read {document.cut}"
    related = _related_links(links.candidates)
    return replace(
        result,
        article=replace(extraction.article, related=related, reservations=reservations),
        blocks=extraction.blocks,
        observations=observations,
    )


def _verdict(document: Document, extraction: Extraction, listing: Listing) -> Verdict:
    """Return what a page is; the site's own rule on its articles goes before all evidence."""
    verdict = classify_page(
        document, article=extraction.article, blocks=extraction.blocks, listing=listing
    )
    if extraction.is_article is None:
        return verdict
    was_article = verdict.page_type is PageType.ARTICLE
    if extraction.is_article:
        return replace(verdict, page_type=PageType.ARTICLE, evidence="the site's `is_article`")
    page_type = PageType.OTHER if was_article else verdict.page_type
    return replace(verdict, page_type=page_type, evidence="not the site's `is_article`")


def _related_links(candidates: Iterable[Candidate]) -> tuple[RelatedLink, ...]:
    related = (link for link in candidates if link.role is LinkRole.RELATED)
    return tuple(
        RelatedLink(url=link.url, title=link.anchor, heading=link.heading)
        for link in sorted(related, key=lambda link: link.position)
    )


def _with_first_part(
    candidates: tuple[Candidate, ...], first: str | None, *, found_on: str
) -> tuple[Candidate, ...]:
    """Return a page's candidates and, where it is a further page of an article, the first page."""
    if first is None or (url := normalize_url(first)) is None:
        return candidates
    candidate = Candidate(
        url=url,
        key=url_key(url),
        role=LinkRole.ARTICLE,
        source=DiscoverySource.PAGINATION,
        found_on=found_on,
        score=1.0,
    )
    return (candidate, *(each for each in candidates if each.key != candidate.key))


def find_refresh(document: Document) -> str | None:
    """Return where a meta refresh of at most five seconds leads, or None."""
    for meta in document.root.iter("meta"):
        if (meta.get("http-equiv") or "").strip().lower() != "refresh":
            continue
        match = _REFRESH.match(meta.get("content") or "")
        if match is None or int(match[1]) > _LONGEST_REFRESH:
            continue
        try:
            target = str(urljoin(document.base_url, match[2].strip()))
        except ValueError:
            return None
        if target.startswith(("http://", "https://")) and target != document.url:
            return target
    return None
