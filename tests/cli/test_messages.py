"""Messages as JSON, one object a line, whatever they are about."""

import json


def test_all_messages_of_a_run_are_json(run, demo_url):
    done = run("crawl", demo_url, "--delay", "0", "--log-format", "json", "-o", "a.jsonl", "-v")
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert done.returncode == 0
    assert all({"time", "level", "logger", "message"} <= line.keys() for line in lines)
    assert any("discovered" in line["message"] for line in lines)
    assert {line["logger"] for line in lines} > {"newscrawl"}


def test_a_problem_names_its_address(run):
    done = run("crawl", "http://127.0.0.1:9/", "-q", "--log-format", "json")
    (line,) = [json.loads(each) for each in done.stderr.splitlines()]
    assert (done.returncode, line["level"]) == (1, "error")
    assert line["url"] == "http://127.0.0.1:9/"


def test_the_environment_says_it_for_every_command(run):
    done = run("status", "nothing.jsonl", NEWSCRAWL_LOG_FORMAT="json")
    assert json.loads(done.stderr)["level"] == "error"
