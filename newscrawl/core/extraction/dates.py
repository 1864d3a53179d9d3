"""When an article was published and last changed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from newscrawl.core.extraction.moments import Moment, read_moment
from newscrawl.core.extraction.sources import Sources, value_of
from newscrawl.core.html.text import text_of
from newscrawl.items.article import Precision

# fmt: off
_PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "article.published", "pubdate", "publishdate",
    "publish-date", "publish_date", "published_time", "article:published", "date_published",
    "published-date", "dc.date.issued", "dcterms.created", "dc.date.created", "dcterms.issued",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "rnews:datepublished",
    "bt:pubdate", "ptime", "firstpublished", "og:pubdate", "date.issued",
    "analyticsattributes.articledate", "article_date_original", "originalpublicationdate",
    "dc.date", "dcterms.date", "datecreated", "date", "vr:published_time",
    "citation_publication_date",
)
_MODIFIED_METAS = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified",
    "lastmod", "article:updated", "updated_time", "dcterms.modified", "dc.date.modified",
    "last-modified", "modified", "rnews:datemodified", "revision_date", "date.modified",
)
# fmt: on
_URL_DATE = re.compile(
    r"/((?:19|20)\d{2})[/\-._]?(0[1-9]|1[0-2]|[1-9])[/\-._]?(0[1-9]|[12]\d|3[01]|"
    r"[1-9])(?=[/\-._]|$)"
)
_URL_TIGHT_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(-?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)"
)
_DATE_NAME = re.compile(
    r"(?:^|[^a-z])(?:date|published|pubdate|posted|timestamp|time|datum|fecha|data|byline|"
    r"meta)(?![a-z])|date|publish|posted|fecha|datum",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:updated?|modified|last (?:updated?|changed)|aktualisiert|geändert|mis à jour|modifié|"
    r"actualizad[oa]|atualizad[oa]|aggiornat[oa]|bijgewerkt|uppdatera[dt]|oppdatert|opdateret|"
    r"päivitetty|aktualizováno|aktualizowano|zaktualizowano|обновлен\w*|оновлено|ενημερώθηκε|"
    r"güncelle\w+|更新)",
    re.IGNORECASE,
)
# A clock ahead of ours, or a zone left out, may put a fresh article in the near future.
_SLACK = timedelta(hours=26)
_MANY = 40
_TEXT_TAGS = frozenset(
    {"span", "p", "div", "time", "li", "small", "em", "i", "b", "strong", "td", "address", "font"}
    | {"h5", "h6", "dd", "a"}
)


class Dates(NamedTuple):
    """The dates of an article, each with the source that gave it."""

    published: tuple[Moment, str] | None
    modified: tuple[Moment, str] | None


def find_dates(sources: Sources, *, timezone_name: str | None) -> Dates:
    """Return the article's dates; what lies in the future or is not a date is never taken."""
    latest = datetime.now(UTC) + _SLACK
    month_first = _writes_month_first(sources)
    published = modified = None
    for name, text in _published_texts(sources):
        moment = read_moment(text, timezone_name=timezone_name, month_first=month_first)
        if moment is not None and moment.when <= latest:
            published = (replace(moment, raw=text.strip()[:200]), name)
            break
    for name, text in _modified_texts(sources):
        moment = read_moment(text, timezone_name=timezone_name, month_first=month_first)
        if moment is not None and moment.when <= latest:
            modified = (replace(moment, raw=text.strip()[:200]), name)
            break
    return Dates(_sharpened(published, sources, timezone_name), modified)


def _sharpened(
    published: tuple[Moment, str] | None, sources: Sources, timezone_name: str | None
) -> tuple[Moment, str] | None:
    """Return the date with its time where another declaration of the same day has one."""
    if published is None or published[0].precision is not Precision.DAY:
        return published
    for name, text in _published_texts(sources):
        if name.startswith(("text", "url")):
            break
        moment = read_moment(text, timezone_name=timezone_name)
        if (
            moment is not None
            and moment.precision is not Precision.DAY
            and abs(moment.when - published[0].when) < timedelta(hours=36)
            and text[:10] == published[0].raw[:10]
        ):
            return replace(moment, raw=text.strip()[:200]), name
    return published


