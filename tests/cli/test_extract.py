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


def test_explain_names_page_type_fields_and_blocks(run, page):
    done = run("extract", page, "--explain")
    assert done.returncode == 0
    assert ": article (" in done.stdout
    assert 'headline: "A lamp for the lighthouse" <- ' in done.stdout
    assert done.stdout.count("  paragraph: ") >= 8
    assert "\u202e" not in done.stdout


def test_a_page_that_is_no_article_is_exit_code_1_with_a_reason(run, tmp_path):
    (tmp_path / "empty.html").write_text("<p>Hello.</p>")
    done = run("extract", "empty.html")
    assert done.returncode == 1
    assert done.stderr.startswith("newscrawl: not an article: ")
    assert done.stdout == ""


def test_an_address_is_fetched_and_nothing_else(run, demo_url, tmp_path):
    home = run("extract", demo_url)
    assert home.returncode == 1
    assert "section" in home.stderr
    address = f"{demo_url}2026/03/storm-vesna-lower-town/"
    done = run("extract", address)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["headline"].startswith("Storm Vesna")
    missing = run("extract", f"{demo_url}no-such-page")
    assert missing.returncode == 1
    assert "HTTP 404" in missing.stderr
    assert list(tmp_path.iterdir()) == []
