import pytest
from ceilings import ceiling

from newscrawl.core.html.bounds import MAX_BYTES, bound, bound_bytes

STORY = b"<p>The ferry to Skarrow runs until midnight.</p>"
JSON_LD = b'<script type="application/ld+json">{"@type":"NewsArticle"}</script>'
FILL = b"word " * (MAX_BYTES // 5 + 1)


@pytest.mark.parametrize(
    "unread",
    [
        b'<script type="application/json">' + FILL + b"</script>",
        b"<STYLE media=all>" + FILL + b"</STYLE>",
        b"<style>" + FILL + b"</style><script>" + FILL + b"</script>",
    ],
    ids=["state", "style sheet", "both"],
)
def test_what_is_no_text_never_costs_the_text(unread: bytes) -> None:
    body, cut = bound_bytes(b"<head>" + JSON_LD + unread + b"</head>" + STORY)
    assert cut is None
    assert STORY in body
    assert JSON_LD in body
    assert FILL not in body


def test_a_page_of_nothing_but_text_is_cut_and_says_so() -> None:
    body, cut = bound_bytes(b"<p>" + FILL)
    assert len(body) == MAX_BYTES
    assert cut == "after 4,000,000 bytes"


def test_what_a_tag_has_too_much_is_said() -> None:
    page = b"<p " + b"a=1 " * 2_000 + b">" + STORY
    short, cut = bound(page)
    assert cut == "after 1,000 attributes of a tag"
    assert short.endswith(STORY)


def test_a_page_within_the_bounds_is_left_as_it_is() -> None:
    page = b"<style>p{}</style><script>let a</script>" + STORY
    assert bound_bytes(page) == (page, None)
    assert bound(page) == (page, None)


@pytest.mark.parametrize(
    "page",
    [b"<script " * 700_000, b"<script>" * 700_000, b"<style" * 900_000 + b">", JSON_LD * 70_000],
    ids=["never closed tags", "never closed elements", "one close", "JSON-LD"],
)
def test_taking_out_is_linear(page: bytes) -> None:
    with ceiling():
        bound(bound_bytes(page)[0])
