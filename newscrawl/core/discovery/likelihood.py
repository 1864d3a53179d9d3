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
_IDENTIFIER = re.compile(r"\d{5,}|[0-9a-f]{8}-[0-9a-f]{4}-|^[0-9a-f]{12,}$")
_COUNT = re.compile(r"^\d+\s?[^\W\d]*$")
_SENTENCE_MARK = re.compile(r"[?!:;,’‘“”\"]|\d")


@lru_cache(maxsize=4096)
def article_likelihood(shape: UrlShape, anchor: str | None) -> float:
    """Return a number from 0 to 1; without an anchor the address alone decides."""
    weights = _weights()
    odds = sum(weights[name] for name in link_features(shape, anchor) if name in weights)
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def link_reasons(shape: UrlShape, anchor: str | None) -> dict[str, float]:
    """Return what each feature that a link has adds to the log-odds of an article, the strongest first."""
    weights = _weights()
    reasons = {name: weights.get(name, 0.0) for name in link_features(shape, anchor)}
    return dict(sorted(reasons.items(), key=lambda item: -abs(item[1])))


def link_features(shape: UrlShape, anchor: str | None) -> list[str]:
    """Return the names of the features that a link has; each counts once."""
    found = ["always", *_directory_features(shape.host, shape.segments[:-1])]
    found += _end_features(shape)
    found += _slug_features(shape)
    if anchor is None:
        return found
    text = " ".join(anchor.split())
    if _says_nothing(text):
        return [*found, "anchor says nothing"]
    return [*found, *_anchor_features(text), *_agreement_features(shape, text)]


# Sitemaps and menus name many pages of one directory.
@lru_cache(maxsize=4096)
def _directory_features(host: str, directory: tuple[str, ...]) -> tuple[str, ...]:
    """Return the features of host and path without its last segment."""
    found = {f"{kind} before" for segment in directory for kind in _kinds().get(segment, ())}
    label = host.partition(".")[0]
    if host.count(".") > 1 and label not in {"www", "m", "news", "amp", "en"}:
        found.add("subdomain")
    return tuple(found)


def _end_features(shape: UrlShape) -> Iterator[str]:
    """Yield the features of the path's end, and of the whole path."""
    segments, last = shape.segments, shape.last
    yield f"depth {min(len(segments), 6)}"
    if has_date(segments):
        yield "date in path"
    if shape.suffix in _PAGE_SUFFIXES:
        yield "page suffix"
    if shape.parameters:
        yield "parameters"
    yield from (f"{kind} last" for kind in _kinds().get(last, ()))
    if len(segments) <= 2 and not all(
        words.SERVICE_WORDS.isdisjoint(slug_words(segment)) for segment in segments
    ):
        yield "service word"
    if segments and segments[0] in words.ODD_SEGMENTS:
        yield "odd first"


_PAGE_SUFFIXES = frozenset({"html", "htm", "php", "aspx", "shtml", "ece", "asp", "jsp"})
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


@cache
def _kinds() -> Mapping[str, tuple[str, ...]]:
    """Return the kinds of each segment that has some."""
    kinds: dict[str, tuple[str, ...]] = {}
    for kind, known in _SEGMENT_KINDS:
        for segment in known:
            kinds[segment] = (*kinds.get(segment, ()), kind)
    return kinds


def _slug_features(shape: UrlShape) -> Iterator[str]:
    end = shape.segments[-2:]
    # The longest of the last two stands for the slug: on many sites an id follows it.
    slug = max(end, key=len, default="")
    parts = slug_words(slug)
    count = len(parts) - sum(map(str.isdigit, parts))
    if not slug.isascii() and _CJK.search(slug):
        count = max(count, len(slug) // 3)
    yield f"slug words {_bucket(count, (0, 1, 2, 3, 4, 6, 8))}"
    yield f"slug length {_bucket(len(slug), (0, 8, 16, 24, 40, 60))}"
    if count <= 6 and ("bio" in parts or "staff" in parts):
        yield "slug of a person"
    if any(map(_IDENTIFIER.search, end)):
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
    count = len(text.split())
    return count if text.isascii() else count + len(_CJK.findall(text)) // 3


def _bucket(number: int, limits: tuple[int, ...]) -> int:
    """Return the largest limit that the number reaches."""
    return limits[max(0, bisect_right(limits, number) - 1)]


@cache
def _weights() -> Mapping[str, float]:
    """Read the weights that `benchmarks/train_links.py` writes."""
    text = (files("newscrawl.core.discovery") / WEIGHTS_FILE).read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights
