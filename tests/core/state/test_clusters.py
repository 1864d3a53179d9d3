from datetime import UTC, datetime

from newscrawl.core.state.clusters import cluster_rows

TEXT = (
    "The town council met on Monday and spoke about the old bridge over the river for three hours.",
    "Nobody knows what the repair will cost, mayor Ann Example said, and nobody dares to guess.",
    "Two engineers had looked at the pillars in spring, when the water was at its lowest for 30 years.",
)
OTHER = (
    "The ferry between the islands stopped for the winter on Sunday, a month earlier than in 2025."
)


def test_groups_of_copies_and_outputs_without_them(visit):
    first, near, other = (f"http://a.test/{n}/" for n in range(3))
    run = visit("r1", first, near, other)
    run.article(first, *TEXT, headline="Bridge in doubt")
    run.article(near, *TEXT[:2], headline="Bridge in doubt after all")
    run.article(other, OTHER, headline="Ferry stops")
    run.store.settle_waiting()
    given = run.store.articles.after(0, limit=10, with_copies=False)
    assert [article.url for _, article in given] == [first, other]
    (copy,) = [a for _, a in run.store.articles.after(0, limit=10) if a.duplicate_of]
    assert copy.url == near
    assert copy.evidence["duplicate_of"].startswith("nearly the same text")
    (row,) = cluster_rows(run.store.connection)
    assert (row["size"], row["first_url"], row["urls"]) == (2, first, [first, near])
    assert row["sites"] == ["a.test"]
    assert list(cluster_rows(run.store.connection, sites=("b.test",))) == []


def test_what_was_published_first_leads_while_neither_is_out(visit):
    late, early = "http://a.test/late/", "http://a.test/early/"
    run = visit("r1", late, early)
    run.article(late, *TEXT, date_published=datetime(2026, 3, 6, tzinfo=UTC))
    run.article(early, *TEXT, date_published=datetime(2026, 3, 5, tzinfo=UTC))
    run.store.settle_waiting()
    articles = {a.url: a for _, a in run.store.articles.after(0, limit=10)}
    assert articles[early].duplicate_of is None
    assert articles[late].duplicate_of == articles[early].id
