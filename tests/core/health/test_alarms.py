import random
from dataclasses import replace

import pytest

from newscrawl.core.health import FIELDS, Judged, SiteFigures, Thresholds, alarms_of, standing
from newscrawl.exceptions import InputError

DAY = 86_400.0
RUN = SiteFigures(
    started_at=0,
    pages=40,
    expected=12,
    not_articles=1,
    failures={"timeout": 1},
    new=10,
    articles=10,
    filled=dict.fromkeys(FIELDS, 10),
    length=3000,
    completeness={"full": 9, "unknown": 1},
)


def history(runs: int = 6) -> list[SiteFigures]:
    return [replace(RUN, started_at=number * DAY) for number in range(runs)]


def judged(before: list[SiteFigures]) -> list[Judged]:
    return [Judged(figures=each) for each in before]


def kinds(run: SiteFigures, before: list[SiteFigures]) -> list[str]:
    return [alarm.kind for alarm in alarms_of("a.test", run, judged(before))]


TODAY = replace(RUN, started_at=6 * DAY)


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"failures": {"http 4xx": 25, "timeout": 2}}, "failures"),
        ({"not_articles": 9}, "not articles"),
        ({"filled": {**RUN.filled, "date_published": 2}}, "date_published"),
        ({"filled": {**RUN.filled, "authors": 0}}, "authors"),
        ({"length": 700.0}, "length"),
        ({"completeness": {"teaser": 8, "full": 2}}, "teasers"),
    ],
)
def test_what_is_not_as_it_was_is_told(changes, kind):
    run = replace(TODAY, **changes)
    assert kinds(run, history()) == [kind]
    assert kinds(run, history(2)) == [], "too few runs to tell"
    # Who has always been so is not told of every day.
    assert kinds(run, [replace(each, **changes) for each in history()]) == []


def test_an_alarm_says_what_is_usual():
    (alarm,) = alarms_of("a.test", replace(TODAY, length=700.0), judged(history()))
    assert (alarm.site, alarm.told) == ("a.test", "texts of 700 characters; usually 3,000")


def test_few_articles_tell_nothing():
    few = {"articles": 3, "new": 3, "filled": {}, "length": 10.0}
    assert kinds(replace(TODAY, **few), history()) == []


def test_no_news_for_longer_than_chance_explains():
    before = history()
    none = {"new": 0, "articles": 0}
    quiet = replace(TODAY, **none)
    assert kinds(quiet, before) == [], "one day without news"
    before.append(quiet)
    assert kinds(replace(quiet, started_at=6.5 * DAY), before) == ["no news"]


def test_a_site_that_stays_the_same_gives_no_false_alarm():
    rng = random.Random(1)
    alarms = []
    for _ in range(100):
        runs: list[SiteFigures] = []
        rate = rng.uniform(0, 20)
        for number in range(30):
            new = 300 if not number else sum(rng.random() < rate / 60 for _ in range(60))
            expected = new + sum(rng.random() < 0.1 for _ in range(new + 1))
            run = SiteFigures(
                started_at=number * DAY,
                pages=expected + 20,
                expected=expected,
                not_articles=expected - new,
                failures={"timeout": sum(rng.random() < 0.05 for _ in range(expected + 20))},
                new=new,
                articles=new,
                filled={name: sum(rng.random() < 0.95 for _ in range(new)) for name in FIELDS},
                length=rng.gauss(3000, 500),
                completeness={"full": new},
            )
            alarms += alarms_of("a.test", run, judged(runs))
            runs.append(run)
    assert alarms == []


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"paid": 8}, "paywall"),
        ({"robots": {"a.test": "other"}}, "robots"),
        ({"new": 1, "articles": 1}, "few news"),
    ],
)
def test_more_that_is_not_as_it_was_is_told(changes, kind):
    before = [
        replace(
            RUN,
            started_at=number * DAY,
            new=40,
            articles=40,
            length=3000,
            robots={"a.test": "as ever"},
        )
        for number in range(6)
    ]
    assert kinds(replace(TODAY, robots={"a.test": "as ever"}, new=40), before) == []
    assert kinds(
        replace(TODAY, **{"robots": {"a.test": "as ever"}, "new": 40, **changes}), before
    ) == [kind]


def test_a_quiet_day_is_no_alarm():
    before = [replace(RUN, started_at=number * DAY, new=40 + number) for number in range(6)]
    assert kinds(replace(TODAY, new=14), before) == [], "a Sunday"
    before[2] = replace(before[2], new=5)
    assert kinds(replace(TODAY, new=2), before) == [], "as few as that have come before"


def test_thresholds_are_the_users_own():
    run = replace(TODAY, length=1000.0)
    assert kinds(run, history()) == ["length"]
    assert alarms_of("a", run, judged(history()), Thresholds.of({"shrunk": 0.2})) == []
    assert alarms_of("a", run, judged(history()), Thresholds.of({"off": ["length"]})) == []
    assert alarms_of("a", run, judged(history(4)), Thresholds.of({"runs": 5})) == []


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"shrank": 0.2}, "name some of"),
        ({"shrunk": "a lot"}, "a number"),
        ({"runs": True}, "a number"),
        ({"off": "length"}, "a list of some of"),
        ({"off": ["size"]}, "a list of some of"),
    ],
)
def test_a_threshold_that_is_wrong_is_refused(values, told):
    with pytest.raises(InputError, match=told):
        Thresholds.of(values)


def test_a_site_that_stays_broken_goes_on_raising_alarms():
    before = judged(history())
    for day in range(6, 30):
        run = replace(RUN, started_at=day * DAY, not_articles=12, new=0, articles=0)
        alarms = alarms_of("a.test", run, before)
        assert "not articles" in {alarm.kind for alarm in alarms}, day
        before = [*before, Judged(figures=run, alarms=tuple(alarms))][-30:]


def test_an_alarm_stands_until_a_run_shows_that_it_is_over():
    empty = Judged(figures=replace(RUN, pages=40, expected=0, articles=0, new=0))
    broken = Judged(
        figures=RUN, alarms=tuple(alarms_of("a", replace(TODAY, length=9.0), judged(history())))
    )
    assert [alarm.kind for alarm in standing([broken])] == ["length"]
    assert [alarm.kind for alarm in standing([broken, empty])] == ["length"]
    assert standing([broken, empty, Judged(figures=RUN)]) == ()
    down = replace(TODAY, failures={"timeout": 40})
    failed = Judged(figures=down, alarms=tuple(alarms_of("a", down, judged(history()))))
    assert [alarm.kind for alarm in standing([failed])] == ["failures"]
    assert standing([failed, empty]) == ()


def test_hosts_that_are_asked_in_some_runs_only_are_compared_with_themselves():
    before = history()
    before[2] = replace(before[2], robots={"a.test": "as ever", "blog.a.test": "own"})
    before[5] = replace(before[5], robots={"a.test": "as ever"})
    hosts = {"a.test": "as ever", "blog.a.test": "own", "new.a.test": "new"}
    assert kinds(replace(TODAY, robots=hosts), before) == []
    assert kinds(replace(TODAY, robots={"blog.a.test": "other"}), before) == ["robots"]
