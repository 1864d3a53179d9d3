"""What an entry of a large sitemap costs on its way into the table of URLs.

    python benchmarks/large_sitemap.py

CPU microseconds an entry, the least of five rounds over 20,000: read, pickled and unpickled on its way
from worker to crawl, stored new, named again while it waits, and named again once it was fetched.
"""

import gc
import pickle
import random
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

from newscrawl.core.frontier.proposals import Origin
from newscrawl.core.frontier.table import Frontier
from newscrawl.core.reading.read import read_page
from newscrawl.items import Page, PageType, Site

ENTRIES = 20_000
ROUNDS = 5
HOST = "news.example"
_WORDS = """
market police minister storm election winner budget school river attack bridge hospital verdict climate
energy prices football league transfer coach injury record court trial appeal senate vote
""".split()  # noqa: SIM905
T = TypeVar("T")


def sitemap(seed: int) -> bytes:
    """Return a sitemap whose addresses name section, day and headline, as most do."""
    chance = random.Random(seed)
    entries = []
    for number in range(ENTRIES):
        section = chance.choice(("world", "sport", "business", "culture"))
        day = f"{chance.randint(1, 11):02}/{chance.randint(1, 28):02}"
        slug = "-".join(chance.choices(_WORDS, k=chance.randint(4, 9)))
        address = f"https://{HOST}/{section}/2026/{day}/{slug}-{number}"
        changed = f"2026-11-{chance.randint(1, 28):02}T10:00:00+00:00"
        entries.append(f"<url><loc>{address}</loc><lastmod>{changed}</lastmod></url>\n")
    head = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return f"{head}{''.join(entries)}</urlset>".encode()


def main() -> None:
    costs: dict[str, list[float]] = defaultdict(list)

    def timed(what: str, work: Callable[[], T]) -> T:
        began = time.process_time()
        result = work()
        costs[what].append((time.process_time() - began) / ENTRIES * 1e6)
        return result

    site = Site(name=HOST, seeds=(f"https://{HOST}/",), hosts=(f".{HOST}",))
    # As a worker does.
    gc.freeze()
    gc.set_threshold(50_000)
    for number in range(ROUNDS):
        page = Page(
            url=f"https://{HOST}/sitemap.xml",
            body=sitemap(number),
            content_type="application/xml",
            expected=PageType.SITEMAP,
        )
        result = timed("read", lambda page=page: read_page(page, site))
        sent = timed("pickled", lambda result=result: pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
        timed("unpickled", lambda sent=sent: pickle.loads(sent))
        _store(timed, result.candidates)
    for what, values in costs.items():
        print(f"{what:14} {min(values):6.1f} us")


def _store(timed: Callable[..., object], candidates: tuple[object, ...]) -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    frontier = Frontier(connection, run_id="bench")
    origin = Origin(site=HOST, depth=1, patience=10)
    for what in ("stored new", "while it waits", "once fetched"):
        if what == "once fetched":
            connection.execute("UPDATE _url SET state = 'article', was = 'article'")
            frontier.recount()
        connection.execute("BEGIN")
        timed(what, lambda: frontier.propose(candidates, origin, now=1e9))
        connection.execute("COMMIT")
    connection.close()


if __name__ == "__main__":
    main()
