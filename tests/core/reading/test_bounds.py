"""Whatever the bytes: nothing is raised, and no stage takes long."""

import base64
import json
import pickle
import runpy
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from ceilings import ceiling
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl import extract
from newscrawl.core.classification import classify_page, find_wall
from newscrawl.core.discovery.links import find_links
from newscrawl.core.html.parsing import parse_document
from newscrawl.exceptions import ReadingError
from newscrawl.items.article import Article
from newscrawl.items.page import Page, PageType
from newscrawl.items.site import Site

PROJECT = Path(__file__).parents[3]
SEEDS = PROJECT.parent / "shared" / "bench" / "html_seeds" / "html5lib_seeds.dev.jsonl"
HOSTILE = dict(runpy.run_path(str(PROJECT / "benchmarks" / "hostile_pages.py"))["hostile_pages"]())
URL = "https://example.org/news/a-story-of-some-words"
SENTENCE = "The council met on Monday and agreed on a plan for the old bridge over the river. "
STORY = f"""<html lang=en><head><title>A story - Example</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "A story",
"datePublished": "2024-03-04T05:06:07Z", "author": {{"name": "Ann Lee"}}}}</script></head>
<body><nav><a href=/>Home</a></nav><article><h1>A story</h1>
<p>{SENTENCE * 3}</p><p>{SENTENCE * 4}</p><p>{SENTENCE * 2}</p></article></body></html>"""


@pytest.mark.parametrize("name", HOSTILE)
def test_no_stage_takes_long(name: str) -> None:
    page = Page(url=URL, body=HOSTILE[name], content_type="text/html")
    with ceiling():
        try:
            document = parse_document(page)
        except ReadingError:
            return
        site = Site(name="", seeds=(URL,), hosts=("example.org",))
        find_links(document, page_type=PageType.ARTICLE, site=site)
        find_links(document, page_type=PageType.SECTION, site=site)
        classify_page(document, article=Article(url=URL, site=""), blocks=())
        find_wall(document)


def test_seeds_of_parsers_raise_nothing() -> None:
    if not SEEDS.exists():
        pytest.skip(f"needs the fuzzing seeds at {SEEDS}")
    # One in eight: all of them take a minute.
    for line in SEEDS.read_text(encoding="utf-8").splitlines()[::8]:
        seed = base64.b64decode(json.loads(line)["data_b64"])
        extract(seed, url=URL)
        extract(STORY.encode().replace(b"<p>", b"<p>" + seed, 1), url=URL)


@given(st.binary(max_size=400))
@settings(max_examples=50, deadline=None)
def test_any_bytes_raise_nothing(body: bytes) -> None:
    extract(b"<html>" + body, url=URL)


@given(
    st.lists(st.tuples(st.integers(0, len(STORY)), st.text(max_size=6), st.integers(0, 9))),
    st.sampled_from(["", URL, "https://example.org/?page=\u00b2", "http://[", "no address"]),
)
@settings(max_examples=50, deadline=None)
def test_any_change_of_a_page_raises_nothing(changes: list[tuple[int, str, int]], url: str) -> None:
    html = STORY
    for position, text, removed in changes:
        html = html[:position] + text + html[position + removed :]
    extract(html, url=url)


def test_threads_read_what_one_reads() -> None:
    pages = [STORY.replace("bridge", f"bridge {number % 4}") for number in range(32)]
    expected = [extract(page, url=URL) for page in pages]
    assert expected[0] is not None
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(extract, pages, [URL] * len(pages))) == expected


def test_processes_read_what_one_reads() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        article = processes.submit(extract, STORY, URL).result()
    assert article == extract(STORY, url=URL)
    assert pickle.loads(pickle.dumps(article)) == article
