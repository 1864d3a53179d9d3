"""Crawls of 1, 10 and 100 sites at once: CPU of a page and memory, by the number of sites.

    python benchmarks/many_sites.py [REPEATS]

Each site is the demo site on a port of its own, in a process that serves them all.
"""

import multiprocessing
import statistics
import sys
import time
from contextlib import ExitStack

from measure import measured_crawl

from newscrawl.cli.demo_site.server import DemoServer

SIZES = (1, 10, 100)


def serve(count: int, ready: "multiprocessing.Queue[list[str]]") -> None:
    with ExitStack() as stack:
        ready.put([stack.enter_context(DemoServer()).url for _ in range(count)])
        time.sleep(10_000)


def main() -> None:
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    ready: multiprocessing.Queue[list[str]] = multiprocessing.Queue()
    server = multiprocessing.Process(target=serve, args=(max(SIZES), ready), daemon=True)
    server.start()
    urls = ready.get()
    print(f"{'sites':>6}{'articles':>10}{'CPU ms a page':>15}{'MB':>6}{'pages/s':>9}")
    for size in SIZES:
        rows = [measured_crawl(urls[:size], "--concurrency", "4") for _ in range(repeats)]
        articles = statistics.median(each["articles"] for each, _ in rows)
        cpu = statistics.median(1000 * took.cpu / each["pages"] for each, took in rows)
        memory = statistics.median(took.main_peak for _, took in rows)
        rate = statistics.median(each["pages"] / took.wall for each, took in rows)
        print(f"{size:6}{articles:10.0f}{cpu:15.1f}{memory:6.0f}{rate:9.0f}", flush=True)
    server.terminate()


if __name__ == "__main__":
    main()
