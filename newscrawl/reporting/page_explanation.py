"""How the record of one page was made, as lines and as a dictionary."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from newscrawl.core.html.text import fold
from newscrawl.core.reading.explaining import ExplainedPage, Verdict
from newscrawl.core.state.record import to_record
from newscrawl.items import Article, PageResult
from newscrawl.reporting.shortening import SHOWN, shortened

_MOST_REASONS = 5
_LEAST_REASONS = 3
_LEAST_SHOWN = 40
"""Columns that a value gets however long its source is."""
_INDENT = " " * 4


def page_lines(
    result: PageResult, article: Article | None, explained: ExplainedPage | None
) -> list[str]:
    """Return where each field and each piece of the body of a page came from, in 100 columns.

    `explained` is None where the page has no text that could be an article's.
    """
    lines = [
        f"{result.url or 'page'}: {result.page_type} ({result.type_evidence or 'nothing tells'})"
    ]
    if result.problem:
        lines.append(f"problem: {result.problem}")
    if article is not None:
        lines += ["", "fields:", *_field_lines(article)]
    if result.observations:
        lines += ["", "observed:"]
        lines += [f"  {name}: {seen}" for name, seen in result.observations.items()]
    if explained is not None:
        lines += ["", *_body_lines(result, explained)]
    lines += ["", *_link_lines(result)]
    return [part for line in lines for part in _wrapped(line)]


def _wrapped(line: str) -> list[str]:
    """Return a line in as many as it takes, the further ones indented."""
    indent = line[: len(line) - len(line.lstrip())] + _INDENT
    return wrap(line, SHOWN, subsequent_indent=indent, break_long_words=False) or [""]


def _fields(article: Article) -> Iterator[tuple[str, Any, Any, Mapping[str, str]]]:
    """Yield each field with a source: name, value, source, what other sources say."""
    others = article.evidence.get("others", {})
    for name, value in to_record(article).items():
        if name in article.evidence and name != "article_body":
            yield name, value, article.evidence[name], others.get(name, {})


def _field_lines(article: Article) -> Iterator[str]:
    for name, value, source, others in _fields(article):
        given = ", ".join(map(str, source)) if isinstance(source, list) else source
        head, tail = f"  {name}: ", f" <- {given}"
        room = max(_LEAST_SHOWN, SHOWN - len(head) - len(tail))
        yield head + shortened(json.dumps(value, ensure_ascii=False), room) + tail
        for other, said in others.items():
            head = f"    {other} says: "
            yield head + shortened(fold(said), SHOWN - len(head))


def _body_lines(result: PageResult, explained: ExplainedPage) -> Iterator[str]:
    asked = [verdict for verdict in explained.verdicts if verdict.is_asked]
    kept = sum(verdict.dropped is None for verdict in asked)
    yield f"body, from {explained.body_source}: {kept} pieces of text kept, {len(asked) - kept} dropped"
    yield f"  not asked about, as far from any running text: {len(explained.verdicts) - len(asked)}"
    if result.parts:
        yield f"  of the first page only; further pages joined to it: {len(result.parts)}"
    for verdict in asked:
        head = f"  {told(verdict)}: "
        yield head + shortened(fold(verdict.segment.text), SHOWN - len(head))
        yield _INDENT + _reason_line(verdict.reasons)


def told(verdict: Verdict) -> str:
    """Return what became of a piece that was asked about, with its probability and why."""
    if verdict.dropped is None:
        return f"kept    {verdict.probability:.2f} {verdict.kind}"
    return f"dropped {verdict.probability:.2f} {verdict.dropped}"


def reasons_told(reasons: Sequence[tuple[str, float]]) -> list[str]:
    """Return the weightiest features, each with what it added to the log odds."""
    return [f"{added:+.1f} {name}" for name, added in reasons[:_MOST_REASONS]]


def _reason_line(reasons: Sequence[tuple[str, float]]) -> str:
    """Return as many of the weightiest features as fit in a line."""
    parts = reasons_told(reasons)
    while len(parts) > _LEAST_REASONS and len(_INDENT + ", ".join(parts)) > SHOWN:
        parts.pop()
    return ", ".join(parts)


def _link_lines(result: PageResult) -> Iterator[str]:
    roles = Counter(str(candidate.role) for candidate in result.candidates)
    found = ", ".join(f"{count} {role}" for role, count in roles.most_common())
    yield f"links: {found or 'none'}"
    if result.dropped_links:
        dropped = ", ".join(f"{count} {why}" for why, count in sorted(result.dropped_links.items()))
        yield f"links left out: {dropped}"


def page_dict(
    result: PageResult, article: Article | None, explained: ExplainedPage | None
) -> dict[str, Any]:
    """Return the same as JSON values, with all features of each piece that was asked about."""
    return {
        "url": result.url or None,
        "page_type": result.page_type.value,
        "type_evidence": result.type_evidence,
        "problem": result.problem,
        "fields": {
            name: {"value": value, "source": source, "others": dict(others)}
            for name, value, source, others in (() if article is None else _fields(article))
        },
        "observations": result.observations,
        "body": None if explained is None else _body_dict(explained),
        "links": dict(Counter(candidate.role.value for candidate in result.candidates)),
        "dropped_links": result.dropped_links,
    }


def _body_dict(explained: ExplainedPage) -> dict[str, Any]:
    asked = [verdict for verdict in explained.verdicts if verdict.is_asked]
    return {
        "source": explained.body_source,
        "not_asked": len(explained.verdicts) - len(asked),
        "pieces": [
            {
                "text": verdict.segment.text,
                "kind": verdict.kind.value,
                "probability": round(verdict.probability or 0.0, 4),
                "dropped": verdict.dropped,
                "features": {name: round(added, 3) for name, added in verdict.reasons},
            }
            for verdict in asked
        ],
    }
