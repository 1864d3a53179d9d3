"""What a run decides from its settings and sites."""

import pytest
from scrapy.settings import Settings

from newscrawl import configuration
from newscrawl.configuration import workers_for
from newscrawl.items import Site


def sites(count: int, **limits: float) -> list[Site]:
    return [Site(name=str(i), seeds=(), hosts=(), limits=limits) for i in range(count)]


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
