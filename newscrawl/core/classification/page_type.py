"""What a page is, and why."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from newscrawl.core.classification.listing import Listing
from newscrawl.core.classification.parts import find_first_part
from newscrawl.core.classification.vocabulary import (
    LISTING_SEGMENTS,
    NOT_FOUND,
    STATIC_SEGMENTS,
    STATIC_TITLES,
)
from newscrawl.core.html.document import Document
from newscrawl.core.html.json_ld import is_article, types_of
from newscrawl.core.html.text import count_words, text_of
from newscrawl.items.article import Article, Block
from newscrawl.items.page import PageType

_LISTING_TYPES = frozenset(
    {"CollectionPage", "SearchResultsPage", "ProfilePage", "ItemList", "Blog"}
)
_OTHER_TYPES = frozenset(
    {
        "AboutPage",
        "ContactPage",
        "CheckoutPage",
        "Event",
        "Product",
        "Recipe",
        "JobPosting",
        "FAQPage",
    }
)
_STATIC_CLASSES = frozenset({"error404", "search-results", "search-no-results", "page-template"})
_LISTING_CLASSES = frozenset(
    {"archive", "category", "tag", "author", "search", "blog", "home", "date"}
)
_FEW_WORDS = 12
_SOME_WORDS = 40
_MANY_WORDS = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a page is."""

    page_type: PageType
    """Its type; feeds and sitemaps are told by their readers, not here."""
    evidence: str
    """Why, in a few words."""
    part_of: str | None = None
    """Address of the article's first page, where this is a further one that nobody asked for."""


_HOME_PAGE = Verdict(page_type=PageType.SECTION, evidence="home page")


def classify_list(document: Document, listing: Listing) -> Verdict | None:
    """Return what a page is that is no article whatever could be read from it, else None.

    `classify_page` says the same of such a page; here the text need not be read for it.
    """
    title = document.root.findtext(".//title") or ""
    headings = (text_of(heading) for heading in document.root.iter("h1"))
    if document.part_of is not None or any(map(NOT_FOUND.search, (title, *headings))):
        return None
    if "error404" in _body_classes(document) or find_first_part(document):
        return None
    if _segments(document.url) == []:
        return _HOME_PAGE
    if not listing.leads or any(is_article(value) for value in document.json_ld):
        return None
    return _as_declared_list(document, listing) or _as_list(listing)


def classify_page(
    document: Document,
    *,
    article: Article,
    blocks: Sequence[Block],
    listing: Listing | None = None,
) -> Verdict:
    """Return what an HTML page is: an article, a section page, or something else.

    `article` and `blocks` are what was read from it as if it were an article. An article needs
    evidence: a declaration of its own (og:type alone is none, some plugins print it on every
    page), or a headline, a date of its own and a text.
    """
    words = sum(count_words(block.text) for block in blocks)
    refusal = _refusal(document, article, words)
    if refusal is not None:
        return refusal
    listing = listing or Listing(document)
    if document.part_of is not None and not listing.leads:
        return Verdict(page_type=PageType.ARTICLE, evidence="further page of an article")
    verdict = _as_declared(document, article, words, listing) or _as_seen(
        document, article, words, listing
    )
    if verdict is not None:
        return verdict
    return _as_list(listing) or Verdict(
        page_type=PageType.OTHER, evidence="no article and no list of articles"
    )


def _as_list(listing: Listing) -> Verdict | None:
    if listing.headings < 3 and listing.long_links < 8:
        return None
    number = max(listing.headings, listing.long_links)
    return Verdict(page_type=PageType.SECTION, evidence=f"lists {number} pages")


def _refusal(document: Document, article: Article, words: int) -> Verdict | None:
    """Return a verdict for pages that are no article whatever they declare."""
    title = document.root.findtext(".//title") or ""
    for text in (article.headline or "", title):
        if NOT_FOUND.search(text) and words < _MANY_WORDS:
            return Verdict(page_type=PageType.OTHER, evidence="says that it was not found")
    if "error404" in _body_classes(document):
        return Verdict(page_type=PageType.OTHER, evidence="marked as an error page")
    if _segments(document.url) == []:
        return _HOME_PAGE
    if document.part_of is None and (first := find_first_part(document)):
        return Verdict(
            page_type=PageType.OTHER, evidence="further page of an article", part_of=first
        )
    return None


