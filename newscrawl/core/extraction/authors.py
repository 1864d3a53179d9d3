"""Who wrote an article: names only."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from newscrawl.core.extraction.headline import site_names
from newscrawl.core.extraction.sources import Sources, value_of
from newscrawl.core.html.text import fold, text_of

_METAS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
)
_MORE_METAS = (
    "byl",
    "authors",
    "article.author",
    "cxenseparse:author",
    "dc.contributor",
    "og:article:author",
    "bylines",
)
_BY = re.compile(
    r"^(?:\W*(?:(?:written|posted|published|reported|words|text|story|article) by|by:?|von|par|"
    r"por|(?:di|da|door|av|af|från|autor(?:a|en|zy)?|auteur|autore|author|authors|redactie|"
    r"yazan|автор|автори|текст|foto|tekst|text|texto|testo|escrito por|publicado por|verfasst "
    r"von|écrit par|скрито от|kirjoittaja)\s*:?)\s+)+",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:[;|•·\n]|\s/\s|,\s*and\s|\s(?:and|und|et|y|e|en|och|og|ja|i|oraz|и|і|ve|και|&|with|"
    r"mit)\s)\s*"
)
_NOISE = re.compile(
    r"https?://|www\.|@\w|\d{2,}|^\W*$|\b(?:staff|admin|administrator|editor(?:ial)?s?|newsroom|"
    r"redaktion|redacci[oó]n|rédaction|redazione|redactie|redakcja|редакция|team|desk|"
    r"contributors?|correspondents?|unknown|anonymous|null|undefined|none|n/a|web ?desk|"
    r"webmaster|guest|subscribe|newsletter|follow|share|comments?|published|updated|minutes?|"
    r"read|biography|posts?|profile|contact|email|more|all|view|author)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:[,|(–—]|\s-\s|\b(?:for|is an?|in|at|of|on|für|pour|para|per|aus|à|"
    r"à)\b(?=\s+[A-Z\w])).*$"
)
_ROLE = re.compile(
    r"\s+(?:(?:senior|chief|staff|political|science|business|sports?|health|crime|foreign|"
    r"deputy|associate|assistant)\s+)*(?:reporter|writer|editor|correspondent|journalist|"
    r"columnist|producer|photographer|analyst|redakteur\w*|journaliste|periodista|giornalista|"
    r"journalist\w*)\b.*$",
    re.IGNORECASE,
)
_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|author|authors|writer|autor|autore|auteur|bylines|contributor)(?:$|"
    r"[\s_-]|name|s\b)|byline|[a-z]Author|authorName",
    re.IGNORECASE,
)
_OTHER_CLASS = re.compile(
    r"related|comment|recommend|teaser|card|sidebar|caption|credit|most-?read|trending|promo",
    re.IGNORECASE,
)
_BY_LINE = re.compile(
    r"^(?:by|von|par|por|di|door|av|af|autor|автор|yazan)\s*:?\s+(?P<names>[^\d|•]{4,80})",
    re.IGNORECASE,
)
_MOST = 12


def find_authors(sources: Sources) -> tuple[tuple[str, ...], str] | None:
    """Return the authors' names in the page's order and the source that gave them, or None."""
    not_names = {_plain(name) for name in site_names(sources)}
    for source, texts in _candidates(sources):
        names: dict[str, str] = {}
        for text in texts:
            for name in split_names(text):
                if _plain(name) not in not_names and not _NOISE.search(name):
                    names.setdefault(_plain(name), name)
        if names:
            return tuple(names.values())[:_MOST], source
    return None


def split_names(text: str) -> list[str]:
    """Return the names in a byline such as `By Ann Lee and Bo Ek, Staff Writers`."""
    text = _BY.sub("", fold(text))
    pieces = [piece for piece in _SPLIT.split(text) if piece]
    names = []
    for piece in pieces:
        parts = [part.strip() for part in piece.split(",")]
        # "Lee, Ann" is one name in some catalogues, "Ann Lee, Bo Ek" are two.
        for part in parts:
            name = _ROLE.sub("", " " + _TAIL.sub("", _BY.sub("", part))).strip(" .,:;-–—*\"'")
            if _looks_like_name(name):
                names.append(name)
    return names


def is_byline(text: str) -> bool:
    """Return whether a line begins like a byline: `By Ann Lee`."""
    match = _BY_LINE.match(text)
    return match is not None and any(split_names(match["names"]))


def _looks_like_name(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= 6 or not 2 <= len(name) <= 60:
        return False
    letters = [letter for letter in name if letter.isalpha()]
    if not letters:
        return False
    return (
        letters[0].isupper() or not letters[0].islower() or letters[0].lower() == letters[0].upper()
    )


def _candidates(sources: Sources) -> Iterator[tuple[str, list[str]]]:
    yield "json-ld", _declared(sources)
    yield "microdata", [value_of(element) for element in sources.microdata.get("author", ())]
    for name in _METAS + _MORE_METAS:
        texts = sources.document.root.xpath(
            "//meta[@name=$name or @property=$name]/@content", name=name
        ) or [sources.document.meta.get(name, "")]
        if any(texts):
            yield f"meta {name}", [text for text in texts if text]
    yield (
        "rel=author",
        [text_of(element) for element in _own(sources, "//a[contains(@rel, 'author')]")],
    )
    yield (
        "itemprop author",
        [value_of(element) for element in _own(sources, "//*[@itemprop='author']")],
    )
    yield "byline", list(_bylines(sources))
    yield "text near headline", list(_by_lines(sources))


def _declared(sources: Sources) -> list[str]:
    for key in ("author", "creator"):
        value = sources.declared.get(key)
        entries = value if isinstance(value, list) else [value]
        people = [entry for entry in entries if _is_person(sources.resolve(entry))]
        if names := sources.names(people):
            return names
    return []


def _is_person(value: object) -> bool:
    if not isinstance(value, dict):
        return True
    return value.get("@type") not in ("Organization", "NewsMediaOrganization", "WebSite")


def _own(sources: Sources, path: str) -> list[HtmlElement]:
    """Return what the path finds in the article's scope, outside cards and comments."""
    elements = sources.scope.xpath("." + path)
    return [element for element in elements[:40] if not _is_elsewhere(element, sources.scope)][
        :_MOST
    ]


