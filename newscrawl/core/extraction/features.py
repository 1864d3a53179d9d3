"""What the block model is told of each piece of a page, as numbers."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import exp, log2
from string import ascii_uppercase, digits

from newscrawl.core.extraction.clues import LONGEST_COMPARED, Clues, FoldedClues
from newscrawl.core.extraction.function_words import FUNCTION_WORDS
from newscrawl.core.extraction.segments import HEADINGS, Box, Segment
from newscrawl.core.html.text import count_characters

_ENDS = frozenset('.!?…。！？।؟”"’»)')
_ASCII_STOPS, _STOPS = ".!?", ".!?…。！？।؟"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_UPPER, _DIGITS = ascii_uppercase.encode(), digits.encode()
_OWN_TAGS = ("p", "div", "li", "h1", "h2", "h3", "figcaption", "table")
_AROUND = {
    "article": 0,
    "main": 1,
    "aside": 2,
    "nav": 3,
    "footer": 4,
    "form": 5,
    "figure": 6,
    "ul": 7,
    "ol": 7,
    "table": 8,
    "section": 9,
    "blockquote": 10,
}
_BODY_PROPERTY, _OTHER_ARTICLE, _UNIT = 11, 12, 13
_NOWHERE = (0.0,) * 14
_FUNCTION_WORDS = frozenset(
    word for words in FUNCTION_WORDS.values() for word in words.split() if len(word) > 1
)
_FIRST_WORDS = 40
_FIRST_CHARACTERS = 200
_UNIT_LENGTH = 300
_FAR = 99.0
_FEW_LINKS = 6.5
_LONG = 90
"""Characters from which a piece is asked about wherever it stands."""
_REACH = 10
_REACH_OF_LINKS = 3
_NAMED_AS_TEXT = 2.5
_NAMES_COUNT = 6.0
"""Up to what the names around a box count for the choice of the core."""

_TEXT = (
    "length", "words", "word length", "ends as a sentence", "starts lower", "starts upper",
    "upper share", "digit share", "commas", "stops", "link share", "links", "strong share",
    "function words", "at sign", "year", "inline names", "images before",
    "is the headline", "headline words", "in description", "in declared body", "repeats",
    "repeats an earlier one",
)  # fmt: skip
_ENDS_SO, _FUNCTION, _REPEATS_EARLIER = map(
    _TEXT.index, ("ends as a sentence", "function words", "repeats an earlier one")
)
_PLACE = (
    "place", "running text before", "from headline", "after headline", "to running text before",
    "to running text behind", "running pieces before", "running pieces behind",
    "since heading", "level of heading", "declared as news",
)  # fmt: skip
_BOX = (
    "own names", "names of the box around", "least names around", "best names around",
    "all names around", "depth", "steps to core", "in core", "own running share",
    "alike", "share of alike", "share of style",
)  # fmt: skip
_SUMS = (
    "length",
    "link share",
    "running share",
    "mean length",
    "pieces",
    "links",
    "images",
    "fields",
)
_FLAGS = (
    "in article", "in main", "in aside", "in nav", "in footer", "in form", "in figure", "in list",
    "in table", "in section", "in quote", "in articleBody", "in another article",
    "in another unit",
)  # fmt: skip
_NEAR = ("length", "link share", "ends as a sentence", "function words", "same box")
_FARTHER = ("length", "link share")
_NEIGHBOURS = (-2, -1, 1, 2)
FEATURES = (
    *_TEXT,
    *_PLACE,
    *(f"is {tag}" for tag in _OWN_TAGS),
    *_BOX,
    *_FLAGS,
    *(f"{name} of {box}" for box in ("box", "parent", "grandparent") for name in _SUMS),
    *(
        f"{name} at {step:+d}"
        for step in _NEIGHBOURS
        for name in (_NEAR if abs(step) == 1 else _FARTHER)
    ),
)
"""The names of the features, in the order of the rows."""


class Features:
    """The features of one page's pieces."""

    def __init__(
        self,
        segments: Sequence[Segment],
        boxes: Sequence[Box],
        clues: Clues,
        names: Mapping[str, float],
    ) -> None:
        """Take a page's pieces and boxes, and the weights of the words in names of boxes."""
        self._segments = segments
        self._names = names
        self._clues = FoldedClues(clues)
        self._is_news = float(clues.is_news)
        self._of_names: dict[int, tuple[float, float, float, float, float]] = {}
        self._of_sums: dict[int, tuple[float, ...]] = {}
        self._of_box: dict[int, tuple[float, ...]] = {}
        self._around: dict[int, tuple[float, ...]] = {}
        self._running = boxes[0].running or 1
        self._running_places = [i for i, segment in enumerate(segments) if segment.is_running]
        self._headline = self._find_headline()
        self._article = self._article_of_headline()
        self._steps = {id(box): steps for steps, box in enumerate(self._core(boxes).upwards())}
        self._alike, self._styles = _count_styles(boxes)
        self._repeats = Counter(segment.text for segment in segments)

    def candidates(self) -> Iterator[int]:
        """Yield the indices of the pieces that can be the article's.

        They are long, or near running text, or in a box that is named as one of a text, and do not
        only link. On a page without any running text all others are asked about too.
        """
        for index, segment in enumerate(self._segments):
            if segment.box.is_hidden:
                continue
            if segment.length >= _LONG:
                yield index
                continue
            near = min(self._to_running(index))
            if near > _REACH_OF_LINKS and segment.linked > 0.8 * segment.length:
                continue
            if near <= _REACH or not self._running_places or self._is_named_as_text(segment.box):
                yield index

    def _is_named_as_text(self, box: Box) -> bool:
        return self._named(box)[-1] >= _NAMED_AS_TEXT

    def rows(self, indices: Iterable[int]) -> Iterator[tuple[int, list[float]]]:
        """Yield the index of each of these pieces with its row, in the order of `FEATURES`."""
        wanted = set(indices)
        texts = {index: self._text(self._segments[index]) for index in wanted}
        seen: set[str] = set()
        running = 0
        heading, level = -100, 0
        for index, segment in enumerate(self._segments):
            if index in wanted:
                row = texts[index]
                row[_REPEATS_EARLIER] = float(segment.text in seen)
                row += self._place(index, running, heading, level)
                tag = segment.box.tag
                row += [float(tag == own) for own in _OWN_TAGS]
                row += self._box(segment.box)
                for step in _NEIGHBOURS:
                    row += self._neighbour(index, step, texts)
                yield index, row
            seen.add(segment.text)
            if segment.is_running:
                running += segment.length
            if segment.box.tag in HEADINGS:
                heading, level = index, int(segment.box.tag[1])

    def _text(self, segment: Segment) -> list[float]:
        text, length = segment.text, segment.length
        words = text.lower().split()
        characters = len(text)
        start = text[:_FIRST_CHARACTERS]
        some = len(start)
        digits_in_start = count_characters(start, _DIGITS, str.isdigit)
        first = text[0]
        return [
            log2(1 + length),
            float(min(len(words), 100)),
            characters / len(words),
            float(text[-1] in _ENDS),
            float(first.islower()),
            float(first.isupper()),
            count_characters(start, _UPPER, str.isupper) / some,
            digits_in_start / some,
            text.count(",") / characters,
            sum(map(text.count, _ASCII_STOPS if text.isascii() else _STOPS)) / characters,
            segment.linked / length,
            float(segment.links),
            segment.strong / length,
            _share_of_function_words(words),
            float("@" in text),
            float(digits_in_start > 0 and _YEAR.search(start) is not None),
            sum(self._names.get("~" + word, 0.0) for word in segment.words),
            float(min(segment.images, 5)),
            *self._clues.compare(text if characters < LONGEST_COMPARED else start, characters),
            float(min(self._repeats[text], 5)),
            0.0,
        ]

    def _place(self, index: int, running: int, heading: int, level: int) -> tuple[float, ...]:
        before, behind = self._to_running(index)
        rank = bisect_right(self._running_places, index - 1)
        since = index - self._headline
        return (
            index / len(self._segments),
            running / self._running,
            float(max(-50, min(200, since))) if self._headline >= 0 else 0.0,
            (1.0 if since > 0 else -1.0) if self._headline >= 0 else 0.0,
            before,
            behind,
            float(rank),
            float(len(self._running_places) - rank),
            float(min(index - heading, 50)),
            float(level),
            self._is_news,
        )

    def _to_running(self, index: int) -> tuple[float, float]:
        """Return how many pieces it is to running text before and behind; itself is behind."""
        places = self._running_places
        rank = bisect_right(places, index - 1)
        before = float(index - places[rank - 1]) if rank else _FAR
        behind = float(places[rank] - index) if rank < len(places) else _FAR
        return min(before, _FAR), min(behind, _FAR)

    def _neighbour(self, index: int, step: int, texts: Mapping[int, list[float]]) -> list[float]:
        is_near = abs(step) == 1
        if not 0 <= index + step < len(self._segments):
            return [-1.0] * len(_NEAR if is_near else _FARTHER)
        segment = self._segments[index + step]
        shown = [log2(1 + segment.length), segment.linked / segment.length]
        if not is_near:
            return shown
        box, own = segment.box, self._segments[index].box
        same = 2.0 if box is own else float(box.parent is own.parent)
        if (text := texts.get(index + step)) is not None:
            return [*shown, text[_ENDS_SO], text[_FUNCTION], same]
        function = _share_of_function_words(segment.text.lower().split())
        return [*shown, float(segment.text[-1] in _ENDS), function, same]

    def _box(self, box: Box) -> tuple[float, ...]:
        found = self._of_box.get(id(box))
        if found is None:
            found = self._of_box[id(box)] = (
                *self._named(box),
                float(box.depth),
                *self._distance(box),
                box.own_running / self._running,
                *self._alikeness(box),
                *self._flags(box),
                *self._sums(box),
            )
        return found

    def _named(self, box: Box) -> tuple[float, float, float, float, float]:
        """Return the weight of a box's names, of the one around it, least, best and all around."""
        found = self._of_names.get(id(box))
        if found is None:
            own = sum(self._names.get(word, 0.0) for word in box.words)
            if box.parent is None:
                found = own, 0.0, own, own, own
            else:
                above, _, least, best, total = self._named(box.parent)
                found = own, above, min(own, least), max(own, best), own + total
            self._of_names[id(box)] = found
        return found

    def _distance(self, box: Box) -> tuple[float, float]:
        steps = next((self._steps[id(up)] for up in box.upwards() if id(up) in self._steps), 99)
        return float(steps), float(self._steps.get(id(box.parent)) == 0)

    def _alikeness(self, box: Box) -> tuple[float, float, float]:
        if box.parent is None:
            return 0.0, 0.0, 0.0
        count, length = self._alike[_alike(box)]
        return (
            float(min(count, 30)),
            length / (box.parent.length or 1),
            self._styles[box.style] / self._running,
        )

    def _flags(self, box: Box) -> tuple[float, ...]:
        found = self._around.get(id(box))
        if found is not None:
            return found
        flags = list(self._flags(box.parent) if box.parent is not None else _NOWHERE)
        if (place := _AROUND.get(box.tag)) is not None:
            flags[place] = 1.0
        if box.element.get("itemprop") == "articleBody":
            flags[_BODY_PROPERTY] = 1.0
        if box.tag == "article" and self._article is not None:
            flags[_OTHER_ARTICLE] = float(box is not self._article)
        flags[_UNIT] = max(flags[_UNIT], self._unit(box))
        self._around[id(box)] = found = tuple(flags)
        return found

    def _unit(self, box: Box) -> float:
        """Return 1 where a box is one of several alike with much text, and not the headline's."""
        if box.parent is None or box.running < _UNIT_LENGTH or box.end - box.start < 3:
            return 0.0
        return float(self._alike[_alike(box)][0] > 1 and not box.start <= self._headline < box.end)

    def _sums(self, box: Box) -> tuple[float, ...]:
        """Return the sums of a box and of the two around it."""
        parent = box.parent or box
        return (*self._own(box), *self._own(parent), *self._own(parent.parent or parent))

    def _own(self, box: Box) -> tuple[float, ...]:
        found = self._of_sums.get(id(box))
        if found is None:
            length, pieces = box.length or 1, box.end - box.start or 1
            found = self._of_sums[id(box)] = (
                log2(1 + box.length),
                box.linked / length,
                box.running / self._running,
                log2(1 + length / pieces),
                log2(1 + pieces),
                box.links / pieces,
                float(min(box.images, 20)),
                float(min(box.fields, 10)),
            )
        return found

    def _core(self, boxes: Sequence[Box]) -> Box:
        """Return the box with most running text of its own, those named as bodies preferred."""

        def weight(box: Box) -> float:
            names = max(-_NAMES_COUNT, min(_NAMES_COUNT, self._named(box)[-1]))
            above = box.end <= self._headline
            return float(box.own_running**0.8 * exp(0.4 * names) * (0.5 if above else 1.0))

        return max((box for box in boxes if box.own_running), key=weight, default=boxes[0])

    def _find_headline(self) -> int:
        """Return the index of the headline, or of the first h1, or -1."""
        first = -1
        for index, segment in enumerate(self._segments):
            tag = segment.box.tag
            if tag == "h1" or (tag in ("h2", "h3", "div") and segment.length < 300):
                if self._clues.is_headline(segment.text):
                    return index
                if tag == "h1" and first < 0:
                    first = index
        return first

    def _article_of_headline(self) -> Box | None:
        if self._headline < 0:
            return None
        around = self._segments[self._headline].box.upwards()
        return next((box for box in around if box.tag == "article"), None)


def _share_of_function_words(words: Sequence[str]) -> float:
    """Return the share of the first words of a text, in lower case, that hold a sentence together."""
    first = words[:_FIRST_WORDS]
    return sum(map(_FUNCTION_WORDS.__contains__, first)) / len(first)


def _alike(box: Box) -> tuple[int, str, str]:
    return id(box.parent), box.tag, box.classes


def _count_styles(
    boxes: Sequence[Box],
) -> tuple[dict[tuple[int, str, str], list[int]], Counter[tuple[str, str, str]]]:
    """Return number and length of the children alike of each box, and running text by style."""
    alike: dict[tuple[int, str, str], list[int]] = {}
    styles: Counter[tuple[str, str, str]] = Counter()
    for box in boxes:
        if box.parent is not None and box.length:
            sums = alike.setdefault(_alike(box), [0, 0])
            sums[0] += 1
            sums[1] += box.length
            styles[box.style] += box.own_running
    return alike, styles
