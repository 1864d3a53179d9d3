from datetime import UTC, datetime, timedelta

import pytest

from newscrawl.core.cleaning.learning import LearnedBlock
from newscrawl.core.state.inspection import RunRow, Status, UrlRow
from newscrawl.core.state.ledger import Ledger
from newscrawl.items import UrlState
from newscrawl.reporting.status import (
    boilerplate_dict,
    boilerplate_lines,
    status_dict,
    status_lines,
    url_line,
    when,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
STATUS = Status(
    ledger=Ledger(
        urls={("article", ""): 1200, ("queued", ""): 12, ("dropped", "robots"): 3},
        articles=1200,
        copies=100,
        completeness={"full": 1100, "teaser": 100},
    ),
    versions=1,
    pages=0,
    due_now=2,
    next_due=NOW + timedelta(minutes=20),
    revisits=40,
    revisits_due=0,
    next_revisit=NOW + timedelta(hours=5),
    waiting={"a.test": 11, "b.test": 1},
    runs=(
        RunRow(
            run_id="r2",
            started_at="2026-03-01T10:00:00Z",
            finished_at=None,
            ending=None,
            figures={},
        ),
        RunRow(
            run_id="r1",
            started_at="2026-02-01T10:00:00Z",
            finished_at="2026-02-01T11:02:03Z",
            ending="finished",
            figures={"new_articles": 1200},
        ),
    ),
)


def test_the_lines_say_each_thing_once():
    assert status_lines(STATUS, now=NOW) == [
        "1,100 articles, 100 copies, 1 earlier version",
        "completeness: 1,100 full, 100 teaser",
        "discovered 1,215 = 1,100 articles + 100 copies + 12 waiting + 3 robots",
        "",
        "addresses by state and reason:",
        "         12  queued",
        "      1,200  article",
        "          3  dropped     robots",
        "",
        "queue: 12, 2 of them due now, the next in 20 min",
        "  a.test 11, b.test 1",
        "to be looked at again: 40, 0 of them due now, the next in 5 h",
        "",
        "last runs:",
        "  2026-03-01T10:00:00Z  r2: runs, or was cut off",
        "  2026-02-01T10:00:00Z  r1: 1:02:03, finished, new articles 1,200",
    ]


def test_the_dictionary_has_the_same_figures():
    told = status_dict(STATUS, state="a.db")
    assert (told["articles"], told["discovered"], told["queued"]) == (1200, 1215, 12)
    assert told["next_due"] == "2026-03-01T12:20:00Z"
    assert told["runs"][1]["new_articles"] == 1200


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (-5, "now"),
        (5, "in 1 min"),
        (1200, "in 20 min"),
        (7200, "in 2 h"),
        (86_400 * 7, "on 2026-03-08 12:00 UTC"),
    ],
)
def test_moments_to_come(seconds, told):
    assert when(NOW + timedelta(seconds=seconds), NOW) == told


def row(**values: object) -> UrlRow:
    usual = {
        "url": "http://a.test/a/",
        "key": "a.test/a",
        "site": "a.test",
        "state": UrlState.FAILED,
        "reason": "http 4xx",
        "role": "article",
        "source": "section",
        "found_on": "http://a.test/",
        "found_at": NOW,
        "depth": 1,
        "patience": 20,
        "priority": 600,
        "due": None,
        "tries": 0,
        "fetched_at": NOW,
        "status": 403,
        "leads_to": None,
        "rule": "",
        "failures": 0,
        "misses": 0,
        "vanished": False,
        "interval": None,
    }
    return UrlRow(**{**usual, **values})


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, "\thttp 4xx, HTTP 403"),
        ({"reason": "timeout", "status": None, "tries": 3}, "\ttimeout, 3 tries"),
        ({"state": UrlState.GONE, "reason": "HTTP 410", "status": 410}, "\tHTTP 410"),
        ({"state": UrlState.SECTION, "reason": "", "status": 200}, ""),
        (
            {"state": UrlState.REDIRECTED, "reason": "", "status": 301, "leads_to": "http://b/"},
            "\tHTTP 301, leads to http://b/",
        ),
    ],
)
def test_an_address_with_its_reason(values, told):
    assert url_line(row(**values)) == f"http://a.test/a/{told}"


def test_what_is_learned_of_a_site():
    block = LearnedBlock(
        key="k",
        text="Give us money\nor read less",
        pages=7,
        of_pages=8,
        first_seen="2026-02-01T10:00:00Z",
        last_seen="2026-03-01T10:00:00Z",
    )
    assert boilerplate_lines([block], site="a.test") == [
        "on 7 of 8 pages, 2026-02-01 to 2026-03-01:",
        "    Give us money",
        "    or read less",
    ]
    assert boilerplate_lines([], site="a.test") == ["no boilerplate is learned of a.test"]
    assert boilerplate_dict(block, site="a.test") == {
        "site": "a.test",
        "text": "Give us money\nor read less",
        "pages": 7,
        "of_pages": 8,
        "first_seen": "2026-02-01T10:00:00Z",
        "last_seen": "2026-03-01T10:00:00Z",
    }
