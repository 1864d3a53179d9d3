"""What it costs to read a page, part by part, against lxml's parse; `python -m benchmarks reading` has peers.

    python benchmarks/reading.py DATASET_DIR... [--json]
    python benchmarks/reading.py --hostile

DATASET_DIR holds gold.jsonl (of which `id` and `url` are read) and pages/ID.html, raw bytes. All
figures are CPU time of one process; the peak of memory is that of a fresh one that only reads.
"""

import functools
import json
import platform
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from hostile_pages import hostile_pages

from newscrawl.core.reading import read as reading
from newscrawl.core.urls.hosts import site_hosts
from newscrawl.items.page import Page
from newscrawl.items.site import Site

PARTS = ("parse_document", "extract_article", "classify_page", "find_wall", "find_links")
_WARM_UP = 3
ANYWHERE = "https://page.invalid/unknown"


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--peak"]:
        for body, url in pages_of(arguments[1:]):
            read(body, url)
        print(peak())
    elif arguments == ["--hostile"]:
        report_hostile()
    elif arguments:
        as_json = "--json" in arguments
        report([each for each in arguments if each != "--json"], as_json=as_json)
    else:
        sys.exit(__doc__)


def pages_of(folders: list[str]) -> Iterator[tuple[bytes, str]]:
    for folder in map(Path, folders):
        for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            page = folder / "pages" / f"{entry['id']}.html"
            if page.exists():
                yield page.read_bytes(), entry["url"] or ANYWHERE


def read(body: bytes, url: str) -> None:
    site = Site(name="", seeds=(url,), hosts=site_hosts(url))
    reading.read_page(Page(url=url, body=body, content_type="text/html"), site)


def report(folders: list[str], *, as_json: bool) -> None:
    import lxml.html

    costs: dict[str, list[float]] = defaultdict(list)
    for part in PARTS:
        setattr(reading, part, timed(getattr(reading, part), costs[part]))
    pages = list(pages_of(folders))
    for body, url in pages[:_WARM_UP]:
        read(body, url)
    costs.clear()
    for part in PARTS:
        setattr(reading, part, timed(getattr(reading, part).__wrapped__, costs[part]))
    for body, url in pages:
        timed(read, costs["read_page"])(body, url)
        timed(quietly(lxml.html.fromstring), costs["lxml.html"])(body)
    names = ("read_page", *PARTS, "lxml.html")
    if as_json:
        print(json.dumps({name: [1000 * each for each in costs[name]] for name in names[:-1]}))
        return
    print(machine())
    print(f"{len(costs['read_page'])} pages, CPU ms a page")
    for name in names:
        print(row(name, costs[name]))
    for share in (0.5, 0.95):
        ratio = at(costs["read_page"], share) / at(costs["lxml.html"], share)
        print(f"read_page at {share:.0%}: {ratio:.1f} x lxml.html")
    command = [sys.executable, __file__, "--peak", *folders]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    print(f"peak memory of a process that reads them all: {done.stdout.strip()} MB")


def report_hostile() -> None:
    print(machine())
    for name, body in hostile_pages():
        costs: list[float] = []
        timed(read, costs)(body, ANYWHERE)
        print(f"{name:45} {costs[0]:7.2f} CPU s", flush=True)


def timed(function: Callable[..., Any], costs: list[float]) -> Callable[..., Any]:
    """Return the function, which then notes the CPU seconds of each call."""

    @functools.wraps(function)
    def run(*arguments: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            costs.append(time.process_time() - start)

    return run


def quietly(function: Callable[[bytes], Any]) -> Callable[[bytes], None]:
    """Return the function, which then says nothing of pages that it cannot read."""

    def run(body: bytes) -> None:
        try:
            function(body)
        except Exception:  # noqa: BLE001 - what a peer raises is its own affair
            return

    return run


def row(name: str, costs: list[float]) -> str:
    figures = (at(costs, 0.5), at(costs, 0.95), max(costs, default=0.0) * 1000)
    return f"{name:16} median {figures[0]:8.2f}  p95 {figures[1]:8.2f}  slowest {figures[2]:8.0f}"


def at(costs: list[float], share: float) -> float:
    """Return the cost in ms that this share of the pages stays below."""
    return sorted(costs)[int(len(costs) * share)] * 1000 if costs else 0.0


def peak() -> int:
    """Return this process's largest memory so far, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit // 1_000_000


def machine() -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in ("newscrawl", "lxml"))
    return f"Python {platform.python_version()}, {versions}; {platform.platform()}"


if __name__ == "__main__":
    main(sys.argv[1:])
