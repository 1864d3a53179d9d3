import sqlite3
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newscrawl.core.cleaning import block_hash
from newscrawl.core.state.articles import Change
from newscrawl.core.state.store import IN_MEMORY, Store
from newscrawl.core.urls import url_key
from newscrawl.exceptions import LockedError, StateError
from newscrawl.items import (
    Article,
    Block,
    BlockKind,
    Candidate,
    DiscoverySource,
    FailureKind,
    FetchFailure,
    Lease,
    LinkRole,
    PageOutcome,
    PageResult,
    PageType,
)

FETCHED = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def store():
    store = Store(IN_MEMORY, run_id="r1")
    yield store
    store.close()


def seed(url: str = "http://a.test/") -> tuple[Candidate, str]:
    candidate = Candidate(
        url=url, key=url_key(url), role=LinkRole.SECTION, source=DiscoverySource.SEED
    )
    return candidate, "a.test"


def link(url: str, role: LinkRole = LinkRole.ARTICLE) -> Candidate:
    return Candidate(url=url, key=url_key(url), role=role, source=DiscoverySource.SECTION)


def lease_all(store: Store) -> dict[str, Lease]:
    return {lease.url: lease for lease in store.lease(per_host=100, have={}).leases}


def article_outcome(lease: Lease, text: str = "Some words.", **fields: object) -> PageOutcome:
    article = Article(
        url=lease.url,
        headline="A headline",
        article_body=text,
        content_hash=block_hash(text),
        **fields,
    )
    block = Block(kind=BlockKind.PARAGRAPH, text=text, hash=block_hash(text))
    result = PageResult(url=lease.url, page_type=PageType.ARTICLE, article=article, blocks=(block,))
    return PageOutcome(
        lease=lease, url=lease.url, fetched_at=FETCHED, status=200, result=result, article=article
    )


def section_outcome(lease: Lease, *links: Candidate) -> PageOutcome:
    result = PageResult(url=lease.url, page_type=PageType.SECTION, candidates=links)
    return PageOutcome(lease=lease, url=lease.url, fetched_at=FETCHED, status=200, result=result)


def leased(store: Store, *urls: str) -> dict[str, Lease]:
    """Return leases of these addresses, found on the home page."""
    store.start_run([seed()])
    home = lease_all(store)["http://a.test/"]
    store.commit([section_outcome(home, *(link(url) for url in urls))])
    return lease_all(store)


def test_an_article_is_stored_with_where_it_was_found(store):
    (lease,) = leased(store, "http://a.test/one/").values()
    (stored,) = store.commit([article_outcome(lease)])
    assert stored.change is Change.NEW
    store.settle_waiting()
    ((_, article),) = store.articles.after(0, limit=10)
    assert article == stored.article
    assert (article.site, article.discovered_by, article.run_id) == ("a.test", "section", "r1")
    assert article.fetched_at == FETCHED
    assert article.cluster_id == article.id
    assert store.ledger().discovered == 2


def test_the_same_text_at_another_address_is_linked_to_the_first(store):
    leases = leased(store, "http://a.test/one/", "http://a.test/two/", "http://a.test/three/")
    first, *others = store.commit([article_outcome(lease) for lease in leases.values()])
    assert first.article.duplicate_of is None
    for other in others:
        assert other.article.duplicate_of == first.article.id
        assert other.article.cluster_id == first.article.id
    assert store.ledger().copies == 2
    assert len(store.connection.execute("SELECT id FROM unique_articles").fetchall()) == 1


def test_articles_without_a_text_are_no_copies(store):
    leases = leased(store, "http://a.test/one/", "http://a.test/two/")
    stored = store.commit([article_outcome(lease, text="") for lease in leases.values()])
    assert [each.article.duplicate_of for each in stored] == [None, None]


def test_another_spelling_that_names_its_canonical_address_is_no_second_article(store):
    leases = leased(store, "http://a.test/one/", "http://a.test/share/1/")
    canonical = {"canonical_url": "http://a.test/one/"}
    own = article_outcome(leases["http://a.test/one/"], **canonical)
    shared = article_outcome(leases["http://a.test/share/1/"], **canonical)
    first, second = store.commit([own, shared])
    assert (first.change, second.change) == (Change.NEW, Change.ALIAS)
    assert store.ledger().by_state() == {"section": 1, "article": 1, "duplicate": 1}


