"""Job files run from the command line."""

import json
import os
import signal
import subprocess
import time

import pytest

from newscrawl.cli.demo_site.server import DemoServer
from newscrawl.jobs import read_job

JOB = """
contact = "t@example.org"
[crawl]
delay = 0
concurrency = 4
[timetable]
every = "1d"
[[site]]
seeds = ["{}"]
"""


@pytest.fixture
def demo():
    with DemoServer() as server:
        yield server.url


@pytest.fixture
def job(tmp_path):
    def job(name: str, seed: str, text: str = JOB) -> str:
        (tmp_path / f"{name}.toml").write_text(text.format(seed), encoding="utf-8")
        return f"{name}.toml"

    return job


def records(path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_what_is_due_runs_once(run, job, demo, tmp_path):
    name = job("news", demo)
    done = run("run", name, "--due")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len(records(tmp_path / "news.jsonl")) == 26
    begun = time.monotonic()
    done = run("run", name, "--due", "--json")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), "nothing is due"
    assert time.monotonic() - begun < 60
    figures = json.loads(run("run", name, "--json", "-q").stdout)
    assert (figures["new_articles"], figures["articles"]) == (0, 26)


def test_one_job_that_fails_stops_no_other(run, job, demo, tmp_path):
    names = [job("dead", "http://127.0.0.1:9/"), job("news", demo)]
    done = run("run", *names, "--due")
    assert done.returncode == 3
    assert "dead.toml" in done.stderr
    assert "Connection refused" in done.stderr
    assert len(records(tmp_path / "news.jsonl")) == 26


def test_a_run_that_was_cut_off_is_due_at_once(run, job, demo, tmp_path, command):
    name = job("news", demo, JOB.replace("delay = 0", "delay = 0.2"))
    program, environment = command
    process = subprocess.Popen([*program, "run", name], cwd=tmp_path, env=environment)
    while not (tmp_path / "news.newscrawl.db").exists():
        time.sleep(0.1)
    time.sleep(1)
    process.kill()
    process.wait()
    job("news", demo)
    assert run("run", name, "--due").returncode == 0
    ids = [record["id"] for record in records(tmp_path / "news.jsonl")]
    assert len(ids) == len(set(ids)) == 26


def test_a_job_that_is_under_way_is_passed_over(run, job, demo, tmp_path, command):
    name = job("news", demo, JOB.replace("delay = 0", "delay = 0.3"))
    program, environment = command
    process = subprocess.Popen([*program, "run", name, "-q"], cwd=tmp_path, env=environment)
    while not (tmp_path / "news.newscrawl.db").exists():
        time.sleep(0.1)
    time.sleep(0.5)
    done = run("run", name, "--due")
    assert (done.returncode, done.stderr) == (0, "")
    assert run("run", name).returncode == 75
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 143


def test_for_ever_runs_what_is_due_and_ends_at_a_signal(job, demo, tmp_path, command):
    name = job("news", demo)
    program, environment = command
    process = subprocess.Popen([*program, "run", name, "--forever"], cwd=tmp_path, env=environment)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        time.sleep(0.2)
        if (tmp_path / "news.jsonl").exists() and len(records_so_far(tmp_path)) == 26:
            break
    time.sleep(1)
    os.kill(process.pid, signal.SIGTERM)
    assert process.wait(20) == 0
    assert len(records(tmp_path / "news.jsonl")) == 26


def records_so_far(folder) -> list[str]:
    return (folder / "news.jsonl").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("kind", ["cron", "systemd"])
def test_what_runs_it_is_printed(run, job, demo, tmp_path, kind):
    done = run("run", job("news", demo), "--print", kind)
    assert done.returncode == 0
    assert f"-m newscrawl run --due {tmp_path}/news.toml" in done.stdout
    assert done.stdout.startswith("*/5 * * * * " if kind == "cron" else "# ~/.config/systemd")


def test_a_job_file_that_is_wrong_is_told_in_one_line(run, job, tmp_path):
    (tmp_path / "news.toml").write_text("[crawl]\ndelya = 1\n", encoding="utf-8")
    done = run("run", "news.toml")
    assert done.returncode == 2
    assert done.stderr.startswith("newscrawl: news.toml, line 2: [crawl] delya is not known")
    assert done.stderr.count("\n") == 1


