import pytest

from newscrawl.core.cleaning import block_hash
from newscrawl.core.extraction.keyword_lines import without_keyword_lines
from newscrawl.items import Block, BlockKind

KEYWORDS = ("Harbour", "night ferry")


def blocks(*texts: str) -> tuple[Block, ...]:
    return tuple(
        Block(kind=BlockKind.PARAGRAPH, text=text, hash=block_hash(text)) for text in texts
    )


@pytest.mark.parametrize(
    "line",
    ["Topics: harbour, night ferry", "Harbour", "Tags: Night Ferry | Harbour", "Thema: Harbour"],
)
def test_a_line_of_declared_keywords_at_the_end_is_no_text(line):
    body = blocks("The ferry sails at midnight.", line)
    assert without_keyword_lines(body, KEYWORDS) == body[:1]


@pytest.mark.parametrize(
    "line", ["Topics: harbour, council", "The harbour, night ferry and all.", "Topics:"]
)
def test_any_other_line_stays(line):
    body = blocks("The ferry sails at midnight.", line)
    assert without_keyword_lines(body, KEYWORDS) == body


def test_a_body_is_never_emptied():
    body = blocks("Harbour")
    assert without_keyword_lines(body, KEYWORDS) == body