def _published_texts(sources: Sources) -> Iterator[tuple[str, str]]:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        if isinstance(value := sources.declared.get(key), str):
            yield "json-ld", value
    for name in _PUBLISHED_METAS:
        if content := sources.document.meta.get(name):
            yield name, content
    for prop in ("datePublished", "dateCreated"):
        for element in sources.microdata.get(prop, ())[:1]:
            yield "microdata", value_of(element)
    for element in sources.document.root.xpath("//*[@itemprop='datePublished']")[:1]:
        yield "microdata", value_of(element)
    yield from _time_elements(sources, updated=False)
    yield from _visible_dates(sources)
    yield from _url_dates(sources.document.url)


def _modified_texts(sources: Sources) -> Iterator[tuple[str, str]]:
    if isinstance(value := sources.declared.get("dateModified"), str):
        yield "json-ld", value
    for name in _MODIFIED_METAS:
        if content := sources.document.meta.get(name):
            yield name, content
    for element in sources.microdata.get("dateModified", ())[:1]:
        yield "microdata", value_of(element)
    yield from _time_elements(sources, updated=True)


def _time_elements(sources: Sources, *, updated: bool) -> Iterator[tuple[str, str]]:
    """Yield `<time>` elements of the article, those marked as published first."""
    found = []
    for element in _near_headline(sources, "time"):
        names = (element.get("class") or "").lower()
        before = text_of(element.getparent())[:80] if element.getparent() is not None else ""
        is_update = bool(_UPDATED.search(before)) or (
            "updated" in names and "published" not in names
        )
        marked = "published" in names or element.get("pubdate") is not None
        if is_update == updated:
            found.append((not marked, element))
    for _, element in sorted(found, key=lambda pair: pair[0]):
        yield "time", element.get("datetime") or text_of(element)
        if element.get("datetime"):
            yield "time", text_of(element)


def _near_headline(sources: Sources, *tags: str) -> list[HtmlElement]:
    """Return the scope's elements of these tags; not those of cards, comments and lists."""
    found = []
    for element in sources.scope.iter(*tags):
        if not any(_is_other_content(parent, sources.scope) for parent in element.iterancestors()):
            found.append(element)
        if len(found) >= _MANY:
            break
    return found


def _is_other_content(element: HtmlElement, scope: HtmlElement) -> bool:
    if element is scope or scope in element.iterdescendants():
        return False
    if element.tag in ("aside", "nav", "footer", "li", "a") and element.find(".//h1") is None:
        return element.tag != "footer" or "entry" not in (element.get("class") or "")
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return any(
        word in names for word in ("related", "comment", "recommend", "teaser", "card", "sidebar")
    )


def _visible_dates(sources: Sources) -> Iterator[tuple[str, str]]:
    """Yield short texts around the headline that hold a date."""
    candidates: list[tuple[int, int, str]] = []
    for element in _elements_around_headline(sources):
        text = text_of(element)
        if not 6 <= len(text) <= 160 or not re.search(r"\d{4}", text):
            continue
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        rank = 0 if _DATE_NAME.search(names) else 1
        candidates.append((rank + 2 * bool(_UPDATED.search(text[:40])), len(candidates), text))
    for _, _, text in sorted(candidates):
        yield "text near headline", text


def _elements_around_headline(sources: Sources) -> Iterator[HtmlElement]:
    """Yield small elements just before the h1, then those after it, in reading order."""
    heading = sources.scope.find(".//h1")
    if heading is None:
        heading = sources.document.root.find(".//h1")
    if heading is None:
        return
    before = islice(heading.itersiblings(preceding=True), 6)
    yield from (element for element in before if element.tag in _TEXT_TAGS)
    yield from islice(_elements_behind(heading), 120)


def _elements_behind(heading: HtmlElement) -> Iterator[HtmlElement]:
    node = heading
    while node is not None and node.tag not in ("body", "html"):
        for follower in node.itersiblings():
            yield from follower.iter(*_TEXT_TAGS)
        node = node.getparent()


def _url_dates(url: str) -> Iterator[tuple[str, str]]:
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return
    for pattern, groups in ((_URL_DATE, (1, 2, 3)), (_URL_TIGHT_DATE, (1, 3, 4))):
        if match := pattern.search(path):
            year, month, day = (match[group] for group in groups)
            yield "url", f"{year}-{month:0>2}-{day:0>2}"


def _writes_month_first(sources: Sources) -> bool:
    declared = (
        sources.document.root.get("lang") or sources.document.meta.get("og:locale") or ""
    ).lower()
    language = declared.replace("_", "-")
    host = urlsplit(sources.document.url).hostname or ""
    return language in ("en-us", "en", "") and not host.endswith(
        (".uk", ".au", ".nz", ".ie", ".in", ".za", ".eu")
    )
