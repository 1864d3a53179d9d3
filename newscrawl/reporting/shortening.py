"""Texts cut to what is shown of them."""

from newscrawl.core.extraction.segments import width

SHOWN = 100
"""Columns of a line, and of a value that is shown."""


def shortened(text: str, columns: int = SHOWN) -> str:
    """Return the text, or as much of it as fits in that many columns with `…` behind it."""
    if width(text) <= columns:
        return text
    cut = text[: max(0, columns - 1)]
    while width(cut) >= columns:
        cut = cut[:-1]
    return f"{cut}…"
