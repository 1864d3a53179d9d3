"""The commands that read a state file, and the one that takes something out of it."""

import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from pyarrow import parquet

from newscrawl.cli.demo_site.server import DemoServer


@pytest.fixture(scope="module")
def crawled(command, tmp_path_factory):
    """A directory with what a crawl of the demo site leaves, its pages kept."""
    program, environment = command
    directory = tmp_path_factory.mktemp("crawled")
    with DemoServer() as server:
        arguments = ["crawl", server.url, "--delay", "0", "--concurrency", "4", "-q"]
        arguments += ["--contact", "t@example.org", "--keep-pages", "-o", "out.jsonl"]
        subprocess.run([*program, *arguments], cwd=directory, env=environment, check=True)
    return directory


@pytest.fixture
def state(crawled, tmp_path):
    """The state file of that crawl; it finds the output that it wrote where the crawl was."""
    return shutil.copy(crawled / "out.newscrawl.db", tmp_path)


@pytest.fixture
def records(crawled):
    return [json.loads(line) for line in (crawled / "out.jsonl").read_text().splitlines()]


def printed(done):
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_status_says_what_is_there(run, crawled):
    for name in ("out.jsonl", "out.newscrawl.db"):
        text = printed(run("status", crawled / name))
        assert "24 articles, 2 copies, 26 kept pages" in text
        assert "discovered 41 = 24 articles + 2 copies" in text
        assert "1  failed      http 4xx" in text
        assert "finished, new articles 26" in text


def test_status_as_json_adds_up(run, crawled):
    status = json.loads(printed(run("status", crawled / "out.jsonl", "--json")))
    assert status["discovered"] == sum(each["count"] for each in status["urls"]) == 41
    assert (status["articles"], status["pages"], status["queued"]) == (26, 26, 0)
    assert status["runs"][0]["ending"] == "finished"


def test_addresses_of_a_state_are_listed_with_the_reason(run, crawled):
    line = printed(run("status", crawled / "out.jsonl", "--urls", "failed"))
    url, why = line.rstrip("\n").split("\t")
    assert url.startswith("http://127.0.0.1")
    assert "http 4xx" in why
    lines = printed(run("status", crawled / "out.jsonl", "--urls", "article", "--json"))
    rows = [json.loads(line) for line in lines.splitlines()]
    assert len(rows) == 26
    assert {row["state"] for row in rows} == {"article"}


def test_search_finds_articles_by_their_words(run, state, records):
    record = next(record for record in records if record["duplicate_of"] is None)
    words = record["headline"].split()
    first = printed(run("search", state, *words, "--unique")).splitlines()
    assert first[0].endswith(record["headline"])
    assert first[2].strip() == record["url"]
    hits = printed(run("search", state, *words, "--unique", "--json", "--limit", "1")).splitlines()
    assert json.loads(hits[0])["id"] == record["id"]
    none = run("search", state, "no", "such", "words", "anywhere")
    assert (none.returncode, none.stdout) == (0, "")
    assert none.stderr == "no article has all of these words\n"


def test_export_writes_the_final_truth(run, state, records, tmp_path):
    done = run("export", state, "-o", "final.jsonl")
    assert (done.returncode, done.stdout) == (0, "")
    assert "26 articles" in done.stderr
    lines = (tmp_path / "final.jsonl").read_text().splitlines()
    by_id = {record["id"]: record for record in map(json.loads, lines)}
    assert by_id == {record["id"]: record for record in records}


def test_export_to_standard_output_and_filters(run, state, records):
    done = run("export", state, "-o", "-", "--unique", "--language", "es")
    urls = {json.loads(line)["url"] for line in done.stdout.splitlines()}
    assert urls == {record["url"] for record in records if record["in_language"] == "es"}
    assert urls


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_articles_as_tables(run, state, tmp_path, suffix):
    assert run("export", state, "-o", f"a.{suffix}", "--unique").returncode == 0
    plain = json.loads(run("export", state, "-o", "a.jsonl", "--unique", "--json").stdout)
    if suffix == "parquet":
        rows = parquet.read_table(tmp_path / "a.parquet").to_pylist()
    else:
        with (tmp_path / "a.csv").open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
    assert len(rows) == plain["written"] > 10
    assert all(row["headline"] and row["article_body"] for row in rows)


def test_addresses_and_links_as_csv(run, state, tmp_path):
    for what, count in (("urls", 41), ("links", 74)):
        assert run("export", state, "-o", f"{what}.csv", "--what", what).returncode == 0
        with (tmp_path / f"{what}.csv").open(newline="", encoding="utf-8") as file:
            assert len(list(csv.DictReader(file))) == count


def test_reextraction_says_what_changed(run, state):
    connection = sqlite3.connect(state)
    with connection:
        connection.execute("UPDATE articles SET headline = 'Misread' WHERE _number = 3")
        connection.execute("DELETE FROM _page WHERE rowid = 1")
    connection.close()
    done = run("export", state, "-o", "one.jsonl", "--reextract", "--json")
    figures = json.loads(printed(done))["reextracted"]
    assert (figures["articles"], figures["made_again"]) == (26, 25)
    assert (figures["changed"], figures["fields"]) == (1, {"headline": 1})
    again = run("export", state, "-o", "two.jsonl", "--reextract")
    assert "none changed" in again.stderr
    assert "no page was kept" in again.stderr


