"""A state file as a run leaves it."""

from datetime import UTC, datetime

import pytest

from newscrawl.core.cleaning import block_hash
from newscrawl.core.state.store import Store
from newscrawl.core.urls import url_key
from newscrawl.items import (
    Article,
    Block,
    BlockKind,
    Candidate,
    Completeness,
    DiscoverySource,
    FailureKind,
    FetchFailure,
    LinkRole,
    Page,
    PageOutcome,
    PageResult,
    PageType,
    Precision,
    RelatedLink,
    Zone,
)

FETCHED = datetime(2026, 11, 1, 12, tzinfo=UTC)
HOME = "http://a.test/"


class Visit:
    """A run over a state file that a test drives page by page."""

    def __init__(self, path, run_id: str) -> None:
        self.store = Store(str(path), run_id=run_id)

    def start(self, *urls: str) -> None:
        """Read a home page that links to these addresses."""
        seed = candidate(HOME, LinkRole.SECTION, DiscoverySource.SEED)
        self.store.start_run([(seed, "a.test")])
        self.leases = self._lease()
        links = tuple(candidate(url) for url in urls)
        result = PageResult(url=HOME, page_type=PageType.SECTION, candidates=links)
        self.store.commit([self._outcome(HOME, result=result)])
        self.leases |= self._lease()

    def _lease(self):
        leased = self.store.lease(per_host=100, have={})
        return {lease.url: lease for lease in leased.leases}

    def look_again(self, url: str) -> None:
        """Have a known address fetched again, as when it is due."""
        self.store.connection.execute(
            "UPDATE _url SET state = 'queued', due = 0 WHERE key = ?", (url_key(url),)
        )
        self.store._frontier.recount()
        self.leases |= self._lease()

    def _outcome(self, url: str, **values: object) -> PageOutcome:
        lease = self.leases[url]
        return PageOutcome(
            **{"lease": lease, "url": url, "fetched_at": FETCHED, "status": 200, **values}
        )

    def article(
        self, url: str, *texts: str, related: tuple[str, ...] = (), html: str = "", **fields: object
    ):
        """Store an article of these paragraphs."""
        body = "\n\n".join(texts)
        article = Article(
            **{"url": url, "headline": "A headline", "article_body": body, **fields},
            content_hash=block_hash(body),
            related=tuple(RelatedLink(url=to, heading="More") for to in related),
        )
        blocks = tuple(
            Block(kind=BlockKind.PARAGRAPH, text=text, hash=block_hash(text)) for text in texts
        )
        links = tuple(
            candidate(to, LinkRole.RELATED)._replace(heading="More", position=i)
            for i, to in enumerate(related)
        )
        result = PageResult(
            url=url, page_type=PageType.ARTICLE, article=article, blocks=blocks, candidates=links
        )
        page = Page(url=url, body=html.encode(), content_type="text/html") if html else None
        outcome = self._outcome(url, result=result, article=article, page=page)
        (stored,) = self.store.commit([outcome])
        self.leases |= self._lease()
        return stored

    def fail(self, url: str, kind: FailureKind = FailureKind.HTTP_CLIENT) -> None:
        failure = FetchFailure(kind=kind, detail="HTTP 403")
        self.store.commit([self._outcome(url, status=403, failure=failure)])

    def redirect(self, url: str, target: str) -> None:
        redirect = candidate(target, LinkRole.ARTICLE, DiscoverySource.REDIRECT)
        self.store.commit([self._outcome(url, status=301, redirect=redirect)])
        self.leases |= self._lease()

    def end(self) -> None:
        self.store.settle_waiting()
        self.store.finish_run(ending="finished")
        self.store.close()


def candidate(
    url: str,
    role: LinkRole = LinkRole.ARTICLE,
    source: DiscoverySource = DiscoverySource.SECTION,
) -> Candidate:
    return Candidate(url=url, key=url_key(url), role=role, source=source, found_on=HOME)


@pytest.fixture
def visit(tmp_path):
    """Return a function that starts a run over one state file; all are ended in the end."""
    path, open_visits = tmp_path / "a.newscrawl.db", []

    def start(run_id: str, *urls: str) -> Visit:
        begun = Visit(path, run_id)
        open_visits.append(begun.store)
        begun.start(*urls)
        return begun

    yield start
    for store in open_visits:
        store.close()


@pytest.fixture
def state(visit, tmp_path):
    """A state file: a and its copy b, an alias and a redirect to a, German c, a failure, one waiting."""
    run = visit(
        "run-1",
        "http://a.test/a/",
        "http://a.test/b/",
        "http://a.test/c/",
        "http://a.test/share/1/",
        "http://a.test/old/",
        "http://a.test/forbidden/",
        "http://a.test/waiting/",
    )
    dated = {"date_published": datetime(2026, 3, 1, 10, tzinfo=UTC)}
    run.article(
        "http://a.test/a/",
        "First words.",
        "Second words.",
        related=("http://a.test/c/",),
        html="<p>First words.</p>",
        authors=("Ann Author",),
        keywords=("one",),
        in_language="en",
        completeness=Completeness.FULL,
        evidence={"headline": "h1"},
        date_published_precision=Precision.MINUTE,
        date_published_zone=Zone.STATED,
        **dated,
    )
    run.article("http://a.test/b/", "First words.", "Second words.", in_language="en-GB")
    run.article(
        "http://a.test/c/",
        "Etwas anderes.",
        related=("http://a.test/a/",),
        in_language="de",
        date_published=datetime(2026, 4, 1, tzinfo=UTC),
        date_published_precision=Precision.DAY,
    )
    run.article("http://a.test/share/1/", "First words.", canonical_url="http://a.test/a/")
    run.redirect("http://a.test/old/", "http://a.test/a/")
    run.fail("http://a.test/forbidden/")
    run.end()
    return tmp_path / "a.newscrawl.db"
