"""A page cut into the pieces of text that a reader sees as units, each with the boxes around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from newscrawl.core.html.names import words_of
from newscrawl.core.html.text import fold, is_out_of_sight

PASSED_OVER = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "object", "select", "textarea"}
    | {"audio", "video", "canvas", "map", "button", "dialog", "title", "meta", "link"}
)
"""Elements whose text is not read, but where they hold the page as they were never closed."""
_FIELDS = frozenset({"button", "select", "textarea"})
INLINE = frozenset(
    {"a", "span", "b", "strong", "em", "i", "u", "small", "big", "sup", "sub", "abbr", "acronym"}
    | {"time", "mark", "cite", "q", "code", "font", "label", "s", "strike", "del", "ins", "bdi"}
    | {"bdo", "wbr", "tt", "kbd", "samp", "var", "dfn", "data", "ruby", "rb", "rt", "rp", "nobr"}
    | {"img", "picture", "source", "input", "amp-img"}
)
"""Elements that part no text."""
SUBHEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
HEADINGS = SUBHEADINGS | {"h1"}
PICTURES = frozenset({"img", "amp-img"})
_STRONG = frozenset({"b", "strong"})
_NO_WORDS: frozenset[str] = frozenset()
_WIDE = re.compile(r"[\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")
_RUNNING = 80
"""Characters from which a piece with few links is running text."""
_FAR_MORE = 4
"""Times the text in sight that hidden text must have, to be what a script will show."""
_LEAST_CELLS = 4
_LONGEST_CELL = 200


@dataclass(slots=True, eq=False)
class Box:
    """A block element; `start` and `end` are the indices of the pieces in it."""

    element: HtmlElement
    tag: str
    classes: str
    parent: "Box | None"
    depth: int
    is_hidden: bool
    """Whether it, or one around it, is hidden where it stands."""
    start: int = 0
    end: int = 0
    length: int = 0
    """Characters of the pieces in it."""
    linked: int = 0
    """Characters of them that stand in links."""
    running: int = 0
    """Characters of its pieces of running text."""
    own_running: int = 0
    """Those of them that are its own or a paragraph's in it."""
    links: int = 0
    images: int = 0
    fields: int = 0
    """Buttons and fields of forms."""

    @property
    def words(self) -> frozenset[str]:
        """The words of its classes, id, role and itemprop, in lower case."""
        get = self.element.get
        names = self.classes, get("id"), get("role"), get("itemprop")
        return words_of(" ".join(filter(None, names)))

    @property
    def style(self) -> tuple[str, str, str]:
        """What it shares with boxes that look like it: tag, classes, classes of the one around it."""
        return self.tag, self.classes, self.parent.classes if self.parent is not None else ""

    def upwards(self) -> Iterator["Box"]:
        """Yield it and the boxes around it, from the inside."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent


@dataclass(slots=True, eq=False)
class Segment:
    """One piece: text that no block element parts; a table of facts is one too."""

    box: Box
    """The nearest block element."""
    text: str
    """Its text, white space folded; the rows of a table are lines."""
    length: int
    """Its characters; those that take the room of two count as two."""
    linked: int
    """Characters of it in links."""
    links: int
    strong: int
    """Characters of it that are bold."""
    words: frozenset[str]
    """The words of the classes of inline elements in it."""
    images: int
    """Pictures since the piece before."""
    is_running: bool
    """Whether it is long, has few links and is in sight."""


def find_segments(root: HtmlElement) -> tuple[list[Segment], list[Box]]:
    """Return the pieces of text of a page in reading order, and the boxes that hold them.

    Hidden text counts as such, but where there is far more of it than of any other: then a script
    is to show it.
    """
    for shows_all in (False, True):
        walk = _Walk(shows_all=shows_all)
        walk.block(find_page(root), "body", None)
        page = walk.boxes[0]
        if walk.hidden <= max(_FAR_MORE * page.running, page.length - page.linked - walk.hidden):
            break
    return walk.segments, walk.boxes


def find_page(root: HtmlElement) -> HtmlElement:
    """Return the element that holds all that a page shows."""
    body, head = root.find("body"), root.find("head")
    # A page without a body tag whose first element is one of HTML 5 has its text in the head.
    is_whole = body is not None and (
        head is None or next(head.iter("main", "article"), None) is None
    )
    return body if is_whole else root


def width(text: str) -> int:
    """Return the number of characters; those of Chinese, Japanese and Korean count as two."""
    if text.isascii():
        return len(text)
    return len(text) + len(_WIDE.findall(text))


@dataclass(slots=True)
class _Run:
    """What has been read of a piece so far."""

    texts: list[str] = field(default_factory=list)
    linked: int = 0
    links: int = 0
    strong: int = 0
    names: list[str] = field(default_factory=list)
    images: int = 0


class _Walk:
    """One walk over a page in reading order; recursion is safe, as pages are bounded in depth."""

    def __init__(self, *, shows_all: bool) -> None:
        self.segments: list[Segment] = []
        self.boxes: list[Box] = []
        self._hidden: dict[str, int] = {}
        self._shows_all = shows_all
        self._run = _Run()
        self._links_open = 0
        self._strong_open = 0

    @property
    def hidden(self) -> int:
        """Characters of hidden running text, what stands there twice counted once."""
        return sum(self._hidden.values())

    def block(self, element: HtmlElement, tag: str, parent: Box | None) -> None:
        """Read a block element."""
        box = Box(
            element=element,
            tag=tag,
            classes=element.get("class") or "",
            parent=parent,
            depth=0 if parent is None else parent.depth + 1,
            is_hidden=self._is_hidden(element, parent),
            start=len(self.segments),
        )
        self.boxes.append(box)
        if element.text:
            self._add(element.text)
        self._children(element, box)
        self._flush(box)
        box.end = len(self.segments)
        if tag == "table":
            self._join_table(box)
        if parent is not None and (box.length or box.images or box.fields):
            parent.length += box.length
            parent.linked += box.linked
            parent.running += box.running
            parent.links += box.links
            parent.images += box.images
            parent.fields += box.fields
            if tag == "p" or box.end - box.start == 1:
                parent.own_running += box.running

    def _is_hidden(self, element: HtmlElement, parent: Box | None) -> bool:
        if self._shows_all:
            return False
        return (parent is not None and parent.is_hidden) or is_out_of_sight(element)

    def _children(self, element: HtmlElement, box: Box) -> None:
        for child in element:
            tag = child.tag
            if tag in INLINE:
                self._inline(child, tag, box)
            elif tag == "br":
                self._break(child, box)
            elif tag in PASSED_OVER and not _holds_the_page(child):
                box.fields += tag in _FIELDS
            elif isinstance(tag, str):
                self._flush(box)
                self.block(child, tag, box)
            if child.tail:
                self._add(child.tail)

    def _inline(self, child: HtmlElement, tag: str, box: Box) -> None:
        run = self._run
        if tag in PICTURES:
            run.images += 1
            box.images += 1
            return
        if tag == "input":
            box.fields += child.get("type") != "hidden"
            return
        is_link, is_strong = tag == "a", tag in _STRONG
        run.links += is_link
        box.links += is_link
        self._links_open += is_link
        self._strong_open += is_strong
        if (name := child.get("class")) is not None:
            run.names.append(name)
        if child.text:
            self._add(child.text)
        if len(child):
            self._children(child, box)
        self._links_open -= is_link
        self._strong_open -= is_strong

    def _break(self, element: HtmlElement, box: Box) -> None:
        """Read a `<br>`: two of them part paragraphs."""
        following = element.getnext()
        alone = following is None or following.tag != "br"
        if alone or (element.tail and not element.tail.isspace()):
            self._run.texts.append(" ")
        else:
            self._flush(box)

    def _add(self, text: str) -> None:
        run = self._run
        run.texts.append(text)
        if (self._links_open or self._strong_open) and not text.isspace():
            if self._links_open:
                run.linked += len(text)
            if self._strong_open:
                run.strong += len(text)

    def _flush(self, box: Box) -> None:
        """End the piece that is being read."""
        run = self._run
        if not run.texts:
            return
        text = fold("".join(run.texts))
        if not text:
            run.texts.clear()
            return
        length = width(text)
        linked = min(run.linked, length)
        is_running = length >= _RUNNING and linked * 3 < length
        if is_running and box.is_hidden:
            self._hidden[text] = length
            is_running = False
        self.segments.append(
            Segment(
                box=box,
                text=text,
                length=length,
                linked=linked,
                links=run.links,
                strong=min(run.strong, length),
                words=words_of(" ".join(run.names)) if run.names else _NO_WORDS,
                images=run.images,
                is_running=is_running,
            )
        )
        box.length += length
        box.linked += linked
        if is_running:
            box.running += length
            box.own_running += length
        self._run = _Run()

    def _join_table(self, table: Box) -> None:
        """Make one piece of a table of short cells; one of long cells only arranges a page."""
        cells = self.segments[table.start :]
        if len(cells) < _LEAST_CELLS or any(
            cell.length > _LONGEST_CELL or cell.box.tag == "h1" for cell in cells
        ):
            return
        rows: dict[int, list[str]] = {}
        for cell in cells:
            around = next(box for box in cell.box.upwards() if box.tag in ("tr", "table"))
            if around.tag == "table" and around is not table:
                return
            rows.setdefault(around.start, []).append(cell.text)
        if len(rows) < 2 or len(cells) < 2 * len(rows):
            return
        self.segments[table.start :] = [
            Segment(
                box=table,
                text="\n".join(" | ".join(row) for row in rows.values()),
                length=table.length,
                linked=table.linked,
                links=table.links,
                strong=sum(cell.strong for cell in cells),
                words=_NO_WORDS,
                images=cells[0].images,
                is_running=False,
            )
        ]
        table.end = table.start + 1
        table.running = table.own_running = 0


def _holds_the_page(element: HtmlElement) -> bool:
    """Return whether an element that was never closed holds what follows it."""
    return len(element) > 0 and next(element.iter("main", "article", "h1"), None) is not None
