"""A job file written after a look at its sites."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from newscrawl.cli.printing import safe_line
from newscrawl.exceptions import InputError, OutputError
from newscrawl.items import Site
from newscrawl.reporting.shortening import shortened
from newscrawl.sites.seeds import sites_from_seeds

AT_A_TIME = 8
"""Sites that are looked at together."""
_DEADLINE = 180.0
"""Seconds for the look at a site."""
_SECTIONS = 12
"""Sections of a site that are named."""
_LONGEST = 160
"""Characters of what is told of a problem."""
_PARTLY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class InitRequest:
    """A job file as it was asked for."""

    urls: tuple[str, ...]
    """Addresses of sites, unchecked."""
    list_file: Path | None = None
    """A file with more of them."""
    output: str
    """Where the job file goes; `-` is standard output."""
    delay: float | None = None
    """Seconds between two requests to a host."""
    contact: str | None = None
    """How a site's owner reaches who crawls."""
    allow_addresses: tuple[str, ...] = ()
    """Networks that are not public and may be connected to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What was found of a site."""

    site: Site
    found: dict[str, Any] = field(default_factory=dict)
    """What `check --json` printed."""
    problem: str = ""
    """Why nothing was found."""


def write_job(request: InitRequest) -> int:
    """Write a job file, and return the exit code.

    Raises InputError where there is no site, OutputError for a file that is there already.
    """
    sites = sites_from_seeds([*request.urls, *_listed(request.list_file)])
    path = Path(request.output)
    if request.output != "-" and path.exists():
        raise OutputError(f"{path}: is there already; name another with -o")
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        looks = list(pool.map(lambda site: _look(site, request), sites))
    text = "\n".join(_lines(looks, request, stem=path.stem if request.output != "-" else "news"))
    if request.output == "-":
        click.echo(text)
    else:
        try:
            path.write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
        click.echo(f"written: {path}; next: newscrawl run {path}", err=True)
    failed = [look for look in looks if look.problem]
    for look in failed:
        click.echo(f"{look.site.name}: {look.problem}", err=True)
    return (1 if len(failed) == len(looks) else _PARTLY) if failed else 0


def _listed(path: Path | None) -> list[str]:
    if path is None:
        return []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    addresses = (line.partition(" #")[0].strip() for line in lines)
    return [address for address in addresses if address and not address.startswith("#")]


def _look(site: Site, request: InitRequest) -> _Look:
    """Look at a site in a process of its own."""
    command = [sys.executable, "-m", "newscrawl", "check", site.seeds[0], "--json"]
    if request.delay is not None:
        command += ["--delay", str(request.delay)]
    if request.contact:
        command += ["--contact", request.contact]
    for network in request.allow_addresses:
        command += ["--allow-address", network]
    try:
        done = subprocess.run(  # noqa: S603 - our own
            command, capture_output=True, text=True, timeout=_DEADLINE, check=False
        )
        return _Look(site=site, found=json.loads(done.stdout))
    except subprocess.TimeoutExpired:
        return _Look(site=site, problem=f"not looked through in {_DEADLINE:.0f} s")
    except ValueError:
        told = done.stderr.strip().splitlines()
        problem = told[-1].removeprefix("newscrawl: ") if told else "no answer"
        return _Look(site=site, problem=safe_line(problem))


def _lines(looks: list[_Look], request: InitRequest, *, stem: str) -> Iterator[str]:
    yield f"# Written by `newscrawl init` on {datetime.now(UTC):%Y-%m-%d}; docs/jobs.md tells of every key."
    yield ""
    yield f"output = [{_text(f'{stem}.jsonl')}]"
    if request.contact:
        yield f"contact = {_text(request.contact)}"
    else:
        yield '# contact = "you@example.org"  # how the sites reach you'
    yield ""
    yield "[crawl]"
    yield "# delay = 1.0       # seconds between two requests to a host"
    yield '# since = "30d"     # leave out what is older'
    yield "# max_per_site = 200"
    yield ""
    yield "[timetable]"
    yield 'every = "6h"        # or: cron = "0 6,18 * * *" with timezone = "Europe/Berlin"'
    for look in looks:
        yield ""
        yield "[[site]]"
        yield from _site_lines(look)


def _site_lines(look: _Look) -> Iterator[str]:
    if look.problem:
        yield f"# not reached: {look.problem}"
    else:
        yield f"# {_told(look.found)}"
        for problem in look.found["problems"]:
            yield f"# problem: {shortened(safe_line(problem), _LONGEST)}"
    yield f"seeds = [{', '.join(map(_text, look.site.seeds))}]"
    sections = [link["url"] for link in look.found.get("links", ()) if link["type"] == "section"][
        :_SECTIONS
    ]
    if sections:
        yield "# To keep to some sections, name them in place of the seeds:"
        yield "# sections = ["
        yield from (f"#     {_text(url)}," for url in sections)
        yield "# ]"


def _told(found: dict[str, Any]) -> str:
    kinds = Counter(link["type"] for link in found["links"])
    tried = found["tried"]
    working = Counter(each["page_type"] for each in tried)
    articles = [each["article"] for each in tried if each["article"]]
    dated = sum(article["date_published"] is not None for article in articles)
    return (
        f"{kinds['section']} sections and {kinds['article']} articles linked, {working['feed']} feeds and"
        f" {working['sitemap']} sitemaps read; {len(articles)} articles read, {dated} with a date"
    )


def _text(value: str) -> str:
    """Return a text as TOML has it; JSON's way is within TOML's."""
    return json.dumps(value, ensure_ascii=False)
