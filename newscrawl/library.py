"""The library's functions: one page to its article, a site to its articles."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import IO
from urllib.parse import urlsplit

from newscrawl.core.cleaning import NOTHING_LEARNED, own_blocks, settle, view_body
from newscrawl.core.dedup.content import content_hash
from newscrawl.core.reading.read import read_page
from newscrawl.core.state.record import from_record
from newscrawl.exceptions import (
    InputError,
    LockedError,
    NewscrawlError,
    ReadingError,
    StorageError,
)
from newscrawl.items import Article, BodyView, Page, PageResult, Site
from newscrawl.sites.rules import site_of_page

UNKNOWN_ADDRESS = "https://page.invalid/unknown-address"
"""Stands for a page's address where nobody says it; RFC 2606 keeps the name free."""
NO_SITE = Site(name="", seeds=(), hosts=())
"""For a page of which nothing else is known."""
_PATIENCE = 15.0
"""Seconds that a crawl gets to end by itself once nobody reads its articles."""
_GOOD = (0, 3)
"""Exit codes of a crawl that brought articles; 3: some sites failed."""


def extract(html: bytes | str, url: str = "") -> Article | None:
    """Return the article of a page, or None where the page is none or cannot be read.

    `html` may be any bytes; `url` is the page's address, against which its links are resolved.
    Never raises because of what the page holds.
    """
    return article_of(page_result(page_given(html, url)))


def extract_body(html: bytes | str, url: str = "", view: str = "markdown") -> str | None:
    """Return the body of a page's article as `text`, `markdown` or `html`, or None as `extract` does.

    Raises ValueError for another view.
    """
    return body_of(page_result(page_given(html, url)), BodyView(view))


def page_given(html: bytes | str, url: str = "") -> Page:
    """Return a page as it can be read, its address made up where none usable is given."""
    body = html if isinstance(html, bytes) else html.encode("utf-8", "replace")
    content_type = "text/html" if isinstance(html, bytes) else "text/html; charset=utf-8"
    address = url if _is_address(url) else UNKNOWN_ADDRESS
    return Page(url=address, body=body, content_type=content_type)


def page_result(page: Page) -> PageResult | None:
    """Return all that reading a page gives, or None where it cannot be read."""
    try:
        return read_page(page, site_given(page))
    except ReadingError:
        return None


def site_given(page: Page) -> Site:
    """Return what is known of the site of a page, by the page's address."""
    return NO_SITE if page.url == UNKNOWN_ADDRESS else site_of_page(page.url)


def _is_address(url: str) -> bool:
    try:
        return urlsplit(url) != urlsplit("")
    except ValueError:
        return False


def article_of(result: PageResult | None) -> Article | None:
    """Return the article of a page that was read; its `url` is empty where nobody said a usable one."""
    article = None if result is None else settle(result)
    if article is None:
        return None
    return replace(
        article,
        url="" if article.url == UNKNOWN_ADDRESS else article.url,
        content_hash=content_hash(article.headline, article.article_body),
    )


def body_of(result: PageResult | None, view: BodyView) -> str | None:
    """Return the body of the article of a page that was read, or None where there is no article."""
    if result is None or result.article is None:
        return None
    return view_body(own_blocks(result.blocks, NOTHING_LEARNED), view)


def crawl(
    *seeds: str,
    state: str | os.PathLike[str] | None = None,
    delay: float | None = None,
    concurrency: int | None = None,
    max_articles: int | None = None,
    sections: Iterable[str] = (),
    since: str | None = None,
    contact: str | None = None,
    allow_addresses: Iterable[str] = (),
    workers: int | None = None,
    settings: Mapping[str, object] | None = None,
) -> Iterator[Article]:
    """Yield the articles of news sites as they are settled; the same as `newscrawl crawl`.

    The crawl runs in a process of its own, so that it can be started any number of times, in a
    notebook, and in a script without a main guard. Closing the iterator ends it.

    Args:
        seeds: addresses to start at.
        state: the state file; with one, a later crawl yields only what is new.
        delay: seconds between two requests to a host, by default 1.
        concurrency: requests at once to a host, by default 1.
        max_articles: articles after which the crawl stops.
        sections: section pages to keep to; with them, seeds may be left out.
        since: a date such as `2024-05-01` or an age such as `7d`; older articles are left out.
        contact: how a site's owner reaches you.
        allow_addresses: networks that are not public and may be connected to.
        workers: processes that read pages, by default as many as the pace can fill, up to the CPUs.
        settings: any settings of Scrapy or newscrawl.

    Raises InputError, StorageError or LockedError where the command would end with their exit
    codes, and NewscrawlError where nothing came home.
    """
    arguments = ["crawl", "-q", "-o", "-"]
    options = {
        "--state": state and os.fspath(state),
        "--delay": delay,
        "--concurrency": concurrency,
        "--max-articles": max_articles,
        "--since": since,
        "--contact": contact,
        "--workers": workers,
    }
    arguments += [f"{name}={value}" for name, value in options.items() if value is not None]
    arguments += [f"--section={url}" for url in sections]
    arguments += [f"--allow-address={network}" for network in allow_addresses]
    arguments += [f"--set={name}={value}" for name, value in (settings or {}).items()]
    return _articles([*arguments, "--", *seeds])


def _articles(arguments: list[str]) -> Iterator[Article]:
    # The messages go to a file: nobody reads a pipe while the articles come in.
    with tempfile.TemporaryFile() as messages, _start(arguments, messages) as process:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                yield from_record(json.loads(line))
            process.wait()
        finally:
            _end(process)
        if process.returncode not in _GOOD:
            raise _error(process.returncode, messages)


def _start(arguments: list[str], messages: IO[bytes]) -> subprocess.Popen[bytes]:
    # The child finds what this process found: in a source tree, in a notebook.
    paths = os.pathsep.join(path for path in sys.path if path)
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-P", "-m", "newscrawl", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=messages,
        env={**os.environ, "PYTHONPATH": paths},
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask a crawl that still runs to stop, and make it stop where it does not."""
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGTERM)
    # Before waiting: a crawl that is writing to a full pipe would wait for its reader.
    assert process.stdout is not None
    process.stdout.close()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_PATIENCE)
        return
    process.kill()


def _error(code: int, messages: IO[bytes]) -> NewscrawlError:
    messages.seek(0)
    lines = messages.read().decode("utf-8", "replace").strip().splitlines()
    told = lines[-1].removeprefix("newscrawl: ") if lines else f"the crawl ended with code {code}"
    for kind in (InputError, StorageError, LockedError):
        if kind.exit_code == code:
            return kind(told)
    return NewscrawlError(told)
