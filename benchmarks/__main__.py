"""What newscrawl costs beside its peers, measured in the same run.

    python -m benchmarks [PART...] [--repeat N] [--write]

Parts: `crawls` (whole crawls of the replayed news site, by newscrawl, bare Scrapy, Scrapy and trafilatura,
trafilatura alone, crawlee, news-please), `reading` (one page, part by part, beside other readers), `growth`
(storing as a state file grows), `sites` (1, 10 and 100 sites at once), `workers`, `start` (each command).
Without one, all of them. The peers are installed into environments of their own, below `.benchmarks/`.

`--repeat` is 5; peers that take minutes run once. `--write` puts the tables into docs/performance.md.
Needs the test bed at ../shared, and `unshare` and `ip` for the network of its own in which the peers crawl.
"""

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PROJECT = HERE.parent
VENVS = PROJECT / ".benchmarks"
SHARED = PROJECT.parent / "shared"
PAGES = SHARED / "bench" / "extraction" / "dev.tar.xz"
DOCUMENT = PROJECT / "docs" / "performance.md"
PEERS = {
    "scrapy": ("scrapy", "trafilatura", "lxml_html_clean"),
    "crawlee": ("crawlee[beautifulsoup]", "trafilatura", "lxml_html_clean"),
    "news-please": ("news-please", "lxml_html_clean"),
    "readers": ("trafilatura", "newspaper4k", "readability-lxml", "resiliparse", "lxml_html_clean"),
}
COMMANDS = (
    "demo",
    "crawl",
    "init",
    "run",
    "extract",
    "check",
    "status",
    "report",
    "search",
    "explain",
    "export",
)


def main() -> int:
    parts: dict[str, Callable[[int], list[str]]] = {
        "crawls": crawls,
        "reading": reading,
        "growth": growth,
        "sites": sites,
        "workers": workers,
        "start": start,
    }
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(parts))
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--write", action="store_true", help=f"put the tables into {DOCUMENT.name}")
    arguments = parser.parse_args()
    for part in arguments.parts or parts:
        table = [f"{machine()}; `python -m benchmarks {part}`", "", *parts[part](arguments.repeat)]
        print("\n".join(["", f"## {part}", "", *table]), flush=True)
        if arguments.write:
            write(part, table)
    return 0


def machine() -> str:
    """Return date, machine and load, as they stand above a table."""
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores ({platform.machine()}), Python"
        f" {platform.python_version()}, load {os.getloadavg()[0]:.1f} at the start"
    )


def write(part: str, table: Sequence[str]) -> None:
    """Put a table between its marks in the document."""
    text = DOCUMENT.read_text(encoding="utf-8")
    mark = re.compile(rf"(<!-- {part} -->\n).*?(<!-- end -->)", re.DOTALL)
    content = "\n".join(table)
    new = mark.sub(lambda found: f"{found[1]}\n{content}\n\n{found[2]}", text)
    DOCUMENT.write_text(new, encoding="utf-8")


def venv(name: str) -> Path:
    """Return a peer's environment, made and filled if it is not there."""
    folder = VENVS / name
    python = folder / "bin" / "python"
    done = folder / "installed"
    if not done.exists():
        print(f"installing {', '.join(PEERS[name])}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        for packages in (("pip",), PEERS[name]):
            install = [python, "-m", "pip", "install", "--quiet", "--upgrade", *packages]
            subprocess.run(install, check=True, stderr=subprocess.DEVNULL)
        done.touch()
    return folder


def versions(name: str, *packages: str) -> str:
    """Return the versions of a peer's packages."""
    code = "import sys; from importlib.metadata import version; print(*map(version, sys.argv[1:]))"
    command = [venv(name) / "bin" / "python", "-c", code, *packages]
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return ", ".join(f"{package} {number}" for package, number in zip(packages, found, strict=True))


def table_of(head: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(map(str, line)) + " |" for line in lines]


def crawls(repeat: int) -> list[str]:
    for name in PEERS:
        venv(name)
    command = ["unshare", "--user", "--map-root-user", "--net", "--mount"]
    command += [sys.executable, str(HERE / "contest.py"), str(repeat), str(VENVS)]
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line.rstrip(), file=sys.stderr, flush=True)
            record = json.loads(line)
            found[record["crawl"]].append(record)
    middle = {
        name: {
            key: statistics.median(each[key] for each in records)
            for key in (
                "stored",
                "articles",
                "requests",
                "cpu",
                "main",
                "loop",
                "peak",
                "main_peak",
                "wall",
            )
        }
        for name, records in found.items()
    }
    own, own_start = middle["newscrawl"], middle["newscrawl_start"]
    rows = [
        (
            name.replace("_", " + " if "trafilatura" in name else " ").replace(
                "news + please", "news-please"
            ),
            *(int(took[key]) for key in ("stored", "articles", "requests")),
            f"{took['cpu']:.1f}",
            *(
                cell
                for key in ("stored", "articles")
                for cell in _beside(_each(took, key), _each(own, key))
            ),
            f"{took['peak']:.0f}",
            len(found[name]),
        )
        for name, took in middle.items()
        if not name.endswith("_start")
    ]
    noop = _page(middle, "scrapy_noop", "cpu")
    head = (
        *("crawl", "stored", "articles of these", "requests", "CPU s"),
        *("CPU ms a record", "newscrawl's to it", "CPU ms an article", "newscrawl's to it"),
        *("peak MB", "runs"),
    )
    peer, peer_start = middle["trafilatura"], middle["trafilatura_start"]
    ours = _each(own, "articles", own_start)
    records, articles = (_each(peer, key, peer_start) for key in ("stored", "articles"))
    page, main_page, loop = (_page(middle, "newscrawl", key) for key in ("cpu", "main", "loop"))
    told = f"""Without the start: newscrawl {ours:.1f} CPU ms a stored article, all of its records;
{ours / records:.2f} times trafilatura's {records:.1f} a record, {ours / articles:.2f} times its
{articles:.1f} an article. A page of newscrawl takes {page:.1f} CPU ms in all processes,
{page / noop:.1f} times Scrapy's {noop:.2f} for fetching it alone; its main process {main_page:.1f}, the event
loop in that {loop:.1f}, {loop / noop:.1f} times Scrapy's. The main process has {own["main_peak"]:.0f} MB
at most.

{versions("scrapy", "scrapy", "trafilatura")}; {versions("crawlee", "crawlee")};
{versions("news-please", "news-please")}; newscrawl {version("newscrawl")}. What crawls that do not end by
themselves (Scrapy and crawlee with trafilatura) store is counted by address, for 2,500 pages; what
news-please stored, by its own log, and all of it as articles."""
    return [*table_of(head, rows), "", told]