def test_a_job_without_a_timetable_is_never_due(run, job, demo, tmp_path):
    name = job("news", demo, '[[site]]\nseeds = ["{}"]\n')
    done = run("run", name, "--due")
    assert (done.returncode, "no [timetable]" in done.stderr) == (2, True)
    done = run("run", name, "--print", "cron")
    assert (done.returncode, done.stdout) == (2, "")


def test_a_job_file_is_written_after_a_look_at_its_sites(run, demo, tmp_path):
    (tmp_path / "urls.txt").write_text(f"# sites\n{demo}  # the demo\n\n", encoding="utf-8")
    arguments = ("--from", "urls.txt", "--delay", "0", "-o", "demo.toml")
    done = run("init", "http://127.0.0.1:9/", *arguments, "--contact", "t@example.org")
    assert done.returncode == 3
    assert "written: demo.toml; next: newscrawl run demo.toml" in done.stderr
    assert "127.0.0.1:9: http://127.0.0.1:9/: no connection: Connection refused" in done.stderr
    text = (tmp_path / "demo.toml").read_text(encoding="utf-8")
    assert "articles read, " in text
    job = read_job(tmp_path / "demo.toml")
    assert job.seeds == ("http://127.0.0.1:9/", demo)
    assert job.outputs == (f"{tmp_path}/demo.jsonl",)
    again = run("init", demo, "-o", "demo.toml")
    assert (again.returncode, "is there already" in again.stderr) == (2, True)
    assert (tmp_path / "demo.toml").read_text(encoding="utf-8") == text


def test_a_signal_ends_the_run_under_way_and_begins_no_other(run, job, demo, tmp_path, command):
    slow = JOB.replace("delay = 0", "delay = 0.3")
    names = [job("first", demo, slow), job("second", demo, slow)]
    program, environment = command
    process = subprocess.Popen([*program, "run", *names, "-q"], cwd=tmp_path, env=environment)
    while not (tmp_path / "first.newscrawl.db").exists():
        time.sleep(0.1)
    time.sleep(1)
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 143
    assert not (tmp_path / "second.newscrawl.db").exists()
    job("first", demo)
    assert run("run", "first.toml", "-q").returncode == 0, "nobody has the state file any more"
    assert len(records(tmp_path / "first.jsonl")) == 26


SITES = """
contact = "t@example.org"
keep = "2y"
[crawl]
delay = 0
[health]
shrunk = 0.3
[[site]]
seeds = ["{}"]
name = "harbour"
in_language = "en"
max_articles = 5
headers = {{ X-Key = "a secret" }}
[[site]]
seeds = ["https://valley-echo.example/"]
"""


def test_a_job_is_checked_site_by_site(run, job, demo):
    name = job("news", demo, SITES)
    done = run("check", name)
    assert done.returncode == 3
    lines = done.stdout.splitlines()
    assert lines[0].startswith(f"{demo}: ")
    assert "articles read" in lines[0]
    assert "wrong: https://valley-echo.example/" in done.stdout
    assert lines[-1] == "news.toml: 2 sites, 1 without articles"
    found = [json.loads(line) for line in run("check", name, "--json").stdout.splitlines()]
    assert [each["problem"] is None for each in found] == [True, False]


def test_the_settings_of_a_job_are_told_with_their_sources(run, job, demo):
    name = job("news", demo, SITES)
    done = run("check", name, "--settings", "--json", "--delay", "2")
    assert done.returncode == 0
    assert "secret" not in done.stdout + done.stderr
    rows = {row["setting"]: row for row in map(json.loads, done.stdout.splitlines())}
    for setting, value, source in (
        ("DOWNLOAD_DELAY", 2.0, "command line"),
        ("NEWSCRAWL_KEEP", "2y", name),
        ("NEWSCRAWL_WORKERS", None, "newscrawl"),
        ("NEWSCRAWL_HEADERS", "set, and not shown", name),
        ("harbour: in_language", "en", name),
        ("harbour: limits", {"max_articles": 5}, name),
        ("valley-echo.example: timezone", "Europe/London", "site library"),
    ):
        assert (rows[setting]["value"], rows[setting]["source"]) == (value, source)


def test_limits_and_name_of_a_site_hold_for_it_alone(run, job, demo, tmp_path):
    name = job("news", demo, SITES)
    assert run("run", name, "-q").returncode == 3
    found = records(tmp_path / "news.jsonl")
    assert [record["site"] for record in found] == ["harbour"] * 5
