"""Articles that wait for their site: settled and given to outputs once it is known."""

import sqlite3
from dataclasses import replace

import pytest

from newscrawl.core.cleaning import block_hash
from newscrawl.core.cleaning.learning import WINDOW
from newscrawl.core.dedup.content import content_hash
from newscrawl.core.state import boilerplate, settling
from newscrawl.core.state.access import changing
from newscrawl.core.state.articles import Change
from newscrawl.core.state.boilerplate import learned_blocks
from newscrawl.core.state.reextraction import Reextraction
from newscrawl.core.urls import article_id, url_key
from newscrawl.items import Article, Block, BlockKind, PageResult, PageType

BOX = "Give us money, so that there is somebody who asks the mayor what became of the promised bridge."
OTHER_BOX = (
    "Join the readers who pay for what they read here, and have the paper sent to any address."
)
SUBJECTS = (
    "harbour", "winter", "school", "river", "railway", "museum", "forest", "paper", "valley", "council",
    "doctor", "letter", "window", "teacher", "mayor", "ferry", "budget", "garden", "island", "captain",
    "market", "engine", "summer", "bridge", "castle", "orchard", "weather", "tunnel", "library", "theatre",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _no_lag(monkeypatch):
    """Give outputs each article as soon as its site is known."""
    monkeypatch.setattr(settling, "LAG", 0)


def url(number: int) -> str:
    return f"http://a.test/{number}/"


def urls(count: int) -> list[str]:
    return [url(number) for number in range(count)]


def own(number: int) -> str:
    return (
        f"The {SUBJECTS[number]} was discussed for long, and nothing came of it but item {number}."
    )


def write(run, number: int, *boxes: str, at: str | None = None, **fields):
    """Store an article of its own subject and text, with boxes below it."""
    headline = f"On the {SUBJECTS[number]}"
    fields = {"headline": headline, **fields}
    return run.article(at or url(number), own(number), *boxes, **fields)


def given(run) -> list[Article]:
    """Return what outputs are given, in order."""
    return [article for _, article in run.store.articles.after(0, limit=1000)]


def bodies(run) -> list[str]:
    return [article.article_body for article in given(run)]


def test_articles_wait_for_the_eighth_and_come_without_the_box(visit):
    run = visit("r1", *urls(9))
    for number in range(7):
        assert write(run, number, BOX).change is Change.NEW
    assert given(run) == []
    write(run, 7, BOX)
    assert bodies(run) == [own(number) for number in range(8)]
    write(run, 8, BOX)
    assert bodies(run)[8:] == [own(8)]
    assert [
        (block.text, block.pages) for block in learned_blocks(run.store.connection, "a.test")
    ] == [(BOX, 8)]


def test_a_small_site_is_settled_when_the_run_ends(visit):
    run = visit("r1", *urls(4))
    for number in (2, 0, 3, 1):
        write(run, number, BOX)
    assert given(run) == []
    run.store.settle_waiting()
    assert bodies(run) == [own(number) for number in (2, 0, 3, 1)]


def test_what_a_killed_run_left_waiting_goes_on_waiting(visit):
    first = visit("r1", *urls(9))
    for number in range(5):
        write(first, number, BOX)
    first.store.close()
    second = visit("r2")
    for number in range(5, 9):
        assert len(given(second)) == (0 if number < 8 else 8)
        write(second, number, BOX)
    assert bodies(second) == [own(number) for number in range(9)]
    assert [article.run_id for article in given(second)] == ["r1"] * 5 + ["r2"] * 4


def test_one_site_does_not_settle_another(visit):
    run = visit("r1", *urls(8), "http://b.test/1/")
    run.leases["http://b.test/1/"] = replace(run.leases["http://b.test/1/"], site="b.test")
    write(run, 20, BOX, at="http://b.test/1/")
    for number in range(8):
        write(run, number, BOX)
    assert {article.site for article in given(run)} == {"a.test"}
    run.store.settle_waiting()
    last = given(run)[-1]
    assert (last.site, last.article_body) == ("b.test", f"{own(20)}\n\n{BOX}")


def test_of_long_articles_fewer_are_looked_at(visit, monkeypatch):
    monkeypatch.setattr(boilerplate, "_ROOM", 1000)
    run = visit("r1", *urls(20))
    for number in range(20):
        write(run, number, BOX)
    (block,) = learned_blocks(run.store.connection, "a.test")
    assert (block.pages, block.of_pages) == (8, 8)


def test_a_batch_that_fails_teaches_nothing(visit):
    run = visit("r1", *urls(9))
    for number in range(7):
        write(run, number, BOX)
    with pytest.raises(sqlite3.Error):
        write(run, 7, BOX, article_section=object())
    assert given(run) == []
    write(run, 8, BOX)
    assert bodies(run) == [own(number) for number in (*range(7), 8)]


def test_copies_are_found_by_what_is_left_of_them(visit):
    run = visit("r1", *urls(10))
    for number in range(4):
        write(run, number, BOX)
        write(run, number + 4, OTHER_BOX)
    fields = {"headline": "Talk about the same", "in_language": "en"}
    one = run.article(url(8), own(8), BOX, **fields)
    other = run.article(url(9), own(8), OTHER_BOX, **fields)
    assert (one.article.duplicate_of, other.article.duplicate_of) == (None, one.article.id)


def test_copies_among_those_that_waited_are_linked_to_the_first(visit):
    run = visit("r1", *urls(8))
    one = run.article(url(0), own(0), BOX, headline="Talk about the same")
    other = run.article(url(1), own(0), OTHER_BOX, headline="Talk about the same")
    assert other.article.duplicate_of is None
    for number in range(2, 8):
        write(run, number, BOX if number % 2 else OTHER_BOX)
    first, second, *others = given(run)
    assert (first.duplicate_of, first.cluster_id) == (None, one.article.id)
    assert (second.duplicate_of, second.cluster_id) == (one.article.id, one.article.id)
    assert {article.duplicate_of for article in others} == {None}
    assert first.content_hash == content_hash("Talk about the same", own(0))
    assert run.store.ledger().new_copies == run.store.ledger().copies == 1


def test_completeness_is_judged_on_what_is_left(visit):
    run = visit("r1", *urls(8))
    for number in range(8):
        write(
            run,
            number,
            "Read on in the printed edition of this paper, at your newsagent’s every morning…",
        )
    assert {article.completeness for article in given(run)} == {"unknown"}
    assert "ends with an ellipsis" not in str(given(run)[0].evidence)


def test_words_of_the_box_are_not_found_in_the_articles(visit):
    run = visit("r1", *urls(8))
    for number in range(8):
        write(run, number, BOX)
    found = "SELECT count(*) FROM _article_fts WHERE _article_fts MATCH ?"
    count = run.store.connection.execute(found, ("money",)).fetchone()[0]
    assert (count, run.store.connection.execute(found, ("discussed",)).fetchone()[0]) == (0, 8)


def test_what_is_learned_later_is_taken_out_in_place(visit):
    run = visit("r1", *urls(30))
    for number in range(29):
        write(run, number, *([BOX] if number > 6 else []))
        if number == 8:
            assert bodies(run)[7] == f"{own(7)}\n\n{BOX}", "two pages with a box are not enough"
    before = run.store.connection.execute("SELECT max(_seq), count(*) FROM articles").fetchone()
    run.end()
    run = visit("r2")
    assert bodies(run) == [own(number) for number in range(29)]
    after = run.store.connection.execute("SELECT max(_seq), count(*) FROM articles").fetchone()
    assert after == before
    assert run.store.connection.execute("SELECT count(*) FROM versions").fetchone() == (0,)


def test_another_box_on_a_known_page_makes_no_version(visit):
    run = visit("r1", *urls(9))
    for number in range(8):
        write(run, number, BOX if number % 2 else OTHER_BOX)
    run.look_again(url(0))
    assert write(run, 0, BOX).change is Change.SAME
    run.look_again(url(0))
    assert write(run, 0, BOX, "And now the mayor has answered.").change is Change.CHANGED


def test_a_changed_page_of_an_unknown_site_waits(visit):
    run = visit("r1", *urls(3))
    write(run, 0)
    run.end()
    run = visit("r2")
    run.look_again(url(0))
    write(run, 0, "And now the mayor has answered.")
    assert given(run) == []
    run.store.settle_waiting()
    assert [article.version for article in given(run)] == [2]


def test_articles_of_an_earlier_newscrawl_stay_as_they_are(visit):
    run = visit("r1", *urls(9))
    for number in range(7):
        write(run, number, BOX)
    run.store.connection.execute("DELETE FROM _observations WHERE article = 1")
    write(run, 7, BOX)
    assert bodies(run)[:2] == [f"{own(0)}\n\n{BOX}", own(1)]


def test_an_article_without_blocks_never_waits(visit):
    run = visit("r1")
    run.store.commit([Article(url=url(1), site="a.test", article_body="Words.")])
    assert bodies(run) == ["Words."]


def test_a_known_site_is_looked_at_again_by_its_newest_articles(visit):
    count = WINDOW + 20
    run = visit("r1", *urls(count))
    for number in range(count):
        run.article(
            url(number),
            f"Item {'x' * number} was discussed for long, and nothing came of it at all.",
            *([BOX] if number < 60 else [OTHER_BOX]),
            headline="".join(chr(97 + int(digit)) * 3 for digit in str(number))
            + f" {'q' * (number + 2)}",
        )
    run.store.settle_waiting()
    learned = {block.text: block for block in learned_blocks(run.store.connection, "a.test")}
    assert set(learned) == {BOX, OTHER_BOX}
    assert learned[OTHER_BOX].of_pages == WINDOW
    assert all("\n\n" not in body for body in bodies(run))


def test_after_a_stop_articles_stay_as_they_are_until_the_next_run(visit):
    run = visit("r1", *urls(9))
    for number in range(6):
        write(run, number, BOX)
    run.store.stop_settling()
    for number in range(6, 9):
        write(run, number, BOX)
    run.end()
    run = visit("r2")
    assert bodies(run) == []
    run.store.settle_waiting()
    assert bodies(run) == [own(number) for number in range(9)]


def test_records_that_are_made_again_are_settled_as_well(visit, tmp_path):
    run = visit("r1", *urls(9))
    for number in range(8):
        write(run, number, BOX)
    run.end()
    with changing(tmp_path / "a.newscrawl.db") as connection:
        reextraction = Reextraction(connection)
        for number in range(8):
            blocks = tuple(
                Block(kind=BlockKind.PARAGRAPH, text=text, hash=block_hash(text))
                for text in (f"Read anew: {own(number)}", BOX, OTHER_BOX)
            )
            article = Article(url=url(number), headline=f"On the {SUBJECTS[number]}")
            result = PageResult(
                url=url(number), page_type=PageType.ARTICLE, article=article, blocks=blocks
            )
            reextraction.replace(article_id(url_key(url(number))), result)
        reextraction.finish()
    assert bodies(visit("r2")) == [f"Read anew: {own(number)}" for number in range(8)]