def _each(took: dict[str, float], key: str, start: dict[str, float] | None = None) -> float | None:
    """Return the CPU milliseconds for one of what was counted, less the start; None where it was none."""
    spent = took["cpu"] - (start["cpu"] if start else 0.0)
    return 1000 * spent / took[key] if took[key] else None


def _beside(cost: float | None, own: float | None) -> tuple[str, str]:
    """Return a cost, and newscrawl's own in parts of it."""
    return (f"{cost:.1f}", f"{own / cost:.2f}") if cost and own else ("", "")


def _page(middle: dict[str, dict[str, float]], name: str, key: str) -> float:
    """Return the CPU milliseconds of a page, the start left out."""
    took, began = middle[name], middle[f"{name}_start"]
    return 1000 * (took[key] - began[key]) / took["requests"]


def reading(repeat: int) -> list[str]:
    others, own = defaultdict(list), defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(PAGES) as pages:
            pages.extractall(folder, filter="data")
        data = Path(folder) / "saeb"
        for _ in range(repeat):
            peer = [venv("readers") / "bin" / "python", HERE / "peers" / "readers.py", data]
            told = json.loads(
                subprocess.run(peer, check=True, capture_output=True, text=True).stdout
            )
            for name, times in told["ms"].items():
                others[name].append(statistics.median(times))
            ours = [sys.executable, HERE / "reading.py", data, "--json"]
            for name, times in json.loads(
                subprocess.run(ours, check=True, capture_output=True, text=True).stdout
            ).items():
                own[name].append(statistics.median(times))
    lxml, trafilatura = (statistics.median(others[name]) for name in ("lxml", "trafilatura"))
    rows = []
    for name, times in (*own.items(), *others.items()):
        each = statistics.median(times)
        label = f"{name} {told['versions'][name]}" if name in others else name
        rows.append((label, f"{each:.2f}", f"{each / lxml:.1f}", f"{each / trafilatura:.2f}"))
    return table_of(("reader", "CPU ms a page", "times lxml's parse", "times trafilatura"), rows)


def growth(repeat: int) -> list[str]:
    done = subprocess.run(
        [sys.executable, HERE / "growth.py"], check=True, capture_output=True, text=True
    )
    rows = [line.split() for line in done.stdout.splitlines()[1:]]
    return table_of(("articles stored", "CPU ms to store one", "of the first", "MB"), rows)


def sites(repeat: int) -> list[str]:
    done = subprocess.run(
        [sys.executable, HERE / "many_sites.py", str(repeat)],
        check=True,
        capture_output=True,
        text=True,
    )
    rows = [line.split() for line in done.stdout.splitlines()[1:]]
    return table_of(
        ("sites", "articles", "CPU ms a page", "peak MB of the main process", "pages a second"),
        rows,
    )


def workers(repeat: int) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(PAGES) as pages:
            pages.extractall(folder, filter="data")
        command = [sys.executable, HERE / "workers.py", Path(folder) / "saeb", str(repeat)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    rows = [line.split() for line in done.stdout.splitlines()[2:]]
    return table_of(("workers", "pages a second", "of none", "CPU ms a page"), rows)


def start(repeat: int) -> list[str]:
    from measure import measure

    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for command in COMMANDS:
            took = [
                measure(
                    [sys.executable, "-m", "newscrawl", command, "--help"],
                    folder=Path(folder),
                    PYTHONPATH=str(PROJECT),
                )
                for _ in range(repeat)
            ]
            rows.append(
                (f"{command} --help", f"{statistics.median(each.cpu for each in took):.3f}")
            )
        page = Path(folder) / "page.html"
        page.write_text(
            "<html><body><h1>A headline of words</h1>" + "<p>A text of some words. </p>" * 40
        )
        took = [
            measure(
                [sys.executable, "-m", "newscrawl", "extract", str(page)],
                folder=Path(folder),
                PYTHONPATH=str(PROJECT),
            )
            for _ in range(repeat)
        ]
        rows.append(("extract PAGE", f"{statistics.median(each.cpu for each in took):.3f}"))
    return table_of(("command", "CPU s"), rows)


if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    sys.exit(main())
