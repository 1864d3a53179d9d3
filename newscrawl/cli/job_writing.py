"""A job file written after a look at its sites."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from newscrawl.cli.exit_codes import code_of_sites
from newscrawl.cli.looking import Look, look_at_all
from newscrawl.cli.printing import safe_line
from newscrawl.cli.request import CrawlRequest
from newscrawl.core.state.store import IN_MEMORY
from newscrawl.exceptions import InputError, OutputError
from newscrawl.items import Site
from newscrawl.reporting.shortening import shortened
from newscrawl.reporting.site_check import found_line
from newscrawl.sites.seeds import sites_from_seeds

_SECTIONS = 12
"""Sections of a site that are named."""
_LONGEST = 160
"""Characters of what is told of a problem."""


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


def write_job(request: InitRequest) -> int:
    """Write a job file, and return the exit code.

    Raises InputError where there is no site, OutputError for a file that is there already.
    """
    sites = sites_from_seeds([*request.urls, *_listed(request.list_file)])
    path = Path(request.output)
    if request.output != "-" and path.exists():
        raise OutputError(f"{path}: is there already; name another with -o")
    looks = list(zip(sites, look_at_all([_look_of(site, request) for site in sites]), strict=True))
    text = "\n".join(_lines(looks, request, stem=path.stem if request.output != "-" else "news"))
    if request.output == "-":
        click.echo(text)
    else:
        try:
            path.write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
        click.echo(f"written: {path}; next: newscrawl run {path}", err=True)
    failed = [(site, look) for site, look in looks if look.problem]
    for site, look in failed:
        click.echo(f"{site.name}: {look.problem}", err=True)
    return code_of_sites(len(failed), of=len(looks))


def _look_of(site: Site, request: InitRequest) -> CrawlRequest:
    return CrawlRequest(
        seeds=site.seeds[:1],
        state=IN_MEMORY,
        delay=request.delay,
        contact=request.contact,
        allow_addresses=request.allow_addresses,
        verbosity=-1,
        json=True,
    )


def _listed(path: Path | None) -> list[str]:
    if path is None:
        return []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    addresses = (line.partition(" #")[0].strip() for line in lines)
    return [address for address in addresses if address and not address.startswith("#")]


def _lines(looks: list[tuple[Site, Look]], request: InitRequest, *, stem: str) -> Iterator[str]:
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
    for site, look in looks:
        yield ""
        yield "[[site]]"
        yield from _site_lines(site, look)


def _site_lines(site: Site, look: Look) -> Iterator[str]:
    if look.problem:
        yield f"# not reached: {look.problem}"
    else:
        yield f"# {found_line(look.found)}"
        for problem in look.found["problems"]:
            yield f"# problem: {shortened(safe_line(problem), _LONGEST)}"
    yield f"seeds = [{', '.join(map(_text, site.seeds))}]"
    sections = [link["url"] for link in look.found.get("links", ()) if link["type"] == "section"][
        :_SECTIONS
    ]
    if sections:
        yield "# To keep to some sections, name them in place of the seeds:"
        yield "# sections = ["
        yield from (f"#     {_text(url)}," for url in sections)
        yield "# ]"


def _text(value: str) -> str:
    """Return a text as TOML has it; JSON's way is within TOML's."""
    return json.dumps(value, ensure_ascii=False)
