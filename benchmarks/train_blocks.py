"""Train the block model: which pieces of a page are the article's own text.

    pip install lightgbm
    python benchmarks/train_blocks.py SCORE.py DATASET_DIR... [--predictions DIR] [--write]

DATASET_DIR holds gold.jsonl (id, url, domain, body, body_alts) and pages/ID.html, raw bytes; SCORE.py
is the scorer of these sets. Without --write only the figures of a cross-validation are printed, whole
registered domains held out together; --predictions keeps the bodies that it found, by data set.
"""

import argparse
import importlib.util
import json
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from block_labels import WORD, label

from newscrawl.core.extraction.block_model import MODEL_FILE
from newscrawl.core.extraction.body import clues_of, describe_pieces
from newscrawl.core.extraction.clues import Clues
from newscrawl.core.extraction.features import FEATURES
from newscrawl.core.extraction.headline import find_headline
from newscrawl.core.extraction.segments import Box, Segment, find_segments
from newscrawl.core.extraction.selection import Piece, select_body
from newscrawl.core.extraction.sources import find_sources
from newscrawl.core.html.document import Document
from newscrawl.core.html.parsing import parse_document
from newscrawl.exceptions import ReadingError
from newscrawl.items.page import Page

FOLDS = 5
TREES = 120
PARAMETERS = {
    "objective": "binary",
    "num_leaves": 31,
    "learning_rate": 0.08,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "max_bin": 127,
    "seed": 1,
    "num_threads": 2,
    "verbose": -1,
}
LEAST_DOMAINS = 5
"""Domains that a word in names of boxes must be seen on."""
PRIOR = 0.15
LEAST_WEIGHT, MOST_WEIGHT = 0.2, 3.0
SHARES = {"l3s_gn1": 0.3}
"""What pages of a set count, where not 1: those of 2008 are made otherwise than today's."""
CHECKPOINTS = (20, 40, 70)
ENOUGH = 0.999
"""Share of pieces that the trees behind a checkpoint may not turn once it stops."""


@dataclass
class Example:
    dataset: str
    identifier: str
    domain: str
    document: Document
    clues: Clues
    golds: list[str]
    segments: list[Segment] = field(default_factory=list)
    labels: list[float] = field(default_factory=list)
    """The share of each segment's words that is in the body."""
    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


def load(folders: Sequence[Path]) -> list[Example]:
    examples = []
    for folder in folders:
        # A text may hold line separators that are not the file's.
        for line in (folder / "gold.jsonl").read_text(encoding="utf-8").rstrip("\n").split("\n"):
            entry = json.loads(line)
            page = folder / "pages" / f"{entry['id']}.html"
            if not entry.get("body") or not page.exists():
                continue
            url = entry["url"] or "http://unknown.invalid/"
            try:
                document = parse_document(Page(url=url, body=page.read_bytes()))
            except ReadingError:
                continue
            sources = find_sources(document)
            headline = find_headline(sources)
            example = Example(
                dataset=folder.name,
                identifier=entry["id"],
                domain=(entry.get("domain") or entry["id"]).removeprefix("www."),
                document=document,
                clues=clues_of(sources, headline=headline[0] if headline else None),
                golds=[entry["body"], *(entry.get("body_alts") or [])],
            )
            example.segments = find_segments(document.root)[0]
            texts = [segment.text for segment in example.segments]
            hidden = [segment.box.is_hidden for segment in example.segments]
            example.labels = label(texts, hidden, example.golds)
            if texts:
                examples.append(example)
    return examples


class Names:
    """What the words in names of boxes weigh, with any one domain left out."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self._pages: dict[str, int] = defaultdict(int)
        shares: dict[str, dict[str, list[float]]] = defaultdict(
            lambda: defaultdict(lambda: [0.0, 0.0])
        )
        for example in examples:
            self._pages[example.domain] += 1
            for word, (inside, outside) in self._shares(example).items():
                sums = shares[word][example.domain]
                sums[0] += inside
                sums[1] += outside
        self._shares_by_word = {
            word: {
                domain: (sums[0] / self._pages[domain], sums[1] / self._pages[domain])
                for domain, sums in domains.items()
            }
            for word, domains in shares.items()
            if len(domains) >= LEAST_DOMAINS
        }

    def _shares(self, example: Example) -> dict[str, list[float]]:
        """Return for each word the shares of a page's text, in the body and not, that it is around."""
        inside = [share >= 0.5 for share in example.labels]
        total = [1.0, 1.0]
        for segment, is_inside in zip(example.segments, inside, strict=True):
            total[not is_inside] += segment.length
        sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for segment, is_inside in zip(example.segments, inside, strict=True):
            for word in words_around(segment):
                sums[word][not is_inside] += segment.length / total[not is_inside]
        return sums

    def without(self, domain: str | None) -> dict[str, float]:
        weights = {}
        for word, domains in self._shares_by_word.items():
            inside = sum(sums[0] for name, sums in domains.items() if name != domain)
            outside = sum(sums[1] for name, sums in domains.items() if name != domain)
            weight = log((inside + PRIOR) / (outside + PRIOR))
            if abs(weight) >= LEAST_WEIGHT:
                weights[word] = round(max(-MOST_WEIGHT, min(MOST_WEIGHT, weight)), 2)
        return weights


def words_around(segment: Segment) -> set[str]:
    words = {f"~{word}" for word in segment.words}
    box = segment.box
    while box is not None:
        words |= box.words
        box = box.parent
    return words


