from newscrawl.core.frontier.sections import found_under, needless_feeds, own_list
from newscrawl.items import (
    Candidate,
    DiscoverySource,
    Lease,
    LinkRole,
    PageResult,
    PageType,
    Region,
)

SITE = "https://a.test"


def link(path: str, role: LinkRole = LinkRole.ARTICLE, **fields) -> Candidate:
    fields.setdefault("region", Region.LISTING)
    return Candidate(
        url=f"{SITE}{path}", key=path, role=role, source=DiscoverySource.SECTION, **fields
    )


def lease(path: str, **fields) -> Lease:
    values = {"role": LinkRole.SECTION, "url_id": 5, "section": None, **fields}
    return Lease(
        url=f"{SITE}{path}", key=path, site="a.test", source=DiscoverySource.SECTION, **values
    )


def result(path: str, *links: Candidate, page_type: PageType = PageType.SECTION) -> PageResult:
    return PageResult(url=f"{SITE}{path}", page_type=page_type, candidates=links)


LIST = link("/one/")
MENU = link("/two/", region=Region.NAVIGATION)
SIDE = link("/three/", region=Region.SIDEBAR)
NEXT = link("/world/page/2/", LinkRole.PAGINATION, region=Region.PAGINATION)
CHILD = link("/world/asia/", LinkRole.SECTION, region=Region.NAVIGATION)
OTHER = link("/sports/", LinkRole.SECTION, region=Region.NAVIGATION)
FEED = link("/world/feed/", LinkRole.FEED, region=Region.OTHER)
LINKS = (LIST, MENU, SIDE, NEXT, CHILD, OTHER, FEED)


def test_a_section_has_its_list_its_pages_and_what_lies_below_it():
    under = found_under(lease("/world/"), result("/world/", *LINKS))
    assert under == dict.fromkeys(("/one/", "/world/page/2/", "/world/asia/", "/world/feed/"), 5)


def test_a_further_page_belongs_to_the_section_that_it_goes_on_with():
    page = lease("/world/page/2/", role=LinkRole.PAGINATION, url_id=9, section=5)
    under = found_under(page, result("/world/page/2/", LIST, SIDE, OTHER))
    assert under == {"/one/": 5}


def test_the_home_page_has_no_sections_of_its_own():
    assert set(found_under(lease("/"), result("/", *LINKS))) == {"/one/", "/world/page/2/"}


def test_entries_of_a_sections_feed_are_its_own_and_links_of_articles_are_not():
    feed = lease("/world/feed/", role=LinkRole.FEED, section=5)
    assert found_under(feed, result("/world/feed/", LIST, page_type=PageType.FEED)) == {"/one/": 5}
    article = lease("/one/", role=LinkRole.ARTICLE, section=5)
    assert found_under(article, result("/one/", SIDE, page_type=PageType.ARTICLE)) == {}


def test_where_no_list_is_seen_all_articles_are_the_list_in_the_order_of_the_page():
    first, second = (
        link("/a/", region=Region.SIDEBAR),
        link("/b/", region=Region.SIDEBAR, position=1),
    )
    assert own_list([second, first]) == [first, second]
    assert own_list([second, LIST]) == [LIST]


def test_the_feed_of_a_page_that_lists_articles_itself_is_needless():
    many = [link(f"/story-{number}/") for number in range(5)]
    assert needless_feeds(result("/world/", *many, FEED)) == {"/world/feed/"}
    assert needless_feeds(result("/world/", *many[:4], FEED)) == frozenset()
    assert needless_feeds(result("/sports/", *many, FEED)) == frozenset()
    home = link("/feed/", LinkRole.FEED)
    assert needless_feeds(result("/", *many, home)) == frozenset()
