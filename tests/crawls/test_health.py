"""A site that changes or breaks is told of in the same run."""

import json

import pytest

FAST = ("--delay", "0", "--concurrency", "4", "--contact", "test@example.org", "--json", "-q")
RUNS = 4


@pytest.fixture
def crawl(command, newspaper, tmp_path):
    """Return a function that publishes stories, crawls the newspaper and returns code, figures and stderr."""
    (tmp_path / "note.py").write_text(
        "import pathlib, sys; pathlib.Path('alarms.json').write_text(sys.stdin.read())"
    )
    number = 0

    def run(new: int = 10) -> tuple[int, dict, str]:
        nonlocal number
        number += 1
        newspaper.add(new, name=f"edition{number}", days=30 - number)
        told = ("-s", "NEWSCRAWL_ON_ALARM=python3 note.py")
        done = command("crawl", f"{newspaper.base}/", *FAST, "-o", "out.jsonl", *told)
        return done.code, json.loads(done.out), done.err

    return run


def test_a_layout_that_changed_raises_an_alarm_at_once(crawl, command, newspaper, tmp_path):
    for _ in range(RUNS):
        code, figures, err = crawl()
        assert (code, figures["alarms"], err) == (0, [], "")
    whole = type(newspaper).article

    def changed(story) -> str:
        """Give the page of a story in another layout: no structured data, no date, most of the text gone."""
        html = whole(newspaper, story)
        html = html.partition("<script")[0] + html.partition("</script>")[2]
        head, paragraph, rest = html.partition("<p>By Ann Bell</p><p>")
        return head + paragraph.removeprefix("<p>By Ann Bell</p>") + rest[:150] + "</p></article>"

    newspaper.article = changed
    code, figures, err = crawl()
    kinds = {alarm["kind"] for alarm in figures["alarms"]}
    assert code == 3
    assert kinds & {"not articles", "length", "authors", "date_published"}
    assert json.loads((tmp_path / "alarms.json").read_text()) == figures["alarms"]
    for alarm in figures["alarms"]:
        assert f"newscrawl: alarm: {alarm['site']}: {alarm['told']}" in err
    status = json.loads(command("status", "out.jsonl", "--json").out)
    assert status["alarms"] == figures["alarms"]


def test_a_site_whose_pages_fail_raises_an_alarm(crawl, newspaper):
    for _ in range(RUNS):
        crawl()
    for story in newspaper.add(24, name="broken", days=1):
        story.status = 403
        newspaper.more_links.append(f"/{story.slug}/")
    code, figures, _ = crawl(new=0)
    assert code == 3
    assert "failures" in {alarm["kind"] for alarm in figures["alarms"]}


def test_a_site_that_cannot_be_reached_is_written_down_and_alarms(command, newspaper, tmp_path):
    gone = "http://127.0.0.1:9/"
    newspaper.add(10, name="first", days=3)
    for number in range(RUNS):
        newspaper.add(10, name=f"edition{number}", days=2)
        done = command("crawl", f"{newspaper.base}/", gone, *FAST, "-o", "out.jsonl")
        assert done.code == 3
    report = json.loads(command("report", "out.jsonl", "--json").out)
    by_name = {site["site"]: site for site in report["sites"]}
    assert [run["failures"] for run in by_name["127.0.0.1:9"]["runs"]] == [
        {"unreachable": 1}
    ] * RUNS
    assert by_name["127.0.0.1:9"]["status"] == "failed"
