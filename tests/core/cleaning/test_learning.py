from collections.abc import Sequence
from dataclasses import replace

import pytest

from newscrawl.core.cleaning.learning import (
    Lesson,
    SitePage,
    learn_boilerplate,
    repetition_key,
)
from newscrawl.core.html.text import block_hash
from newscrawl.items.article import Block, BlockKind

SUBJECTS = (
    "harbour bridge", "winter market", "school roof", "river island", "railway engine",
    "museum garden", "forest village", "paper kitchen", "valley theatre", "council budget",
    "doctor station", "letter captain", "window summer", "teacher engine", "mayor tunnel", "ferry crew",
)  # fmt: skip
BOX = (
    "Independent reporting needs readers who carry it: give what you can, once or every month, and help us "
    "keep these pages open to everybody in town."
)


def paragraph(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(kind=kind, text=text, hash=block_hash(text))


def page(number: int, *, before: Sequence[Block] = (), after: Sequence[Block] = ()) -> SitePage:
    """Return an article on a subject of its own, between blocks that may repeat."""
    subject = SUBJECTS[number % len(SUBJECTS)]
    own = [
        paragraph(
            f"The {subject} was on the agenda for the {part} time now, the clerk of case {number} said, "
            f"and nobody could say in {word} when the question about it would come to an end."
        )
        for part, word in zip(("first", "second", "third"), "abc", strict=True)
    ]
    return SitePage(
        headline=f"Questions about {subject}",
        blocks=(*before, *own, *after),
        seen=f"2026-11-{1 + number % 28:02}T12:00:00Z",
    )


def within(number: int, block: Block) -> SitePage:
    """Return an article with a block between its second and its third paragraph."""
    plain = page(number)
    first, second, third = plain.blocks
    return replace(plain, blocks=(first, second, block, third))


def texts(lesson: Lesson) -> set[str]:
    return {block.text for block in lesson.learned}


def test_a_box_behind_every_text_is_learned() -> None:
    box = paragraph(BOX)
    lesson = learn_boilerplate([page(i, after=[box]) for i in range(8)])
    (learned,) = lesson.learned
    assert (learned.key, learned.text) == (repetition_key(box), BOX)
    assert (learned.pages, learned.of_pages) == (8, 8)
    assert (learned.first_seen[:10], learned.last_seen[:10]) == ("2026-11-01", "2026-11-08")


def test_nothing_is_learned_of_two_pages() -> None:
    assert learn_boilerplate([page(i, after=[paragraph(BOX)]) for i in range(2)]) == Lesson()


@pytest.mark.parametrize(("having", "is_learned"), [(3, False), (4, True)])
def test_running_text_at_the_end_of_some_pages(having: int, is_learned: bool) -> None:
    pages = [page(i, after=[paragraph(BOX)] if i < having else []) for i in range(16)]
    assert bool(learn_boilerplate(pages).learned) is is_learned


@pytest.mark.parametrize(
    ("make", "least"),
    [
        (lambda i, block: page(i, after=[block]), 4),
        (lambda i, block: page(i, before=[block]), 6),
        (within, 7),
    ],
    ids=["end", "start", "middle"],
)
def test_running_text_needs_more_evidence_the_deeper_it_stands(make, least) -> None:
    def lesson(having: int) -> Lesson:
        return learn_boilerplate(
            [make(i, paragraph(BOX)) if i < having else page(i) for i in range(14)]
        )

    assert lesson(least).learned
    assert not lesson(least - 1).learned


def test_labels_at_the_end_need_least() -> None:
    pages = [page(i, after=[paragraph("Follow us everywhere")] if i < 3 else []) for i in range(16)]
    assert texts(learn_boilerplate(pages)) == {"Follow us everywhere"}


def test_boxes_behind_boxes_all_stand_at_the_end() -> None:
    boxes = [paragraph(f"{name}: {BOX}") for name in ("News", "Sport", "Culture", "Money", "Town")]
    lesson = learn_boilerplate([page(i, after=boxes) for i in range(8)])
    assert texts(lesson) == {box.text for box in boxes}


def test_numbers_may_differ_at_an_end_only() -> None:
    def label(number: int) -> Block:
        return paragraph(f"{number} people have read this")

    behind = learn_boilerplate([page(i, after=[label(i)]) for i in range(8)])
    assert behind.learned[0].key == repetition_key(label(1204))
    assert not learn_boilerplate([within(i, label(i)) for i in range(8)]).learned


def test_what_names_the_author_is_learned_of_three_of_their_articles() -> None:
    bio = paragraph(
        "Ann Bell has reported on ports, ships and those who sail in them for this paper since the spring."
    )

    def pages(author: str) -> list[SitePage]:
        return [
            replace(page(i, after=[bio]), authors=(author,)) if i < 3 else page(i % 14)
            for i in range(90)
        ]

    assert texts(learn_boilerplate(pages("Ann Bell"))) == {bio.text}
    assert not learn_boilerplate(pages("Cy Dunn")).learned


def test_the_introduction_of_a_series_is_the_articles_own() -> None:
    intro = paragraph(BOX)
    pages = [
        replace(page(i, before=[intro]), headline=f"Letters from the harbour, part {i}")
        for i in range(10)
    ]
    assert not learn_boilerplate([*pages, *(page(i) for i in range(4))]).learned


def test_copies_of_an_article_count_once() -> None:
    report = page(0)
    copies = [replace(report, headline=f"{subject} as told") for subject in SUBJECTS[1:4]]
    others = [page(i) for i in range(4, 16)]
    assert not learn_boilerplate([report, *copies, *others]).learned


def test_a_quote_in_some_articles_is_their_own() -> None:
    quote = paragraph("“We did what the town asked of us, and we did it in time,” the mayor said.")
    assert not learn_boilerplate(
        [within(i, quote) if i < 4 else page(i) for i in range(12)]
    ).learned


@pytest.mark.parametrize(
    ("block", "is_learned"),
    [
        (paragraph("Background", BlockKind.HEADING), False),
        (paragraph("Background"), True),
        (paragraph("10:15", BlockKind.ENTRY), False),
        (paragraph("* * *"), False),
    ],
)
def test_what_repeats_between_paragraphs(block: Block, is_learned: bool) -> None:
    lesson = learn_boilerplate([within(i, block) for i in range(8)])
    assert bool(lesson.learned) is is_learned


@pytest.mark.parametrize(("having", "is_learned"), [(8, False), (10, True)])
def test_items_within_most_articles_of_a_kind_are_their_own(having: int, is_learned: bool) -> None:
    item = paragraph("Salt and pepper", BlockKind.LIST_ITEM)
    lesson = learn_boilerplate([within(i, item) if i < having else page(i) for i in range(12)])
    assert bool(lesson.learned) is is_learned


def test_an_item_at_the_end_is_no_label() -> None:
    def lesson(kind: BlockKind) -> Lesson:
        block = paragraph("Serve at once", kind)
        return learn_boilerplate([page(i, after=[block] if i < 3 else []) for i in range(12)])

    assert lesson(BlockKind.PARAGRAPH).learned
    assert not lesson(BlockKind.LIST_ITEM).learned


def test_a_heading_goes_with_the_box_below_it() -> None:
    heading, box = paragraph("Support us", BlockKind.HEADING), paragraph(BOX)
    lesson = learn_boilerplate([page(i, after=[heading, box]) for i in range(8)])
    assert texts(lesson) == {"Support us", BOX}


def test_a_known_block_that_is_gone_stays_and_one_that_became_rare_is_refuted() -> None:
    box = paragraph(BOX)
    known = frozenset({repetition_key(box)})
    redesigned = [page(i, after=[box] if i < 1 else []) for i in range(16)]
    assert learn_boilerplate(redesigned, known) == Lesson()
    rare = [page(i, after=[box] if i == 15 else []) for i in range(16)]
    assert learn_boilerplate(rare, known).refuted == known


def test_a_known_block_needs_half_the_evidence() -> None:
    box = paragraph(BOX)
    pages = [page(i, after=[box] if i >= 14 else []) for i in range(16)]
    assert not learn_boilerplate(pages).learned
    lesson = learn_boilerplate(pages, frozenset({repetition_key(box)}))
    assert texts(lesson) == {BOX}
    assert not lesson.refuted
