from datetime import UTC, datetime

from newscrawl.items import (
    Article,
    DiscoverySource,
    FailureKind,
    FetchFailure,
    Lease,
    LinkRole,
    PageOutcome,
    PageResult,
    PageType,
)
from newscrawl.reporting.tally import NEWEST, Tally


def outcome(site, *, failure=None, result=None):
    lease = Lease(
        url_id=1,
        url=f"https://{site}/",
        key=site,
        site=site,
        role=LinkRole.SECTION,
        source=DiscoverySource.SEED,
    )
    return PageOutcome(
        lease=lease,
        url=lease.url,
        fetched_at=datetime.now(UTC),
        failure=failure,
        result=result,
    )


def test_a_site_has_failed_when_it_gave_no_page():
    tally = Tally()
    refused = FetchFailure(kind=FailureKind.HTTP_CLIENT, detail="HTTP 403")
    page = PageResult(url="https://b.example/", page_type=PageType.SECTION)
    tally.add_outcome(outcome("a.example", failure=refused))
    tally.add_outcome(outcome("b.example", failure=refused))
    tally.add_outcome(outcome("b.example", result=page))
    tally.add_outcome(outcome("c.example", failure=FetchFailure(kind=FailureKind.TIMEOUT)))
    tally.add_article(Article(url="https://c.example/1", site="c.example"))
    assert tally.failed_sites() == {"a.example": "https://a.example/: HTTP 403"}
    assert (tally.pages, tally.articles, tally.failures) == (2, 1, 3)


def test_robots_is_no_failure_of_a_fetch_but_fails_a_site():
    tally = Tally()
    tally.add_outcome(outcome("a.example", failure=FetchFailure(kind=FailureKind.ROBOTS)))
    assert tally.failures == 0
    assert tally.failed_sites() == {"a.example": "https://a.example/: robots"}


def test_copies_are_counted_among_articles_and_only_the_newest_headlines_stay():
    tally = Tally()
    for number in range(NEWEST + 2):
        tally.add_article(Article(url="https://a.example/", headline=str(number), site="a"))
    tally.add_article(Article(url="https://a.example/x", duplicate_of="1", site="a"))
    assert (tally.articles, tally.copies) == (NEWEST + 3, 1)
    assert list(tally.headlines) == ["3", "4", "https://a.example/x"]
