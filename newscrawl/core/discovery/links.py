"""Links of a HTML page, typed and scored."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from newscrawl.core.discovery.addresses import Address, read_address
from newscrawl.core.discovery.mentions import Mention, PageLinks
from newscrawl.core.discovery.regions import RegionMap
from newscrawl.core.discovery.report import MAX_ANCHOR, Findings, LinkReport
from newscrawl.core.discovery.roles import page_number
from newscrawl.core.discovery.rules import refusal
from newscrawl.core.discovery.shapes import UrlShape, slug_words, url_shape
from newscrawl.core.discovery.unmarked import MIN_CARDS, unmarked_blocks
from newscrawl.core.discovery.verdicts import Verdict, judge, telling_region
from newscrawl.core.html.document import Document
from newscrawl.core.html.selecting import elements, select
from newscrawl.core.urls.keys import url_key
from newscrawl.items.page import Candidate, DiscoverySource, LinkRole, PageType, Region
from newscrawl.items.site import Site

MAX_LINKS = 3_000
MIN_RELATED_BLOCK = 2
MAX_ITEM_LISTS = 10
FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
)
_SOURCES = {
    LinkRole.RELATED: DiscoverySource.RELATED,
    LinkRole.PAGINATION: DiscoverySource.PAGINATION,
    LinkRole.FEED: DiscoverySource.FEED,
    LinkRole.SITEMAP: DiscoverySource.SITEMAP,
}
_MOST_NEAR = 2 / 3
"""The share of a block's articles that must have to do with the page, where nothing marks the block."""
_LONG_WORD = 5
_ROLES_OF_PAGES = {PageType.ARTICLE: LinkRole.ARTICLE, PageType.SECTION: LinkRole.SECTION}
_CONTENT = frozenset({LinkRole.ARTICLE, LinkRole.RELATED})
# Archives that repeat what sections list: taken only from a page that offers nothing better.
_SPARE = frozenset({LinkRole.TAG, LinkRole.AUTHOR})

_RULES = {
    "section_links": Verdict(role=LinkRole.SECTION, score=1.0),
    "article_links": Verdict(role=LinkRole.ARTICLE, score=1.0),
    "ignored_links": Verdict(role=LinkRole.OTHER, score=1.0, rule="the site's `ignored_links`"),
}
"""What links are that a site's own selectors find, the last that does."""


def find_links(document: Document, *, page_type: PageType, site: Site) -> LinkReport:
    """Return the links of a page that may be followed, typed and scored, and count the others."""
    main = Region.LISTING if page_type is PageType.SECTION else Region.BODY
    regions = RegionMap(document.root, main=main)
    mentions = PageLinks(document.root, regions).mentions()
    reader = _LinkReader(document, page_type=page_type, site=site)
    for mention in mentions[:MAX_LINKS]:
        reader.read(mention)
    if len(mentions) > MAX_LINKS:
        reader.findings.drop("too many links", count=len(mentions) - MAX_LINKS)
    if page_type is PageType.ARTICLE:
        reader.mark_unmarked(document.root, regions)
    reader.read_head()
    reader.read_translations()
    reader.read_breadcrumbs()
    reader.read_item_lists()
    return reader.report()


