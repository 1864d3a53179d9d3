import pytest

from newscrawl.core.extraction.reservations import (
    header_reservations,
    obeyed_reservations,
    page_reservations,
    without_reserved,
)
from newscrawl.core.html.parsing import parse_document
from newscrawl.exceptions import InputError
from newscrawl.items import (
    Article,
    Candidate,
    DiscoverySource,
    LinkRole,
    Page,
    PageResult,
    PageType,
)

URL = "http://a.test/a"


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        ([("x-robots-tag", "noindex, nofollow")], ("noindex", "nofollow")),
        ([("x-robots-tag", "NONE")], ("noindex", "nofollow")),
        ([("x-robots-tag", "otherbot: noindex, noai")], ()),
        (
            [("x-robots-tag", "newscrawl: noai"), ("x-robots-tag", "noarchive")],
            ("noarchive", "noai"),
        ),
        ([("x-robots-tag", "max-snippet: 50, noai")], ("noai",)),
        ([("x-robots-tag", "unavailable_after: 25 Jun 2030 15:00:00 PST, noindex")], ("noindex",)),
        ([("tdm-reservation", " 1 ")], ("tdm-reservation",)),
        ([("tdm-reservation", "0"), ("x-robots-tag", "all")], ()),
    ],
)
def test_what_headers_reserve(headers, found):
    assert header_reservations(headers) == found


def test_what_a_page_reserves_comes_with_what_its_server_does():
    html = (
        b"<html><head><meta name=Robots content='NoAI, noimageai'><meta name=googlebot content=noindex>"
        b"<meta name=tdm-reservation content=1><title>x</title></head><body><p>Text.</p>"
    )
    document = parse_document(Page(url=URL, body=html, content_type="text/html"))
    found = page_reservations(document, ("noarchive",))
    assert found == ("noarchive", "noai", "noimageai", "tdm-reservation")


def result(*reservations: str) -> PageResult:
    link = Candidate(url=URL, key="k", role=LinkRole.ARTICLE, source=DiscoverySource.SECTION)
    return PageResult(
        url=URL,
        page_type=PageType.ARTICLE,
        article=Article(url=URL, reservations=reservations),
        candidates=(link,),
        reservations=reservations,
    )


def test_what_is_reserved_is_left_out_where_that_is_obeyed():
    kept = without_reserved(result("noindex", "noai"), frozenset({"noarchive"}))
    assert kept.article is not None
    dropped = without_reserved(result("noindex", "noai"), frozenset({"noai"}))
    assert (dropped.article, dropped.page_type) == (None, PageType.OTHER)
    assert dropped.problem == "reserved: noai"
    assert len(dropped.candidates) == 1
    links = without_reserved(result("nofollow"), frozenset({"nofollow"}))
    assert links.article is not None
    assert links.candidates == ()


def test_a_word_that_nobody_reserves_by_is_refused():
    assert obeyed_reservations([" NoAI", ""]) == {"noai"}
    with pytest.raises(InputError, match="'noaai' is none of"):
        obeyed_reservations(["noaai"])
