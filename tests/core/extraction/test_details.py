from newscrawl.core.extraction.details import Found, find_canonical_url
from newscrawl.core.extraction.sources import find_sources
from newscrawl.core.html.parsing import parse_document
from newscrawl.items.page import Page


def canonical(head: str) -> Found:
    html = f"<html><head>{head}</head><body><p>The pier is shut.</p></body></html>"
    page = Page(url="https://example.org/news/pier?from=home", body=html.encode())
    return find_canonical_url(find_sources(parse_document(page)))


def test_the_canonical_address_is_absolute_and_comes_before_the_shared_one() -> None:
    shared = '<meta property="og:url" content="https://example.org/shared">'
    assert canonical('<link rel="Canonical" href="/news/pier">' + shared) == (
        "https://example.org/news/pier",
        "link rel=canonical",
    )
    assert canonical('<link rel="canonical">' + shared) == ("https://example.org/shared", "og:url")
    assert canonical("") is None
