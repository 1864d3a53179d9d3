"""What was forgotten, as lines and as a dictionary."""

from collections.abc import Mapping, Sequence
from typing import Any

from newscrawl.core.state.forgetting import Forgotten
from newscrawl.reporting.summary import counted


def forgotten_lines(
    forgotten: Sequence[Forgotten], holding: Mapping[str, Mapping[str, int]]
) -> list[str]:
    """Return what a person is told: what is gone, and what is not.

    Args:
        forgotten: what was forgotten.
        holding: for each output that still has some of it, its records by the article's `id`.
    """
    lines = []
    for each in forgotten:
        lines.append(f"{each.url}: {_what(each)}; it is not fetched again")
        lines += [f"  the same text is still there: {copy}" for copy in each.copies]
    for output, records in holding.items():
        lines.append(
            f"{output}: still holds {counted(sum(records.values()), 'records')} of it; lines that were"
            " written are never edited: the same crawl with -O writes it again without them"
        )
    return lines


def _what(each: Forgotten) -> str:
    if each.article_id is not None:
        return f"article {each.article_id} forgotten, {counted(each.versions, 'versions')}"
    return "no article; forgotten" if each.known else "was not known"


def forgotten_dict(
    forgotten: Sequence[Forgotten], holding: Mapping[str, Mapping[str, int]]
) -> dict[str, Any]:
    """Return the same as JSON values."""
    return {
        "forgotten": [
            {
                "url": each.url,
                "known": each.known,
                "id": each.article_id,
                "versions": each.versions,
                "urls": list(each.addresses),
                "copies": list(each.copies),
            }
            for each in forgotten
        ],
        "outputs": {output: dict(records) for output, records in holding.items()},
    }
