import json
import os
import pty
import re
import signal
import sqlite3
import subprocess
import time

import pytest

FAST = ("--delay", "0", "--concurrency", "4", "--contact", "tests@example.org")
ARTICLES = 26


def records(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_crawl_into_two_outputs_then_again(run, tmp_path, demo_url):
    first = run("crawl", demo_url, *FAST, "-o", "a.jsonl", "-o", "a.db")
    assert first.returncode == 0, first.stderr
    assert first.stdout == ""
    lines = first.stderr.splitlines()
    assert lines[0] == f"{demo_url[7:-1]}: no delay, 4 at once; --delay to change"
    assert "no contact given" not in first.stderr
    written = records(tmp_path / "a.jsonl")
    with sqlite3.connect(tmp_path / "a.db") as connection:
        stored = connection.execute("SELECT id FROM articles ORDER BY _seq").fetchall()
    connection.close()
    assert [(record["id"],) for record in written] == stored
    assert len(written) == len({record["url"] for record in written}) >= ARTICLES - 2
    assert "next: the same command again" in first.stderr

    second = run("crawl", demo_url, *FAST, "-o", "a.jsonl", "-o", "a.db", "--json", "-q")
    assert second.returncode == 0, second.stderr
    assert second.stderr == ""
    figures = json.loads(second.stdout)
    assert sum(figures["became"].values()) == figures["discovered"]
    assert (figures["articles"], figures["new_articles"]) == (len(written), 0)
    assert records(tmp_path / "a.jsonl") == written


def test_without_output_the_host_names_the_file(run, tmp_path, demo_url):
    done = run("crawl", demo_url, "--delay", "0", "--concurrency", "4")
    name = demo_url[7:-1].replace(":", "_")
    assert f"articles go to {name}.jsonl" in done.stderr
    assert done.stderr.count("no contact given") == 1
    assert {path.name for path in tmp_path.iterdir()} == {f"{name}.jsonl", f"{name}.newscrawl.db"}


def test_articles_on_standard_output_and_nothing_else(run, tmp_path, demo_url):
    done = run("crawl", demo_url, *FAST, "-q", "-o", "-")
    assert done.returncode == 0
    assert done.stderr == ""
    assert len([json.loads(line) for line in done.stdout.splitlines()]) >= ARTICLES - 2
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_goes_away_is_no_fault(command, tmp_path, demo_url):
    program, environment = command
    writer = subprocess.Popen(
        [*program, "crawl", demo_url, *FAST, "-q", "-o", "-"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    writer.stdout.close()
    with writer.stderr:
        assert writer.stderr.read() == b""
    assert writer.wait(60) == 0


def test_fresh_needs_to_be_told_to_overwrite(run, tmp_path, demo_url):
    run("crawl", demo_url, *FAST, "-q", "-o", "a.jsonl", "--max-articles", "3")
    before = (tmp_path / "a.jsonl").read_bytes()
    refused = run("crawl", demo_url, *FAST, "--fresh", "-o", "a.jsonl")
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
    assert "-O" in refused.stderr
    assert (tmp_path / "a.jsonl").read_bytes() == before
    anew = run("crawl", demo_url, *FAST, "--fresh", "-O", "a.jsonl", "--json", "-q")
    assert anew.returncode == 0
    figures = json.loads(anew.stdout)
    assert figures["new_articles"] == len(records(tmp_path / "a.jsonl"))


def test_max_articles_is_kept_and_the_rest_comes_with_the_next_crawl(run, tmp_path, demo_url):
    done = run("crawl", demo_url, *FAST, "-o", "a.jsonl", "--max-articles", "5")
    assert done.returncode == 0
    assert "limit reached: number of articles (--max-articles)" in done.stderr
    assert len(records(tmp_path / "a.jsonl")) == 5
    assert run("crawl", demo_url, *FAST, "-q", "-o", "a.jsonl").returncode == 0
    assert len(records(tmp_path / "a.jsonl")) >= ARTICLES - 2


def test_a_foreign_file_is_left_as_it_is_and_nothing_is_left_behind(run, tmp_path, demo_url):
    (tmp_path / "mine.jsonl").write_text('{"mine": 1}\n')
    done = run("crawl", demo_url, *FAST, "-q", "-o", "mine.jsonl")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert (tmp_path / "mine.jsonl").read_text() == '{"mine": 1}\n'
    assert [path.name for path in tmp_path.iterdir()] == ["mine.jsonl"]


def test_one_dead_site_among_two_is_exit_code_3(run, demo_url):
    done = run("crawl", demo_url, "http://127.0.0.1:9/", *FAST, "-o", "a.jsonl")
    assert done.returncode == 3, done.stderr
    assert "site failed: http://127.0.0.1:9/" in done.stderr
    assert "2 sites: no delay" in done.stderr
    quiet = run("crawl", demo_url, "http://127.0.0.1:9/", *FAST, "-o", "a.jsonl", "-q")
    assert quiet.returncode == 3
    assert quiet.stderr.count("\n") == 1
    assert quiet.stderr.startswith("newscrawl: site failed: http://127.0.0.1:9/")


def test_nothing_home_is_exit_code_1_and_says_why(run, demo_url):
    done = run("crawl", f"{demo_url}no-such-page", *FAST, "-q", "-o", "-", "-s", "ROBOTSTXT_OBEY=0")
    assert done.returncode == 1
    assert done.stderr.startswith("newscrawl: nothing came home: ")
    assert "HTTP 404" in done.stderr


def test_a_project_in_the_working_directory_is_not_picked_up(run, tmp_path, demo_url):
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = foreign\n")
    (tmp_path / "foreign.py").write_text("raise SystemExit('foreign settings')\n")
    done = run(
        "crawl", demo_url, *FAST, "-q", "-o", "-", "--json", SCRAPY_SETTINGS_MODULE="foreign"
    )
    assert done.returncode == 2
    done = run("crawl", demo_url, *FAST, "-q", "-o", "a.jsonl", SCRAPY_SETTINGS_MODULE="foreign")
    assert (done.returncode, done.stderr) == (0, "")


def test_any_setting_can_be_given_and_wins(run, demo_url):
    done = run("crawl", demo_url, *FAST, "-o", "a.jsonl", "-s", "CLOSESPIDER_PAGECOUNT=1")
    assert "limit reached: number of pages (CLOSESPIDER_PAGECOUNT)" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_politely_and_the_same_command_goes_on(
    command, run, tmp_path, demo_url, number
):
    program, environment = command
    crawl = subprocess.Popen(
        [*program, "crawl", demo_url, "-o", "a.jsonl", "-s", "DOWNLOAD_DELAY=0.3"],
        cwd=tmp_path,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 30
    while not (tmp_path / "a.jsonl").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    locked = run("crawl", demo_url, "-o", "a.jsonl")
    assert locked.returncode == 75
    assert locked.stderr.splitlines()[-1].startswith("newscrawl: a.newscrawl.db: another run")
    assert "Traceback" not in locked.stderr
    crawl.send_signal(number)
    told = crawl.communicate(timeout=30)[1]
    assert crawl.returncode == 128 + number
    assert told.splitlines()[-1] == ("newscrawl: interrupted; state safe: the same command goes on")
    assert "Traceback" not in told
    assert run("crawl", demo_url, *FAST, "-q", "-o", "a.jsonl").returncode == 0
    assert len(records(tmp_path / "a.jsonl")) >= ARTICLES - 2


def test_a_live_panel_on_a_terminal(command, tmp_path, demo_url):
    program, environment = command
    ours, terminal = pty.openpty()
    crawl = subprocess.Popen(
        [*program, "crawl", demo_url, "-o", "a.jsonl", "-s", "DOWNLOAD_DELAY=0.06"],
        cwd=tmp_path,
        env={**environment, "TERM": "xterm"},
        stderr=terminal,
        stdout=subprocess.DEVNULL,
    )
    os.close(terminal)
    shown = read_terminal(ours)
    assert crawl.wait(60) == 0
    assert "\x1b[?25l" in shown
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")
    text = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown)
    assert re.search(r"│ \d+ pages, \d+ articles?, .* pages/s, ", text)
    assert "in the queue" in text
    assert "discovered " in text.partition("in the queue")[2]


def read_terminal(descriptor):
    shown = b""
    try:
        while piece := os.read(descriptor, 65536):
            shown += piece
    except OSError:  # Linux: the other end is closed.
        pass
    finally:
        os.close(descriptor)
    return shown.decode()


def test_plain_lines_where_there_is_no_terminal(run, demo_url):
    done = run(
        "crawl",
        demo_url,
        "-o",
        "a.jsonl",
        *("-s", "DOWNLOAD_DELAY=0.05", "-s", "NEWSCRAWL_PROGRESS_INTERVAL=0.4"),
    )
    lines = [line for line in done.stderr.splitlines() if "pages/s" in line]
    assert len(lines) >= 2
    assert "\x1b" not in done.stderr
