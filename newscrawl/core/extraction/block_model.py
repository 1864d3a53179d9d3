"""How likely a piece of a page is the article's own text: a small ensemble of decision trees.

`benchmarks/train_blocks.py` makes the trees; they are data, read once.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import exp
from typing import Any

from newscrawl.core.extraction.features import FEATURES

MODEL_FILE = "block_model.json"

Node = Any
"""A leaf's number, or a list: index of a feature, threshold, node up to it, node beyond, mean."""


@dataclass(frozen=True, slots=True)
class BlockModel:
    """The trees, and what the names of boxes weigh."""

    names: Mapping[str, float]
    """Log odds that a box of which this is a word holds the article's text; `~` for inline ones."""
    trees: Sequence[Node]
    stops: Sequence[tuple[int, float]]
    """Numbers of trees with the sum beyond which the others hardly ever turn the verdict."""

    def probability(self, row: Sequence[float]) -> float:
        """Return the probability that a piece with these features is the article's text."""
        total = 0.0
        for (start, _), (end, enough) in pairwise(((0, 0.0), *self.stops)):
            for node in self.trees[start:end]:
                while node.__class__ is list:
                    node = node[2] if row[node[0]] <= node[1] else node[3]  # noqa: PLW2901
                total += node
            if not -enough < total < enough:
                break
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))

    def reasons(self, row: Sequence[float]) -> list[tuple[str, float]]:
        """Return what each feature added to the log odds, the weightiest first.

        A step from a node to the next is the work of the feature that decides there.
        """
        added: dict[str, float] = {}
        for node in self.trees:
            while node.__class__ is list:
                name, mean = FEATURES[node[0]], node[4]
                node = node[2] if row[node[0]] <= node[1] else node[3]  # noqa: PLW2901
                following = node[4] if node.__class__ is list else node
                added[name] = added.get(name, 0.0) + following - mean
        return sorted(added.items(), key=lambda item: -abs(item[1]))


@cache
def load_model() -> BlockModel:
    """Return the model that the package brings."""
    path = files(__package__) / MODEL_FILE
    data = json.loads(path.read_text(encoding="utf-8"))
    if data["features"] != list(FEATURES):
        raise ValueError(f"{MODEL_FILE} was made for other features")
    return BlockModel(
        names=data["names"],
        trees=data["trees"],
        stops=tuple((count, enough) for count, enough in data["stops"]),
    )
