"""What storing an article costs as a state file grows: committing, finding copies, full text, addresses.

    python benchmarks/growth.py [ARTICLES...]

For each of these numbers of stored articles (1000 10000 100000 1000000; the last takes 45 minutes and
7 GB), prints the CPU milliseconds of the next 500 articles and the memory of the process. Each comes with a
page of 60 links, 50 of them a menu's, and a text of 300 random words.
"""

import random
import resource
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from newscrawl.core.dedup.content import content_hash
from newscrawl.core.html.text import block_hash
from newscrawl.core.state.store import Store
from newscrawl.core.urls import url_key
from newscrawl.items import (
    Article,
    Block,
    BlockKind,
    Candidate,
    DiscoverySource,
    Lease,
    LinkRole,
    PageOutcome,
    PageResult,
    PageType,
)

SITE = "a.example"
BATCH = 50
MEASURED = 500
NOW = datetime(2026, 11, 1, tzinfo=UTC)
_WORDS = [
    f"{a}{b}{c}" for a in "bcdfghklmnprst" for b in "aeiou" for c in ("lt", "rn", "sk", "m", "nd")
]


def link(path: str, role: LinkRole = LinkRole.ARTICLE) -> Candidate:
    url = f"https://{SITE}/{path}"
    return Candidate(
        url=url, key=url_key(url), role=role, source=DiscoverySource.SECTION, score=0.9
    )


MENU = [link(f"section-{number}/", LinkRole.SECTION) for number in range(50)]


class Growing:
    """A state file that grows."""

    def __init__(self, path: Path) -> None:
        self._rng = random.Random(1)
        self._number = 0
        self._store = Store(str(path), run_id="r1")
        self._store.start_run([(link("", LinkRole.SECTION), SITE)])
        self._leases: list[Lease] = []
        home = self._lease()[0]
        first = [*MENU, *(link(f"news/{number}-a-story/") for number in range(2 * BATCH))]
        self._commit([self._page(home, first)])

    def _lease(self) -> list[Lease]:
        return list(self._store.lease(per_host=BATCH, have={}).leases)

    def _commit(self, batch: list[PageOutcome]) -> None:
        self._store.commit(batch)

    def add(self, count: int) -> None:
        """Store so many articles more."""
        until = self._number + count
        while self._number < until:
            batch = [self._outcome(lease) for lease in self._lease()]
            assert batch, "no address is left"
            self._commit(batch)

    def _outcome(self, lease: Lease) -> PageOutcome:
        if lease.role is not LinkRole.ARTICLE:
            return self._page(lease, MENU)
        self._number += 1
        words = self._rng.choices(_WORDS, k=300)
        blocks = tuple(
            Block(kind=BlockKind.PARAGRAPH, text=text, hash=block_hash(text))
            for text in (
                " ".join(words[start : start + 50]).capitalize() + "."
                for start in range(0, 300, 50)
            )
        )
        body = "\n\n".join(block.text for block in blocks)
        headline = " ".join(words[:8])
        article = Article(
            url=lease.url,
            site=SITE,
            headline=headline,
            authors=("Ann Bell",),
            date_published=NOW,
            article_body=body,
            content_hash=content_hash(headline, body),
        )
        following = [link(f"news/{self._number + step}-a-story/") for step in (100, 101, 102)]
        outcome = self._page(lease, [*MENU, *following])
        assert outcome.result is not None
        result = replace(outcome.result, page_type=PageType.ARTICLE, article=article, blocks=blocks)
        return replace(outcome, result=result, article=article)

    def _page(self, lease: Lease, links: list[Candidate]) -> PageOutcome:
        result = PageResult(url=lease.url, page_type=PageType.SECTION, candidates=tuple(links))
        return PageOutcome(
            lease=lease, url=lease.url, fetched_at=NOW, status=200, result=result, size=60_000
        )

    @property
    def number(self) -> int:
        """Articles so far."""
        return self._number


def main() -> None:
    sizes = [int(argument) for argument in sys.argv[1:]] or [1_000, 10_000, 100_000, 1_000_000]
    with tempfile.TemporaryDirectory() as folder:
        growing = Growing(Path(folder) / "state.db")
        print(f"{'articles':>10}{'CPU ms each':>13}{'of first':>10}{'MB':>6}", flush=True)
        first = 0.0
        for size in sizes:
            growing.add(size - growing.number)
            began = time.process_time()
            growing.add(MEASURED)
            each = 1000 * (time.process_time() - began) / MEASURED
            first = first or each
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{size:10,}{each:13.2f}{each / first:10.2f}{memory:6.0f}", flush=True)


if __name__ == "__main__":
    main()
