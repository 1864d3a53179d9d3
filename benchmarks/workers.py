"""Whether more processes that read pages pay: pages per wall second by `--workers`.

    python benchmarks/workers.py DATASET_DIR [REPEATS]

DATASET_DIR/pages/*.html are served as one site, 600 pages, by a process of its own, and crawled with 0, 1, 2
and 3 workers in turn, so often (5). Prints medians; the crawl's start is not counted.
"""

import asyncio
import multiprocessing
import os
import statistics
import sys
from collections import defaultdict
from pathlib import Path

from measure import measured_crawl

PAGES = 600
COUNTS = (0, 1, 2, 3)


def serve(folder: str, ready: "multiprocessing.Queue[int]") -> None:
    """Serve the pages under made-up addresses, with a front page that lists them all."""
    bodies = [path.read_bytes() for path in sorted(Path(folder, "pages").glob("*.html"))]
    links = "".join(
        f'<h2><a href="/2026/11/{number}/a-story-of-some-words-{number}/">'
        f"A story of some words {number}</a></h2>"
        for number in range(PAGES)
    )
    front = f"<html><body><main>{links}</main></body></html>".encode()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                path = head.split(b" ")[1].decode().strip("/")
                number = path.rpartition("-")[2]
                body, status = b"", "404 Not Found"
                if not path or number.isdigit():
                    body, status = (
                        front if not path else bodies[int(number) % len(bodies)],
                        "200 OK",
                    )
                kind = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
                writer.write(kind.encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def run() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=512)
        ready.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def main() -> None:
    folder, *rest = sys.argv[1:]
    repeats = int(rest[0]) if rest else 5
    ready: multiprocessing.Queue[int] = multiprocessing.Queue()
    server = multiprocessing.Process(target=serve, args=(folder, ready), daemon=True)
    server.start()
    url = f"http://127.0.0.1:{ready.get()}/"
    rates, cpus = defaultdict(list), defaultdict(list)
    for _ in range(repeats):
        for count in COUNTS:
            start = crawl(url, count, most=1)
            whole = crawl(url, count)
            pages = whole[0] - start[0]
            rates[count].append(pages / (whole[1] - start[1]))
            cpus[count].append(1000 * (whole[2] - start[2]) / pages)
    base = statistics.median(rates[0])
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {repeats} times each, medians")
    print(f"{'workers':>8}{'pages/s':>9}{'of 0':>7}{'CPU ms a page':>15}")
    for count in COUNTS:
        rate = statistics.median(rates[count])
        print(f"{count:8}{rate:9.1f}{rate / base:7.2f}{statistics.median(cpus[count]):15.1f}")
    server.terminate()


def crawl(url: str, workers: int, most: int = 0) -> tuple[int, float, float]:
    """Return the pages of a crawl, its wall time and its CPU time; `most`: pages after which it ends."""
    options = ["--concurrency", "16", "--workers", str(workers), "--follow", "section"]
    options += ["-s", f"CLOSESPIDER_PAGECOUNT={most}"] * bool(most)
    figures, took = measured_crawl([url], *options)
    return figures["pages"], took.wall, took.cpu


if __name__ == "__main__":
    main()
