"""What a link is: its address, text, rel and place in the page weighed together."""

import re
from collections.abc import Mapping
from math import exp, log
from types import MappingProxyType
from typing import NamedTuple

from newscrawl.core.discovery.likelihood import article_likelihood
from newscrawl.core.discovery.mentions import Mention
from newscrawl.core.discovery.report import FURTHER_PART
from newscrawl.core.discovery.roles import archive_role, is_feed, is_page_number, is_sitemap
from newscrawl.core.discovery.shapes import UrlShape
from newscrawl.core.urls.keys import url_key
from newscrawl.core.urls.parts import part_of
from newscrawl.items.page import LinkRole, PageType, Region

# Texts of links to the next or previous page of a list, in the languages of the news.
TURN_PAGE = re.compile(
    r"(?:next|previous|prev|older|newer|load more|show more|more (?:posts|articles|stories|news)|"
    r"mehr (?:laden|anzeigen|artikel)|voir plus|afficher plus|charger plus|(?:ver|cargar|mostrar) más|"
    r"(?:ver|carregar|mostrar) mais|(?:mostra|carica) altr[ie]|(?:meer|toon meer) laden|toon meer|"
    r"visa fler|ladda fler|vis (?:flere|mere?)|näytä lisää|(?:pokaż |załaduj )?więcej|načíst další|"
    r"daha fazla(?: göster| yükle)?|(?:показать|загрузить) (?:ещё|еще|больше)|(?:عرض |تحميل )?المزيد|"
    r"और देखें|और पढ़ें|もっと見る|さらに表示|加载更多|查看更多|載入更多|더보기|더 보기|lihat lainnya|"
    r"muat lebih banyak|xem thêm|ดูเพิ่มเติม|טען עוד|περισσότερα|"
    r"(?:older|newer|next|previous) (?:posts?|page|entries|articles|stories)|weiter|zurück|"
    r"ältere\b.*|nächste\b.*|suivante?s?|précédente?s?|page suivante|siguientes?|anteriores?|"
    r"página siguiente|próxim[ao]s?|successiv[aoei]|precedent[ei]|volgende|vorige|nästa|"
    r"föregående|neste|næste|seuraava|następn[ay]|další|következő|înainte|επόμενη|далее|"
    r"следующая|вперед|наступна|sonraki|次へ|次のページ|下一页|下一頁|다음|التالي|הבא|अगला|"
    r"berikutnya|tiếp|ถัดไป|[<>‹›«»←→]+)[\s»›→>]*"
)
MAX_TURN_TEXT = 25

ARTICLE_THRESHOLD = 0.5
RELATED_THRESHOLD = 0.2
# Below a heading that announces related articles hardly anything else stands.
HEADED_THRESHOLD = 0.02
MENU_DEPTH = 3

# Log-odds of an article that the region of a link adds.
REGION_EVIDENCE: Mapping[Region, float] = MappingProxyType(
    {
        Region.NAVIGATION: -2.0,
        Region.BREADCRUMB: -4.0,
        Region.FOOTER: -2.5,
        Region.ADVERTISING: -1.0,
        Region.COMMENTS: -1.0,
        Region.LISTING: 0.5,
        Region.RELATED: 1.5,
    }
)
HEADING_EVIDENCE = 1.5
BOOKMARK_EVIDENCE = 2.0


class Verdict(NamedTuple):
    """What a link is, or the rule that leaves it out."""

    role: LinkRole = LinkRole.OTHER
    score: float = 0.0
    rule: str | None = None


def judge(mention: Mention, shape: UrlShape, *, page: UrlShape, page_type: PageType) -> Verdict:
    """Return a link's role and score, or the rule that leaves it out."""
    if "sponsored" in mention.rel:
        return Verdict(rule="sponsored")
    if page.segments and shape.segments == (*page.segments, page.last) and not shape.last.isdigit():
        # A relative link to where the reader already is piles its segment up without end.
        return Verdict(rule="path loop")
    return (
        _machine(mention, shape, page=page, page_type=page_type)
        or _pagination(mention, shape, page=page, page_type=page_type)
        or _archive(mention, shape)
        or _content(mention, shape, page_type=page_type)
    )


def _machine(
    mention: Mention, shape: UrlShape, *, page: UrlShape, page_type: PageType
) -> Verdict | None:
    if is_sitemap(shape) or "sitemap" in mention.rel:
        return Verdict(role=LinkRole.SITEMAP, score=0.95)
    if not (is_feed(shape) or "feed" in mention.rel):
        return None
    if archive_role(shape) in {LinkRole.TAG, LinkRole.AUTHOR}:
        return Verdict(rule="feed of a tag or author")
    is_own = bool(page.segments) and shape.segments[:-1] == page.segments
    if is_own and page_type is PageType.ARTICLE:
        return Verdict(rule="feed of an article")
    return Verdict(role=LinkRole.FEED, score=0.9 if len(shape.segments) <= 1 else 0.6)


