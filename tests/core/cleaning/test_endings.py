import pytest

from newscrawl.core.cleaning.endings import find_ending
from newscrawl.core.html.text import block_hash
from newscrawl.items.article import Block, BlockKind

SENTENCE = "The council met on Monday and spoke about the old bridge for three long hours"


def block(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(kind=kind, text=text, hash=block_hash(text))


@pytest.mark.parametrize(
    "end",
    [
        ".",
        "!”",
        ".)",
        "。」",
        "؟",
        "।",
        "۔",
        ". (dpa)",
        ". / ab",
        "。（記者 山田）",
        ". ■",
        ". ***",
    ],
)
def test_a_sentence_may_end_in_many_ways(end: str) -> None:
    assert find_ending([block(SENTENCE + end)]).words == "ends with a sentence"


@pytest.mark.parametrize("end", ["…", "...", " [...]", " […]", "…”", " (…)"])
def test_an_ellipsis_is_a_cut(end: str) -> None:
    assert find_ending([block(SENTENCE + end)]).is_cut


def test_a_long_paragraph_without_an_end_is_open() -> None:
    assert find_ending([block(f"{SENTENCE}. {SENTENCE} and")]).is_open
    assert find_ending([block(f"{SENTENCE}. {SENTENCE},")]).is_open


def test_thai_sentences_have_no_mark() -> None:
    ending = find_ending([block("สภาเมืองประชุมเมื่อวันจันทร์และพูดถึงสะพานเก่า" * 4)])
    assert not ending.is_open
    assert not ending.words


def test_short_lines_may_stand_behind_the_last_paragraph() -> None:
    ending = find_ending([block(SENTENCE + "."), block("Picture: Ann Lee"), block("With agencies")])
    assert ending.words == "ends with a sentence, then 2 short lines"


def test_a_list_may_end_a_text() -> None:
    items = [block("One thing", BlockKind.LIST_ITEM), block("Another", BlockKind.LIST_ITEM)]
    assert find_ending(items).words
    assert find_ending([block(SENTENCE + "."), *items]).words.startswith("ends with a sentence")


def test_nothing_has_no_ending() -> None:
    assert not find_ending([]).words
    assert not find_ending([block("A heading", BlockKind.HEADING)]).words
