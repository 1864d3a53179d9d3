"""How likely it is that a link leads to an article, from its address and its text alone."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from math import exp

from newscrawl.core.discovery import vocabulary as words
from newscrawl.core.discovery.shapes import UrlShape, has_date, slug_words

WEIGHTS_FILE = "article_weights.json"

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_IDENTIFIER = re.compile(
    r"(?:^|[^0-9])(\d{5,})(?:$|[^0-9])|[0-9a-f]{8}-[0-9a-f]{4}-|^[0-9a-f]{12,}$"
)
_COUNT = re.compile(r"^\d+\s?[^\W\d]*$")
_SENTENCE_MARK = re.compile(r"[?!:;,’‘“”\"]|\d")


@lru_cache(maxsize=4096)
def article_likelihood(shape: UrlShape, anchor: str | None) -> float:
    """Return a number from 0 to 1; without an anchor the address alone decides."""
    weights = _weights()
    odds = sum(weights.get(name, 0.0) for name in link_features(shape, anchor))
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def link_reasons(shape: UrlShape, anchor: str | None) -> dict[str, float]:
    """Return what each feature that a link has adds to the log-odds of an article, the strongest first."""
    weights = _weights()
    reasons = {name: weights.get(name, 0.0) for name in link_features(shape, anchor)}
    return dict(sorted(reasons.items(), key=lambda item: -abs(item[1])))


def link_features(shape: UrlShape, anchor: str | None) -> Iterator[str]:
    """Yield the names of the features that a link has; each counts once."""
    yield "always"
    yield from _path_features(shape)
    yield from _slug_features(shape)
    if anchor is None:
        return
    text = " ".join(anchor.split())
    if _says_nothing(text):
        yield "anchor says nothing"
        return
    yield from _anchor_features(text)
    yield from _agreement_features(shape, text)


def _path_features(shape: UrlShape) -> Iterator[str]:
    segments = shape.segments
    yield f"depth {min(len(segments), 6)}"
    if has_date(segments):
        yield "date in path"
    if shape.suffix in {"html", "htm", "php", "aspx", "shtml", "ece", "asp", "jsp"}:
        yield "page suffix"
    if shape.parameters:
        yield "parameters"
    label = shape.host.partition(".")[0]
    if shape.host.count(".") > 1 and label not in {"www", "m", "news", "amp", "en"}:
        yield "subdomain"
    before, kinds = segments[:-1], _SEGMENT_KINDS
    seen = {kind for kind, known in kinds if not known.isdisjoint(before)}
    yield from (f"{kind} before" for kind in seen)
    yield from (f"{kind} last" for kind, known in kinds if shape.last in known)
    parts = {part for segment in segments for part in slug_words(segment)}
    if len(segments) <= 2 and parts & words.SERVICE_WORDS:
        yield "service word"
    if segments and segments[0] in words.ODD_SEGMENTS:
        yield "odd first"


_SEGMENT_KINDS = (
    ("section", words.SECTION_SEGMENTS),
    ("tag", words.TAG_SEGMENTS),
    ("author", words.AUTHOR_SEGMENTS),
    ("article", words.ARTICLE_SEGMENTS),
    ("service", words.SERVICE_SEGMENTS),
    ("account", words.ACCOUNT_SEGMENTS),
    ("odd", words.ODD_SEGMENTS),
    ("sponsored", words.SPONSORED_SEGMENTS),
)


def _slug_features(shape: UrlShape) -> Iterator[str]:
    # The longest of the last two stands for the slug: on many sites an id follows it.
    slug = max(shape.segments[-2:], key=len, default="")
    parts = slug_words(slug)
    count = sum(1 for part in parts if not part.isdigit())
    if _CJK.search(slug):
        count = max(count, len(slug) // 3)
    yield f"slug words {_bucket(count, (0, 1, 2, 3, 4, 6, 8))}"
    yield f"slug length {_bucket(len(slug), (0, 8, 16, 24, 40, 60))}"
    if not {"bio", "staff"}.isdisjoint(parts) and count <= 6:
        yield "slug of a person"
    if any(_IDENTIFIER.search(segment) for segment in shape.segments[-2:]):
        yield "identifier"
    if shape.last.isdigit():
        yield "number last"


def _anchor_features(text: str) -> Iterator[str]:
    count = _word_count(text)
    yield f"anchor words {_bucket(count, (0, 1, 2, 3, 4, 5, 7, 10))}"
    yield f"anchor length {_bucket(len(text), (0, 8, 16, 24, 40, 60))}"
    if _SENTENCE_MARK.search(text):
        yield "anchor marks"
    spelled = [word for word in text.split() if word[:1].isalpha()]
    if len(spelled) >= 3 and sum(word[0].islower() for word in spelled) * 3 >= len(spelled):
        yield "anchor lower case"
    spoken = slug_words(text.lower())
    if not words.SERVICE_WORDS.isdisjoint(spoken):
        yield "anchor service"
    if spoken and (spoken[0] in words.ACTION_WORDS or "sponsored" in spoken):
        yield "anchor action"
    if text.endswith(("...", "…")):
        yield "anchor cut"


def _agreement_features(shape: UrlShape, anchor: str) -> Iterator[str]:
    # A slug is mostly made of its headline, and a section's of its name.
    slug = {
        part for part in slug_words(max(shape.segments[-2:], key=len, default="")) if len(part) > 2
    }
    said = {part for part in slug_words(anchor.lower()) if len(part) > 2}
    if not slug or not said:
        yield "agreement unknown"
        return
    common = len(slug & said)
    if common >= 3:
        yield "agreement many"
    elif common and common == len(said):
        yield "agreement of a short text"
    elif not common:
        yield "agreement none"


def _says_nothing(text: str) -> bool:
    """Return whether the text would do for any link: "Read more", "12 comments", a picture."""
    return (
        not slug_words(text)
        or text.lower().rstrip(" .…»›>→!") in words.SERVICE_TEXTS
        or bool(_COUNT.match(text))
    )


def _word_count(text: str) -> int:
    return len(text.split()) + len(_CJK.findall(text)) // 3


def _bucket(number: int, limits: tuple[int, ...]) -> int:
    """Return the largest limit that the number reaches."""
    return limits[max(0, bisect_right(limits, number) - 1)]


@cache
def _weights() -> Mapping[str, float]:
    """Read the weights that `benchmarks/train_links.py` writes."""
    text = (files("newscrawl.core.discovery") / WEIGHTS_FILE).read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights
