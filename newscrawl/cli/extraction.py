"""One page: had from a file, standard input or the web, and shown."""

import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from newscrawl.cli.printing import print_json, print_lines, safe_line
from newscrawl.core.reading.explaining import ExplainedPage, explain_page
from newscrawl.core.state.record import to_record
from newscrawl.exceptions import InputError, NewscrawlError, ReadingError
from newscrawl.exporters.rows import open_whole
from newscrawl.items import BodyView, Page, PageResult, PageType
from newscrawl.library import NO_SITE, article_of, body_of, page_given, page_result
from newscrawl.reporting.page_explanation import page_dict, page_lines
from newscrawl.reporting.painted_page import paint_page
from newscrawl.sites.seeds import seed_url


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


def _explained(page: Page, result: PageResult) -> ExplainedPage | None:
    """Return the verdicts on a page's text; None for what is no HTML."""
    if result.page_type in (PageType.FEED, PageType.SITEMAP):
        return None
    try:
        return explain_page(page, NO_SITE)
    except ReadingError:
        return None
