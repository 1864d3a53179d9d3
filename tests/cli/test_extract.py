import json

import pytest

PAGE = (
    """<!DOCTYPE html><html lang="en"><head><title>A lamp for the lighthouse | The Paper</title>
<meta property="og:type" content="article">
<meta property="article:published_time" content="2026-03-06T05:50:00+01:00">
<link rel="canonical" href="https://paper.example/2026/03/lamp/"></head><body>
<article><h1>A lamp for the \u202elighthouse</h1><p class="byline">By Ann Droste</p>
"""
    + "".join(
        f"<p>The keeper carried part {number} of the lamp up the stairs of the old tower, step by step,"
        " and nobody in the harbour town slept before it burned again over the dark water.</p>"
        for number in range(8)
    )
    + "</article></body></html>"
)


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_a_file_gives_one_record(run, page):
    done = run("extract", page, "--url", "https://paper.example/2026/03/lamp/")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1
    record = json.loads(done.stdout)
    assert record["headline"] == "A lamp for the lighthouse"
    assert record["date_published"] == "2026-03-06T04:50:00Z"
    assert record["url"] == "https://paper.example/2026/03/lamp/"
    assert "part 7" in record["article_body"]


def test_explain_names_page_type_fields_and_pieces(run, page):
    done = run("extract", page, "--explain")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("page: article (")
    assert 'headline: "A lamp for the lighthouse" <- ' in done.stdout
    assert done.stdout.count(" paragraph: The keeper carried") == 8
    assert "\n  dropped 0." in done.stdout
    assert "\u202e" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_explain_as_json(run, page):
    done = run("extract", page, "--explain", "--json", "--url", "https://paper.example/a")
    record = json.loads(done.stdout)
    assert record["url"] == "https://paper.example/a"
    assert record["body"]["source"] == "page"
    assert sum(piece["dropped"] is None for piece in record["body"]["pieces"]) == 8


def test_explain_of_what_is_no_article_or_no_html(run, tmp_path):
    (tmp_path / "short.html").write_text("<p>Hello.</p>")
    done = run("extract", "short.html", "--explain")
    assert done.returncode == 1
    assert ": Hello." in done.stdout
    (tmp_path / "feed.html").write_text("<rss><channel><title>News</title></channel></rss>")
    done = run("extract", "feed.html", "--explain")
    assert done.returncode == 1
    assert done.stdout.startswith("page: feed (")
    assert "body" not in done.stdout
    done = run("extract", "feed.html", "--explain", "--html", "why.html")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("newscrawl: not an article: ")
    assert not (tmp_path / "why.html").exists()


def test_explain_paints_the_page(run, page, tmp_path):
    done = run("extract", page, "--explain", "--html", "why.html")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    painted = (tmp_path / "why.html").read_text(encoding="utf-8")
    assert "kept: 8</span>" in painted
    assert painted.count('class="p kept" title="kept    0.') == 0
    assert painted.count('class="p kept" title="kept 0.') == 8
    missing = run("extract", page, "--explain", "--html", "no/such/place.html")
    assert missing.returncode == 2
    assert missing.stderr == "newscrawl: no/such/place.html: No such file or directory\n"


def test_the_body_alone(run, page):
    written = {
        view: run("extract", page, "--body", view).stdout for view in ("text", "markdown", "html")
    }
    record = json.loads(run("extract", page).stdout)
    assert written["text"] == written["markdown"] == record["article_body"] + "\n"
    assert written["html"].count("<p>The keeper") == 8


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--body", "text", "--explain"), "--body goes with neither --explain nor --json"),
        (("--body", "text", "--json"), "--body goes with neither --explain nor --json"),
        (("--html", "x.html"), "--html goes with --explain, and not with --json"),
        (("--html", "x.html", "--explain", "--json"), "--html goes with --explain"),
        (("--body", "pdf"), "'pdf' is not one of"),
    ],
)
def test_options_that_exclude_each_other_are_bad_input(run, page, tmp_path, options, told):
    done = run("extract", page, *options)
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stdout == ""
    assert not (tmp_path / "x.html").exists()


def test_a_page_that_is_no_article_is_exit_code_1_with_a_reason(run, tmp_path):
    (tmp_path / "empty.html").write_text("<p>Hello.</p>")
    done = run("extract", "empty.html")
    assert done.returncode == 1
    assert done.stderr.startswith("newscrawl: not an article: ")
    assert done.stdout == ""
    assert run("extract", "empty.html", "--body", "text").stderr == done.stderr


def test_an_address_is_fetched_and_nothing_else(run, demo_url, tmp_path):
    home = run("extract", demo_url)
    assert home.returncode == 1
    assert "section" in home.stderr
    address = f"{demo_url}2026/03/storm-vesna-lower-town/"
    done = run("extract", address)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["headline"].startswith("Storm Vesna")
    explained = json.loads(run("extract", address, "--explain", "--json").stdout)
    assert explained["url"] == address
    assert any(piece["dropped"] is None for piece in explained["body"]["pieces"])
    missing = run("extract", f"{demo_url}no-such-page")
    assert missing.returncode == 1
    assert "HTTP 404" in missing.stderr
    assert list(tmp_path.iterdir()) == []
