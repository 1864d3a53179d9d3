import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.core.state.history import Edit, Paragraph, compare_articles, compare_bodies
from newscrawl.items import Article

PARAGRAPHS = st.lists(st.text("abc ", min_size=1).filter(str.strip), max_size=8)
OLD = Article(url="http://a.test/", headline="Old", authors=("Ann",), article_body="One.\n\nTwo.")


def test_only_fields_that_differ_are_told():
    new = replace(OLD, headline="New", version=2, run_id="r2", extractor_version=2)
    difference = compare_articles(OLD, new)
    assert difference.fields == {"headline": ("Old", "New")}
    assert difference.body == ()


def test_paragraphs_that_stay_are_counted():
    changes = compare_bodies("One.\n\nTwo.\n\nThree.", "One.\n\nTwo.\n\nFour.")
    assert changes == (
        Paragraph(edit=Edit.KEPT, count=2),
        Paragraph(edit=Edit.REMOVED, text="Three."),
        Paragraph(edit=Edit.ADDED, text="Four."),
    )


def test_words_that_changed_within_a_paragraph_are_marked():
    (change,) = compare_bodies("The bridge is 12 metres long.", "The old bridge is 14 metres long.")
    assert change == Paragraph(
        edit=Edit.EDITED, text="The {+old+} bridge is [-12-] {+14+} metres long."
    )


def test_a_very_long_paragraph_is_not_compared_word_by_word():
    old, new = "word " * 5000, "word " * 5001
    assert [change.edit for change in compare_bodies(old, new)] == [Edit.REMOVED, Edit.ADDED]


@given(PARAGRAPHS)
def test_a_text_does_not_differ_from_itself(paragraphs):
    body = "\n\n".join(paragraphs)
    assert compare_bodies(body, body) == ()


@pytest.mark.parametrize("side", [Edit.REMOVED, Edit.ADDED])
@given(PARAGRAPHS, PARAGRAPHS)
def test_either_text_can_be_made_out_of_the_difference(side, old, new):
    changes = compare_bodies("\n\n".join(old), "\n\n".join(new))
    wanted = old if side is Edit.REMOVED else new
    at, made = 0, []
    for change in changes:
        if change.edit is Edit.KEPT:
            made += [paragraph.split() for paragraph in wanted[at : at + change.count]]
            at += change.count
        elif change.edit in (side, Edit.EDITED):
            made.append(_of_side(change.text, side).split())
            at += 1
    assert not changes or made == [paragraph.split() for paragraph in wanted]


def _of_side(text, side):
    for edit, mark in ((Edit.REMOVED, r"\[-(.*?)-\]"), (Edit.ADDED, r"\{\+(.*?)\+\}")):
        text = re.sub(mark, r"\1" if edit is side else "", text)
    return text
