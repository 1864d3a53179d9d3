"""What a run decides from its settings and sites."""

import json

import pytest
from scrapy.settings import Settings

from newscrawl import configuration
from newscrawl.configuration import configured_sites, workers_for
from newscrawl.exceptions import InputError
from newscrawl.items import Site


def sites(count: int, **limits: float) -> list[Site]:
    return [Site(name=str(i), seeds=(), hosts=(), limits=limits) for i in range(count)]


def test_rules_come_by_a_setting_as_by_a_job_file():
    table = [
        {"seeds": ["https://a.example/"], "name": "A", "delay": 3, "selectors": {"headline": "h2"}}
    ]
    for given in (table, json.dumps(table)):
        settings = Settings({"NEWSCRAWL_SITES": given})
        one, other = configured_sites(settings, ["https://a.example/", "https://b.example/"])
        assert (one.name, one.limits, one.selectors) == ("A", {"delay": 3}, {"headline": ("h2",)})
        assert other.name == "b.example"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("[{", "no JSON"),
        ("{}", "a list of tables"),
        ("[1]", "a list of tables"),
        ('[{"selectors": {"headline": "h1["}}]', "a CSS or XPath selector"),
    ],
)
def test_rules_that_are_wrong_are_refused(given, told):
    with pytest.raises(InputError, match=told):
        configured_sites(Settings({"NEWSCRAWL_SITES": given}), ["https://a.example/"])


@pytest.mark.parametrize(
    ("delay", "given", "asked", "expected"),
    [
        (1.0, sites(1), None, 1),
        (1.0, sites(20), None, 1),
        (1.0, sites(50), None, 3),
        (1.0, sites(500), None, 4),
        (0.0, sites(1), None, 4),
        (1.0, sites(1, delay=0), None, 4),
        (0.0, sites(9, delay=10), None, 1),
        (1.0, [], None, 1),
        (0.0, sites(1), 0, 0),
        (1.0, sites(1), "7", 7),
    ],
)
def test_as_many_workers_as_the_pace_can_fill(monkeypatch, delay, given, asked, expected):
    monkeypatch.setattr(configuration, "_cpus", lambda: 4)
    settings = Settings({"DOWNLOAD_DELAY": delay, "NEWSCRAWL_WORKERS": asked})
    assert workers_for(settings, given) == expected