def _as_declared(
    document: Document, article: Article, words: int, listing: Listing
) -> Verdict | None:
    """Return a verdict from the page's own JSON-LD, or microdata."""
    own = [value for value in document.json_ld if is_article(value)]
    headlines = {str(value.get("headline") or value.get("name")) for value in own}
    if own and len(headlines) <= 3 and _is_about(article, headlines):
        if article.headline and words >= _FEW_WORDS and not _is_archive(listing, words):
            kind = min(types_of(own[0]))
            return Verdict(page_type=PageType.ARTICLE, evidence=f"JSON-LD {kind}")
        return None
    if not own and (verdict := _as_declared_list(document, listing)) is not None:
        return verdict
    microdata = "microdata" in (
        article.evidence.get("headline"),
        article.evidence.get("date_published"),
    )
    if microdata and article.date_published and words >= _FEW_WORDS and not listing.leads:
        return Verdict(page_type=PageType.ARTICLE, evidence="microdata")
    return None


def _as_declared_list(document: Document, listing: Listing) -> Verdict | None:
    """Return a verdict from the JSON-LD of a page that declares no article."""
    types = {name for value in document.json_ld for name in types_of(value)}
    if types & _OTHER_TYPES:
        return Verdict(page_type=PageType.OTHER, evidence="JSON-LD " + min(types & _OTHER_TYPES))
    if types & _LISTING_TYPES and listing.headings + listing.long_links >= 3:
        evidence = "JSON-LD " + min(types & _LISTING_TYPES)
        return Verdict(page_type=PageType.SECTION, evidence=evidence)
    return None


def _is_about(article: Article, headlines: set[str]) -> bool:
    """Return whether declared articles are this page's own: they gave a field or name its headline."""
    if "json-ld" in article.evidence.values():
        return True
    words = set((article.headline or "").casefold().split())
    return any(len(words & set(text.casefold().split())) * 2 > len(words) for text in headlines)


def _is_archive(listing: Listing, words: int) -> bool:
    return words < 2 * _MANY_WORDS and listing.leads and listing.headings >= 5


def _as_seen(document: Document, article: Article, words: int, listing: Listing) -> Verdict | None:
    """Return a verdict from what the page shows."""
    signs = _signs_for(document, article, words)
    dated = any(sign.startswith("date") for sign in signs)
    if not dated or not article.headline or words < _FEW_WORDS:
        return None
    if _has_signs_against(document, article, listing):
        return None
    if len(signs) >= 3 or article.authors or (words >= _MANY_WORDS and len(signs) >= 2):
        return Verdict(page_type=PageType.ARTICLE, evidence="h1, " + ", ".join(signs))
    return None


def _signs_for(document: Document, article: Article, words: int) -> list[str]:
    signs = []
    source = str(article.evidence.get("date_published") or "")
    if source:
        signs.append(f"date ({source})")
    if article.authors:
        signs.append(f"author ({article.evidence['authors']})")
    if document.meta.get("og:type", "").lower() in ("article", "news", "blog", "newsarticle"):
        signs.append("og:type")
    if "single" in _body_classes(document) or "single-post" in _body_classes(document):
        signs.append("marked as a post")
    if words >= _SOME_WORDS:
        signs.append(f"{words} words")
    return signs


def _has_signs_against(document: Document, article: Article, listing: Listing) -> bool:
    """Return whether marks, address, title or the place of its links tell of another page."""
    classes = _body_classes(document)
    is_post = any(name.startswith("single") for name in classes)
    is_static = "page" in classes and any(name.startswith("page-id-") for name in classes)
    segments = _segments(document.url)
    return bool(
        classes & _STATIC_CLASSES
        or (classes & _LISTING_CLASSES and not is_post)
        or is_static
        or (segments and segments[0] in LISTING_SEGMENTS and len(segments) <= 3 and not is_post)
        or (segments and segments[-1] in STATIC_SEGMENTS)
        or STATIC_TITLES.match(article.headline or "")
        or listing.leads
    )


def _body_classes(document: Document) -> frozenset[str]:
    body = document.root.find("body")
    return frozenset((body.get("class") or "").lower().split()) if body is not None else frozenset()


def _segments(url: str) -> list[str]:
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return []
    parts = [part.lower() for part in path.split("/") if part]
    return [
        re.sub(r"\.(?:html?|php|aspx?)$", "", part)
        for part in parts
        if not re.match(r"index\.|default\.", part)
    ]
