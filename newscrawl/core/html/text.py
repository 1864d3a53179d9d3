"""The text of elements as a reader sees it."""

import hashlib
import re

from lxml.html import HtmlElement

_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0xFEFF, 0x2060))
_HIDDEN = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object"})
_PARTING = frozenset(
    {"br", "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr"}
    | {"section", "article", "header", "footer", "figure", "figcaption", "blockquote", "dt", "dd"}
)
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f"
    r"\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb\u00ad]"
)
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n ?")
_MANY_BREAKS = re.compile(r"\n{3,}")
_WORD = re.compile(r"[^\W_]+")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


def fold(text: str | None) -> str:
    """Return text on one line, runs of white space folded to one space; soft hyphens go."""
    if not text:
        return ""
    if not text.isascii():
        text = text.translate(_INVISIBLE)
    return " ".join(text.split())


def text_of(element: HtmlElement, *, limit: int | None = None) -> str:
    """Return the visible text of an element on one line; blocks and `<br>` part words.

    With a limit the walk ends once the text is certainly longer: enough to tell that it is.
    """
    parts: list[str] = []
    length = 0
    # A stack, not recursion: a page may nest deeper than Python does.
    waiting: list[HtmlElement | str] = [element]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        if not isinstance(node.tag, str) or node.tag in _HIDDEN:
            continue
        gap = " " if node.tag in _PARTING else ""
        text = gap + (node.text or "")
        parts.append(text)
        waiting.append(gap)
        for child in reversed(node):
            if child.tail:
                waiting.append(child.tail)
            waiting.append(child)
        if limit is not None:
            length += len(text) if not text.isspace() else 0
            if length > 4 * limit and len(fold("".join(parts))) > limit:
                break
    return fold("".join(parts))


def clean_text(text: str) -> str:
    """Return the text without control and direction characters, its white space in order.

    Line and paragraph separators become newlines, at most two in a row stay; other runs of white
    space become one space; lone surrogates become U+FFFD. Doing it twice changes nothing.
    """
    text = text.replace("\r\n", "\n")
    for separator in "\r\x85\u2028\u2029\x0b\x0c":
        text = text.replace(separator, "\n")
    text = _CONTROLS.sub("", text)
    text = _SURROGATES.sub("\ufffd", text)
    text = _BREAKS.sub("\n", _SPACES.sub(" ", text))
    return _MANY_BREAKS.sub("\n\n", text).strip()


def block_hash(text: str) -> str:
    """Return the first 16 hex digits of the SHA-256 of text with case and white space folded."""
    folded = " ".join(clean_text(text).casefold().split())
    return hashlib.sha256(folded.encode()).hexdigest()[:16]


def count_words(text: str) -> int:
    """Return the number of words; where script sets no spaces two characters count as one."""
    if _IDEOGRAPH.search(text) is None:
        return len(text.split())
    ideographs = len(_IDEOGRAPH.findall(text))
    return len(_WORD.findall(_IDEOGRAPH.sub(" ", text))) + ideographs // 2
