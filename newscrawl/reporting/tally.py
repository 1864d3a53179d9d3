"""What a run does, counted as it goes on."""

from collections import deque
from dataclasses import dataclass, field

from newscrawl.items import Article, FailureKind, PageOutcome

NEWEST = 3
"""Headlines that are kept for the progress display."""


@dataclass(slots=True)
class Tally:
    """Counts of one run, and which of its sites gave nothing but failures."""

    pages: int = 0
    """Pages that were fetched and read."""
    articles: int = 0
    """Articles that were new or changed, copies included."""
    copies: int = 0
    """Those of them that are copies."""
    failures: int = 0
    """Fetches that gave no page; each try counts."""
    headlines: deque[str] = field(default_factory=lambda: deque(maxlen=NEWEST))
    """The newest headlines, as the pages have them."""
    answered: set[str] = field(default_factory=set)
    """Names of the sites that gave a page."""
    refusals: dict[str, str] = field(default_factory=dict)
    """The newest failure of each site, for a person."""

    def add_article(self, article: Article) -> None:
        """Count the page of an article that was new or changed."""
        self.pages += 1
        self.articles += 1
        self.copies += article.duplicate_of is not None
        self.headlines.append(article.headline or article.url)
        self.answered.add(article.site)

    def add_outcome(self, outcome: PageOutcome) -> None:
        """Count what became of an address that brought no new article."""
        failure = outcome.failure
        if failure is None:
            self.pages += outcome.result is not None
            if outcome.redirect is None:
                self.answered.add(outcome.lease.site)
            return
        self.failures += failure.kind is not FailureKind.ROBOTS
        self.refusals[outcome.lease.site] = f"{outcome.url}: {failure.detail or failure.kind}"

    def failed_sites(self) -> dict[str, str]:
        """Return the sites that gave failures and not one page, each with its newest failure."""
        return {site: told for site, told in self.refusals.items() if site not in self.answered}