def _pagination(
    mention: Mention, shape: UrlShape, *, page: UrlShape, page_type: PageType
) -> Verdict | None:
    if archive_role(shape) in {LinkRole.TAG, LinkRole.AUTHOR} and archive_role(page) is None:
        return None
    by_shape = is_page_number(shape)
    in_row = _follows(shape, page) and len(mention.anchor) < MAX_TURN_TEXT
    if page_type is PageType.ARTICLE:
        if in_row or _is_below(shape, page) or _is_part(shape, page):
            return Verdict(rule=FURTHER_PART)
        return Verdict(role=LinkRole.PAGINATION, score=0.3) if by_shape else None
    if not (by_shape or in_row or _turns_page(mention)):
        return None
    if page_type is not PageType.SECTION and not by_shape:
        # A row of numbered pages that nobody knows to be a list: rather a trap than an archive.
        return Verdict(role=LinkRole.PAGINATION, score=0.1)
    is_next = "next" in mention.rel or in_row or "next" in mention.classes
    return Verdict(role=LinkRole.PAGINATION, score=0.75 if is_next else 0.5)


def _turns_page(mention: Mention) -> bool:
    """Return whether text, rel and place say that the link turns a list's page."""
    text = mention.anchor.strip().lower()
    rel_turns = not mention.rel.isdisjoint({"next", "prev", "previous"})
    if not (rel_turns or Region.PAGINATION in mention.regions):
        return False
    return text.isdigit() or bool(TURN_PAGE.fullmatch(text)) or (rel_turns and not text)


def _follows(shape: UrlShape, page: UrlShape) -> bool:
    """Return whether the address is the page's own with its last number raised by one."""
    if not _is_count(shape.last) or not shape.segments[:-1]:
        return False
    if _is_count(page.last) and shape.segments[:-1] == page.segments[:-1]:
        return int(shape.last) == int(page.last) + 1
    return shape.segments[:-1] == page.segments and int(shape.last) == 2


def _is_below(shape: UrlShape, page: UrlShape) -> bool:
    """Return whether the address is a numbered part of the page: `/slug/3/`, `/slug?page=3`."""
    parent = page.segments[:-1] if _is_count(page.last) else page.segments
    if shape.segments in {page.segments, parent}:
        return is_page_number(shape) or shape.segments != page.segments
    below = shape.segments[: len(parent)] == parent
    return below and _is_count(shape.last) and 1 <= len(shape.segments) - len(parent) <= 2


def _is_part(shape: UrlShape, page: UrlShape) -> bool:
    """Return whether the address is in any other form surely that of a page of the same article."""
    if page.last.partition(".")[0] not in shape.path:
        return False
    part = part_of(url_key(shape.url), url_key(page.url))
    return part is not None and part.sure


def _is_count(segment: str) -> bool:
    return segment.isdecimal() and segment.isascii() and len(segment) <= 4


def _archive(mention: Mention, shape: UrlShape) -> Verdict | None:
    role = archive_role(shape)
    if "author" in mention.rel:
        role = LinkRole.AUTHOR
    elif role is None and "tag" in mention.rel:
        role = LinkRole.SECTION if "category" in mention.rel else LinkRole.TAG
    elif role is None and _is_label(mention):
        role = LinkRole.TAG
    if role is None:
        return None
    if role is LinkRole.TAG and mention.region in {Region.NAVIGATION, Region.BREADCRUMB}:
        # What a site puts into its menu it treats as a section.
        role = LinkRole.SECTION
    return Verdict(role=role, score=0.85 if role is LinkRole.SECTION else 0.05)


def _is_label(mention: Mention) -> bool:
    return Region.TAGS in mention.regions and len(mention.anchor.split()) <= MENU_DEPTH


def _content(mention: Mention, shape: UrlShape, *, page_type: PageType) -> Verdict:
    likelihood = shifted(article_likelihood(shape, mention.anchor), _evidence(mention))
    threshold = HEADED_THRESHOLD if mention.related_heading else RELATED_THRESHOLD
    if _is_related(mention, page_type) and likelihood >= threshold:
        return Verdict(role=LinkRole.RELATED, score=max(likelihood, 0.6))
    if likelihood >= ARTICLE_THRESHOLD:
        return Verdict(role=LinkRole.ARTICLE, score=likelihood)
    if shape.is_root:
        return Verdict(role=LinkRole.SECTION, score=0.4)
    in_menu = mention.region in {Region.NAVIGATION, Region.BREADCRUMB}
    if in_menu and len(shape.segments) <= MENU_DEPTH:
        return Verdict(role=LinkRole.SECTION, score=0.8 - 0.1 * len(shape.segments))
    return Verdict(role=LinkRole.OTHER, score=0.05 + 0.2 * likelihood)


def _is_related(mention: Mention, page_type: PageType) -> bool:
    """Return whether the link stands in a related block; lists of section pages are not such."""
    if page_type is PageType.SECTION or Region.ADVERTISING in mention.regions:
        return False
    return mention.related_heading is not None or Region.RELATED in mention.regions


def _evidence(mention: Mention) -> float:
    """Return the log-odds of an article that the link's places add; of several the best counts."""
    evidence = max(REGION_EVIDENCE.get(region, 0.0) for region in mention.regions)
    if mention.in_heading:
        evidence += HEADING_EVIDENCE
    if "bookmark" in mention.rel:
        evidence += BOOKMARK_EVIDENCE
    return evidence


def telling_region(mention: Mention) -> Region:
    """Return the place of a link that says most for an article; a list of a section page is one."""
    if Region.LISTING in mention.regions:
        return Region.LISTING
    return max(mention.regions, key=lambda region: REGION_EVIDENCE.get(region, 0.0))


def shifted(probability: float, log_odds: float) -> float:
    """Return the probability after more evidence, given in log-odds."""
    bounded = min(max(probability, 1e-6), 1 - 1e-6)
    return 1 / (1 + exp(-(log(bounded / (1 - bounded)) + log_odds)))
