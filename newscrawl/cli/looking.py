"""Looks at several sites, each in a process of its own, as Twisted's reactor starts only once in one."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from typing import Any

from newscrawl.cli.printing import safe_line
from newscrawl.cli.request import CrawlRequest

AT_A_TIME = 8
"""Sites that are looked at together."""
_DEADLINE = 180.0
"""Seconds for the look at a site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was found of a site."""

    found: dict[str, Any] = field(default_factory=dict)
    """What `check --json` prints."""
    problem: str = ""
    """Why nothing was found."""


def look_at_all(requests: Sequence[CrawlRequest]) -> Iterator[Look]:
    """Yield what is found of the site of each request, in their order."""
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        yield from pool.map(_look, requests)


def _look(request: CrawlRequest) -> Look:
    # By a pipe: what a job file says may be secret, and a command line is not.
    try:
        done = subprocess.run(
            [sys.executable, "-m", "newscrawl.cli.looking"],
            input=json.dumps(asdict(request)),
            capture_output=True,
            text=True,
            timeout=_DEADLINE,
            check=False,
        )
        return Look(found=json.loads(done.stdout))
    except subprocess.TimeoutExpired:
        return Look(problem=f"not looked through in {_DEADLINE:.0f} s")
    except ValueError:
        told = done.stderr.strip().splitlines()
        problem = told[-1].removeprefix("newscrawl: ") if told else "no answer"
        return Look(problem=safe_line(problem))


def request_given(values: dict[str, Any]) -> CrawlRequest:
    """Return a request that came as JSON, which knows no tuples."""
    made: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
    }
    made["settings"] = tuple((name, value) for name, value in made["settings"])
    return CrawlRequest(**made)


if __name__ == "__main__":
    from newscrawl.cli.application import ended
    from newscrawl.cli.site_check import run_check

    sys.exit(ended(lambda: run_check(request_given(json.load(sys.stdin)))))
