"""The headline, without the site's name."""

import re
from collections.abc import Collection, Iterator, Mapping
from html import unescape
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newscrawl.core.extraction.finding import Finding
from newscrawl.core.extraction.site_names import SiteTitles, site_names, title_key
from newscrawl.core.extraction.sources import Sources, value_of
from newscrawl.core.html.names import name_words
from newscrawl.core.html.text import fold, text_of

_WORD = re.compile(r"\w+")
_METAS = ("og:title", "twitter:title", "dc.title", "title")
_KICKER_FIELD = re.compile(r"^(?:\w+ )?\w+ \| (?=[^|]*$)")
_LOGO = re.compile(
    r"(?<![a-z])(?:site[-_]?(?:title|name)|logo|brand(?:ing)?)(?![a-z])", re.IGNORECASE
)
_KICKER_TAGS = frozenset({"time", "small"})
_KICKER_NAMES = (
    "kicker dachzeile topline overline eyebrow roofline spitzmarke supertitle overtitle subtitle "
    "subheadline subhead subline label badge category visually visuallyhidden sr aural screen"
)
_KICKER = frozenset(_KICKER_NAMES.split())
_LONGEST = 400
_SHORTEST_TITLE = 16
_NO_HEADINGS = frozenset({"title", "script", "style", "option", "a"})
_MOST_HEADINGS = 50
_AGREEING = 0.4


def find_headline(sources: Sources) -> Finding[str] | None:
    """Return the headline, the source that gave it and the titles that say something else, or None.

    The h1 wins where it agrees with what the page declares (the declared one is often a shorter
    one for search engines); of several h1 the one that agrees best. An h1 that is the site's logo
    is none: the lower heading that repeats a declared title stands in for it.
    """
    names = site_names(sources)
    headings = []
    for heading in islice(sources.document.root.iter("h1"), _MOST_HEADINGS):
        if _is_logo(heading, sources):
            names.update(fold(element.text) for element in heading.iter())
        else:
            headings.append(heading)
    titles = SiteTitles(names, urlsplit(sources.document.url).hostname or "")
    declared = [(source, title) for source, title in _declared(sources, titles) if title]
    by_key = {title_key(title): _KICKER_FIELD.sub("", title) for _, title in reversed(declared)}
    texts = (_text(heading, by_key) for heading in headings)
    shown = [text for text in texts if 2 < len(text) <= _LONGEST and not titles.is_name(text)]
    only = [("h1", text) for text in shown] if len(shown) == 1 or not declared else []
    found = _choose(shown, declared) or _lower_heading(sources, by_key)
    found = found or next(iter([*only, *declared]), None)
    if found is None:
        return None
    source, headline = found
    others = {other: title for other, title in declared if title_key(title) != title_key(headline)}
    return Finding(headline, source, others)


def find_heading(sources: Sources) -> HtmlElement | None:
    """Return what stands above the article: an h1, or what repeats the page's title in its stead.

    An h1 is left for another element only where it shares no word with the page's title.
    """
    root = sources.document.root
    title = root.find(".//title")
    whole = text_of(title) if title is not None else ""
    words = set(_WORD.findall(whole.casefold()))
    first = None
    for heading in islice(root.iter("h1"), _MOST_HEADINGS):
        text = text_of(heading, limit=_LONGEST)
        if not words.isdisjoint(_WORD.findall(text.casefold())):
            return heading
        if first is None and text:
            first = heading
    key = title_key(whole)
    for element in sources.document.elements:
        if (
            (text := element.text)
            and len(text) >= _SHORTEST_TITLE
            and element.tag not in _NO_HEADINGS
        ):
            part = title_key(text)
            if len(part) >= _SHORTEST_TITLE and part in key:
                return element
    return first


def _choose(shown: list[str], declared: list[tuple[str, str]]) -> tuple[str, str] | None:
    """Return the h1 that agrees best with a declared title; None where none does."""
    titles = [set(_WORD.findall(title.casefold())) for _, title in declared]
    best, most, agreement = "", 0, 0.0
    for text in shown:
        words = set(_WORD.findall(text.casefold()))
        shared = [(len(words & title), min(len(words), len(title))) for title in titles]
        if (count := max((both for both, _ in shared), default=0)) > most:
            best, most = text, count
            agreement = max(both / least for both, least in shared if least)
    agrees = agreement >= _AGREEING or (len(shown) == 1 and agreement)
    return ("h1", best) if agrees else None


def _lower_heading(sources: Sources, declared: Collection[str]) -> tuple[str, str] | None:
    """Return the heading below h1 that is one of the declared titles, given by their keys."""
    if not declared:
        return None
    for heading in islice(sources.document.root.iter("h2", "h3", "h4"), _MOST_HEADINGS):
        if title_key(text := text_of(heading, limit=_LONGEST)) in declared:
            return heading.tag, text
    return None


def _declared(sources: Sources, titles: SiteTitles) -> Iterator[tuple[str, str]]:
    """Yield the titles that the page declares, without the site's name, each with its source."""
    headline = sources.declared.get("headline") or sources.declared.get("name")
    title = sources.document.root.find(".//title")
    declared = [
        ("json-ld", unescape(headline) if isinstance(headline, str) else ""),
        *(("microdata", value_of(item)) for item in sources.microdata.get("headline", ())[:1]),
        *((name, unescape(sources.document.meta.get(name, ""))) for name in _METAS),
        ("title", text_of(title) if title is not None else ""),
    ]
    for source, text in declared:
        if len(text) <= 2 * _LONGEST:
            yield source, titles.without(fold(text))


def _is_logo(heading: HtmlElement, sources: Sources) -> bool:
    """Return whether a heading is the site's name: it says so, or leads to the home page."""
    if _LOGO.search(f"{heading.get('class')} {heading.get('id')}"):
        return True
    link = next(heading.iter("a"), None)
    if link is None:
        return False
    if "home" in (link.get("rel") or ""):
        return True
    url = sources.document.absolute(link.get("href") or "")
    return (
        url is not None
        and urlsplit(url).path.strip("/") == ""
        and urlsplit(sources.document.url).path.strip("/") != ""
    )


def _text(heading: HtmlElement, declared: Mapping[str, str]) -> str:
    """Return the headline in a heading, as it is declared where nothing but signs differ."""
    whole = text_of(heading, limit=2 * _LONGEST)
    if not len(heading) or len(whole) > 2 * _LONGEST:
        return whole
    return declared.get(title_key(whole)) or _without_kicker(heading, whole)


def _without_kicker(heading: HtmlElement, whole: str) -> str:
    """Return the text of a heading without the parts above, below and beside the headline."""
    for element in heading.iter():
        if element is not heading and (
            element.tag in _KICKER_TAGS or not name_words(element).isdisjoint(_KICKER)
        ):
            kicker = text_of(element)
            if kicker and kicker != whole:
                whole = whole.replace(kicker, "", 1)
    return whole.strip(" :,|·/–—-")
