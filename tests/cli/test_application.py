import subprocess
import sys

import pytest

COMMANDS = ("crawl", "check", "extract", "demo", "status", "explain", "export", "forget")
HEAVY = ("lxml", "trafilatura", "scrapy", "twisted", "rich")


@pytest.mark.parametrize(
    "arguments",
    [[], *([name] for name in COMMANDS)],
)
def test_help_loads_nothing_heavy(command, arguments):
    _, environment = command
    code = (
        "import sys; from newscrawl.cli.application import run; code = run(sys.argv[1:]);"
        f" sys.exit(code or [name for name in {HEAVY} if name in sys.modules] or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments, "--help"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage: newscrawl" in done.stdout
    assert "\\b" not in done.stdout


def test_help_of_crawl_shows_at_most_twelve_options_before_the_advanced_ones(run):
    plain, _, advanced = run("crawl", "--help").stdout.partition("Advanced:")
    options = [line for line in plain.splitlines() if line.startswith("  -")]
    assert len(options) <= 12
    assert "--allow-address" in advanced


def test_without_a_command_the_help_is_shown(run):
    done = run()
    assert done.returncode == 0
    assert "crawl" in done.stdout


def test_version(run):
    done = run("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("newscrawl")


def test_a_closed_pipe_ends_cleanly(command):
    program, environment = command
    writer = subprocess.Popen(
        [*program, "crawl", "--help"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    writer.stdout.close()
    with writer.stderr:
        assert writer.stderr.read() == ""
    assert writer.wait() == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["crawl"], "URL"),
        (["crawl", "http:///x"], "not a web address"),
        (["crawl", "ftp://example.org/"], "not a web address"),
        (["crawl", "http://127.0.0.1:9/", "-o", "articles.parquet"], "unknown format"),
        (["crawl", "http://127.0.0.1:9/", "-o", "nowhere/articles.jsonl"], "no directory"),
        (["crawl", "http://127.0.0.1:9/", "--delay", "-1"], "--delay"),
        (["crawl", "http://127.0.0.1:9/", "-s", "NAME"], "NAME=VALUE"),
        (["crawl", "http://127.0.0.1:9/", "-o", "a.jsonl", "-O", "b.jsonl"], "cannot be mixed"),
        (["crawl", "http://127.0.0.1:9/", "-o", "-", "--json"], "--json"),
        (["crawl", "http://127.0.0.1:9/", "--allow-address", "hello"], "'hello'"),
        (["crawl", "http://127.0.0.1:9/", "--contact", "a\nb"], "--contact"),
        (["crawl", "http://localhost.:9/", "--frsh"], "--fresh"),
        (["extract", "missing.html"], "no such file"),
        (["crwl"], "No such command"),
    ],
)
def test_bad_input_is_one_clear_line(run, tmp_path, arguments, told):
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("newscrawl: ")
    assert told in done.stderr
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["crawl", "http://nosuch.invalid/"], "nosuch.invalid was not found"),
        (["crawl", "http://127.0.0.1:9/"], "Connection refused"),
        (["extract", "http://127.0.0.1:9/"], "Connection refused"),
    ],
)
def test_a_host_that_is_not_there_now_is_no_bad_input(run, tmp_path, arguments, told):
    done = run(*arguments)
    assert done.returncode == 1
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
