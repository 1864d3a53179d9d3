"""How a site's articles were found, and how many were missed, as lines and as dictionaries."""

from collections.abc import Mapping
from typing import Any

from newscrawl.core.frontier.coverage import channels_of
from newscrawl.core.state.coverage import Coverage

_SITES = 5
"""Sites that are named; `--json` has them all."""
_SECTIONS = 3
"""Section pages that are named."""


def coverage_lines(coverage: Mapping[str, Coverage]) -> list[str]:
    """Return what a person is told of each site, with the most articles first."""
    order = sorted(coverage.items(), key=lambda pair: -pair[1].articles)
    lines = []
    for site, each in order[:_SITES]:
        if each.articles:
            lines.append(_found_line(site, each))
        if each.sections_without:
            lines.append(_without_line(site, each.sections_without))
    if len(order) > _SITES:
        lines.append(f"and {len(order) - _SITES:,} more sites; --json has them")
    return lines


def _found_line(site: str, coverage: Coverage) -> str:
    told = [f"{count:,} by {name}" for name, count in coverage.by_channel.items() if count]
    line = f"{site}: {coverage.articles:,} articles, named {', '.join(told) or 'by seeds only'}"
    missed = coverage.missed
    if missed is None:
        return line
    number = (
        f"{missed.low:,} to {missed.high:,}" if missed.high > missed.low else f"{missed.high:,}"
    )
    return f"{line}; missed: {number}, if these kinds of links name articles independently"


def _without_line(site: str, sections: tuple[str, ...]) -> str:
    rest = len(sections) - _SECTIONS
    more = f" and {rest:,} more" if rest > 0 else ""
    return f"{site}: no article on {', '.join(sections[:_SECTIONS])}{more}"


def coverage_dict(coverage: Mapping[str, Coverage]) -> dict[str, Any]:
    """Return the figures of `coverage_lines` under fixed names, as JSON values."""
    return {
        site: {
            "articles": each.articles,
            "by_channel": each.by_channel,
            "by_channels": [
                {"channels": list(channels_of(bits)), "articles": count}
                for bits, count in sorted(each.named.items())
            ],
            "missed": None if each.missed is None else [each.missed.low, each.missed.high],
            "sections_without_articles": list(each.sections_without),
        }
        for site, each in coverage.items()
    }
