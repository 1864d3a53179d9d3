"""Where the fields of an article are declared: JSON-LD, meta, microdata."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from newscrawl.core.html.document import Document
from newscrawl.core.html.json_ld import is_article
from newscrawl.core.html.text import fold, text_of

_LEAST_SCOPE = 400
_MOST_SCOPES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """One page's declarations about the article on it."""

    document: Document
    """The page."""
    declared: dict[str, Any]
    """The article's own JSON-LD object; empty where there is none."""
    objects_by_id: dict[str, dict[str, Any]]
    """The page's JSON-LD objects by `@id`, for references."""
    microdata: dict[str, tuple[HtmlElement, ...]]
    """Elements of the article's microdata item by property."""
    scope: HtmlElement
    """The element that holds the article: around its h1, else the body."""

    def meta(self, *names: str) -> tuple[str, str] | None:
        """Return the first of the named metas that is there, as (name, content)."""
        for name in names:
            if content := self.document.meta.get(name):
                return name, content
        return None

    def resolve(self, value: Any) -> Any:
        """Return what a JSON-LD reference (an object of only `@id`) refers to, or the value."""
        if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
            return self.objects_by_id.get(value["@id"], value)
        return value

    def names(self, value: Any) -> list[str]:
        """Return the names in a JSON-LD value: texts, objects with a name, lists of both."""
        names: list[str] = []
        for entry in value if isinstance(value, list) else [value]:
            resolved = self.resolve(entry)
            if isinstance(resolved, dict):
                resolved = resolved.get("name")
            texts = resolved if isinstance(resolved, list) else [resolved]
            names.extend(fold(text) for text in texts if isinstance(text, str) and text.strip())
        return names


def find_sources(document: Document) -> Sources:
    """Return the page's declarations about its article."""
    by_id: dict[str, dict[str, Any]] = {}
    for value in document.json_ld:
        identifier = value.get("@id")
        if isinstance(identifier, str) and len(value) > len(by_id.get(identifier, {})):
            by_id[identifier] = value
    return Sources(
        document=document,
        declared=_article_object(document),
        objects_by_id=by_id,
        microdata=_microdata(document.root),
        scope=find_scope(document.root),
    )


def _article_object(document: Document) -> dict[str, Any]:
    """Return the JSON-LD article that is this page's: by address, else the first one."""
    articles = [value for value in document.json_ld if is_article(value)]
    here = _address(document.url)
    for value in articles:
        if here in {_address(address) for address in _addresses(value, document.base_url)}:
            return value
    with_headline = [value for value in articles if value.get("headline") or value.get("name")]
    # A list of several articles, none of them at this address, is a section page's.
    several = len({str(value.get("headline")) for value in with_headline}) > 3
    if several or not articles:
        return {}
    return (with_headline or articles)[0]


def _addresses(value: dict[str, Any], base: str) -> Iterator[str]:
    entity = value.get("mainEntityOfPage")
    if isinstance(entity, dict):
        entity = entity.get("@id") or entity.get("url")
    for address in (value.get("url"), value.get("@id"), entity):
        if isinstance(address, str) and address:
            try:
                yield urljoin(base, address)
            except ValueError:
                continue


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return (parts.hostname or "").removeprefix("www.") + parts.path.rstrip("/")


def _microdata(root: HtmlElement) -> dict[str, tuple[HtmlElement, ...]]:
    """Return the properties of the page's first microdata article that has a headline."""
    items = [
        item
        for item in root.xpath("//*[@itemscope][@itemtype]")
        if is_article({"@type": item.get("itemtype").rsplit("/", 1)[-1]})
    ]
    if not items or len(items) > 3:
        return {}
    item = max(items, key=lambda candidate: len(candidate.xpath(".//*[@itemprop]")))
    found: dict[str, list[HtmlElement]] = {}
    for element in item.xpath(".//*[@itemprop]"):
        owner = next(
            (up for up in element.iterancestors() if up.get("itemscope") is not None), None
        )
        if owner is item:
            for name in element.get("itemprop").split():
                found.setdefault(name, []).append(element)
    return {name: tuple(elements) for name, elements in found.items()}


def value_of(element: HtmlElement) -> str:
    """Return the value of a microdata property, after the HTML standard's rules."""
    for attribute in ("content", "datetime"):
        if value := element.get(attribute):
            return fold(value)
    if element.get("itemscope") is not None:
        names = element.xpath(".//*[@itemprop='name' or @itemprop='url']")
        for name in sorted(names, key=lambda candidate: candidate.get("itemprop") != "name"):
            return value_of(name)
    if element.tag in ("a", "link") and not text_of(element):
        return fold(element.get("href"))
    if element.tag == "img":
        return fold(element.get("src"))
    return text_of(element)


def find_scope(root: HtmlElement) -> HtmlElement:
    """Return the element that holds the article: article or main around the h1, else body."""
    body = root.find("body")
    fallback = body if body is not None else root
    tried: set[HtmlElement] = set()
    for heading in root.iter("h1"):
        for parent in heading.iterancestors("article", "main"):
            if parent in tried:
                continue
            if len(tried) == _MOST_SCOPES:
                break
            if len(text_of(parent, limit=_LEAST_SCOPE)) > _LEAST_SCOPE:
                return parent
            tried.add(parent)
    articles = list(root.iter("article"))
    if len(articles) == 1:
        return articles[0]
    main = next(root.iter("main"), None)
    return main if main is not None else fallback
