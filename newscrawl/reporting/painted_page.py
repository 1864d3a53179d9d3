"""A copy of a page on which each piece of text has the colour of what became of it."""

import html
from collections.abc import Iterable

from lxml.html import HtmlElement

from newscrawl.core.extraction.segments import INLINE, PASSED_OVER, PICTURES, find_page
from newscrawl.core.html.text import fold
from newscrawl.core.reading.explaining import ExplainedPage, Verdict
from newscrawl.reporting.page_explanation import reasons_told, told

_SHOWN_AS = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "table", "tr", "td", "th", "blockquote", "pre"}
    | {"a", "b", "strong", "em", "i", "figcaption"}
)
"""Elements that look like themselves in the copy; their names are classes in it."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """\
body{font:16px/1.5 sans-serif;max-width:52em;margin:0 auto;padding:0 1em;color:#222}
.h1,.h2,.h3,.h4,.h5,.h6{font-weight:bold;margin:.7em 0}.h1{font-size:1.8em}.h2{font-size:1.4em}
.p,.blockquote,.table,.pre{margin:.7em 0}.blockquote{margin-left:2em}.pre{white-space:pre-wrap}
.li{display:list-item;margin-left:1.6em}.figcaption{font-size:.9em}
.table{display:table}.tr{display:table-row}.td,.th{display:table-cell;padding:.1em .5em}
.a{text-decoration:underline}.b,.strong,.th{font-weight:bold}.em,.i{font-style:italic}
.picture{color:#777;border:1px dashed #aaa;padding:0 .3em;font-size:.8em}
.kept{background:#c9efc9}.dropped{background:#f9cfcf}.unasked{background:#e6e6e6;color:#666}
.legend{position:sticky;top:0;background:#fff;border-bottom:1px solid #999;padding:.5em 0;font-size:.9em}
.legend span{padding:.1em .4em;margin-right:.6em}"""


def paint_page(explained: ExplainedPage) -> str:
    """Return an HTML page that loads nothing: the page's text with colours, and why on hovering.

    Of the page's markup only the outline is kept: no scripts, styles, addresses or other attributes,
    so what its styles would hide is to be seen.
    """
    painter = _Painter(explained)
    painter.paint(find_page(explained.document.root))
    body = "".join(painter.parts)
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>newscrawl: what became of a page's text</title>"
        f"<style>\n{_STYLE}\n</style></head>\n<body>"
        f"{_legend(explained.verdicts)}\n{body}\n</body></html>\n"
    )


def _legend(verdicts: Iterable[Verdict]) -> str:
    counts = dict.fromkeys(("kept", "dropped", "unasked"), 0)
    for verdict in verdicts:
        counts[_colour(verdict)] += 1
    return (
        f'<div class="legend"><span class="kept">kept: {counts["kept"]}</span>'
        f'<span class="dropped">dropped: {counts["dropped"]}</span>'
        f'<span class="unasked">not asked about, as far from any running text:'
        f" {counts['unasked']}</span>Point at a piece to see why.</div>"
    )


def _colour(verdict: Verdict) -> str:
    if not verdict.is_asked:
        return "unasked"
    return "kept" if verdict.dropped is None else "dropped"


def _attributes(verdict: Verdict, *, name: str = "") -> str:
    """Return the attributes that give an element a piece's colour and reasons."""
    classes = f"{name} {_colour(verdict)}".strip()
    if not verdict.is_asked:
        return f' class="{classes}"'
    title = html.escape("\n".join((fold(told(verdict)), *reasons_told(verdict.reasons))))
    return f' class="{classes}" title="{title}"'


class _Pieces:
    """The pieces of one box that has several, given out to its texts in their order.

    A piece is made of whole texts, so as many letters as it has are its own.
    """

    def __init__(self, verdicts: Iterable[Verdict]) -> None:
        self._verdicts = iter(verdicts)
        self._rest = 0
        self._verdict: Verdict | None = None

    def of_text(self, letters: int) -> Verdict | None:
        """Return the piece that a text with so many letters belongs to; None where all are used up."""
        if self._rest <= 0:
            self._verdict = next(self._verdicts, None)
            self._rest = 0 if self._verdict is None else _letters(self._verdict.segment.text)
        self._rest -= letters
        return self._verdict


def _letters(text: str) -> int:
    return sum(map(len, fold(text).split()))


class _Painter:
    """Writes the copy of one page; recursion is safe, as pages are bounded in depth."""

    def __init__(self, explained: ExplainedPage) -> None:
        self.parts: list[str] = []
        self._owned: dict[HtmlElement, list[Verdict]] = {}
        self._boxes: set[HtmlElement] = set()
        for verdict in explained.verdicts:
            box = verdict.segment.box
            self._owned.setdefault(box.element, []).append(verdict)
            self._boxes.update(around.element for around in box.upwards())

    def paint(self, element: HtmlElement, pieces: _Pieces | None = None) -> None:
        """Write the copy of an element; `pieces` are those of the box around it that has several."""
        tag = element.tag
        if tag in PICTURES:
            alt = html.escape(fold(element.get("alt")))
            self.parts.append(f'<span class="picture">picture {alt}</span>')
        elif tag == "br":
            self.parts.append("<br>")
        elif isinstance(tag, str) and (tag not in PASSED_OVER or element in self._boxes):
            self._paint_whole(element, tag, pieces)

    def _paint_whole(self, element: HtmlElement, tag: str, pieces: _Pieces | None) -> None:
        name = tag if tag in _SHOWN_AS else ""
        attributes = f' class="{name}"' if name else ""
        owned = self._owned.get(element)
        if owned is not None:
            box = owned[0].segment.box
            pieces = None
            if box.end - box.start == 1:
                attributes = _attributes(owned[0], name=name)
            else:
                pieces = _Pieces(owned)
        # Parsers leave these two within each other as they are written, whatever the page does.
        written = "span" if tag in INLINE else "div"
        self.parts.append(f"<{written}{attributes}>")
        self._paint_text(element.text, pieces)
        for child in element:
            self.paint(child, pieces)
            self._paint_text(child.tail, pieces)
        self.parts.append(f"</{written}>")

    def _paint_text(self, text: str | None, pieces: _Pieces | None) -> None:
        if not text:
            return
        escaped = html.escape(text)
        letters = _letters(text)
        verdict = pieces.of_text(letters) if pieces is not None and letters else None
        self.parts.append(
            escaped if verdict is None else f"<span{_attributes(verdict)}>{escaped}</span>"
        )
