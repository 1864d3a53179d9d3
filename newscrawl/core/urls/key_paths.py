"""Paths in URL keys: without what session ids, index files, print views and AMP add to them."""

import re

_SPECIAL = (
    *("//", ";", "%3b", "/(", "/index.", "/default."),
    *("amp", "print", "imprim", "druck", "stampa"),
)
"""One of which stands in each path, in lower case, of which more than a slash may be taken."""
_SESSION = re.compile(
    r"(?:;|%3B)(?:jsessionid=[^;/]*|(?:phpsessid|sessionid|session_id|sessid|sid)=[^;/]{8,})"
    # ASP.NET, session state without cookies
    r"|/\((?:[A-Z]\([^()/]*\))+\)(?=/|\Z)",
    re.IGNORECASE,
)
_INDEX = re.compile(
    r"(?:index|default)\.(?:[sx]?html?|php[3-8]?|aspx?|jspx?|jsf|cfm|cgi|pl|do)", re.IGNORECASE
)
_VIEW_SUFFIX = re.compile(r"\.(?:amp|print)(?=(?:\.html?)?\Z)", re.IGNORECASE)
_VIEW_ENDING = re.compile(
    r"amp|amp\.html?|amphtml|drucken|druck(?:ansicht|version)|imprim(?:er|ir)|stampa"
    r"|print(?:able|er)?(?:[-_]?(?:article|friendly|page|version|view))?(?:\.[a-z]{3,5})?",
    re.IGNORECASE,
)
_VIEW_BEGINNING = re.compile("amp|amphtml|print", re.IGNORECASE)
_WHITE_SPACE = ("%09", "%0A", "%0D", "%20")
_ESCAPED = re.compile("%[0-9A-F]{2}")
_DATE_ARCHIVE = re.compile(r"(?<![^/])(?:19|20)\d\d(?:/\d{1,2}){0,2}\Z")
# Anywhere four digits, such as a year's or an article's; at the end any.
_NUMBER = re.compile(r"[0-9]{4}|[0-9][^/]*\Z")
_PUNCTUATION = re.compile("%(?:2[146789ABC]|3[AD]|40)")
# Eight letters of three bytes: scripts without spaces have no hyphens between words.
_ESCAPES_OF_A_TITLE = 24


def canonical_path(path: str) -> str:
    """Return the path that all spellings of a page share, without a slash at its end."""
    if "%" in path:
        path = _without_white_space(_PUNCTUATION.sub(_decode, path))
    lowered = path.lower()
    if not any(special in lowered for special in _SPECIAL):
        return path.rstrip("/") or "/"
    segments = [segment for segment in _SESSION.sub("", path).split("/") if segment]
    while (shorter := _without_view(_without_index(segments))) != segments:
        segments = shorter
    return "/" + "/".join(segments)


def names_page(segments: list[str]) -> bool:
    """Return whether a path tells one page from others: by a number or a title's words."""
    path = "/".join(segments)
    if not path or _DATE_ARCHIVE.search(path):
        return False
    last = segments[-1]
    if last.count("-") + last.count("_") >= 2 or last.count("%") >= _ESCAPES_OF_A_TITLE:
        return True
    return _NUMBER.search(_ESCAPED.sub("", path)) is not None


def _decode(match: re.Match[str]) -> str:
    return chr(int(match[0][1:], 16))


def _without_white_space(path: str) -> str:
    path = path.rstrip("/")
    while path.endswith(_WHITE_SPACE):
        path = path[:-3]
    return path


def _without_index(segments: list[str]) -> list[str]:
    return segments[:-1] if segments and _INDEX.fullmatch(segments[-1]) else segments


def _without_view(segments: list[str]) -> list[str]:
    """Return the segments less those that ask for a print view or AMP.

    `/tech/amp` may be a section about amplifiers, `/2024/budget-vote/amp` is a view of a page.
    """
    end = len(segments)
    while end and _VIEW_ENDING.fullmatch(segments[end - 1]):
        end -= 1
    if end < len(segments) and _names_article(segments[:end]):
        segments = segments[:end]
    if segments and _VIEW_BEGINNING.fullmatch(segments[0]) and _names_article(segments[1:]):
        segments = segments[1:]
    without_amp = [segment for segment in segments if segment.lower() != "amp"]
    if len(without_amp) < len(segments) and _names_article(without_amp):
        segments = without_amp
    return [*segments[:-1], *(_VIEW_SUFFIX.sub("", segment) for segment in segments[-1:])]


def _names_article(segments: list[str]) -> bool:
    if not segments:
        return False
    last = segments[-1]
    return "." in last or (len(segments) >= 2 and "-" in last) or names_page(segments)
