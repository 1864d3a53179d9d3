"""One page: had from a file, standard input or the web, and shown."""

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from newscrawl.core.state.record import to_record
from newscrawl.exceptions import InputError, NewscrawlError
from newscrawl.items import Article, PageResult
from newscrawl.library import article_of, page_result
from newscrawl.reporting.progress import printable
from newscrawl.sites.seeds import seed_url

_SHOWN = 100
"""Characters of a value or block that `--explain` shows."""


def read_given(
    page: str, *, url: str | None, contact: str | None, allow_addresses: Iterable[str]
) -> PageResult:
    """Return what reading a page gives: a file's, standard input's (`-`), or an address's.

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


def _read(body: bytes, url: str | None) -> PageResult:
    result = page_result(body, seed_url(url) if url else "")
    if result is None:
        raise NewscrawlError("the page cannot be read")
    return result


def show(result: PageResult, *, explain: bool, one_line: bool) -> int:
    """Print a page's record or how it was made, and return the exit code.

    Raises NewscrawlError where the page is no article.
    """
    article = article_of(result)
    if explain:
        click.echo("\n".join(explanation(result, article)))
        return 0 if article is not None else 1
    if article is None:
        raise NewscrawlError(f"not an article: {_why(result)}")
    indent = 2 if sys.stdout.isatty() and not one_line else None
    click.echo(json.dumps(to_record(article), ensure_ascii=False, indent=indent))
    return 0


def _why(result: PageResult) -> str:
    reason = result.problem or result.type_evidence or "nothing on it tells"
    return printable(f"{reason} (page type: {result.page_type})")


def explanation(result: PageResult, article: Article | None) -> list[str]:
    """Return where each field and block of a page came from, one line each."""
    lines = [f"{result.url}: {result.page_type} ({result.type_evidence or 'nothing tells'})"]
    if result.problem:
        lines.append(f"problem: {result.problem}")
    if article is not None:
        lines += ["", "fields:", *_fields(article)]
    if result.observations:
        lines += ["", "observed:"]
        lines += [f"  {name}: {seen}" for name, seen in result.observations.items()]
    if result.blocks:
        lines += ["", "blocks of the body:"]
        lines += [f"  {block.kind}: {_shortened(block.text)}" for block in result.blocks]
    lines += ["", *_links(result)]
    return [
        printable(line) if not line.startswith("  ") else "  " + printable(line) for line in lines
    ]


def _fields(article: Article) -> list[str]:
    return [
        f"  {name}: {_shortened(json.dumps(value, ensure_ascii=False))} <- {article.evidence[name]}"
        for name, value in to_record(article).items()
        if name in article.evidence and name != "article_body"
    ]


def _links(result: PageResult) -> list[str]:
    roles = Counter(str(candidate.role) for candidate in result.candidates)
    found = ", ".join(f"{count} {role}" for role, count in roles.most_common())
    lines = [f"links: {found or 'none'}"]
    if result.dropped_links:
        dropped = ", ".join(f"{count} {why}" for why, count in sorted(result.dropped_links.items()))
        lines.append(f"links left out: {dropped}")
    return lines


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
