"""Copies and what only looks like copies, made by rule of real texts in many languages, and told apart.

    python benchmarks/dedup_languages.py DATASET_DIR...

DATASET_DIR holds gold.jsonl with language and body, as the extraction scorers take it. Of each language with
enough text 20 copies are made (light edits, cut, extended, below other furniture and headline) and 20 other
pairs: briefs after one template, roundups, stories with one background. Prints figures by language.
"""

import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from newscrawl.core.dedup.matching import Known, find_match
from newscrawl.core.dedup.signature import sign
from newscrawl.core.dedup.site_shingles import SiteShingles
from newscrawl.core.dedup.tokens import tokens_of

PAIRS = 20
"""Pairs of each answer and language."""
LEAST_STORIES = 8
_STORY = 500
"""Characters from which a stretch of a text stands for a story; of scripts that use few, a third."""
_FACTS = 5
"""Numbers and names that two briefs after one template must not share."""
_TRIES = 50
_DENSE = frozenset({"ja", "zh", "th"})
_SENTENCE = re.compile(r"(?<=[.!?。！？।])\s*")

Story = list[str]
Pair = tuple[tuple[str, str], tuple[str, str]]


def stories_of(directories: list[Path]) -> dict[str, list[Story]]:
    """Cut the bodies of each language into stretches of sentences."""
    found: dict[str, list[Story]] = defaultdict(list)
    for directory in directories:
        lines = (directory / "gold.jsonl").read_text(encoding="utf-8").split("\n")
        for row in map(json.loads, filter(None, lines)):
            language = (row.get("language") or "").split("-")[0]
            if language:
                found[language] += _stretches(row.get("body") or "", language)
    found = {name: _distinct(stories) for name, stories in found.items()}
    return {name: stories for name, stories in found.items() if len(stories) >= LEAST_STORIES}


def _distinct(stories: list[Story]) -> list[Story]:
    """Leave out stories that another one has a sentence of: the datasets have some pages twice."""
    seen: set[str] = set()
    kept = []
    for story in stories:
        if seen.isdisjoint(story):
            kept.append(story)
        seen.update(story)
    return kept


def _stretches(body: str, language: str) -> Iterator[Story]:
    least = _STORY // 3 if language in _DENSE else _STORY
    story: Story = []
    for sentence in filter(None, map(str.strip, _SENTENCE.split(body))):
        story.append(sentence)
        if sum(map(len, story)) >= least and len(story) >= 4:
            yield story
            story = []


class Maker:
    """Makes pairs of the stories of one language."""

    def __init__(self, stories: list[Story], rng: random.Random) -> None:
        self._stories = stories
        self._rng = rng
        self._words = [token for story in stories for token in tokens_of(" ".join(story))]

    def copies(self) -> list[Callable[[], Pair]]:
        return [self.light, self.cut, self.extended, self.dressed]

    def others(self) -> list[Callable[[], Pair]]:
        return [self.template, self.roundup, self.background]

    def light(self) -> Pair:
        story = self._pick()
        edited = [self._edited(sentence, 0.06) for sentence in story]
        return self._pair(story, edited)

    def cut(self) -> Pair:
        story = self._pick()
        return self._pair(story, story[: max(2, len(story) * 2 // 3)])

    def extended(self) -> Pair:
        story, other = self._two()
        return self._pair(story, [*story, *other[:3]])

    def dressed(self) -> Pair:
        story, other = self._two()
        return (story[0], _text(story)), (self._headline(), _text([other[0], *story, other[-1]]))

    def template(self) -> Pair:
        for _ in range(_TRIES):
            brief = self._pick()[:3]
            other = [self._other_facts(sentence) for sentence in brief]
            if len({*tokens_of(_text(brief))} - {*tokens_of(_text(other))}) >= _FACTS:
                break
        return self._pair(brief, other)

    def roundup(self) -> Pair:
        picked = self._rng.sample(self._stories, 5)
        brief = [each for story in picked for each in story[: max(1, len(story) // 4)]]
        return (picked[2][0], _text(picked[2])), (self._headline(), _text(brief))

    def background(self) -> Pair:
        story, other = self._two()
        return self._pair(story, [*other, *story[-1:]])

    def _headline(self) -> str:
        return " ".join(self._rng.sample(self._words, 6))

    def _pick(self) -> Story:
        return self._rng.choice(self._stories)

    def _two(self) -> tuple[Story, Story]:
        one, other = self._rng.sample(self._stories, 2)
        return one, other

    def _pair(self, one: Story, other: Story) -> Pair:
        return (one[0], _text(one)), (other[0], _text(other))

    def _edited(self, sentence: str, rate: float) -> str:
        words = sentence.split(" ") if " " in sentence else list(sentence)
        kept = [word for word in words if self._rng.random() > rate]
        return (" " if " " in sentence else "").join(kept)

    def _other_facts(self, sentence: str) -> str:
        """Return a sentence with other numbers, names and, where a script marks no names, words."""

        def number(found: re.Match[str]) -> str:
            return str(self._rng.randint(1, 10 ** len(found[0])))

        def name(found: re.Match[str]) -> str:
            return self._rng.choice(self._words).capitalize()

        changed = re.sub(r"\d+", number, sentence)
        if changed.lower() != changed.upper():
            return re.sub(r"(?<=\s)[^\W\d_a-zà-ÿа-я]\w+", name, changed)
        words = changed.split(" ") if " " in changed else re.findall(r".{1,3}", changed)
        for place in range(2, len(words), 5):
            words[place] = self._rng.choice(self._words)
        return (" " if " " in changed else "").join(words)


def _text(story: Story) -> str:
    return "\n\n".join(story)


def is_joined(pair: Pair) -> bool:
    first, second = (sign(headline, body) for headline, body in pair)
    known = [Known(cluster="first", signature=first)]
    return find_match(second, known, SiteShingles()) is not None


def main(directories: list[Path]) -> None:
    worst = 1.0
    print(f"{'language':10}{'stories':>8}{'precision':>11}{'recall':>8}{'F1':>7}  wrong by kind")
    for language, stories in sorted(stories_of(directories).items()):
        maker = Maker(stories, random.Random(language))
        hit = claimed = 0
        wrong: defaultdict[str, int] = defaultdict(int)
        for makers, truth in ((maker.copies(), True), (maker.others(), False)):
            for number in range(PAIRS):
                make = makers[number % len(makers)]
                said = is_joined(make())
                hit, claimed = hit + (said and truth), claimed + said
                wrong[make.__name__] += said is not truth
        precision, recall = hit / max(1, claimed), hit / PAIRS
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        worst = min(worst, f1)
        told = ", ".join(f"{kind} {count}" for kind, count in wrong.items() if count)
        print(f"{language:10}{len(stories):8}{precision:11.3f}{recall:8.3f}{f1:7.3f}  {told}")
    print(f"worst F1 {worst:.3f}")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