def test_a_spelling_that_comes_first_stands_for_the_canonical_address(store):
    leases = leased(store, "http://a.test/share/1/", "http://a.test/one/")
    store.finish_run(ending="")  # Which gives the leases back.
    store.commit(
        [article_outcome(leases["http://a.test/share/1/"], canonical_url="http://a.test/one/")]
    )
    assert lease_all(store) == {}
    assert store.ledger().by_state() == {"section": 1, "article": 1, "duplicate": 1}


def test_a_canonical_address_that_every_page_names_is_not_believed(store):
    leases = leased(store, "http://a.test/one/", "http://a.test/two/")
    wrong = {"canonical_url": "http://a.test/news/"}
    outcomes = [
        article_outcome(lease, text=f"Text of {url}.", **wrong) for url, lease in leases.items()
    ]
    second = outcomes[1]
    other = replace(second.article, headline="Another headline")
    outcomes[1] = replace(second, article=other, result=replace(second.result, article=other))
    stored = store.commit(outcomes)
    assert [each.change for each in stored] == [Change.NEW, Change.NEW]


def test_a_changed_page_becomes_a_version(store):
    (lease,) = leased(store, "http://a.test/one/").values()
    store.commit([article_outcome(lease, text="First words.")])
    (same,) = store.commit([article_outcome(lease, text="First words.")])
    (changed,) = store.commit([article_outcome(lease, text="Other words.")])
    assert same.change is Change.SAME
    assert (changed.change, changed.article.version) == (Change.CHANGED, 2)
    (version,) = store.connection.execute("SELECT version, record FROM versions").fetchall()
    assert version[0] == 1
    assert "First words." in version[1]
    store.settle_waiting()
    assert [article.version for _, article in store.articles.after(0, limit=9)] == [2]


def search(store: Store, words: str) -> int:
    query = "SELECT count(*) FROM _article_fts WHERE _article_fts MATCH ?"
    return store.connection.execute(query, (words,)).fetchone()[0]


def test_full_text_follows_the_article(store):
    (lease,) = leased(store, "http://a.test/one/").values()
    store.commit([article_outcome(lease, text="A zebra crossing.")])
    assert search(store, "zebra") == 1
    store.commit([article_outcome(lease, text="A pelican crossing.")])
    assert (search(store, "zebra"), search(store, "pelican")) == (0, 1)


def test_a_batch_is_stored_whole_or_not_at_all(store):
    leases = leased(store, "http://a.test/one/", "http://a.test/two/")
    outcomes = [article_outcome(lease) for lease in leases.values()]
    broken = replace(outcomes[1], lease=replace(outcomes[1].lease, site=object()))
    with pytest.raises(sqlite3.Error):
        store.commit([outcomes[0], broken])
    store.settle_waiting()
    assert store.articles.after(0, limit=9) == []
    assert store.ledger().by_state() == {"section": 1, "leased": 2}


def test_a_failure_is_tried_again_and_then_recorded(store):
    (lease,) = leased(store, "http://a.test/one/").values()
    failure = FetchFailure(kind=FailureKind.HTTP_CLIENT, detail="HTTP 403")
    store.commit([PageOutcome(lease=lease, url=lease.url, fetched_at=FETCHED, failure=failure)])
    assert store.ledger().urls[("failed", "http 4xx")] == 1
    assert lease_all(store) == {}


def test_text_that_is_no_text_is_stored(store):
    (lease,) = leased(store, "http://a.test/one/").values()
    store.commit([article_outcome(lease, text="half \ud800 a pair", authors=("A \ud800",))])
    store.settle_waiting()
    ((_, article),) = store.articles.after(0, limit=9)
    assert "\ud800" not in article.article_body


def test_a_second_run_on_the_same_file_is_refused(tmp_path):
    path = str(tmp_path / "state.db")
    first = Store(path, run_id="r1")
    with pytest.raises(LockedError, match="another run"):
        Store(path, run_id="r2")
    first.close()
    Store(path, run_id="r3").close()


@pytest.mark.parametrize("content", [b"no database at all" * 100, "other"])
def test_a_file_that_is_not_ours_is_left_alone(tmp_path, content):
    path = tmp_path / "state.db"
    if content == "other":
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE pictures (name TEXT)")
        connection.commit()
        connection.close()
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(StateError):
        Store(str(path), run_id="r1")
    assert path.read_bytes() == before


