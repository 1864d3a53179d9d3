"""Which news agency an article comes from, where byline, dateline or credit name one."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

AGENCIES_FILE = "agencies.toml"
_SHORT = 4
"""Letters up to which a spelling counts in its own case only."""
_DATELINE = re.compile(
    r"[^\n()]{0,60}\(\s*([^()\n]{2,40}?)\s*\)\s*(?:[-–—:]|\.\s?[-–—]?\s?(?=[A-Z\d]))"
    r"|[^\n（【]{0,30}[（【]([^）】\n]{2,40}?)[）】]"
)
_BARE_DATELINE = re.compile(r"[^\n–—-]{0,40}?,?\s*([A-Z][\w-]{1,20}|dpa)\s+[–—-]\s")
_CREDIT = re.compile(
    r"(?:[©(\[（【/]|source|quelle|fuente|fonte|bron|kilde|källa|źródło|kaynak|источник|with|mit material"
    r" von|by|von|par|por|di|[:：\s.])*(?P<name>[^()\[\]）】©]{2,40}?)[)\]）】.\s]*",
    re.IGNORECASE,
)
_LONGEST_CREDIT = 60
_PARTED = re.compile(r"\s*(?:/|,|;| and | und | et | y | e | with | via |\+|&)\s*")
_STAFF = re.compile(r"\b(?:staff|news|agency|agencia|agentur|newsroom|wire)\b", re.IGNORECASE)


def agency_of(authors: Sequence[str], body: str) -> tuple[str, str] | None:
    """Return the agency that an article names first and where it does: byline, dateline or credit."""
    for place, texts in (
        ("byline", authors),
        ("dateline", _datelines(body)),
        ("credit", _credits(body)),
    ):
        for text in texts:
            name = _named(text)
            if name is not None:
                return name, place
    return None


def _datelines(body: str) -> Iterator[str]:
    first = body.partition("\n")[0]
    for pattern in (_DATELINE, _BARE_DATELINE):
        found = pattern.match(first)
        if found is not None:
            yield next(text for text in found.groups() if text)


def _credits(body: str) -> Iterator[str]:
    last = body.rpartition("\n")[2].strip()
    whole = _CREDIT.fullmatch(last) if len(last) <= _LONGEST_CREDIT else None
    if whole is not None:
        yield whole["name"]
    closing = re.search(r"[(（]([^()（）\n]{2,40})[)）][.。]?$", last)
    if closing is not None:
        yield closing[1]


def _named(text: str) -> str | None:
    """Return the agency that a text names, alone or first of several."""
    for part in (text, *_PARTED.split(text)):
        plain = " ".join(part.split())
        for spelled in (plain, " ".join(_STAFF.sub(" ", plain).split())):
            name = _spellings().get(spelled if len(spelled) <= _SHORT else spelled.casefold())
            if name is not None:
                return name
    return None


@cache
def _spellings() -> dict[str, str]:
    """Return the name by each spelling, which is folded where it is long."""
    text = (files("newscrawl.core.cleaning") / AGENCIES_FILE).read_text(encoding="utf-8")
    return {
        spelling if len(spelling) <= _SHORT else spelling.casefold(): name
        for name, spellings in tomllib.loads(text).items()
        for spelling in spellings
    }
