from datetime import UTC, datetime

import pytest

from newscrawl.core.frontier.periods import DAY, Period, period_of, period_of_article
from newscrawl.items import Article, Candidate, DiscoverySource, LinkRole, Precision

WHEN = datetime(2026, 3, 5, 9, tzinfo=UTC)
LATER = datetime(2026, 3, 9, 9, tzinfo=UTC)


def link(url: str = "https://a.test/story/", **fields) -> Candidate:
    source = fields.pop("source", DiscoverySource.SECTION)
    return Candidate(url=url, key=url, role=LinkRole.ARTICLE, source=source, **fields)


def test_the_date_of_a_feed_is_a_span_and_that_of_a_change_its_end_only():
    feed = period_of(link(source=DiscoverySource.FEED, date=WHEN, modified=LATER))
    assert feed == Period(earliest=WHEN.timestamp() - DAY, latest=LATER.timestamp() + DAY)
    sitemap = period_of(link(source=DiscoverySource.SITEMAP, date=WHEN, modified=WHEN))
    assert sitemap == Period(latest=WHEN.timestamp() + DAY)
    news = period_of(link(source=DiscoverySource.SITEMAP, date=WHEN, modified=LATER))
    assert news.earliest == WHEN.timestamp() - DAY


@pytest.mark.parametrize(
    ("path", "first", "last"),
    [
        ("/2026/03/05/story/", "2026-03-04", "2026-03-07"),
        ("/2026/02/story/", "2026-01-31", "2026-03-02"),
        ("/news/story-2026-03-05.html", "2026-03-04", "2026-03-07"),
    ],
)
def test_the_date_of_an_address_is_a_span_with_a_day_to_spare(path, first, last):
    ends = [datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() for day in (first, last)]
    assert period_of(link(f"https://a.test{path}")) == Period(earliest=ends[0], latest=ends[1])


@pytest.mark.parametrize("path", ["/story/", "/2026/02/31/story/", "/a/20260399"])
def test_an_address_without_a_date_tells_nothing(path):
    assert period_of(link(f"https://a.test{path}")) == Period()


def test_an_article_of_a_day_is_in_every_span_that_has_some_of_it():
    day = datetime(2026, 3, 5, tzinfo=UTC)
    article = Article(url="", site="", date_published=day, date_published_precision=Precision.DAY)
    noon = day.timestamp() + DAY / 2
    assert not period_of_article(article).misses(noon, None)
    assert not period_of_article(article).misses(None, noon)
    assert period_of_article(article).misses(day.timestamp() + DAY, None)
    moment = Article(url="", site="", date_published=WHEN)
    assert not period_of_article(moment).misses(WHEN.timestamp(), None)
    assert period_of_article(moment).misses(None, WHEN.timestamp())


@pytest.mark.parametrize(
    ("path", "first", "last"),
    [
        ("/sitemap-2026-03.xml", "2026-02-28", "2026-04-02"),
        ("/sitemaps/2025.xml.gz", "2024-12-31", "2026-01-02"),
        ("/sitemap.xml?yyyy=2026&mm=3&dd=05", "2026-03-04", "2026-03-07"),
        ("/post-sitemap-20260305.xml", "2026-03-04", "2026-03-07"),
    ],
)
def test_a_sitemap_is_named_for_what_it_holds(path, first, last):
    ends = [datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() for day in (first, last)]
    named = link(f"https://a.test{path}")._replace(role=LinkRole.SITEMAP)
    assert period_of(named) == Period(earliest=ends[0], latest=ends[1])
    made_now = named._replace(modified=datetime(2027, 1, 1, tzinfo=UTC))
    assert period_of(made_now) == Period(earliest=ends[0], latest=ends[1])


def test_a_sitemap_without_a_span_in_its_name_ends_at_its_last_change():
    sitemap = link("https://a.test/post-sitemap12.xml")._replace(role=LinkRole.SITEMAP)
    assert period_of(sitemap) == Period()
    assert period_of(sitemap._replace(modified=WHEN)) == Period(latest=WHEN.timestamp() + DAY)
