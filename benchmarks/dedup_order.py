"""How much the groups of copies depend on the order in which articles come.

    python benchmarks/dedup_order.py STREAM [SHUFFLES]

STREAM as `predict_dedup.py` takes it, with `cluster`. Prints pairwise precision, recall and F1 of the stream
as it is and of so many shuffles of it, 5 if not said.
"""

import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from predict_dedup import clusters, read


def score(articles: Sequence[dict[str, Any]]) -> tuple[float, float, float]:
    said = dict(clusters(articles))
    labelled = [article for article in articles if article["cluster"] is not None]
    both = Counter((article["cluster"], said[article["id"]]) for article in labelled)
    true = Counter(article["cluster"] for article in labelled)
    claimed = Counter(said[article["id"]] for article in labelled)
    hit, all_true, all_claimed = (
        sum(count * (count - 1) // 2 for count in counts.values())
        for counts in (both, true, claimed)
    )
    precision, recall = hit / max(1, all_claimed), hit / max(1, all_true)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main(path: Path, shuffles: int) -> None:
    articles = read(path)
    found = []
    for number in range(shuffles + 1):
        if number:
            random.Random(number).shuffle(articles)
        precision, recall, f1 = score(articles)
        found.append(f1)
        name = f"shuffle {number}" if number else "as it is"
        print(f"{name:10} precision {precision:.4f} recall {recall:.4f} F1 {f1:.4f}", flush=True)
    print(f"largest difference {max(abs(f1 - found[0]) for f1 in found):.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5)
