"""One parse of a page."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from newscrawl.core.html.bounds import MAX_BYTES, bound
from newscrawl.core.html.document import Document
from newscrawl.core.html.encoding import decode
from newscrawl.core.html.json_ld import read_json_ld
from newscrawl.exceptions import ReadingError
from newscrawl.items.page import Page

_MARKUP = re.compile(
    r"<\s*(?:!doctype|!--|html|head|body|title|meta|div|p|h[1-6]|a|article)\b", re.IGNORECASE
)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
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

    Raises ReadingError with `empty`, `too large` or `not html: ...` where there is nothing to read.
    """
    check_is_html(page)
    text, encoding = decode(page.body, page.content_type)
    text = _FORBIDDEN.sub("\ufffd", bound(text))
    if not text.strip("\ufffd \t\r\n\f"):
        raise ReadingError("empty")
    if not _MARKUP.search(text):
        raise ReadingError("not html: no markup")
    root = _parse(text)
    return Document(
        url=page.url,
        base_url=_base_url(root, page.url),
        root=root,
        part_of=page.part_of,
        encoding=encoding,
        json_ld=read_json_ld(root),
        meta=dict(_meta(root)),
    )


def check_is_html(page: Page) -> None:
    """Raise ReadingError where a page is empty, too large, or by type or first bytes not HTML."""
    if not page.body.strip():
        raise ReadingError("empty")
    if len(page.body) > MAX_BYTES:
        raise ReadingError(f"too large: {len(page.body)} bytes")
    media_type = page.content_type.split(";")[0].strip().lower()
    if media_type not in _HTML_TYPES and media_type not in _VAGUE_TYPES:
        raise ReadingError(f"not html: {media_type[:60]}")
    start = page.body[:1024]
    for magic, name in _BINARY_STARTS:
        if start.startswith(magic):
            raise ReadingError(f"not html: {name}")
    utf16 = start.startswith((b"\xff\xfe", b"\xfe\xff")) or "utf-16" in page.content_type.lower()
    if not utf16 and sum(byte < 9 or 14 <= byte < 27 for byte in start) * 10 > len(start):
        raise ReadingError("not html: binary")


def _parse(text: str) -> HtmlElement:
    # A string with an XML declaration is refused by lxml; bytes with a fixed encoding never are.
    data = text.encode("utf-8", errors="replace")
    parser = lxml.html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = lxml.html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReadingError(f"not html: {str(error)[:80] or 'no element'}") from error
    if root.tag != "html":
        html = parser.makeelement("html")
        html.append(root)
        return html
    return root


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
