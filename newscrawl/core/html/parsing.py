"""One parse of a page."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from newscrawl.core.html.bounds import bound, bound_bytes
from newscrawl.core.html.document import Document
from newscrawl.core.html.encoding import decode
from newscrawl.core.html.json_ld import read_json_ld
from newscrawl.exceptions import ReadingError
from newscrawl.items.page import Page

_MARKUP = re.compile(
    r"<\s*(?:!doctype|!--|html|head|body|title|meta|div|p|h[1-6]|a|article)\b", re.IGNORECASE
)
_CONTROLS = bytes((*range(9), 0x0B, *range(0x0E, 0x20)))
_UNPRINTED = bytes((*range(9), *range(14, 27)))
_CONTROL = re.compile(b"[" + re.escape(_CONTROLS) + b"]")
_NO_CHARACTERS = ("\ufffe", "\uffff")
_READINGS = ("rt", "rp", "rtc")
"""How words are read, set above them; readers of the text pass over that."""
_REPLACEMENT = "\ufffd"
MAX_DEPTH = 256
"""Elements within each other: what libxml2 allows where it is not told to allow more."""
MAX_NAMES = 500
"""Characters of a class or an id that are kept: readers compare those of every ancestor."""
MAX_TEXT = 1_000_000
"""Characters of a page's text that are read."""
_BINARY_STARTS = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG", "png"),
    (b"GIF8", "gif"),
    (b"ID3", "audio"),
    (b"OggS", "audio"),
    (b"\x1f\x8b", "gzip"),
    (b"\x00\x00\x00\x18ftyp", "video"),
    (b"\x00\x00\x00\x20ftyp", "video"),
    (b"RIFF", "media"),
    (b"\xd0\xcf\x11\xe0", "office document"),
)
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_VAGUE_TYPES = ("", "text/plain", "application/octet-stream", "application/xml", "text/xml")


def parse_document(page: Page) -> Document:
    """Return the page's one parse.

    Raises ReadingError with `empty` or `not html: ...` where there is nothing to read.
    """
    check_is_html(page)
    body, cut_bytes = bound_bytes(page.body)
    text, encoding = decode(body, page.content_type)
    if not _MARKUP.search(text):
        is_empty = not text.strip("\ufffd \t\r\n\f")
        raise ReadingError("empty" if is_empty else "not html: no markup")
    data, cut = bound(_without_forbidden(text))
    root, cut_in_tree = _parse(data)
    cut = cut or cut_bytes
    if next(root.iter(*_READINGS), None) is not None:
        etree.strip_elements(root, *_READINGS, with_tail=False)
    elements = tuple(root.iter())
    _shorten_names(elements)
    if len(data) > MAX_TEXT and _cut_text(elements):
        cut = cut or f"after {MAX_TEXT:,} characters of text"
    return Document(
        url=page.url,
        base_url=_base_url(root, page.url),
        root=root,
        part_of=page.part_of,
        elements=elements,
        encoding=encoding,
        json_ld=read_json_ld(root),
        meta=dict(_meta(root)),
        cut=cut or cut_in_tree,
    )


def check_is_html(page: Page) -> None:
    """Raise ReadingError where a page is empty, or by type or first bytes not HTML."""
    if not page.body or page.body.isspace():
        raise ReadingError("empty")
    media_type = page.content_type.split(";")[0].strip().lower()
    if media_type not in _HTML_TYPES and media_type not in _VAGUE_TYPES:
        raise ReadingError(f"not html: {media_type[:60]}")
    start = page.body[:1024]
    for magic, name in _BINARY_STARTS:
        if start.startswith(magic):
            raise ReadingError(f"not html: {name}")
    utf16 = start.startswith((b"\xff\xfe", b"\xfe\xff")) or "utf-16" in page.content_type.lower()
    if not utf16 and len(start.translate(None, _UNPRINTED)) * 10 < len(start) * 9:
        raise ReadingError("not html: binary")


def _without_forbidden(text: str) -> bytes:
    """Return a text in UTF-8 with what XML forbids replaced; a NUL would end the page.

    A form feed, which is white space in HTML and forbidden in XML, becomes a space.
    """
    for character in _NO_CHARACTERS:
        text = text.replace(character, _REPLACEMENT)
    data = text.encode("utf-8", errors="replace").replace(b"\x0c", b" ")
    # Taking them out is far less work than looking for them.
    if len(data.translate(None, _CONTROLS)) < len(data):
        return _CONTROL.sub(_REPLACEMENT.encode(), data)
    return data


def _parse(data: bytes) -> tuple[HtmlElement, str | None]:
    """Return the html element of a page in UTF-8, and what the parser cut of it, or None."""
    # A string with an XML declaration is refused by lxml; bytes with a fixed encoding never are.
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    # The lookup that lxml.html brings is Python, and called for each element.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    try:
        root = lxml.html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReadingError(f"not html: {str(error)[:80] or 'no element'}") from error
    last = parser.error_log.last_error
    is_cut = last is not None and last.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT
    cut = f"below {MAX_DEPTH} elements within each other" if is_cut else None
    if root.tag != "html":
        html = parser.makeelement("html")
        html.append(root)
        return html, cut
    return root, cut


def _shorten_names(elements: Iterable[HtmlElement]) -> None:
    for element in elements:
        for name in ("class", "id"):
            value = element.get(name)
            if value is not None and len(value) > MAX_NAMES:
                element.set(name, value[:MAX_NAMES])


def _cut_text(elements: Iterable[HtmlElement]) -> bool:
    """Return whether text was taken out, as there was too much of it outside scripts."""
    room = MAX_TEXT
    for element in elements:
        for part in ("text", "tail"):
            text = getattr(element, part)
            if text is None or (part == "text" and element.tag in ("script", "style")):
                continue
            if len(text) > room:
                setattr(element, part, text[:room])
            room = max(0, room - len(text))
    return room == 0


def _base_url(root: HtmlElement, url: str) -> str:
    for element in root.iter("base"):
        href = (element.get("href") or "").strip()
        if not href:
            continue
        try:
            joined = urljoin(url, href)
            parts = urlsplit(joined)
        except ValueError:
            return url
        return joined if parts.scheme in ("http", "https") and parts.netloc else url
    return url


def _meta(root: HtmlElement) -> Iterator[tuple[str, str]]:
    found: set[str] = set()
    for element in root.iter("meta"):
        content = (element.get("content") or "").strip()
        if not content:
            continue
        for attribute in ("property", "name", "itemprop"):
            key = (element.get(attribute) or "").strip().lower()
            if key and key not in found:
                found.add(key)
                yield key, content
