"""Plots as HTML that needs no script: bars are boxes, lines are SVG; text stays text at any width."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

COLORS = 6
"""Colours for series in the style sheet; `s0` stands for all others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Values of one name along an axis; None: there is none."""

    name: str
    values: Sequence[float | None]
    color: int
    """Number of its colour, from 1; 0: that of what is put together."""


def legend(series: Iterable[tuple[str, int]]) -> str:
    """Return names with their colours."""
    items = "".join(
        f'<li><span class="key s{color}"></span>{escape(name)}</li>' for name, color in series
    )
    return f'<ul class="legend">{items}</ul>'


def stacked_columns(labels: Sequence[str], series: Sequence[Series], *, unit: str) -> str:
    """Return a column for each label, its series on top of each other."""
    totals = [sum(each.values[place] or 0 for each in series) for place in range(len(labels))]
    top = nice_top(max(totals, default=0))
    columns = []
    for place, label in enumerate(labels):
        parts = "".join(
            f'<i class="s{each.color}" style="height:{_percent(each.values[place] or 0, top)}"></i>'
            for each in reversed(series)
            if each.values[place]
        )
        told = [f"{each.name}: {each.values[place]:,.0f}" for each in series if each.values[place]]
        title = escape(
            f"{label}: {totals[place]:,.0f} {unit}" + "".join(f"\n{line}" for line in told)
        )
        columns.append(f'<b title="{title}">{parts}</b>')
    return _framed(f'<div class="columns">{"".join(columns)}</div>', labels, top)


def lines(labels: Sequence[str], series: Sequence[Series], *, unit: str) -> str:
    """Return a line for each series over evenly spaced labels."""
    values = [value for each in series for value in each.values if value is not None]
    top = nice_top(max(values, default=0))
    step = 100 / max(1, len(labels) - 1)
    drawn = []
    for each in series:
        points = [
            (place * step if len(labels) > 1 else 50.0, 100 - 100 * value / top)
            for place, value in enumerate(each.values)
            if value is not None
        ]
        path = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
        title = f"<title>{escape(each.name)}, in {unit}</title>"
        drawn.append(f'<polyline class="s{each.color}" points="{path}">{title}</polyline>')
        if points:
            x, y = points[-1]
            drawn.append(
                f'<polyline class="s{each.color} end" points="{x:.2f},{y:.2f} {x:.2f},{y:.2f}"/>'
            )
    svg = f'<svg viewBox="0 0 100 100" preserveAspectRatio="none">{"".join(drawn)}</svg>'
    return _framed(svg, labels, top)


def _framed(plot: str, labels: Sequence[str], top: float) -> str:
    """Return a plot with its axes: three values at the side, three labels below."""
    below = [labels[0], labels[len(labels) // 2], labels[-1]] if len(labels) > 2 else list(labels)
    axis = "".join(f"<span>{escape(label)}</span>" for label in below)
    side = "".join(f"<span>{number(value)}</span>" for value in (top, top / 2, 0))
    return (
        f'<div class="plot"><div class="side">{side}</div><div class="area">{plot}</div>'
        f'<div class="below">{axis}</div></div>'
    )


def bars(
    rows: Iterable[tuple[str, Mapping[int, float], str]], *, whole: float | None = None
) -> str:
    """Return horizontal bars: a name, lengths by colour, and what stands behind it.

    `whole`: the value of a full bar; None: the longest is.
    """
    kept = list(rows)
    longest = whole or max((sum(parts.values()) for _, parts, _ in kept), default=0) or 1
    drawn = []
    for name, parts, told in kept:
        boxes = "".join(
            f'<i class="s{color}" style="width:{_percent(value, longest)}"></i>'
            for color, value in parts.items()
            if value
        )
        drawn.append(
            f'<li><span class="name" title="{escape(name)}">{escape(name)}</span>'
            f'<span class="bar">{boxes}</span><span class="told">{escape(told)}</span></li>'
        )
    return f'<ul class="bars">{"".join(drawn)}</ul>'


def sparkline(values: Sequence[float]) -> str:
    """Return a small row of columns, for a table."""
    top = max(values, default=0) or 1
    boxes = "".join(f'<i style="height:{_percent(value, top)}"></i>' for value in values)
    title = ", ".join(f"{value:,.0f}" for value in values)
    return f'<span class="spark" title="{title}">{boxes}</span>'


def number(value: float) -> str:
    """Return a number for an axis: short, without needless digits."""
    if value >= 10_000:
        return f"{value / 1000:,.0f}k"
    return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:.1f}"


def nice_top(value: float) -> float:
    """Return the end of an axis: 1, 2 or 5 times a power of ten, or twice or four times such a one."""
    size = 1.0
    while size * 10 <= value:
        size *= 10
    while size > value > 0 and size > 0.01:
        size /= 10
    return next(size * step for step in (1, 2, 4, 6, 8, 10) if size * step >= value)


def _percent(value: float, whole: float) -> str:
    return f"{100 * value / whole:.2f}%"
