"""Reads the pages of a labelled data set and writes what newscrawl extracts from them.

python benchmarks/predict_extraction.py DATASET_DIR OUT.jsonl

DATASET_DIR holds gold.jsonl (of which only `id` and `url` are read) and pages/ID.html, raw bytes.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from newscrawl.core.cleaning.settling import settle
from newscrawl.core.extraction.article import extract_article
from newscrawl.core.html.parsing import parse_document
from newscrawl.exceptions import ReadingError
from newscrawl.items.article import Article, Precision
from newscrawl.items.page import Page, PageResult, PageType
from newscrawl.items.site import Site


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit("usage: predict_extraction.py DATASET_DIR OUT.jsonl")
    folder, output = Path(sys.argv[1]), Path(sys.argv[2])
    costs = []
    with (folder / "gold.jsonl").open(encoding="utf-8") as gold, output.open("w") as out:
        for line in gold:
            entry = json.loads(line)
            page = folder / "pages" / f"{entry['id']}.html"
            if not page.exists():
                continue
            start = time.process_time()
            row = predict(page.read_bytes(), entry["url"] or "http://unknown.invalid/")
            costs.append(time.process_time() - start)
            out.write(json.dumps({"id": entry["id"], **row}) + "\n")
    costs.sort()
    if costs:
        median, p95 = costs[len(costs) // 2], costs[int(len(costs) * 0.95)]
        print(
            f"{len(costs)} pages, CPU a page: median {median * 1000:.1f} ms, "
            f"p95 {p95 * 1000:.1f} ms, slowest {costs[-1] * 1000:.0f} ms",
            file=sys.stderr,
        )


def predict(body: bytes, url: str) -> dict[str, Any]:
    """Return the row of one page; every page of these sets is an article."""
    site = Site(name="", seeds=(url,), hosts=())
    try:
        document = parse_document(Page(url=url, body=body))
    except ReadingError:
        return {}
    extraction = extract_article(document, site=site)
    result = PageResult(
        url=url,
        page_type=PageType.ARTICLE,
        article=extraction.article,
        blocks=extraction.blocks,
        observations=extraction.observations,
    )
    article = settle(result)
    return row_of(article) if article else {}


def row_of(article: Article) -> dict[str, Any]:
    return {
        "headline": article.headline,
        "body": article.article_body,
        "authors": list(article.authors),
        "published": _date(article, "published"),
        "modified": _date(article, "modified"),
        "language": article.in_language,
        "image": article.main_image.url if article.main_image else None,
        "section": article.article_section,
        "tags": list(article.keywords),
        "description": article.description,
    }


def _date(article: Article, which: str) -> str | None:
    moment = getattr(article, f"date_{which}")
    if moment is None:
        return None
    if getattr(article, f"date_{which}_precision") is Precision.DAY:
        return str(moment.date())
    return str(moment.isoformat())


if __name__ == "__main__":
    main()
