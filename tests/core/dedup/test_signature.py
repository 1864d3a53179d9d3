import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.core.dedup.signature import (
    MAX_FACTS,
    SAMPLE,
    SHORT,
    Signature,
    pack,
    sign,
    unpack,
)

BRIEF = "A magnitude 6.1 earthquake struck near Porto on Monday. Nobody was hurt, said Ann Example."


def text_of(count: int) -> str:
    return " ".join(f"word{number}" for number in range(count))


def test_a_short_text_is_kept_whole_and_a_long_one_by_a_sample():
    short, long = sign("", text_of(SHORT + 2)), sign("", text_of(2_000))
    assert len(short.sketch) == short.shingles == SHORT
    assert long.shingles == 1_998
    assert all(hashed % SAMPLE == 0 for hashed in long.sketch)
    assert 0.8 < len(long.sketch) * SAMPLE / long.shingles < 1.2


def test_a_short_text_is_compared_with_a_long_one_by_its_sample():
    short, long = sign("", text_of(60)), sign("", text_of(2_000))
    assert short.sketch_beside(short) == short.sketch
    assert 0 < len(short.sketch_beside(long)) < len(short.sketch)
    assert short.sketch_beside(long) <= long.sketch_beside(short)


def test_case_punctuation_and_paragraphs_do_not_matter():
    assert sign("", BRIEF).sketch == sign("", BRIEF.upper().replace(". ", "\n\n")).sketch


def test_numbers_names_and_what_stands_around_them():
    one = sign("A quake", BRIEF)
    other = sign("A quake", BRIEF.replace("6.1", "7.4").replace("Porto", "Cork"))
    assert len(one.numbers) == 1
    assert len(one.names) == 5  # Porto, Monday, Nobody, Ann, Example
    shared = one.slots.keys() & other.slots.keys()
    assert sum(one.slots[place] != other.slots[place] for place in shared) == 2


def test_facts_are_bounded():
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = [f"{one}{other}x" for one in letters for other in letters]
    signature = sign(
        "", " ".join(f"{word} {n} {word.capitalize()}" for n, word in enumerate(words))
    )
    assert len(signature.numbers) == len(signature.names) == len(signature.slots) == MAX_FACTS


@pytest.mark.parametrize("body", ["", "one two", BRIEF, text_of(70_000)])
def test_what_was_packed_is_the_same(body):
    signature = sign("Some headline", body)
    assert unpack(pack(signature)) == signature


@given(st.text(max_size=400), st.text(max_size=2_000))
def test_any_text_has_a_signature(headline: str, body: str) -> None:
    signature = sign(headline, body)
    assert isinstance(signature, Signature)
    assert unpack(pack(signature)) == signature
