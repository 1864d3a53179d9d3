"""Articles that were found by their words, for a person and as JSON."""

from dataclasses import asdict
from typing import Any

from newscrawl.core.state.search import Hit


def hit_lines(hit: Hit) -> list[str]:
    """Return a hit in a few lines: date, site and headline, a piece of the text, the address."""
    date = (hit.date_published or "undated")[:10]
    copy = " (copy)" if hit.duplicate_of else ""
    headline = hit.headline or "without a headline"
    return [f"{date}  {hit.site}  {headline}{copy}", f"    {hit.snippet}", f"    {hit.url}"]


def hit_dict(hit: Hit) -> dict[str, Any]:
    """Return the same under the names of a record, with `snippet`."""
    return asdict(hit)
