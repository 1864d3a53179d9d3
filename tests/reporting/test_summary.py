import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.core.state.ledger import Ledger
from newscrawl.items import DropReason, FailureKind, UrlState
from newscrawl.reporting.reasons import why_nothing
from newscrawl.reporting.summary import (
    RunEnd,
    counted,
    discovered_parts,
    duration,
    summary_dict,
    summary_lines,
)
from newscrawl.reporting.tally import Tally

reasons = st.sampled_from([*DropReason, *FailureKind, "", "https://a.example/x", "abc123"])
ledgers = st.builds(
    Ledger,
    urls=st.dictionaries(
        st.tuples(st.sampled_from([str(state) for state in UrlState]), reasons),
        st.integers(0, 5000),
        max_size=30,
    ),
    copies=st.integers(0, 500),
)


@given(ledgers)
def test_parts_add_up_to_what_was_discovered(ledger):
    parts = discovered_parts(ledger)
    assert sum(parts.values()) == ledger.discovered
    assert all(count >= 0 for count in parts.values())


@given(ledgers)
def test_every_state_is_counted(ledger):
    whole = Ledger(urls={**ledger.urls, **{(state, ""): 1 for state in UrlState}})
    assert sum(discovered_parts(whole).values()) == whole.discovered


@given(ledgers)
def test_lines_and_dictionary_say_the_same(ledger):
    end = RunEnd(ledger=ledger)
    figures = summary_dict(end)
    line = summary_lines(end)[0]
    assert line.startswith(f"discovered {figures['discovered']:,} = ")
    numbers = [int(part.split()[0].replace(",", "")) for part in line.split(" = ")[1].split(" + ")]
    assert numbers == list(figures["became"].values())
    assert sum(numbers) == figures["discovered"]


def test_the_last_screen_of_a_run():
    end = RunEnd(
        ledger=Ledger(
            urls={
                ("article", ""): 447,
                ("section", ""): 88,
                ("duplicate", "1f"): 1,
                ("dropped", "robots"): 41,
                ("dropped", "not an article"): 1,
                ("failed", "http 5xx"): 3,
                ("queued", ""): 1000,
            },
            articles=447,
            copies=60,
            completeness={"teaser": 45, "full": 402},
            new_articles=12,
            new_copies=1,
            rechecked_articles=31,
            changed_articles=2,
            links_left_out={"off site": 7},
        ),
        tally=Tally(pages=130, refusals={"b.example": "https://b.example/: HTTP 403"}),
        ending="max_articles",
        elapsed=185,
        outputs=("a.jsonl", "-"),
        state="a.newscrawl.db",
    )
    assert summary_lines(end) == [
        (
            "discovered 1,581 = 387 articles + 60 copies + 88 sections + 1 other address"
            " + 3 failed + 1,000 waiting + 41 robots + 1 not an article"
        ),
        "completeness: 402 full, 45 teaser",
        "this run: new 12 (1 copy), re-checked 31, changed 2; 130 pages in 3:05 min",
        "failed: 3 http 5xx",
        "links left out: 7 off site",
        "site failed: https://b.example/: HTTP 403",
        "limit reached: number of articles (--max-articles)",
        "written: a.jsonl, standard output; state: a.newscrawl.db",
        "next: the same command again brings home what is new",
    ]


@pytest.mark.parametrize(
    ("urls", "told"),
    [
        ({("failed", "http 4xx"): 1}, "refused the page"),
        ({("failed", "blocked"): 1}, "challenge page"),
        ({("dropped", "robots"): 1}, "robots.txt"),
        ({("section", ""): 1}, "no links to articles were found"),
        ({("section", ""): 3, ("dropped", "not an article"): 9}, "no page is an article"),
        (
            {("section", ""): 1, ("failed", "http 5xx"): 9, ("dropped", "robots"): 2},
            "with an error",
        ),
        ({("gone", "HTTP 410"): 1}, "gone"),
        ({("queued", ""): 1}, "ended before"),
        ({("failed", "something new"): 1}, "something new"),
        ({}, "no links were found"),
    ],
)
def test_a_crawl_that_brought_nothing_says_why(urls, told):
    assert told in why_nothing(RunEnd(ledger=Ledger(urls=urls)))


def test_the_site_s_own_answer_is_told():
    end = RunEnd(
        ledger=Ledger(urls={("failed", "http 4xx"): 1}),
        tally=Tally(refusals={"a.example": "https://a.example/: HTTP 403"}),
    )
    assert "https://a.example/: HTTP 403" in why_nothing(end)


def test_a_long_list_of_reasons_is_cut_and_still_adds_up():
    left_out = {f"rule {number}": number for number in range(1, 13)}
    line = summary_lines(RunEnd(ledger=Ledger(links_left_out=left_out)))[2]
    numbers = [int(part.split()[0]) for part in line.removeprefix("links left out: ").split(", ")]
    assert line.startswith("links left out: 12 rule 12, 11 rule 11")
    assert line.endswith(" for other reasons")
    assert sum(numbers) == sum(left_out.values())


def test_counts_and_durations_read_well():
    assert counted(1, "copies") == "1 copy"
    assert counted(1412, "articles") == "1,412 articles"
    assert [duration(each) for each in (0.44, 12.2, 59.7, 185, 7620)] == [
        "0.4 s",
        "12 s",
        "1:00 min",
        "3:05 min",
        "2:07 h",
    ]
