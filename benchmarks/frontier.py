"""What the durable frontier costs: python benchmarks/frontier.py [--pages 3000] [--queued 1000000].

1. CPU a page of a crawl whose queue is the frontier (lease, acknowledge, commit) against the same crawl with
   Scrapy's own scheduler and its queue in memory: same pages, same download handler, in turns, medians.
   Pages are not read and have no links.
2. Memory, and the time of a lease and its acknowledgement, with many addresses queued.
3. What normalising an address and making its key cost, as stated separately.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SERVER = """
import asyncio
ANSWER = b"HTTP/1.1 200 OK\\r\\nContent-Type: text/html\\r\\nContent-Length: 1024\\r\\n\\r\\n" + b"x" * 1024
NONE = b"HTTP/1.1 404 Not Found\\r\\nContent-Length: 0\\r\\n\\r\\n"

async def client(reader, writer):
    try:
        while True:
            head = await reader.readuntil(b"\\r\\n\\r\\n")
            writer.write(NONE if b"/robots.txt" in head else ANSWER)
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()

async def main():
    server = await asyncio.start_server(client, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()

asyncio.run(main())
"""

CRAWL = """
import resource, sys
from datetime import UTC, datetime
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings
from newscrawl.core.state.entries import Proposal
from newscrawl.core.urls import url_key
from newscrawl.downloading.meta import LEASE, RESERVATION
from newscrawl.items import (
    Candidate, DiscoverySource, LinkRole, PageOutcome, PageResult, PageType)
from newscrawl.spiders.news import NewsSpider

kind, port, pages, state = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
base = f"http://127.0.0.1:{port}"

def address(number):
    # Twenty of a form, as a form of which forty were nothing is left out.
    section = "".join(chr(97 + int(digit)) for digit in str(number // 20))
    return f"{base}/{section}/story-{number}/"

class InMemory(Spider):
    name = "memory"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        from newscrawl.sites.seeds import sites_from_seeds
        self.sites = sites_from_seeds([base])

    async def start(self):
        for number in range(pages):
            yield Request(address(number), meta={"handle_httpstatus_all": True})

    def parse(self, response):
        yield {"url": response.url}

class Durable(NewsSpider):
    name = "durable"

    async def parse(self, response):
        lease = self._lease(response.request)
        result = PageResult(url=response.url, page_type=PageType.OTHER)
        if lease.source is DiscoverySource.SEED:
            result = PageResult(url=response.url, page_type=PageType.SECTION, candidates=tuple(
                Candidate(url=address(number), key=url_key(address(number)),
                          role=LinkRole.ARTICLE, source=DiscoverySource.SECTION)
                for number in range(pages)))
        yield PageOutcome(lease=lease, url=response.url, fetched_at=datetime.now(UTC), status=200,
                          result=result)

settings = Settings()
settings.setmodule("newscrawl.settings")
for name, value in {
    "DOWNLOAD_DELAY": 0, "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "LOG_LEVEL": "ERROR", "STATS_DUMP": False,
    "NEWSCRAWL_STATE": state, "NEWSCRAWL_WORKERS": 0, "NEWSCRAWL_PROGRESS": False,
}.items():
    settings.set(name, value, priority="cmdline")
if kind == "memory":
    settings.set("SCHEDULER", "scrapy.core.scheduler.Scheduler", priority="cmdline")
    settings.set("ITEM_PIPELINES", {}, priority="cmdline")
process = AsyncCrawlerProcess(settings)
crawler = process.create_crawler(InMemory if kind == "memory" else Durable)
process.crawl(crawler, **({} if kind == "memory" else {"seeds": [base]}))
before = resource.getrusage(resource.RUSAGE_SELF)
process.start()
after = resource.getrusage(resource.RUSAGE_SELF)
fetched = crawler.stats.get_value("downloader/response_status_count/200")
assert fetched >= pages, fetched
print(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
"""


def crawl(kind: str, port: str, pages: int) -> float:
    """Return the CPU milliseconds a page of one crawl, start-up left out."""
    with tempfile.TemporaryDirectory() as folder:
        state = str(Path(folder) / "state.db") if kind == "durable" else ""
        arguments = [sys.executable, "-c", CRAWL, kind, port, str(pages), state]
        done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1]) * 1000 / pages


def compare(pages: int, rounds: int) -> None:
    server = subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    port = server.stdout.readline().strip()
    try:
        costs: dict[str, list[float]] = {"memory": [], "durable": []}
        for _ in range(rounds):
            for kind, values in costs.items():
                values.append(crawl(kind, port, pages))
    finally:
        server.terminate()
        server.wait()
    memory, durable = (statistics.median(costs[kind]) for kind in ("memory", "durable"))
    print(
        f"CPU ms a page, median of {rounds}: queue in memory {memory:.2f}, frontier {durable:.2f}"
    )
    print(f"ratio {durable / memory:.2f} (bar: at most 1.25)")


def many(queued: int) -> None:
    from newscrawl.core.frontier.proposals import Origin
    from newscrawl.core.frontier.table import Ending
    from newscrawl.core.state.store import Store
    from newscrawl.core.urls import normalize_url, url_key
    from newscrawl.items import Candidate, DiscoverySource, LinkRole, UrlState

    started = time.process_time()
    for number in range(20_000):
        url_key(
            normalize_url(f"/2026/03/story-number-{number}/?utm_source=x", "https://a.test/") or ""
        )
    print(f"normalising and keying an address: {(time.process_time() - started) / 0.02:.1f} us")
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as folder:
        store = Store(str(Path(folder) / "state.db"), run_id="bench")
        frontier, connection = store._frontier, store.connection
        for start in range(0, queued, 10_000):
            connection.execute("BEGIN")
            frontier.propose(
                [
                    Candidate(
                        url=f"https://a.test/story-{number}/",
                        key=f"a.test/story-{number}",
                        role=LinkRole.ARTICLE,
                        source=DiscoverySource.SECTION,
                    )
                    for number in range(start, start + 10_000)
                ],
                Origin(site="a.test", depth=1, patience=20),
                now=time.time(),
            )
            connection.execute("COMMIT")
        took = []
        for _ in range(200):
            begun = time.perf_counter()
            leases = store.lease(per_host=50, have={}).leases
            connection.execute("BEGIN")
            for lease in leases:
                frontier.finish(lease, Ending(state=UrlState.ARTICLE), now=time.time())
            connection.execute("COMMIT")
            took.append((time.perf_counter() - begun) * 1000 / len(leases))
        store.close()
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base) / 1024
    print(f"{queued:,} queued: memory grew by {grown:.0f} MB (bar: 150)")
    print(
        f"lease and acknowledge: median {statistics.median(took):.3f} ms, "
        f"worst {max(took):.3f} ms an address (bar: 1)"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--queued", type=int, default=1_000_000)
    options = parser.parse_args()
    compare(options.pages, options.rounds)
    many(options.queued)
