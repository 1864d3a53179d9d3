"""How likely a piece of a page is the article's own text: a small ensemble of decision trees.

`benchmarks/train_blocks.py` makes the trees; they are data, read once.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import exp
from typing import Any

from newscrawl.core.extraction.features import FEATURES

MODEL_FILE = "block_model.json"

_WORTH_COMPILING = 1_500
"""Pieces asked about, those of some 30 pages, from which making code of the trees pays."""

Node = Any
"""A leaf's number, or a list: index of a feature, threshold, node up to it, node beyond, mean."""


@dataclass(slots=True)
class BlockModel:
    """The trees, and what the names of boxes weigh."""

    names: Mapping[str, float]
    """Log odds that a box of which this is a word holds the article's text; `~` for inline ones."""
    trees: Sequence[Node]
    stops: Sequence[tuple[int, float]]
    """Numbers of trees with the sum beyond which the others hardly ever turn the verdict."""

    _asked: int = field(default=0, init=False, repr=False, compare=False)
    _compiled: Callable[[Sequence[float]], float] | None = field(
        default=None, init=False, repr=False, compare=False
    )

    def probability(self, row: Sequence[float]) -> float:
        """Return the probability that a piece with these features is the article's text."""
        if self._compiled is None and self._asked == _WORTH_COMPILING:
            self._compiled = _compile(self._stages())
        self._asked += 1
        total = self._walk(row) if self._compiled is None else self._compiled(row)
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))

    def _stages(self) -> Iterator[tuple[Sequence[Node], float]]:
        """Yield trees, each with the sum of these and all before beyond which the others are not asked."""
        for (start, _), (end, enough) in pairwise(((0, 0.0), *self.stops)):
            yield self.trees[start:end], enough

    def _walk(self, row: Sequence[float]) -> float:
        """Return the log odds of a piece."""
        total = 0.0
        for trees, enough in self._stages():
            for node in trees:
                while node.__class__ is list:
                    node = node[2] if row[node[0]] <= node[1] else node[3]  # noqa: PLW2901
                total += node
            if not -enough < total < enough:
                break
        return total

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


def _compile(
    stages: Iterable[tuple[Sequence[Node], float]],
) -> Callable[[Sequence[float]], float]:
    """Return the trees as a function of a row: half the work of walking them, once it is made."""
    lines = ["def log_odds(row):", " total = 0.0"]
    for trees, enough in stages:
        lines += (f" total += {_expression(node)}" for node in trees)
        lines.append(f" if not {-enough!r} < total < {enough!r}: return total")
    lines.append(" return total")
    made: dict[str, Any] = {}
    exec("\n".join(lines), made)  # noqa: S102 - of numbers that the package brings
    function: Callable[[Sequence[float]], float] = made["log_odds"]
    return function


def _expression(node: Node) -> str:
    if node.__class__ is not list:
        return repr(node)
    name, threshold, low, high, _ = node
    return f"({_expression(low)} if row[{name}] <= {threshold!r} else {_expression(high)})"


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
