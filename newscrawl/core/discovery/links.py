"""Links of a HTML page, typed and scored."""

from collections import Counter
from dataclasses import replace
from itertools import islice

from newscrawl.core.discovery.addresses import Address, read_address
from newscrawl.core.discovery.mentions import Mention, PageLinks
from newscrawl.core.discovery.regions import Region
from newscrawl.core.discovery.report import MAX_ANCHOR, Findings, LinkReport
from newscrawl.core.discovery.rules import refusal
from newscrawl.core.discovery.shapes import url_shape
from newscrawl.core.discovery.verdicts import Verdict, judge
from newscrawl.core.html.document import Document
from newscrawl.core.urls.keys import url_key
from newscrawl.items.page import Candidate, DiscoverySource, LinkRole, PageType
from newscrawl.items.site import Site

MAX_LINKS = 3_000
MIN_RELATED_BLOCK = 2
MAX_ITEM_LISTS = 10
ENOUGH_ARTICLES = 5
FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
)
_SOURCES = {
    LinkRole.RELATED: DiscoverySource.RELATED,
    LinkRole.PAGINATION: DiscoverySource.PAGINATION,
    LinkRole.FEED: DiscoverySource.FEED,
    LinkRole.SITEMAP: DiscoverySource.SITEMAP,
}
# Archives that repeat what sections list: taken only from a page that offers nothing better.
_SPARE = frozenset({LinkRole.TAG, LinkRole.AUTHOR})


def find_links(document: Document, *, page_type: PageType, site: Site) -> LinkReport:
    """Return the links of a page that may be followed, typed and scored, and count the others."""
    main = Region.LISTING if page_type is PageType.SECTION else Region.BODY
    mentions = PageLinks(document.root, main=main).mentions()
    reader = _LinkReader(document, page_type=page_type, site=site)
    for mention in mentions[:MAX_LINKS]:
        reader.read(mention)
    if len(mentions) > MAX_LINKS:
        reader.findings.drop("too many links", len(mentions) - MAX_LINKS)
    reader.read_head()
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
        self.findings = Findings()

    def read(self, mention: Mention) -> None:
        address, rule = read_address(mention.href, base=self._document.base_url, site=self._site)
        if address is None:
            self.findings.drop(rule or "malformed")
            return
        if address.key == self._page_key:
            self.findings.drop("the page itself")
            return
        rule = refusal(address.shape)
        if rule is not None:
            self.findings.drop(rule)
            return
        verdict = judge(mention, address.shape, page=self._page, page_type=self._page_type)
        if verdict.rule is not None:
            self.findings.drop(verdict.rule)
            return
        self._propose(address, mention, verdict)

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

    def read_item_lists(self) -> None:
        """Take what a section page lists as JSON-LD, often where scripts build the visible list."""
        if self._page_type is not PageType.SECTION:
            return
        lists = (data for data in self._document.json_ld if data.get("@type") == "ItemList")
        for items in islice((data.get("itemListElement") for data in lists), MAX_ITEM_LISTS):
            for item in items[:MAX_LINKS] if isinstance(items, list) else ():
                href, name = _listed(item)
                if href:
                    mention = Mention(
                        href=href, position=0, anchor=name[:MAX_ANCHOR], regions=[Region.LISTING]
                    )
                    self.read(mention)

    def report(self) -> LinkReport:
        self._dissolve_single_related()
        self._drop_own_feed()
        useful = {LinkRole.SECTION, LinkRole.PAGINATION, LinkRole.ARTICLE}
        offers = any(found.role in useful for found in self.findings)
        for candidate in self._spare:
            if offers:
                self.findings.drop(f"{candidate.role} archive")
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
            score=verdict.score,
        )
        if verdict.role in _SPARE:
            self._spare.append(candidate)
        else:
            self.findings.add(candidate)

    def _drop_own_feed(self) -> None:
        """Leave out the feed of a section page that lists its articles itself."""
        found = list(self.findings)
        articles = sum(1 for candidate in found if candidate.role is LinkRole.ARTICLE)
        if not self._page.segments or articles < ENOUGH_ARTICLES:
            return
        for candidate in found:
            is_feed = candidate.role is LinkRole.FEED
            if is_feed and url_shape(candidate.url).segments[:-1] == self._page.segments:
                self.findings.remove(candidate)
                self.findings.drop("feed of a page that was read")

    def _dissolve_single_related(self) -> None:
        """Take one link after "Related:" in a text for a link to an article, not for a block."""
        related = [found for found in self.findings if found.role is LinkRole.RELATED]
        sizes = Counter(found.heading for found in related)
        for found in related:
            if sizes[found.heading] < MIN_RELATED_BLOCK:
                self.findings.replace(replace(found, role=LinkRole.ARTICLE))


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
        for keys in (("url", "@id"), ("name", "headline"))
    ]
    return texts[0], texts[1]
