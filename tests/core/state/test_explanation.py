import pytest

from newscrawl.core.state.access import reading
from newscrawl.core.state.explanation import explain_url, knows_host
from newscrawl.items import UrlState


@pytest.fixture
def connection(state):
    with reading(state) as connection:
        yield connection


@pytest.mark.parametrize(
    "spelling", ["http://a.test/a/", "https://A.test/a?utm_source=mail", "http://a.test/a#top"]
)
def test_an_article_is_known_however_it_is_spelled(connection, spelling):
    known = explain_url(connection, spelling)
    assert [row.url for row in known.chain] == ["http://a.test/a/"]
    assert [article.version for article in known.versions] == [1]
    assert known.copies == ("http://a.test/b/",)
    assert {row.url for row in known.other_addresses} == {
        "http://a.test/share/1/",
        "http://a.test/old/",
    }
    assert [mention.from_url for mention in known.mentions] == ["http://a.test/c/"]
    assert [listing.channel for listing in known.listings] == ["http://a.test/"]
    assert known.page_kept


def test_a_copy_names_the_first(connection):
    known = explain_url(connection, "http://a.test/b/")
    assert known.first.url == "http://a.test/a/"
    assert known.copies == ()


def test_a_redirect_is_followed_to_its_article(connection):
    known = explain_url(connection, "http://a.test/old/")
    assert [(row.url, row.state) for row in known.chain] == [
        ("http://a.test/old/", UrlState.REDIRECTED),
        ("http://a.test/a/", UrlState.ARTICLE),
    ]
    assert known.versions[-1].url == "http://a.test/a/"


def test_another_address_leads_to_its_article(connection):
    known = explain_url(connection, "http://a.test/share/1/")
    assert known.chain[0].state is UrlState.DUPLICATE
    assert known.versions[-1].url == "http://a.test/a/"


def test_a_circle_of_redirects_ends(visit, tmp_path):
    run = visit("run-1", "http://a.test/x/", "http://a.test/y/")
    run.redirect("http://a.test/x/", "http://a.test/y/")
    run.redirect("http://a.test/y/", "http://a.test/x/")
    with reading(tmp_path / "a.newscrawl.db") as connection:
        assert len(explain_url(connection, "http://a.test/x/").chain) == 2


def test_an_address_without_an_article_has_its_reason(connection):
    known = explain_url(connection, "http://a.test/forbidden/")
    assert (known.chain[0].state, known.chain[0].status) == (UrlState.FAILED, 403)
    assert known.versions == ()


def test_what_is_not_known_is_none(connection):
    assert explain_url(connection, "http://a.test/nothing/") is None
    assert knows_host(connection, "http://a.test/nothing/")
    assert not knows_host(connection, "http://b.test/")
