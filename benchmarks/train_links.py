"""Train the weights of the article likelihood.

    python benchmarks/train_links.py LINKS.jsonl [--write]

LINKS.jsonl holds a JSON object a line: url, anchor, site, is_article. Without --write only the
figures of a cross-validation are printed, whole registered domains held out together.
"""

import argparse
import json
import random
from collections.abc import Iterable, Sequence
from math import exp
from pathlib import Path

import predict_links

from newscrawl.core.discovery.likelihood import WEIGHTS_FILE, link_features

FOLDS = 10
ROUNDS = 400
RATE = 0.5
MIN_LINKS = 5

Row = tuple[frozenset[str], bool, str]


def load(path: Path) -> list[Row]:
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        link = json.loads(line)
        shape = predict_links.shape_of(link["url"])
        if shape is not None:
            features = frozenset(link_features(shape, link["anchor"] or ""))
            rows.append((features, bool(link["is_article"]), predict_links.domain_of(link)))
    return rows


def train(rows: Sequence[Row], *, decay: float) -> dict[str, float]:
    """Logistic regression by gradient descent with L2 decay; features of few links are left out."""
    counts: dict[str, int] = {}
    for features, _, _ in rows:
        for name in features:
            counts[name] = counts.get(name, 0) + 1
    weights = {name: 0.0 for name, count in sorted(counts.items()) if count >= MIN_LINKS}
    data = [([name for name in features if name in weights], truth) for features, truth, _ in rows]
    speed = dict.fromkeys(weights, 0.0)
    for _ in range(ROUNDS):
        slope = {name: decay * weight for name, weight in weights.items()}
        slope["always"] = 0.0
        for names, truth in data:
            error = 1 / (1 + exp(-sum(weights[name] for name in names))) - truth
            for name in names:
                slope[name] += error
        for name, value in slope.items():
            speed[name] = 0.9 * speed[name] - RATE * value / len(data)
            weights[name] += speed[name]
    return weights


def score(
    weights: dict[str, float], rows: Iterable[Row], *, threshold: float
) -> tuple[int, int, int]:
    hit = claimed = true = 0
    for features, truth, _ in rows:
        said = 1 / (1 + exp(-sum(weights.get(name, 0.0) for name in features))) >= threshold
        hit, claimed, true = hit + (said and truth), claimed + said, true + truth
    return hit, claimed, true


def cross_validate(rows: Sequence[Row], *, decay: float, seed: int) -> float:
    domains = sorted({domain for _, _, domain in rows})
    random.Random(seed).shuffle(domains)
    totals = [0, 0, 0]
    for fold in range(FOLDS):
        held_out = set(domains[fold::FOLDS])
        weights = train([row for row in rows if row[2] not in held_out], decay=decay)
        part = score(weights, (row for row in rows if row[2] in held_out), threshold=0.5)
        totals = [total + value for total, value in zip(totals, part, strict=True)]
    hit, claimed, true = totals
    return 2 * hit / max(1, claimed + true)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("links", type=Path)
    parser.add_argument("--decay", type=float, default=0.5)
    parser.add_argument("--write", action="store_true", help="store the weights in the package")
    options = parser.parse_args()
    rows = load(options.links)
    folds = [cross_validate(rows, decay=options.decay, seed=seed) for seed in (1, 2)]
    print(f"links {len(rows)}, cross-validated F1 {sum(folds) / len(folds):.4f}")
    if options.write:
        weights = {
            name: round(weight, 3) for name, weight in train(rows, decay=options.decay).items()
        }
        package = Path(__file__).parent.parent / "newscrawl" / "core" / "discovery"
        text = json.dumps(
            {"made_by": "benchmarks/train_links.py", "weights": weights}, indent=1, sort_keys=True
        )
        (package / WEIGHTS_FILE).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
