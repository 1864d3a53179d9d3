"""What the tests of discovery share."""

from collections.abc import Callable

import pytest

from newscrawl.core.discovery.links import find_links
from newscrawl.core.discovery.report import LinkReport
from newscrawl.core.html.parsing import parse_document
from newscrawl.items.page import Candidate, Page, PageType
from newscrawl.items.site import Site

HOME = "https://www.example.org/"

FindIn = Callable[..., LinkReport]


@pytest.fixture
def site() -> Site:
    return Site(name="example.org", seeds=(HOME,), hosts=(".example.org",))


@pytest.fixture
def find_in(site: Site) -> FindIn:
    """Return a function from a body's markup to its links."""

    def find(
        markup: str,
        *,
        url: str = HOME,
        page_type: PageType = PageType.SECTION,
        head: str = "",
        lang: str = "",
    ) -> LinkReport:
        html = f"<!doctype html><html lang='{lang}'><head>{head}</head><body>{markup}</body></html>"
        page = Page(url=url, body=html.encode(), content_type="text/html; charset=utf-8")
        return find_links(parse_document(page), page_type=page_type, site=site)

    return find


@pytest.fixture
def by_path() -> Callable[[LinkReport], dict[str, Candidate]]:
    """Return a function from a report to its candidates by what follows the host."""
    return lambda report: {found.url.split("/", 3)[3]: found for found in report.candidates}
