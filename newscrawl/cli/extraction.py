"""One page: had from a file, standard input or the web, and shown."""

import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from newscrawl.cli.printing import print_json, print_lines, safe_line
from newscrawl.core.reading.explaining import ExplainedPage, explain_page
from newscrawl.core.state.record import to_record
from newscrawl.exceptions import InputError, NewscrawlError, OutputError, ReadingError
from newscrawl.exporters.rows import open_whole
from newscrawl.items import BodyView, Page, PageResult, PageType
from newscrawl.library import article_of, body_of, page_given, page_result, site_given
from newscrawl.reporting.page_explanation import page_dict, page_lines
from newscrawl.reporting.painted_page import paint_page
from newscrawl.sites.seeds import seed_url

_RECORDED = (
    *("headline", "description", "authors", "date_published", "date_modified", "article_section"),
    *("keywords", "in_language", "completeness", "article_body"),
)
"""Fields of a record that a recorded page holds, where they are not empty."""


def read_given(
    page: str, *, url: str | None, contact: str | None, allow_addresses: Iterable[str]
) -> tuple[Page, PageResult]:
    """Return a page and what reading it gives: a file, standard input (`-`), or an address.

    The result's `url` is empty where nobody said one.

    Raises InputError where there is no such page, NewscrawlError where the site did not give it.
    """
    if page == "-":
        return _read(sys.stdin.buffer.read(), url)
    path = Path(page)
    if path.is_file():
        try:
            return _read(path.read_bytes(), url)
        except OSError as error:
            raise InputError(f"{page}: {error.strerror}") from error
    if "://" not in page and (path.suffix in (".html", ".htm") or path.exists()):
        raise InputError(f"{page}: no such file")
    # Loaded here, as a page that is there already needs no Scrapy.
    from newscrawl.cli.one_page import fetch_page  # noqa: PLC0415

    return fetch_page(seed_url(page), contact=contact, allow_addresses=tuple(allow_addresses))


def _read(body: bytes, url: str | None) -> tuple[Page, PageResult]:
    page = page_given(body, seed_url(url) if url else "")
    result = page_result(page)
    if result is None:
        raise NewscrawlError("the page cannot be read")
    return page, result if url else replace(result, url="")


def show_record(result: PageResult, *, one_line: bool) -> None:
    """Print a page's record; raises NewscrawlError where the page is no article."""
    article = article_of(result)
    if article is None:
        raise _no_article(result)
    indent = 2 if sys.stdout.isatty() and not one_line else None
    click.echo(json.dumps(to_record(article), ensure_ascii=False, indent=indent))


def show_body(result: PageResult, view: BodyView) -> None:
    """Print a page's body; raises NewscrawlError where the page is no article."""
    body = body_of(result, view)
    if body is None:
        raise _no_article(result)
    click.echo(body)


def _no_article(result: PageResult) -> NewscrawlError:
    reason = result.problem or result.type_evidence or "nothing on it tells"
    return NewscrawlError(safe_line(f"not an article: {reason} (page type: {result.page_type})"))


def show_explanation(page: Page, result: PageResult, *, as_json: bool) -> int:
    """Print how a page's record was made and return the exit code: 1 where it is no article."""
    article, explained = article_of(result), _explained(page, result)
    if as_json:
        print_json(page_dict(result, article, explained))
    else:
        print_lines(page_lines(result, article, explained))
    return 0 if article is not None else 1


def write_painted(page: Page, result: PageResult, path: str) -> int:
    """Write a copy of a page with what became of its text, and return the exit code as above.

    Raises NewscrawlError where the page has no text that could be an article's.
    """
    explained = _explained(page, result)
    if explained is None:
        raise _no_article(result)
    painted = paint_page(explained).encode("utf-8", "replace")
    with open_whole(path) as file:
        file.write(painted)
    return 0 if result.article is not None else 1


def save_test(page: Page, result: PageResult, folder: Path) -> None:
    """Write a page and what was read from it as a recorded page: `page.html` and `expected.json`.

    Raises OutputError for a folder that holds one already, or cannot be written.
    """
    article = article_of(result)
    expected: dict[str, Any] = {"url": page.url, "page_type": result.page_type}
    if article is not None:
        record = to_record(article)
        expected |= {name: record[name] for name in _RECORDED if record[name]}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / "page.html").exists():
            raise OutputError(f"{folder}: holds a recorded page already")
        (folder / "page.html").write_bytes(page.body)
        text = json.dumps(expected, ensure_ascii=False, indent=2)
        (folder / "expected.json").write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror}") from error
    click.echo(f"written: {folder}/page.html, {folder}/expected.json", err=True)


def _explained(page: Page, result: PageResult) -> ExplainedPage | None:
    """Return the verdicts on a page's text; None for what is no HTML."""
    if result.page_type in (PageType.FEED, PageType.SITEMAP):
        return None
    try:
        return explain_page(page, site_given(page))
    except ReadingError:
        return None
