from hypothesis import given
from hypothesis import strategies as st

from newscrawl.core.dedup.content import content_hash


def test_case_space_and_punctuation_do_not_count() -> None:
    assert content_hash("A Bridge!", "One,  two.\n\nThree") == content_hash(
        "a bridge", "one two three"
    )


def test_words_count() -> None:
    assert content_hash("A", "one two") != content_hash("A", "one three")
    assert content_hash("A one", "two") != content_hash("A", "one two")


@given(st.text(), st.text())
def test_any_text_has_a_hash(headline: str, body: str) -> None:
    assert len(content_hash(headline, body)) == 64