@dataclass
class Table:
    """The candidates of all pages as rows."""

    features: Any
    truth: Any
    weights: Any
    pages: Any
    """Index of each row's page."""


def table_of(examples: Sequence[Example], names: Names) -> Table:
    rows, truth, weights, pages = [], [], [], []
    for number, example in enumerate(examples):
        example.pieces, example.boxes = describe_pieces(
            example.document, example.clues, names.without(example.domain)
        )
        counts = [len(WORD.findall(piece.segment.text)) for piece in example.pieces]
        gold = max(30.0, sum(share * n for share, n in zip(example.labels, counts, strict=True)))
        share = SHARES.get(example.dataset, 1.0)
        for piece, label_, count in zip(example.pieces, example.labels, counts, strict=True):
            if piece.row:
                rows.append(piece.row)
                truth.append(label_ >= 0.5)
                weights.append((min(count / gold, 0.5) + 0.002) * share)
                pages.append(number)
                piece.row = ()
                piece.probability = 0.0
    return Table(np.array(rows, dtype="f4"), np.array(truth), np.array(weights), np.array(pages))


def train(table: Table, chosen: Any) -> lightgbm.Booster:
    data = lightgbm.Dataset(
        table.features[chosen], table.truth[chosen], weight=table.weights[chosen]
    )
    return lightgbm.train(PARAMETERS, data, TREES)


def cross_validate(examples: Sequence[Example], table: Table) -> dict[str, list[dict[str, str]]]:
    """Return the body of each page as a model without its domain finds it, by data set."""
    fold_of_page = np.array([zlib.crc32(each.domain.encode()) % FOLDS for each in examples])
    folds = fold_of_page[table.pages]
    probabilities = np.zeros(len(table.truth))
    for fold in range(FOLDS):
        held_out = folds == fold
        probabilities[held_out] = train(table, ~held_out).predict(table.features[held_out])
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for number, example in enumerate(examples):
        mine = iter(probabilities[table.pages == number])
        for piece in example.pieces:
            if piece.probability is not None:
                piece.probability = float(next(mine))
        select_body(example.pieces, example.boxes, headline=example.clues.headline)
        body = "\n\n".join(piece.block.text for piece in example.pieces if piece.block)
        found[example.dataset].append({"id": example.identifier, "body": body})
    return found


def report(
    examples: Sequence[Example], found: Mapping[str, list[dict[str, str]]], scorer: Any
) -> None:
    golds = {(each.dataset, each.identifier): each.golds for each in examples}
    for dataset, rows in found.items():
        pages = [
            max(
                (scorer.body_prf(gold, row["body"]) for gold in golds[dataset, row["id"]]),
                key=lambda scores: scores[2],
            )
            for row in rows
        ]
        precisions = [page[0] for page in pages if page[0] is not None]
        precision = sum(precisions) / max(1, len(precisions))
        recall = sum(page[1] for page in pages) / len(pages)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{dataset:22} {len(pages):4} pages  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")


def stops(booster: lightgbm.Booster, table: Table) -> Iterator[tuple[int, float]]:
    """Yield numbers of trees with the sum beyond which the other trees do not turn the verdict."""
    whole = booster.predict(table.features, raw_score=True)
    for count in CHECKPOINTS:
        part = booster.predict(table.features, raw_score=True, num_iteration=count)
        yield count, round(float(np.quantile(np.abs(whole - part), ENOUGH)), 2)
    yield TREES, 0.0


def node_of(tree: Mapping[str, Any]) -> Any:
    if "leaf_value" in tree:
        return round(tree["leaf_value"], 4)
    return [
        tree["split_feature"],
        float(f"{tree['threshold']:.6g}"),
        node_of(tree["left_child"]),
        node_of(tree["right_child"]),
        round(tree["internal_value"], 4),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("datasets", type=Path, nargs="+")
    parser.add_argument("--predictions", type=Path, help="folder for the bodies found")
    parser.add_argument("--write", action="store_true", help="store the model in the package")
    options = parser.parse_args()
    spec = importlib.util.spec_from_file_location("scorer", options.scorer)
    if spec is None or spec.loader is None:
        sys.exit(f"no scorer at {options.scorer}")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    examples = load(options.datasets)
    names = Names(examples)
    table = table_of(examples, names)
    print(f"{len(examples)} pages, {len(table.truth)} pieces, {len(FEATURES)} features")
    found = cross_validate(examples, table)
    report(examples, found, scorer)
    if options.predictions:
        options.predictions.mkdir(parents=True, exist_ok=True)
        for dataset, rows in found.items():
            lines = "".join(json.dumps(row) + "\n" for row in rows)
            (options.predictions / f"{dataset}.jsonl").write_text(lines, encoding="utf-8")
    if options.write:
        booster = train(table, np.ones(len(table.truth), dtype=bool))
        model = {
            "made_by": "benchmarks/train_blocks.py",
            "features": list(FEATURES),
            "names": dict(sorted(names.without(None).items())),
            "stops": list(stops(booster, table)),
            "trees": [
                node_of(each["tree_structure"]) for each in booster.dump_model()["tree_info"]
            ],
        }
        package = Path(__file__).parent.parent / "newscrawl" / "core" / "extraction"
        text = json.dumps(model, separators=(",", ":"), ensure_ascii=False)
        (package / MODEL_FILE).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
