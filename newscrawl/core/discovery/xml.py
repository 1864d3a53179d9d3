"""XML of strangers, read without fetching or expanding anything."""

import codecs
import re
from io import BytesIO

from lxml import etree

from newscrawl.items.page import Page

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_DECLARATION = re.compile(rb"^<\?xml[^>]{0,200}\?>")
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_PROLOGUE = ((b"<!--", b"-->"), (b"<?", b"?>"), (b"<!", b">"))
SNIFFED_BYTES = 65_536


def local_name(element: etree._Element) -> str:
    """Return the tag without its namespace, in lower case; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def text_of(element: etree._Element) -> str:
    """Return all text below the element, white space collapsed."""
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


def parse_xml(page: Page) -> etree._Element | None:
    """Return the root of a possibly ill-formed document, or None where there is none.

    Entities stay unexpanded, no DTD or other file is loaded, and libxml2's limits on depth and
    text size stand.
    """
    body = page.body.lstrip()
    for encoding in (_charset(page.content_type, body), "utf-8", "latin-1"):
        parser = etree.XMLParser(
            encoding=encoding,
            recover=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
        )
        try:
            tree = etree.parse(BytesIO(body), parser, base_url=page.url)
        except (etree.XMLSyntaxError, LookupError, UnicodeError):
            continue
        root = tree.getroot()
        if root is not None:
            return root
    return None


def _charset(content_type: str, body: bytes) -> str | None:
    """Return the header's charset where the document itself names none."""
    if body.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        return None
    declaration = _DECLARATION.match(body)
    if declaration and b"encoding" in declaration.group():
        return None
    found = _CHARSET.search(content_type)
    if not found:
        return None
    try:
        return codecs.lookup(found.group(1)).name
    except LookupError:
        return None
