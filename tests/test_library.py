import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newscrawl

ROOT = Path(newscrawl.__file__).parents[1]


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def demo_url(demo):
    return demo.url


def test_importing_loads_nothing_heavy():
    code = (
        "import sys, newscrawl; heavy = {'scrapy', 'twisted', 'lxml'} & set(sys.modules);"
        " newscrawl.Article; newscrawl.NewscrawlError; sys.exit(bool(heavy))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert (
        subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
    )


def test_every_name_is_there_and_sorted():
    assert newscrawl.__all__ == sorted(newscrawl.__all__)
    assert set(newscrawl.__all__) <= set(dir(newscrawl))
    for name in newscrawl.__all__:
        value = getattr(newscrawl, name)
        assert getattr(import_module(value.__module__), name) is value
    with pytest.raises(AttributeError, match="nosuch"):
        _ = newscrawl.nosuch


def test_extract_gives_the_article_of_a_page():
    body = "".join(
        f"<p>Sentence {number} of a story that is long enough to be one, told at the harbour of the"
        " town by people who were there when the ferry came in.</p>"
        for number in range(10)
    )
    page = (
        '<html lang="en"><head><meta property="og:type" content="article"></head><body><article>'
        f"<h1>The ferry is late</h1><time datetime='2026-01-02'>2 January</time>{body}</article>"
    )
    for html in (page, page.encode()):
        article = newscrawl.extract(html, url="https://paper.example/ferry")
        assert article is not None
        assert article.headline == "The ferry is late"
        assert article.url == "https://paper.example/ferry"
        assert article.completeness in newscrawl.Completeness
    assert newscrawl.extract(page) is not None


def test_extract_body_gives_the_same_text_in_three_views():
    rows = "".join(
        f"<p>Row {number} of the choir sang *loudly*, as it had been told to by the man who leads it,"
        " and nobody in the old church by the river left before the last song.</p>"
        for number in range(6)
    )
    page = (
        '<meta property="og:type" content="article"><time datetime="2026-01-02"></time>'
        f"<article><h1>The choir sings</h1>{rows}<h2>What it sang</h2>{rows.replace('Row', 'Voice')}"
    )
    article = newscrawl.extract(page)
    assert newscrawl.extract_body(page, view="text") == article.article_body
    assert "\n\n## What it sang\n\nVoice 0" in newscrawl.extract_body(page)
    assert "sang \\*loudly\\*" in newscrawl.extract_body(page)
    assert "<h2>What it sang</h2>\n<p>Voice 0" in newscrawl.extract_body(page, view="html")
    assert newscrawl.extract_body(b"<p>Hello.") is None
    with pytest.raises(ValueError, match="pdf"):
        newscrawl.extract_body(page, view="pdf")


@settings(deadline=None, max_examples=60)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300)))
def test_extract_never_raises(html):
    newscrawl.extract(html)
    newscrawl.extract_body(html)
    tags = (b"<html><body><p>", "<html><body><p>")[isinstance(html, str)]
    newscrawl.extract(tags + html, url="https://paper.example/")


def test_crawl_twice_in_one_process(demo_url):
    first = [article.url for article in newscrawl.crawl(demo_url, delay=0, concurrency=4)]
    second = [article.url for article in newscrawl.crawl(demo_url, delay=0, concurrency=4)]
    assert len(first) == len(set(first)) >= 20
    assert set(first) == set(second)


def test_crawl_with_a_state_brings_only_what_is_new(demo_url, tmp_path):
    state = tmp_path / "s.db"
    known = list(newscrawl.crawl(demo_url, delay=0, concurrency=4, state=state))
    assert known
    assert list(newscrawl.crawl(demo_url, delay=0, concurrency=4, state=state)) == []


def test_closing_early_ends_the_crawl(demo_url):
    articles = newscrawl.crawl(demo_url, delay=0.2, contact="tests@example.org")
    article = next(articles)
    assert isinstance(article, newscrawl.Article)
    articles.close()


def test_errors_of_the_crawl_are_raised(demo_url, tmp_path):
    with pytest.raises(newscrawl.NewscrawlError, match=r"nosuch\.invalid was not found"):
        list(newscrawl.crawl("http://nosuch.invalid/"))
    with pytest.raises(newscrawl.InputError, match="not a web address"):
        list(newscrawl.crawl("ftp://example.org/"))
    with pytest.raises(newscrawl.NewscrawlError, match="nothing came home") as caught:
        list(newscrawl.crawl(f"{demo_url}no-such-page", settings={"ROBOTSTXT_OBEY": 0}))
    assert caught.value.exit_code == 1
    with pytest.raises(newscrawl.InputError, match="'--evil'"):
        list(newscrawl.crawl("--evil"))