def _is_elsewhere(element: HtmlElement, scope: HtmlElement) -> bool:
    for parent in element.iterancestors():
        if parent is scope:
            return False
        names = f"{parent.get('class') or ''} {parent.get('id') or ''}"
        if parent.tag in ("nav", "aside", "figure") or _OTHER_CLASS.search(names):
            return True
    return False


def _bylines(sources: Sources) -> Iterator[str]:
    """Yield the texts of byline elements: their links where they have some."""
    found = 0
    for element in sources.scope.iter(
        "a", "span", "div", "p", "address", "h2", "h3", "h4", "h5", "li", "cite", "strong"
    ):
        names = " ".join(
            filter(None, (element.get("class"), element.get("id"), element.get("data-testid")))
        )
        if not names or not _BYLINE_CLASS.search(names) or _is_elsewhere(element, sources.scope):
            continue
        text = text_of(element)
        if not 3 < len(text) < 120:
            continue
        links = [text_of(link) for link in element.iter("a") if link is not element]
        people = [link for link in links if len(link.split()) in (2, 3, 4)]
        yield from people or [text]
        found += 1
        if found >= 3:
            return


def _by_lines(sources: Sources) -> Iterator[str]:
    """Yield what stands behind "By" in a short line near the headline."""
    heading = sources.scope.find(".//h1")
    if heading is None:
        return
    seen = 0
    node = heading
    while node is not None and node.tag != "body":
        for follower in node.itersiblings():
            for element in follower.iter("p", "span", "div", "address", "li", "em", "strong", "a"):
                seen += 1
                if seen > 80:
                    return
                text = text_of(element)
                if len(text) < 100 and (match := _BY_LINE.match(text)):
                    yield match["names"]
                    return
        node = node.getparent()


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