class _LinkReader:
    """Turns the mentions of one page into candidates."""

    def __init__(self, document: Document, *, page_type: PageType, site: Site) -> None:
        self._document = document
        self._page_type = page_type
        self._site = site
        self._page = url_shape(document.part_of or document.url)
        self._page_key = url_key(document.url)
        self._positions: Counter[LinkRole] = Counter()
        self._spare: list[Candidate] = []
        self._ruled = _ruled_links(document, site)
        self.findings = Findings()

    def read(self, mention: Mention, verdict: Verdict | None = None) -> None:
        """Take a link, or count why not; without a verdict its own features decide what it is."""
        address, rule = read_address(mention.href, base=self._document.base_url, site=self._site)
        if address is None:
            self.findings.drop(rule or "malformed", mention.href)
            return
        if address.key == self._page_key:
            self.findings.drop("the page itself", mention.href)
            return
        ruled = self._ruled.get(mention.href)
        rule = refusal(address.shape) if ruled is None else None
        if rule is not None:
            self.findings.drop(rule, mention.href)
            return
        verdict = ruled or verdict
        if verdict is None:
            verdict = judge(mention, address.shape, page=self._page, page_type=self._page_type)
        if verdict.rule is not None:
            self.findings.drop(verdict.rule, mention.href)
            return
        self._propose(address, mention, verdict)

    def mark_unmarked(self, root: HtmlElement, regions: RegionMap) -> None:
        """Take a box of articles below the text for a related block, where the page marks none as one."""
        if any(found.role is LinkRole.RELATED for found in self.findings):
            return
        articles = {found.key: found for found in self.findings if found.role is LinkRole.ARTICLE}
        if len(articles) < MIN_CARDS:
            return
        for hrefs in unmarked_blocks(root, regions):
            keys = dict.fromkeys(self._key(href) for href in hrefs)
            block = [articles[key] for key in keys if key in articles]
            near = sum(_is_near(url_shape(found.url), self._page) for found in block)
            if len(block) < MIN_CARDS or near < _MOST_NEAR * len(block):
                continue
            for position, found in enumerate(block):
                related = found._replace(role=LinkRole.RELATED, source=DiscoverySource.RELATED)
                self.findings.replace(related._replace(position=position))
            return

    def _key(self, href: str) -> str | None:
        address, _ = read_address(href, base=self._document.base_url, site=self._site)
        return None if address is None else address.key

    def read_head(self) -> None:
        """Take feeds and the next page from the `<link>` elements."""
        for link in self._document.root.iter("link"):
            rel = (link.get("rel") or "").lower().split()
            kind = (link.get("type") or "").lower().partition(";")[0].strip()
            href = link.get("href") or ""
            if "alternate" in rel and kind in FEED_TYPES:
                self.read(Mention(href=href, position=0, regions=[Region.OTHER], rel={"feed"}))
            elif "next" in rel and self._page_type is PageType.SECTION:
                self.read(Mention(href=href, position=0, regions=[Region.PAGINATION], rel={"next"}))
            elif "sitemap" in rel:
                self.read(Mention(href=href, position=0, regions=[Region.OTHER], rel={"sitemap"}))

    def read_translations(self) -> None:
        """Take the page in other languages from its `hreflang` links; other countries' twins are left out."""
        twins: dict[str, str] = {}
        for link in self._document.root.iter("link"):
            tongue = (link.get("hreflang") or "").lower().replace("_", "-").partition("-")[0]
            if tongue and "alternate" in (link.get("rel") or "").lower().split():
                twins.setdefault(tongue, link.get("href") or "")
        own = (self._document.root.get("lang") or "").lower().replace("_", "-").partition("-")[0]
        role = _ROLES_OF_PAGES.get(self._page_type)
        if own not in twins or role is None:
            return
        for tongue, href in twins.items():
            if tongue in (own, "x"):
                continue
            mention = Mention(href=href, position=0, regions=[Region.OTHER])
            self.read(mention, Verdict(role=role, score=0.9))

    def read_breadcrumbs(self) -> None:
        """Take the sections above a page from its JSON-LD."""
        lists = (data for data in self._document.json_ld if data.get("@type") == "BreadcrumbList")
        self._read_items(lists, Region.BREADCRUMB)

    def read_item_lists(self) -> None:
        """Take what a section page lists as JSON-LD, often where scripts build the visible list."""
        if self._page_type is not PageType.SECTION:
            return
        lists = (data for data in self._document.json_ld if data.get("@type") == "ItemList")
        self._read_items(lists, Region.LISTING)

    def _read_items(self, lists: Iterable[Mapping[str, Any]], region: Region) -> None:
        for items in islice((data.get("itemListElement") for data in lists), MAX_ITEM_LISTS):
            for item in items[:MAX_LINKS] if isinstance(items, list) else ():
                href, name = _listed(item)
                if href:
                    anchor = name[:MAX_ANCHOR]
                    self.read(Mention(href=href, position=0, anchor=anchor, regions=[region]))

    def report(self) -> LinkReport:
        self._dissolve_single_related()
        useful = {LinkRole.SECTION, LinkRole.PAGINATION, LinkRole.ARTICLE}
        offers = any(found.role in useful for found in self.findings)
        for candidate in self._spare:
            if offers:
                self.findings.drop(f"{candidate.role} archive", candidate.url)
            else:
                self.findings.add(candidate)
        return self.findings.report()

    def _propose(self, address: Address, mention: Mention, verdict: Verdict) -> None:
        position = self._positions[verdict.role]
        self._positions[verdict.role] += 1
        # A link in an article's body or on a page of no known kind counts as found on a section
        # page: there is no narrower word for "some page of the site names it".
        candidate = Candidate(
            url=address.shape.url,
            key=address.key,
            role=verdict.role,
            source=_SOURCES.get(verdict.role, DiscoverySource.SECTION),
            found_on=self._document.url,
            anchor=mention.anchor or None,
            heading=mention.related_heading if verdict.role is LinkRole.RELATED else None,
            position=position,
            region=telling_region(mention) if verdict.role in _CONTENT else mention.region,
            page_number=page_number(address.shape) if verdict.role is LinkRole.PAGINATION else None,
            score=verdict.score,
        )
        if verdict.role in _SPARE:
            self._spare.append(candidate)
        else:
            self.findings.add(candidate)

    def _dissolve_single_related(self) -> None:
        """Take one link after "Related:" in a text for a link to an article, not for a block."""
        related = [found for found in self.findings if found.role is LinkRole.RELATED]
        sizes = Counter(found.heading for found in related)
        for found in related:
            if sizes[found.heading] < MIN_RELATED_BLOCK:
                self.findings.replace(found._replace(role=LinkRole.ARTICLE))


def _ruled_links(document: Document, site: Site) -> dict[str, Verdict]:
    """Return what the site's own selectors say of links, by their `href`."""
    ruled: dict[str, Verdict] = {}
    for name, verdict in _RULES.items():
        for element in elements(select(document.root, site.selectors.get(name, ()))):
            for link in element.iter("a"):
                ruled[link.get("href") or ""] = verdict
    return ruled


def _is_near(shape: UrlShape, page: UrlShape) -> bool:
    """Return whether an address is of the page's section, or shares a word of its headline."""
    if page.segments[:-1] and shape.segments[:-1] == page.segments[:-1]:
        return True
    words, others = (
        {word for word in slug_words(one.last) if len(word) >= _LONG_WORD and word.isalpha()}
        for one in (shape, page)
    )
    return not words.isdisjoint(others)


def _listed(item: object) -> tuple[str, str]:
    """Return address and name of an ItemList's element, which may wrap the thing itself."""
    if not isinstance(item, dict):
        return (item, "") if isinstance(item, str) else ("", "")
    inner = item.get("item")
    things = [item, inner] if isinstance(inner, dict) else [item]
    texts = [
        next(
            (text for thing in things for key in keys if isinstance(text := thing.get(key), str)),
            "",
        )
        for keys in (("url", "@id", "item"), ("name", "headline"))
    ]
    return texts[0], texts[1]
