"""Train the weights by which copies are told.

    python benchmarks/train_dedup.py STREAM... [--write]

STREAM holds labelled articles as `predict_dedup.py` takes them, with `cluster`; null: not known, and only in
the way. Without --write only figures are printed: of pairs, whole clusters held out together.

Copies of these streams mostly keep their headline, which copies elsewhere need not, and texts after one
template mostly have another. So that the headline decides little, some pairs are taken twice, with another.
Others are taken twice as if written in a script without capital letters, where hardly any facts are seen.
"""

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp
from pathlib import Path

from predict_dedup import read

from newscrawl.core.dedup.matching import FEATURES, THRESHOLD, WEIGHTS_FILE, compare
from newscrawl.core.dedup.signature import sign
from newscrawl.core.dedup.stream import CopyStream

FOLDS = 5
STEPS = 25
DECAY = 1.0
OTHER_HEADLINE = 0.3
"""The share of copies that are taken again as if their headline was another one."""
WITHOUT_FACTS = 0.3
"""The share of pairs that are taken again as if no names were seen."""
TEMPLATE = 0.6
"""The share of a text in another from which, without any facts, nothing tells a copy from a template."""
SAME_HEADLINE = 0.05
"""The share of other pairs that are taken again as if they had the same headline."""
_CONTAINED = FEATURES.index("contained")
_PLACES = [name for name in FEATURES if "places" in name]
_HEADLINE = FEATURES.index("same headline")
_WEIGHTS = Path(__file__).parents[1] / "newscrawl" / "core" / "dedup" / WEIGHTS_FILE


@dataclass(frozen=True)
class Pair:
    values: tuple[float, ...]
    is_copy: bool
    group: str


def pairs_of(path: Path) -> list[Pair]:
    """Go through a stream with the true clusters and return what each article is compared with."""
    stream, truth, pairs = CopyStream(), {}, []
    for article in read(path):
        signature = sign(article["headline"] or "", article["article_body"] or "")
        cluster = article["cluster"] or article["id"]
        truth[cluster] = article["cluster"] is not None
        known = stream.candidates(signature, site=article["site"])
        rows = compare(signature, known, stream.site(article["site"]))
        if article["cluster"] is not None:
            pairs += [
                Pair(tuple(values), each.cluster == cluster, cluster)
                for each, values in zip(known, rows, strict=True)
                if truth[each.cluster]
            ]
        stream.add(signature, site=article["site"], cluster=cluster)
    return pairs


def varied(pairs: Sequence[Pair], seed: int = 1) -> list[Pair]:
    rng = random.Random(seed)
    made = []
    for pair in pairs:
        share, choices = (
            (OTHER_HEADLINE, (0.0, 0.0, 0.1, 0.2, 0.3))
            if pair.is_copy
            else (SAME_HEADLINE, (0.5, 0.8, 1.0, 1.0))
        )
        if rng.random() < share:
            values = list(pair.values)
            values[_HEADLINE] = rng.choice(choices)
            made.append(replace(pair, values=tuple(values)))
    taken = [*pairs, *made]
    return [
        *taken,
        *(
            without_facts(pair)
            for pair in taken
            if rng.random() < WITHOUT_FACTS and (pair.is_copy or pair.values[_CONTAINED] < TEMPLATE)
        ),
    ]


def without_facts(pair: Pair) -> Pair:
    nothing = {"same numbers": 0.5, "no numbers": 1.0, "same names": 0.5} | dict.fromkeys(
        _PLACES, 0.0
    )
    values = (nothing.get(name, value) for name, value in zip(FEATURES, pair.values, strict=True))
    return replace(pair, values=tuple(values))


def train(pairs: Sequence[Pair]) -> list[float]:
    """Return the weights of a logistic regression with L2 decay, by Newton's method."""
    size = len(FEATURES)
    weights = [0.0] * size
    for _ in range(STEPS):
        slope = [-DECAY * weight if i else 0.0 for i, weight in enumerate(weights)]
        curve = [[DECAY * (i == j and i > 0) for j in range(size)] for i in range(size)]
        for pair in pairs:
            chance = probability(weights, pair.values)
            weight = max(chance * (1 - chance), 1e-9)
            error = pair.is_copy - chance
            for i, one in enumerate(pair.values):
                slope[i] += error * one
                row, scaled = curve[i], weight * one
                for j in range(i + 1):
                    row[j] += scaled * pair.values[j]
        for i in range(size):
            for j in range(i):
                curve[j][i] = curve[i][j]
        step = solve(curve, slope)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-4:
            break
    return weights


def solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """Return the solution of a system of linear equations, by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, vector, strict=True)]
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(len(rows)):
            if k != i:
                factor = rows[k][i] / rows[i][i]
                rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i], strict=True)]
    return [row[-1] / row[i] for i, row in enumerate(rows)]


def probability(weights: Sequence[float], values: Sequence[float]) -> float:
    odds = sum(weight * value for weight, value in zip(weights, values, strict=True))
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def cross_validate(pairs: Sequence[Pair]) -> None:
    groups = sorted({pair.group for pair in pairs})
    random.Random(7).shuffle(groups)
    hit = claimed = true = 0
    for fold in range(FOLDS):
        held_out = set(groups[fold::FOLDS])
        weights = train(varied([p for p in pairs if p.group not in held_out]))
        for pair in pairs:
            if pair.group in held_out:
                said = probability(weights, pair.values) >= THRESHOLD
                hit, claimed, true = (
                    hit + (said and pair.is_copy),
                    claimed + said,
                    true + pair.is_copy,
                )
    print(f"pairs={len(pairs)} copies={true} precision={hit / claimed:.4f} recall={hit / true:.4f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("streams", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true", help="store the weights in the package")
    options = parser.parse_args()
    pairs = [pair for path in options.streams for pair in pairs_of(path)]
    cross_validate(pairs)
    weights = dict(zip(FEATURES, train(varied(pairs)), strict=True))
    if options.write:
        made = {
            "made_by": "benchmarks/train_dedup.py",
            "weights": {k: round(v, 3) for k, v in weights.items()},
        }
        _WEIGHTS.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    for name, weight in weights.items():
        print(f"{weight:8.3f}  {name}")


if __name__ == "__main__":
    main()
