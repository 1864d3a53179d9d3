"""Headings that announce related articles, in the languages of the news."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

_SPACE = re.compile(r"[\s\u200b:：.…»›>!?¿¡|–—-]+")

HEADINGS_FILE = "related_headings.toml"

# What else may be "related".
NO_ARTICLES = frozenset(
    {"topics", "tags", "keywords", "searches", "companies", "people", "products", "themen"}
)


# Who pays for what stands below: links that no editor chose.
ADVERTISING = frozenset(
    {
        "ad",
        "ads",
        "advertisement",
        "advertising",
        "advertorial",
        "anzeige",
        "anzeigen",
        "dianomi",
        "gesponsert",
    }
    | {
        "mgid",
        "outbrain",
        "paid",
        "partner",
        "partners",
        "patrocinado",
        "patrocinados",
        "plista",
        "promoted",
    }
    | {
        "publicidad",
        "publicidade",
        "publicité",
        "revcontent",
        "sponsored",
        "sponsors",
        "sponsorisé",
    }
    | {
        "sponsorisés",
        "sponsorizzato",
        "sponsorizzati",
        "taboola",
        "web",
        "zergnet",
        "реклама",
        "広告",
        "pr",
    }
)


# The short texts of menus repeat over the pages of a site.
@lru_cache(maxsize=4096)
def announces_related(text: str) -> bool:
    """Return whether a heading's text announces related articles."""
    whole, starts = _phrases()
    plain = normal_heading(text)
    if plain.rpartition(" ")[2] in NO_ARTICLES or not ADVERTISING.isdisjoint(plain.split()):
        return False
    return plain in whole or plain.startswith(starts)


@cache
def _phrases() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the headings that must match as a whole, and those that need only begin a heading."""
    text = (files("newscrawl.core.discovery") / HEADINGS_FILE).read_text(encoding="utf-8")
    phrases = [phrase for language in tomllib.loads(text).values() for phrase in language]
    starts = {normal_heading(phrase[:-1]) for phrase in phrases if phrase.endswith("*")}
    whole = {normal_heading(phrase) for phrase in phrases if not phrase.endswith("*")}
    return frozenset(whole | starts), tuple(sorted(starts))


def normal_heading(text: str) -> str:
    """Return the text in lower case with each run of space and punctuation as one space."""
    # The Turkish İ becomes an i with a dot above it, which is none of the phrases' letters.
    plain = text.lower().replace("\u0307", "").replace("’", "'")
    return _SPACE.sub(" ", plain).strip()
