"""From bytes to text, as browsers do it, and a little more forgiving."""

import codecs
import re

from newscrawl.core.html.labels import codec_of, encoding_of
from newscrawl.core.html.prescan import prescan

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
)
_HEADER_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([^\s"';,]+)""", re.IGNORECASE)
_LANG = re.compile(rb"""<html[^>]{0,1000}?\slang\s*=\s*["']?([a-zA-Z]{2})""", re.IGNORECASE)

_SINGLE_BYTE = ("windows-", "iso-8859-", "koi8-", "macintosh", "x-mac-", "ibm")

# How far a browser looks is 1,024 bytes; real pages put their meta behind long scripts.
_HEAD = 16_384
_SAMPLE = 200_000

# What pages without a label are in, by language (WHATWG HTML, "default encoding by locale").
_LEGACY_BY_LANGUAGE = {
    **dict.fromkeys(("ru", "bg", "uk", "sr", "mk", "be"), ("windows-1251", "koi8-r")),
    **dict.fromkeys(("cs", "hu", "pl", "sk", "sl", "hr", "ro"), ("windows-1250", "iso-8859-2")),
    "el": ("windows-1253",),
    "tr": ("windows-1254",),
    "he": ("windows-1255",),
    **dict.fromkeys(("ar", "fa", "ur"), ("windows-1256",)),
    **dict.fromkeys(("et", "lv", "lt"), ("windows-1257",)),
    "vi": ("windows-1258",),
    "th": ("windows-874",),
    "ja": ("shift_jis", "euc-jp"),
    "ko": ("euc-kr",),
    "zh": ("gb18030", "big5"),
}


def decode(body: bytes, content_type: str = "") -> tuple[str, str]:
    """Return the text of a page and the encoding that was used.

    Order: byte order mark, header, meta, detection. A declared encoding that plainly does not fit
    the bytes (windows-1252 sent as UTF-8) gives way to detection. Bytes that fit nowhere become
    U+FFFD. ASCII without a label is windows-1252, as browsers have it.
    """
    mark, declared = sniff_encoding(body, content_type)
    if declared is not None:
        text = _decode_as(body[mark:], declared)
        if mark or not _is_garbled(text):
            return text, declared
    detected = detect_encoding(body)
    return _decode_as(body, detected), detected


def sniff_encoding(body: bytes, content_type: str = "") -> tuple[int, str | None]:
    """Return what says how a page is encoded: the length of its byte order mark, and the encoding.

    Without a mark that is what the header or the markup names, or None.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return len(mark), encoding
    if header := _HEADER_CHARSET.search(content_type):
        named = encoding_of(header[1])
        if named not in (None, "replacement"):
            return 0, named
    return 0, prescan(body[:_HEAD])


def detect_encoding(body: bytes) -> str:
    """Return the likeliest encoding of bytes that nobody labelled."""
    if body.isascii():
        return "windows-1252"
    sample = body[:_SAMPLE]
    if not _is_garbled(_decode_as(sample, "utf-8")):
        return "utf-8"
    language = _LANG.search(body[:_HEAD])
    if language is None:
        return "windows-1252"
    candidates = _LEGACY_BY_LANGUAGE.get(language[1].decode("ascii").lower(), ("windows-1252",))
    return min(candidates, key=lambda name: _oddities(_decode_as(sample, name)))


def _decode_as(body: bytes, encoding: str) -> str:
    codec = codec_of(encoding)
    if not encoding.startswith(_SINGLE_BYTE):
        return body.decode(codec, errors="replace")
    # With a table that lacks nothing, no handler is called for each byte that means nothing.
    table = bytes(range(256)).decode(codec, errors="replace")
    return codecs.charmap_decode(body, "strict", table)[0]


def _is_garbled(text: str) -> bool:
    """Return whether decoding failed more often than it gave a letter beyond ASCII."""
    bad = text.count("\ufffd")
    if not bad:
        return False
    beyond = len(text) - len(text.encode("ascii", errors="ignore"))
    return bad * 2 > beyond


def _oddities(text: str) -> int:
    """Count what hardly occurs in text decoded rightly: failures, controls, CaSe swaps."""
    return (
        10 * text.count("\ufffd")
        + len(re.findall(r"[\x80-\x9f]", text))
        + len(re.findall(r"[а-яё][А-ЯЁ]|[ｦ-ﾟ]", text))
    )
