"""The encoding that a page's markup names, found as browsers find it (WHATWG HTML, 13.2.3.2)."""

import re
from collections.abc import Iterator

from newscrawl.core.html.labels import encoding_of

_SPACE = rb"[\t\n\f\r ]"
_MARK = re.compile(rb"<(?:!--|[!?]|/?[a-zA-Z]|/)")
_META = re.compile(rb"<meta(?=[\t\n\f\r /])", re.IGNORECASE)
_NAME = re.compile(rb"[^\t\n\f\r >]*")
_ATTRIBUTE = re.compile(
    rb"[\t\n\f\r /]*([^\t\n\f\r />][^\t\n\f\r />=]*)"
    rb"(?:" + _SPACE + rb"*=" + _SPACE + rb'*("[^"]*"|\'[^\']*\'|(?!["\'])[^\t\n\f\r >]*))?'
)
_TO_END = re.compile(rb"[\t\n\f\r /]*")
_CHARSET = re.compile(
    rb"charset" + _SPACE + rb"*=" + _SPACE + rb"*"
    rb"(?:\"([^\"]*)\"|'([^']*)'|(?![\"'])([^\t\n\f\r ;]*))",
    re.IGNORECASE,
)
_XML = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"']{1,40})[\"']")


class _CutError(Exception):
    """The bytes end within a tag."""


def prescan(head: bytes) -> str | None:
    """Return the encoding that the beginning of a page names, or None; UTF-16 there can only mean UTF-8."""
    try:
        named = _named_by_meta(head)
    except _CutError:
        named = None
    if named is None and (xml := _XML.match(head.lstrip())):
        named = _usable(xml[1])
    return named


def _named_by_meta(head: bytes) -> str | None:
    place = 0
    while mark := _MARK.search(head, place):
        place = mark.end()
        if mark[0] == b"<!--":
            # "<!-->" is a whole comment.
            place = head.find(b"-->", place - 2) + 3
            if place < 3:
                return None
        elif meta := _META.match(head, mark.start()):
            attributes: dict[bytes, bytes] = {}
            place = meta.end()
            for name, value, end in _attributes(head, place):
                attributes.setdefault(name, value)
                place = end
            if (named := _named_by(attributes)) is not None:
                return named
        elif mark[0][-1:].isalpha():
            name_end = _NAME.match(head, place)
            assert name_end is not None
            place = name_end.end()
            for _, _, end in _attributes(head, place):
                place = end
        else:
            place = head.find(b">", place) + 1
            if not place:
                return None
    return None


def _attributes(head: bytes, place: int) -> Iterator[tuple[bytes, bytes, int]]:
    """Yield name and value of a tag's attributes in lower case, and where each ends."""
    while True:
        found = _ATTRIBUTE.match(head, place)
        if found is None:
            blank = _TO_END.match(head, place)
            assert blank is not None
            if blank.end() == len(head):
                raise _CutError
            return
        place = found.end()
        if place == len(head):
            raise _CutError
        value = found[2] or b""
        if value[:1] in (b'"', b"'"):
            value = value[1:-1]
        elif found[2] is None and head[place : place + 1] in (b'"', b"'"):
            raise _CutError
        yield found[1].lower(), value.lower(), place


def _named_by(attributes: dict[bytes, bytes]) -> str | None:
    """Return the encoding that a meta element names; one in `content` needs the right `http-equiv`."""
    if b"charset" in attributes:
        return _usable(attributes[b"charset"])
    content = _CHARSET.search(attributes.get(b"content", b""))
    if content is None or attributes.get(b"http-equiv") != b"content-type":
        return None
    return _usable(content[1] or content[2] or content[3] or b"")


def _usable(label: bytes) -> str | None:
    encoding = encoding_of(label.decode("latin-1"))
    if encoding in ("utf-16be", "utf-16le"):
        return "utf-8"
    if encoding == "x-user-defined":
        return "windows-1252"
    return None if encoding == "replacement" else encoding
