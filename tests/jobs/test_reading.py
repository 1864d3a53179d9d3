from datetime import timedelta

import pytest

from newscrawl.exceptions import InputError
from newscrawl.jobs import read_job

WHOLE = """
output = ["news.jsonl", "sqlite:all.db"]
state = "state/news.db"
contact = "${DESK}@example.org"

[crawl]
delay = 2
max_per_site = 50
since = "30d"

[timetable]
cron = "0 6,18 * * 1-5"
timezone = "Europe/Berlin"
jitter = "10m"

[settings]
CONCURRENT_REQUESTS = 8
NEWSCRAWL_OBEY = ["noai", "noindex"]

[[site]]
seeds = ["https://a.example/", "https://a.example/blog/"]

[[site]]
seeds = ["https://b.example/"]
headers = { X-Key = "${DESK}", Accept = "text/html" }
in_language = "de"
delay = 3.5
selectors = { headline = "h1.title", remove = [".ad", "//aside"] }
"""


@pytest.fixture
def read(tmp_path):
    def read(text: str):
        path = tmp_path / "news.toml"
        path.write_text(text, encoding="utf-8")
        return read_job(path)

    return read


def test_all_of_a_job(read, tmp_path, monkeypatch):
    monkeypatch.setenv("DESK", "crawls")
    job = read(WHOLE)
    assert job.outputs == (f"{tmp_path}/news.jsonl", f"sqlite:{tmp_path}/all.db")
    assert job.state == f"{tmp_path}/state/news.db"
    assert job.contact == "crawls@example.org"
    assert job.seeds == ("https://a.example/", "https://a.example/blog/", "https://b.example/")
    assert job.limits == {"delay": 2, "max_per_site": 50, "since": "30d"}
    assert job.settings == {"CONCURRENT_REQUESTS": "8", "NEWSCRAWL_OBEY": "noai,noindex"}
    assert job.headers == {"https://b.example/": {"X-Key": "crawls", "Accept": "text/html"}}
    assert job.sites[1] == {
        "seeds": ["https://b.example/"],
        "in_language": "de",
        "delay": 3.5,
        "selectors": {"headline": "h1.title", "remove": [".ad", "//aside"]},
    }
    assert job.timetable.jitter == timedelta(minutes=10)
    assert str(job.timetable.zone) == "Europe/Berlin"


def test_the_least_that_a_job_needs(read, tmp_path):
    job = read('[[site]]\nsections = ["https://a.example/world/"]\n')
    assert job.outputs == (f"{tmp_path}/news.jsonl",)
    assert job.state == f"{tmp_path}/news.newscrawl.db"
    assert (job.seeds, job.sections) == ((), ("https://a.example/world/",))
    assert job.timetable is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("site = [\n1 2]", "line 2, column"),
        ("", r"line 1: site is not right; expected at least one \[\[site\]\]"),
        ("\n[[site]]\n", "line 2: site is not right; expected seeds or sections"),
        (
            '[[site]]\nseeds = "https://a.example/"',
            r"line 2: \[site\] seeds is not right; expected a list",
        ),
        (
            '[[site]]\nseeds = ["https://a.example/"]\n[site.selectors]\nheadline = "h1["',
            r"line 3: \[site\] selectors is not right; expected a CSS or XPath selector",
        ),
        (
            '[[site]]\nseeds = ["https://a.example/"]\n\n[[site]]\nseeds = ["https://b/x y"]',
            r"line 5: \[site\] seeds is not right; expected web addresses",
        ),
        ("[[site]]\nseeds = [1]", r"line 2: \[site\] seeds is not right; expected a list of texts"),
        (
            '[[site]]\nseeds = ["a.example"]\nlanguage = "en"',
            r"line 3: \[site\] language is not known",
        ),
        (
            "\n[crawl]\ndelay = true",
            r"line 3: \[crawl\] delay is not right; expected a whole number or",
        ),
        ('[[site]]\nseeds = ["a.example"]\nheaders = {A = 1}', "line 3: .*a text of one line"),
        ('[[site]]\nseeds = ["not a url"]', "line 2: .*web addresses; 'not a url'"),
        ("[crawl]\ndelya = 1", r"line 2: \[crawl\] delya is not known; expected one of delay, con"),
        (
            'contact = "${NO_SUCH}"',
            "line 1: contact is not right; expected the environment variable",
        ),
        (
            '[timetable]\nevery = "soon"',
            r"\[timetable\] every is not right; expected a length of time",
        ),
        (
            '[timetable]\ncron = "61 * * * *"',
            r"\[timetable\] cron is not right; expected a cron exp",
        ),
        ('[timetable]\ncron = "0 * * * *"\nevery = "1h"', "either every or cron"),
        ('[timetable]\ncron = "0 * * * *"\ntimezone = "Berlin"', "line 3: .*Europe/Berlin"),
        ('[timetable]\nevery = "1h"\njitter = "5m"', "cron with jitter"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(read, text, told):
    if "[[site]]" not in text and text.strip() and "site =" not in text:
        text += '\n[[site]]\nseeds = ["https://a.example/"]\n'
    with pytest.raises(InputError, match=told) as caught:
        read(text)
    assert "news.toml" in str(caught.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_job(tmp_path / "no.toml")
