"""A job file tried: each of its sites is looked at, and told in a few lines."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newscrawl.cli.exit_codes import code_of_sites
from newscrawl.cli.job_requests import site_requests
from newscrawl.cli.looking import Look, look_at_all
from newscrawl.cli.printing import print_json, print_lines
from newscrawl.cli.request import CrawlRequest
from newscrawl.jobs import read_job
from newscrawl.reporting.site_check import found_line
from newscrawl.reporting.summary import counted

_PROBLEMS = 6
"""Problems of a site that are named; `check URL` has them all."""


def check_job(path: Path, request: CrawlRequest) -> int:
    """Look at each site of a job file, tell what is there, and return the exit code.

    `request`: what the command line says beside, which goes first. Raises InputError for a job file that
    is wrong.
    """
    requests = site_requests(read_job(path), request)
    failed = 0
    for each, look in zip(requests, look_at_all(requests), strict=True):
        seed = (each.sections or each.seeds)[0]
        works = not look.problem and bool(look.found["usable"])
        failed += not works
        if request.json:
            print_json({"site": seed, "problem": look.problem or None, **look.found})
        else:
            print_lines(_site_lines(seed, look))
    if not request.json:
        print_lines(
            [f"{path}: {counted(len(requests), 'sites')}, {failed or 'none'} without articles"]
        )
    return code_of_sites(failed, of=len(requests))


def _site_lines(seed: str, look: Look) -> Iterator[str]:
    if look.problem:
        yield f"{seed}: wrong: {look.problem}"
        return
    yield f"{seed}: {found_line(look.found)}"
    problems: list[Any] = look.found["problems"]
    yield from (f"  wrong: {told}" for told in problems[:_PROBLEMS])
    if len(problems) > _PROBLEMS:
        yield f"  and {len(problems) - _PROBLEMS} more; newscrawl check {seed}"
