import pytest

from newscrawl.exceptions import InputError
from newscrawl.sites.rules import check_rule, site_of_page, with_library, with_rules
from newscrawl.sites.seeds import sites_from_seeds


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("selectors", {"headline": "h1.title"}, None),
        ("selectors", {"headline": ["//h1", "h1::text"], "remove": ".ad"}, None),
        ("selectors", {"headline": "h1["}, "a CSS or XPath selector"),
        ("selectors", {"headline": "//h1["}, "a CSS or XPath selector"),
        ("selectors", {"headline": [1]}, "a CSS or XPath selector"),
        ("selectors", {"headline": 1}, "a CSS or XPath selector"),
        ("selectors", {"titel": "h1"}, "some of article_body"),
        ("timezone", "Europe/Berlin", None),
        ("timezone", "Berlin", "a zone such as"),
        ("hosts", [".example.org"], None),
        ("hosts", [1], "hosts, such as"),
        ("page_object", "pages:Page", None),
        ("page_object", "pages", "module:Class"),
    ],
)
def test_what_a_rule_may_be(key, value, expected):
    told = check_rule(key, value)
    assert told is None if expected is None else expected in told


def test_what_is_said_later_wins():
    (site,) = sites_from_seeds(["https://a.example/"])
    first = with_rules(site, {"timezone": "UTC", "selectors": {"headline": "h1"}, "delay": 3})
    second = with_rules(first, {"name": "A", "selectors": {"remove": [".ad"]}, "since": "7d"})
    assert (second.name, second.timezone) == ("A", "UTC")
    assert second.selectors == {"headline": ("h1",), "remove": (".ad",)}
    assert second.limits == {"delay": 3, "since": "7d"}


def test_the_package_library_knows_a_site_by_its_hosts():
    assert site_of_page("https://www.valley-echo.example/a/").selectors["remove"]
    assert not site_of_page("https://a.example/").selectors


def test_a_library_of_ones_own(tmp_path):
    (tmp_path / "a.toml").write_text('hosts = [".a.example"]\nin_language = "de"\n')
    one, other = with_library(
        sites_from_seeds(["https://www.a.example/", "https://b.example/"]), [str(tmp_path)]
    )
    assert (one.in_language, other.in_language) == ("de", None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hosts = 1", "hosts is not right"),
        ('in_language = "de"', "hosts is missing"),
        ('hosts = ["a.example"]\ntimezone = "Nowhere"', "a zone such as"),
        ("hosts = [", "a.toml"),
        ('hosts = ["a.example"]\nseed = 1', "seed is not right"),
    ],
)
def test_a_library_that_is_wrong_is_refused(tmp_path, text, told):
    (tmp_path / "a.toml").write_text(text)
    with pytest.raises(InputError, match=told):
        with_library(sites_from_seeds(["https://a.example/"]), [str(tmp_path)])


def test_a_library_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="no such folder"):
        with_library(sites_from_seeds(["https://a.example/"]), [str(tmp_path / "none")])
