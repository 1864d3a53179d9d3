"""The text of elements as a reader sees it."""

import hashlib
import re
import sys
from collections.abc import Callable

from lxml.html import HtmlElement

_INVISIBLE = "\u00ad\u200b\ufeff\u2060"
_HIDDEN = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object"})
_PARTING = frozenset(
    {"br", "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr"}
    | {"section", "article", "header", "footer", "figure", "figcaption", "blockquote", "dt", "dd"}
)
_OUT_OF_SIGHT = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f"
    r"\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb\u00ad]"
)
# Much of what stands between tags is white space that indents them.
_ROOM = 16
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n ?")
_MANY_BREAKS = re.compile(r"\n{3,}")
_WORD = re.compile(r"[^\W_]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


def fold(text: str | None) -> str:
    """Return text on one line, runs of white space folded to one space; soft hyphens go."""
    if not text:
        return ""
    if not text.isascii():
        for character in _INVISIBLE:
            text = text.replace(character, "")
    return " ".join(text.split())


def text_of(element: HtmlElement, *, limit: int | None = None) -> str:
    """Return the visible text of an element on one line; blocks and `<br>` part words.

    With a limit the walk ends once the text is certainly longer: enough to tell that it is.
    """
    if element.tag in _HIDDEN or not isinstance(element.tag, str):
        return ""
    if not len(element):
        return fold(element.text)
    parts = [element.text or ""]
    if limit is not None:
        whole = _collect(element, parts, _ROOM * limit) >= 0
        text = fold("".join(parts))
        if whole or len(text) > limit:
            return text
        parts = [element.text or ""]
    _collect(element, parts, sys.maxsize)
    return fold("".join(parts))


def _collect(element: HtmlElement, parts: list[str], room: int) -> int:
    """Add the visible texts below an element, until the room for them is used up; return its rest.

    Recursion is safe: a parsed page nests less deep than Python may.
    """
    for child in element:
        tag = child.tag
        if tag not in _HIDDEN and isinstance(tag, str):
            is_parting = tag in _PARTING
            if is_parting:
                parts.append(" ")
            if text := child.text:
                parts.append(text)
                room -= len(text)
            if len(child):
                room = _collect(child, parts, room)
            if is_parting:
                parts.append(" ")
        if tail := child.tail:
            parts.append(tail)
            room -= len(tail)
        if room < 0:
            break
    return room


def is_out_of_sight(element: HtmlElement) -> bool:
    """Return whether an element is hidden where it stands, so that a script may show it one day."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style) and _OUT_OF_SIGHT.search(style) is not None


def clean_text(text: str) -> str:
    """Return the text without control and direction characters, its white space in order.

    Line and paragraph separators become newlines, at most two in a row stay; other runs of white
    space become one space; lone surrogates become U+FFFD. Doing it twice changes nothing.
    """
    if text.isprintable() and "  " not in text:  # Then all of its white space is single spaces.
        return text.strip()
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


def beyond_ascii(text: str) -> list[str]:
    """Return the characters of a text that are not ASCII."""
    return [] if text.isascii() else _BEYOND_ASCII.findall(text)


def count_characters(text: str, plain: bytes, holds: Callable[[str], bool]) -> int:
    """Return how many characters are among `plain`, or beyond ASCII and such that it `holds`."""
    data = text.encode("ascii", "ignore")
    count = len(data) - len(data.translate(None, plain))
    return count + sum(map(holds, beyond_ascii(text)))


def count_words(text: str) -> int:
    """Return the number of words; where script sets no spaces two characters count as one."""
    if _IDEOGRAPH.search(text) is None:
        return len(text.split())
    ideographs = len(_IDEOGRAPH.findall(text))
    return len(_WORD.findall(_IDEOGRAPH.sub(" ", text))) + ideographs // 2