def test_a_state_file_is_for_its_owner_only(tmp_path):
    path = tmp_path / "state.db"
    Store(str(path), run_id="r1").close()
    assert path.stat().st_mode & 0o777 == 0o600


def page_outcome(
    page_type: PageType, lease: Lease, body_hash: str, *links: Candidate
) -> PageOutcome:
    result = PageResult(url=lease.url, page_type=page_type, candidates=links)
    return PageOutcome(
        lease=lease,
        url=lease.url,
        fetched_at=FETCHED,
        status=200,
        result=result,
        body_hash=body_hash,
    )


@pytest.mark.parametrize(
    ("page_type", "second", "is_followed"),
    [
        (PageType.OTHER, "http://a.test/list?x=2", False),
        (PageType.OTHER, "http://a.test/more/", False),
        (PageType.SECTION, "http://a.test/list?x=2", False),
        (PageType.SECTION, "http://a.test/more/", True),
    ],
)
def test_the_same_page_leads_on_from_one_address_only(store, page_type, second, is_followed):
    leases = leased(store, "http://a.test/list?x=1", second)
    one, two = link("http://a.test/one/"), link("http://a.test/two/")
    store.commit([page_outcome(page_type, leases["http://a.test/list?x=1"], "h1", one)])
    store.commit([page_outcome(page_type, leases[second], "h1", two)])
    assert ("http://a.test/two/" in lease_all(store)) is is_followed
    rows = store.connection.execute(
        "SELECT url, rule FROM _url WHERE reason = 'same page as another'"
    ).fetchall()
    rule = "the same bytes as http://a.test/list?x=1"
    assert rows == ([] if is_followed else [(second, rule)])


def test_an_article_is_never_left_out_for_its_bytes(store):
    leases = leased(store, "http://a.test/one/", "http://a.test/two/")
    outcomes = [replace(article_outcome(lease), body_hash="h1") for lease in leases.values()]
    assert [stored.change for stored in store.commit(outcomes)] == [Change.NEW, Change.NEW]


def test_addresses_of_a_form_that_were_articles_come_before_what_nothing_is_known_of(store):
    news, *wires = leased(
        store, "http://a.test/news/", *(f"http://a.test/wire/{n}/" for n in range(5))
    ).values()
    store.commit([article_outcome(lease, f"Text {lease.url}.") for lease in wires])
    unknown = [link(f"http://a.test/{path}/", LinkRole.OTHER) for path in ("help", "wire/77")]
    store.commit([section_outcome(news, *unknown)])
    assert {url: lease.role for url, lease in lease_all(store).items()} == {
        "http://a.test/wire/77/": LinkRole.ARTICLE,
        "http://a.test/help/": LinkRole.OTHER,
    }


def test_links_are_followed_without_what_the_pages_do_not_count_as_theirs(store: Store) -> None:
    store.start_run([seed()])
    section = lease_all(store)["http://a.test/"]
    shown = [f"http://a.test/a-story-of-number-{number}?box=1" for number in range(5)]
    store.commit([section_outcome(section, *map(link, shown))])
    leases = lease_all(store)
    store.commit(
        [
            article_outcome(leases[url], f"Text {url}.", canonical_url=url.removesuffix("?box=1"))
            for url in shown
        ]
    )
    new = link("http://a.test/a-story-of-today?box=2")
    store.commit([section_outcome(section, new)])
    assert list(lease_all(store)) == ["http://a.test/a-story-of-today"]


def test_a_parameter_that_makes_another_article_of_a_page_is_kept(store: Store) -> None:
    store.start_run([seed()])
    section = lease_all(store)["http://a.test/"]
    plain = [f"http://a.test/a-story-of-number-{number}" for number in range(6)]
    shown = [f"{url}?box=1" for url in plain]
    store.commit([section_outcome(section, *map(link, [*plain, *shown]))])
    leases = lease_all(store)
    store.commit([article_outcome(leases[url], f"Text {url}.") for url in plain])
    same = [article_outcome(leases[url], f"Text {url.split('?')[0]}.") for url in shown]
    other = article_outcome(leases[shown[5]], "Another text.")
    store.commit([*same[:5], other])
    new = link("http://a.test/a-story-of-today?box=2")
    store.commit([section_outcome(section, new)])
    assert list(lease_all(store)) == ["http://a.test/a-story-of-today?box=2"]
