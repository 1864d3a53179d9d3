"""Group the copies of a stream of articles.

    python benchmarks/predict_dedup.py STREAM OUT.jsonl

STREAM (.jsonl or .jsonl.xz) holds a JSON object a line with id, site, headline and article_body, in the order
of arrival; OUT.jsonl gets id and cluster, which is the id of the group's first article.
"""

import json
import lzma
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from newscrawl.core.dedup.content import content_hash
from newscrawl.core.dedup.signature import sign
from newscrawl.core.dedup.stream import CopyStream


def read(path: Path) -> list[dict[str, Any]]:
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def clusters(articles: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield the id and the cluster of each article: exact copies by their hash, others by their signature."""
    stream, by_hash = CopyStream(), {}
    for article in articles:
        headline, body, site = (
            article[name] or "" for name in ("headline", "article_body", "site")
        )
        signature = sign(headline, body)
        digest = content_hash(headline, body)
        cluster = by_hash.get(digest)
        if cluster is None:
            match = stream.find(signature, site=site)
            cluster = article["id"] if match is None else match.cluster
        by_hash.setdefault(digest, cluster)
        stream.add(signature, site=site, cluster=cluster)
        yield article["id"], cluster


def main(stream: Path, out: Path) -> None:
    with out.open("w", encoding="utf-8") as lines:
        for name, cluster in clusters(read(stream)):
            lines.write(json.dumps({"id": name, "cluster": cluster}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
