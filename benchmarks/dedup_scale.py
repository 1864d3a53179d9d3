"""What finding copies costs as the articles of a state file grow in number.

    python benchmarks/dedup_scale.py [COUNT...]

For each COUNT (10000 100000 1000000, if not said) a state file's tables are filled with articles of random
words, one in ten a light edit of one before it. Then for 1,000 more are timed, in CPU: the signature, looking
for copies (with all comparing) and writing down what later ones are found by; bytes are of the signatures and
anchors.
"""

import random
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from newscrawl.core.dedup.signature import sign
from newscrawl.core.state import schema
from newscrawl.core.state.copies import Copies
from newscrawl.core.urls import article_id
from newscrawl.items import Article

_SIZE = "SELECT sum(pgsize) FROM dbstat WHERE name IN ('_signature', '_signature_site', '_anchor')"
WORDS = 315
MEASURED = 1_000
BATCH = 1_000
SITES = 40
_ADD = (
    "INSERT INTO articles (id, version, schema_version, run_id, url, site, completeness, article_body,"
    " content_hash, cluster_id, extractor_version, evidence, _number, _key, _seq, _page_hash, fetched_at)"
    " VALUES (?, 1, 1, '', ?, ?, 'full', '', ?, ?, 1, '{}', ?, ?, ?, '', '2026-11-01T00:00:00Z')"
)


class Texts:
    """Random texts over a vocabulary in which few words are frequent, as in a language."""

    def __init__(self) -> None:
        self._rng = random.Random(1)
        letters = "abcdefghijklmnopqrstuvwxyz"
        self._vocabulary = [
            "".join(self._rng.choices(letters, k=self._rng.randint(2, 10))) for _ in range(30_000)
        ]
        self._weights = [1 / (rank + 3) for rank in range(len(self._vocabulary))]
        self._latest: list[list[str]] = []

    def next(self) -> str:
        if self._latest and self._rng.random() < 0.1:
            words = [word for word in self._rng.choice(self._latest) if self._rng.random() > 0.02]
        else:
            words = self._rng.choices(self._vocabulary, self._weights, k=WORDS)
            for place in range(0, WORDS, 12):
                words[place] = words[place].capitalize()
                words[place - 3] = str(self._rng.randint(1, 999))
        self._latest = [*self._latest[-200:], words]
        return " ".join(words)


def fill(connection: sqlite3.Connection, copies: Copies, texts: Texts, numbers: range) -> None:
    for start in range(numbers.start, numbers.stop, BATCH):
        connection.execute("BEGIN")
        for number in range(start, min(start + BATCH, numbers.stop)):
            add(connection, copies, article_of(number, texts.next()), number)
        connection.execute("COMMIT")


def article_of(number: int, body: str) -> Article:
    url = f"http://site-{number % SITES}.test/{number}/"
    return Article(
        id=article_id(url),
        url=url,
        site=f"site-{number % SITES}",
        headline=body[:60],
        article_body=body,
    )


def add(connection: sqlite3.Connection, copies: Copies, article: Article, number: int) -> None:
    article = replace(article, cluster_id=article.id)
    values = (
        article.id,
        article.url,
        article.site,
        str(number),
        article.id,
        number,
        article.url,
        number,
    )
    connection.execute(_ADD, values)
    copies.note(article, number)
    copies.count(article, number)


def measure(
    connection: sqlite3.Connection, copies: Copies, texts: Texts, after: int
) -> list[float]:
    spent = [0.0, 0.0, 0.0]
    connection.execute("BEGIN")
    for number in range(after, after + MEASURED):
        article = article_of(number, texts.next())
        moments = [time.process_time()]
        sign(article.headline or "", article.article_body)
        moments.append(time.process_time())
        add(connection, copies, article, number)
        moments.append(time.process_time())
        copies.near_first_of(article, number)
        moments.append(time.process_time())
        spent = [each + b - a for each, a, b in zip(spent, moments, moments[1:], strict=False)]
    connection.execute("COMMIT")
    signing, adding, finding = (1000 * each / MEASURED for each in spent)
    return [signing, finding, adding - signing]


def main(counts: list[int]) -> None:
    print(
        f"{'articles':>10}{'signature ms':>14}{'find ms':>9}{'write ms':>10}{'bytes an article':>18}"
    )
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "state.db"
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            schema.prepare(connection, path=str(path))
            connection.execute("PRAGMA journal_mode = WAL")
            copies, texts, done = Copies(connection), Texts(), 0
            for count in sorted(counts):
                fill(connection, copies, texts, range(done + 1, count + 1))
                costs = measure(connection, copies, texts, count + 1)
                done = count + MEASURED
                size = connection.execute(_SIZE).fetchone()[0]
                print(
                    f"{count:10,}{costs[0]:14.2f}{costs[1]:9.2f}{costs[2]:10.2f}{size / done:18.0f}",
                    flush=True,
                )


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
