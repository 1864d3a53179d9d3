"""Measures what learning sites' boilerplate does to the bodies of labelled pages.

    python benchmarks/site_boilerplate.py DATASET_DIR...

Each DATASET_DIR holds gold.jsonl (`id`, `url`, `domain`, `body`) and pages/ID.html. The pages of all sets are
taken together by domain; those of a domain with three or more are read, settled alone and with what all of
them teach, and both bodies are compared with the gold one. Prints how many bodies became other ones, and
the mean F1 of these before and after, over runs of four words.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newscrawl.core.cleaning.learning import SitePage, learn_boilerplate
from newscrawl.core.cleaning.settling import Learned, settle
from newscrawl.core.extraction.article import extract_article
from newscrawl.core.html.parsing import parse_document
from newscrawl.exceptions import ReadingError
from newscrawl.items.page import Page, PageResult, PageType
from newscrawl.items.site import Site

LEAST_PAGES = 3
_RUN = 4


@dataclass
class Labelled:
    """A page that was read, and its text as a person marked it."""

    result: PageResult
    gold: str | None


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit("usage: site_boilerplate.py DATASET_DIR...")
    sites = 0
    scores: list[tuple[float, float]] = []
    for pages in _by_domain(Path(name) for name in sys.argv[1:]):
        changed = list(_changed(pages))
        sites += bool(changed)
        scores += changed
    if not scores:
        sys.exit("no body became another one")
    before, after = (sum(each) / len(scores) for each in zip(*scores, strict=True))
    worse = sum(new < old for old, new in scores)
    print(
        f"{len(scores)} bodies of {sites} sites: F1 {before:.3f} before, {after:.3f} after, {worse} worse"
    )


def _by_domain(folders: Iterator[Path]) -> Iterator[list[Labelled]]:
    entries: defaultdict[str, dict[str, tuple[Path, str | None]]] = defaultdict(dict)
    for folder in folders:
        for line in (folder / "gold.jsonl").read_bytes().splitlines():
            entry = json.loads(line)
            page = folder / "pages" / f"{entry['id']}.html"
            if entry["url"] and page.exists():
                entries[entry["domain"]].setdefault(entry["url"], (page, entry["body"]))
    for by_url in entries.values():
        if len(by_url) >= LEAST_PAGES:
            yield [
                Labelled(result, gold)
                for url, (page, gold) in by_url.items()
                if (result := _read(url, page)) is not None
            ]


def _read(url: str, page: Path) -> PageResult | None:
    try:
        document = parse_document(Page(url=url, body=page.read_bytes()))
    except ReadingError:
        return None
    extraction = extract_article(document, site=Site(name="", seeds=(url,), hosts=()))
    return PageResult(
        url=url,
        page_type=PageType.ARTICLE,
        article=extraction.article,
        blocks=extraction.blocks,
        observations=extraction.observations,
    )


def _changed(pages: list[Labelled]) -> Iterator[tuple[float, float]]:
    """Yield the scores before and after of the bodies that change."""
    site_pages = [
        SitePage(
            headline=page.result.article.headline or "",
            authors=page.result.article.authors,
            blocks=page.result.blocks,
        )
        for page in pages
        if page.result.article is not None
    ]
    lesson = learn_boilerplate(site_pages)
    learned = Learned(boilerplate=frozenset(block.key for block in lesson.learned))
    for page in pages:
        alone, known = settle(page.result), settle(page.result, learned)
        if page.gold and alone and known and alone.article_body != known.article_body:
            yield _f1(alone.article_body, page.gold), _f1(known.article_body, page.gold)


def _f1(text: str, gold: str) -> float:
    one, other = _runs(text), _runs(gold)
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return Counter(tuple(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1)))


if __name__ == "__main__":
    main()
