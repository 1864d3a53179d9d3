"""What a site's own selectors, or a page object of its own, say of a page."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from newscrawl.core.extraction.blocks import block_of
from newscrawl.core.extraction.day_order import find_day_order
from newscrawl.core.extraction.declared_body import blocks_of_text
from newscrawl.core.extraction.finding import Finding
from newscrawl.core.extraction.moments import Moment, read_moment
from newscrawl.core.extraction.selection import Piece
from newscrawl.core.html.document import Document
from newscrawl.core.html.selecting import elements, select, value_of_found
from newscrawl.core.html.text import clean_text, fold
from newscrawl.items.article import Block, Image, Precision, Zone
from newscrawl.items.site import Site

SELECTOR = "selector"
PAGE_OBJECT = "page object"
_TEXTS = ("headline", "description", "article_section", "publisher")
_LISTS = ("authors", "keywords")
_DATES = ("date_published", "date_modified")


class SiteRules:
    """A site's own rules on one page: what they find goes before what the generic reader finds."""

    def __init__(self, document: Document, site: Site, given: Mapping[str, Any]) -> None:
        """Take what a page object has given, by names of a record's fields."""
        self._document = document
        self._site = site
        self._given = given
        self._selectors = site.selectors
        self.chose_body = False
        """Whether the site's `article_body` says what the body is."""

    def fields(self) -> dict[str, Finding[Any]]:
        """Return the fields that the rules give, by name, dates and body aside."""
        found: dict[str, Finding[Any]] = {}
        for name in _TEXTS:
            if value := next(iter(self._texts(name)), None):
                found[name] = Finding(value, self._source(name))
        for name in _LISTS:
            if values := tuple(dict.fromkeys(self._texts(name))):
                found[name] = Finding(values, self._source(name))
        if (image := self._image()) is not None:
            found["main_image"] = Finding(image, self._source("main_image"))
            found["images"] = Finding((image,), self._source("main_image"))
        return found

    def dates(self, evidence: dict[str, Any]) -> dict[str, Any]:
        """Return the fields of the dates that the rules give, and note their sources."""
        fields: dict[str, Any] = {}
        for name in _DATES:
            moment = self._moment(name)
            if moment is not None:
                fields[name] = moment.when
                fields[f"{name}_raw"] = moment.raw
                fields[f"{name}_precision"] = moment.precision
                fields[f"{name}_zone"] = moment.zone
                evidence[name] = self._source(name)
        return fields

    def body(self) -> Finding[tuple[Block, ...]] | None:
        """Return the body that a page object has given."""
        text = self._given.get("article_body")
        blocks = blocks_of_text(text) if isinstance(text, str) else ()
        return Finding(blocks, PAGE_OBJECT) if blocks else None

    def decide(self, pieces: Sequence[Piece]) -> None:
        """Say of a page's pieces which are the body, where selectors name what holds it, or what does not."""
        removed = set(self._elements("remove"))
        bodies = set(self._elements("article_body"))
        if bodies and not any(
            bodies & _around(piece) and not removed & _around(piece) for piece in pieces
        ):
            bodies = set()
        self.chose_body = bool(bodies)
        for piece in pieces if bodies or removed else ():
            around = _around(piece)
            if removed & around:
                piece.dropped, piece.block = "the site's `remove` selects it", None
            elif bodies & around:
                piece.dropped, piece.block = None, block_of(piece.segment)
            elif bodies:
                piece.dropped, piece.block = "outside of the site's `article_body`", None

    def is_article(self) -> bool | None:
        """Return whether the site's `is_article` finds anything; None where the site has no such rule."""
        if "is_article" not in self._selectors:
            return None
        return bool(select(self._document.root, self._selectors["is_article"]))

    def _source(self, name: str) -> str:
        return PAGE_OBJECT if self._given.get(name) else SELECTOR

    def _elements(self, name: str) -> list[Any]:
        return elements(select(self._document.root, self._selectors.get(name, ())))

    def _texts(self, name: str) -> list[str]:
        given = self._given.get(name)
        if given:
            values = [given] if isinstance(given, str) else [str(each) for each in given]
        else:
            found = select(self._document.root, self._selectors.get(name, ()))
            values = [value_of_found(each) for each in found]
        texts = (fold(clean_text(value)) for value in values)
        return [text for text in texts if text]

    def _moment(self, name: str) -> Moment | None:
        given = self._given.get(name)
        if isinstance(given, datetime):
            zone = Zone.STATED if given.tzinfo else None
            when = given if given.tzinfo else given.replace(tzinfo=UTC)
            return Moment(when=when, raw=given.isoformat(), precision=Precision.SECOND, zone=zone)
        order = find_day_order(self._document)
        for text in self._texts(name):
            moment = read_moment(text, timezone_name=self._site.timezone, order=order)
            if moment is not None:
                return moment
        return None

    def _image(self) -> Image | None:
        given = self._given.get("main_image")
        if given:
            url = self._document.absolute(str(given))
            return None if url is None else Image(url=url)
        for each in select(self._document.root, self._selectors.get("main_image", ())):
            address = each if isinstance(each, str) else each.get("src") or each.get("href") or ""
            url = self._document.absolute(address) if address else None
            if url is not None:
                alt = None if isinstance(each, str) else fold(each.get("alt")) or None
                return Image(url=url, alt=alt)
        return None


def _around(piece: Piece) -> set[Any]:
    return {box.element for box in piece.segment.box.upwards()}
