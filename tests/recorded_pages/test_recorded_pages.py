"""Each folder here is a page of our own writing and what must be read from it."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from newscrawl.core.cleaning.settling import settle
from newscrawl.core.reading.read import read_page
from newscrawl.core.state.record import to_record
from newscrawl.core.urls import host_of
from newscrawl.items.page import Page
from newscrawl.sites.rules import site_of_page

FOLDERS = sorted(path.parent for path in Path(__file__).parent.glob("*/page.html"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_recorded_page(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    url = expected.pop("url")
    page = Page(url=url, body=(folder / "page.html").read_bytes(), content_type="text/html")
    result = read_page(page, site_of_page(url))
    assert result.page_type == expected.pop("page_type"), result.type_evidence
    assert result.problem == expected.pop("problem", None)
    article = settle(result)
    if not expected:
        assert article is None
        return
    assert article is not None
    for text in expected.pop("contains", ()):
        assert text in article.article_body
    seen = to_record(article)
    for field, value in expected.items():
        if isinstance(value, dict):
            assert {key: seen[field][key] for key in value} == value
        else:
            assert seen[field] == value, (field, article.evidence)


def test_each_site_of_the_library_has_a_recorded_page() -> None:
    urls = [json.loads((folder / "expected.json").read_text("utf-8"))["url"] for folder in FOLDERS]
    known = {host_of(url) for url in urls}
    for file in files("newscrawl.sites.library").iterdir():
        if file.name.endswith(".toml"):
            assert file.name.removesuffix(".toml") in known