def test_explain_shows_how_it_came_and_where_fields_are_from(run, crawled, records):
    url = records[3]["url"]
    text = printed(run("explain", crawled / "out.jsonl", f"{url}?utm_source=mail", "--history"))
    assert "state: article (HTTP 200)" in text
    assert "found: " in text
    assert any(line.startswith("  headline: ") and " <- " in line for line in text.splitlines())
    assert "history: one version" in text
    known = json.loads(printed(run("explain", crawled / "out.jsonl", url, "--json")))
    assert known["article"]["headline"] == records[3]["headline"]
    assert known["urls"][0]["state"] == "article"
    assert known["page_kept"] is True


@pytest.mark.parametrize("path", ["nothing-here/", "nothing-here/?page=2"])
def test_explain_of_an_unknown_address_is_one_line(run, crawled, records, path):
    done = run("explain", crawled / "out.jsonl", records[0]["url"] + path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "not known" in done.stderr


def test_forget_removes_an_article_and_names_what_still_holds_it(run, state, crawled, records):
    url = records[0]["url"]
    text = printed(run("forget", state, url))
    assert "forgotten" in text
    assert f"{crawled / 'out.jsonl'}: still holds 1 record of it" in text
    assert "dropped, forgotten" in printed(run("explain", state, url))
    done = run("export", state, "-o", "-")
    assert len(done.stdout.splitlines()) == 25
    assert records[0]["id"] not in done.stdout


def test_forget_of_a_section_page_does_nothing(run, state, records):
    home = "/".join(records[0]["url"].split("/")[:3])
    done = run("forget", state, records[0]["url"], home)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "a section, not an article" in done.stderr
    assert "26 articles" in run("export", state, "-o", "all.jsonl").stderr


def test_forget_as_json_and_of_many(run, state, records):
    urls = [record["url"] for record in records[:2]]
    told = json.loads(printed(run("forget", state, *urls, "--json")))
    assert [each["url"] for each in told["forgotten"]] == urls
    assert [list(ids.values()) for ids in told["outputs"].values()] == [[1, 1]]


def test_a_file_that_is_in_use_is_read_but_not_changed(run, state, records):
    code = (
        "import sys; from newscrawl.core.state.store import Store\n"
        "store = Store(sys.argv[1], run_id='other'); print('ready', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, state], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with other:
        assert other.stdout.readline() == b"ready\n"
        assert "runs, or was cut off" in printed(run("status", state))
        for arguments in (
            ("forget", state, records[0]["url"]),
            ("export", state, "-o", "x.jsonl", "--reextract"),
        ):
            done = run(*arguments)
            assert (done.returncode, done.stderr.count("\n")) == (75, 1)
        other.stdin.close()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["status", "missing.jsonl"], "no such file"),
        (["status", "."], "directory"),
        (["status", "letter.txt"], "no state file"),
        (["status", "{state}", "--urls", "nowhere"], "--urls"),
        (["explain", "{state}", "http:///"], "not a web address"),
        (["explain", "{state}"], "URL"),
        (["forget", "{state}"], "URL"),
        (["forget", "{state}", "ftp://a.test/"], "not a web address"),
        (["export", "{state}"], "-o OUT"),
        (["export", "{state}", "-o", "a.jsonl", "-O", "b.jsonl"], "-o OUT"),
        (["export", "{state}", "-o", "a.xlsx"], "unknown format"),
        (["export", "{state}", "-o", "no/a.jsonl"], "no directory"),
        (["export", "{state}", "-o", "letter.txt"], "unknown format"),
        (["export", "{state}", "-o", "full.jsonl"], "-O overwrites it"),
        (["export", "{state}", "-O", "{state}"], "unknown format"),
        (["export", "{state}", "-O", "{crawled}/out.jsonl"], "output of the crawl"),
        (["export", "{state}", "-o", "a.jsonl", "--since", "yesterday"], "'yesterday'"),
        (["export", "{state}", "-o", "a.jsonl", "--what", "urls", "--unique"], "--site"),
        (["export", "{state}", "-o", "-", "--json"], "--json"),
    ],
)
def test_what_cannot_be_done_is_one_line(run, state, crawled, arguments, told):
    tmp_path = Path(state).parent
    (tmp_path / "letter.txt").write_text("Dear all")
    (tmp_path / "full.jsonl").write_text("{}\n")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    done = run(*(each.format(state=state, crawled=crawled) for each in arguments))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert told in done.stderr
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    "arguments",
    [["status", "--urls", "article"], ["status", "--urls", "article", "--json"], ["export"]],
)
def test_a_closed_pipe_ends_cleanly(command, state, arguments):
    program, environment = command
    connection = sqlite3.connect(state)
    with connection:
        connection.execute(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
            " INSERT INTO _url (key, url, host, site, state, role, source, found_at, depth, patience,"
            " priority, due) SELECT 'key' || i, 'http://a.test/' || i, 'a.test', 'a.test', 'article',"
            " 'article', 'section', 0, 0, 0, 0, 0 FROM n"
        )
    connection.close()
    name, *options = arguments
    if name == "export":
        options = ["-o", "-", "--what", "urls"]
    writer = subprocess.Popen(
        [*program, name, state, *options],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert len(os.read(writer.stdout.fileno(), 10)) == 10
    writer.stdout.close()
    with writer.stderr:
        assert writer.stderr.read() == b""
    assert writer.wait() == 0
