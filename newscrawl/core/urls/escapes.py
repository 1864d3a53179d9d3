"""Percent-encoding: one spelling for the characters of an address."""

import re
import unicodedata
from urllib.parse import quote, unquote

_PERCENT = re.compile("%([0-9A-Fa-f]{2})?")
# A letter and the escaped accents that may belong to it.
_BEYOND_ASCII = re.compile("[A-Za-z]?(?:%[89A-F][0-9A-F])+")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

# What RFC 3986 does not allow as it is; "%" stays, for `respell_escapes` to judge.
_UNSAFE_IN_PATH = re.compile(r"[^A-Za-z0-9\-._~!$&'()*+,;=:@/%]+")
_UNSAFE_IN_QUERY = re.compile(r"[^A-Za-z0-9\-._~!$&()*+,;=:@/?%]+")


def encode_path(path: str) -> str:
    """Return the path in ASCII, each escape in its one spelling."""
    return respell_escapes(_UNSAFE_IN_PATH.sub(_escape, path))


def encode_query(query: str) -> str:
    """Return the query, or a fragment, in ASCII, each escape in its one spelling."""
    return respell_escapes(_UNSAFE_IN_QUERY.sub(_escape, query))


def respell_escapes(text: str) -> str:
    """Return the text with escapes in capitals, unreserved characters decoded, stray `%` escaped.

    A stray `%` is escaped because decoding next to it could make a new escape of it. RFC 3986,
    6.2.2.
    """
    return _PERCENT.sub(_respell, text) if "%" in text else text


def compose_escapes(text: str) -> str:
    """Return respelled text with its escaped UTF-8 in Unicode's composed form (NFC).

    Bytes that are not UTF-8 stay as they are.
    """
    return _BEYOND_ASCII.sub(_compose, text) if "%" in text else text


def without_surrogates(text: str) -> str:
    """Return the text with surrogate pairs joined and lone ones replaced by U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _escape(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


def _respell(match: re.Match[str]) -> str:
    if match[1] is None:
        return "%25"
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()


def _compose(match: re.Match[str]) -> str:
    try:
        text = unquote(match[0], errors="strict")
    except UnicodeDecodeError:
        return match[0]
    return quote(unicodedata.normalize("NFC", text), safe="")
