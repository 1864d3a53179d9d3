"""XML of strangers, read without fetching or expanding anything."""

import codecs
import re
from functools import lru_cache
from io import BytesIO

from lxml import etree

from newscrawl.core.html.labels import encoding_of
from newscrawl.items.page import Page

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_AMPERSAND = re.compile(rb"&(?:(amp|lt|gt|quot|apos);|(?!#?\w{1,32};))")
_NUMBERS = {
    b"amp": b"&#38;",
    b"lt": b"&#60;",
    b"gt": b"&#62;",
    b"quot": b"&#34;",
    b"apos": b"&#39;",
}
_DECLARATION = re.compile(rb"^<\?xml[^>]{0,200}\?>")
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_PROLOGUE = ((b"<!--", b"-->"), (b"<?", b"?>"), (b"<!", b">"))
SNIFFED_BYTES = 65_536


def local_name(element: etree._Element) -> str:
    """Return the tag without its namespace, in lower case; empty for comments and the like."""
    tag = element.tag
    return _without_namespace(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=256)
def _without_namespace(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def text_of(element: etree._Element) -> str:
    """Return all text below the element, white space collapsed."""
    if not len(element):
        return " ".join((element.text or "").split())
    return " ".join("".join(map(str, element.itertext())).split())


def sniff_root(body: bytes) -> str:
    """Return the local name of the first element in lower case, without parsing; may be empty."""
    start = body[:SNIFFED_BYTES].replace(b"\0", b"")
    position = start.find(b"<")
    while position >= 0:
        for opening, closing in _PROLOGUE:
            if start.startswith(opening, position):
                end = start.find(closing, position)
                position = -1 if end < 0 else start.find(b"<", end + len(closing))
                break
        else:
            found = _ROOT.match(start, position)
            return found.group(1).decode("ascii").lower() if found else ""
    return ""


def has_entities(body: bytes) -> bool:
    """Return whether a document declares entities of its own."""
    return b"<!ENTITY" in body[:SNIFFED_BYTES]


def parse_xml(page: Page) -> etree._Element | None:
    """Return the root of a possibly ill-formed document, or None where there is none.

    Entities stay unexpanded, no DTD or other file is loaded, and libxml2's limits on depth and
    text size stand.
    """
    declared = _charset(page.content_type, page.body)
    body = page.body.lstrip()
    if body.startswith(codecs.BOM_UTF8):
        body = body.removeprefix(codecs.BOM_UTF8).lstrip()
    root = _parse(body, page.url, encoding=declared, recover=False)
    if root is not None:
        return root
    # What is no number libxml2 leaves out behind the first error.
    body = _AMPERSAND.sub(lambda found: _NUMBERS[found[1] or b"amp"], body)
    for encoding in (declared, "utf-8", "latin-1"):
        root = _parse(body, page.url, encoding=encoding, recover=True)
        if root is not None:
            return root
    return None


def _parse(body: bytes, url: str, *, encoding: str | None, recover: bool) -> etree._Element | None:
    parser = etree.XMLParser(
        encoding=encoding,
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        return etree.parse(BytesIO(body), parser, base_url=url).getroot()
    except (etree.XMLSyntaxError, LookupError, UnicodeError):
        return None


def _charset(content_type: str, body: bytes) -> str | None:
    """Return the header's charset where the document itself names none."""
    if body.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        return None
    declaration = _DECLARATION.match(body)
    if declaration and b"encoding" in declaration.group():
        return None
    found = _CHARSET.search(content_type)
    return encoding_of(found.group(1)) if found else None
