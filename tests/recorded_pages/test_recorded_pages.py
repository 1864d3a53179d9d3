"""Each folder here is a page of our own writing and what must be read from it."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newscrawl.core.cleaning.settling import settle
from newscrawl.core.reading.read import read_page
from newscrawl.items.page import Page
from newscrawl.items.site import Site

FOLDERS = sorted(path.parent for path in Path(__file__).parent.glob("*/page.html"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_recorded_page(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    url = expected.pop("url")
    site = Site(name="recorded", seeds=(url,), hosts=())
    page = Page(url=url, body=(folder / "page.html").read_bytes(), content_type="text/html")
    result = read_page(page, site)
    assert result.page_type == expected.pop("page_type"), result.type_evidence
    assert result.problem == expected.pop("problem", None)
    article = settle(result)
    if not expected:
        assert article is None
        return
    assert article is not None
    for text in expected.pop("contains", ()):
        assert text in article.article_body
    seen = json.loads(json.dumps(asdict(article), default=_as_text))
    for field, value in expected.items():
        if isinstance(value, dict):
            assert {key: seen[field][key] for key in value} == value
        else:
            assert seen[field] == value, (field, article.evidence)


def _as_text(value: Any) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)
