"""Recognising copies, as an item pipeline."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from itemadapter import ItemAdapter
from scrapy.exceptions import DropItem

from newscrawl.core.dedup.content import content_hash
from newscrawl.core.dedup.signature import sign
from newscrawl.core.dedup.stream import CopyStream
from newscrawl.core.urls import article_id, host_of, url_key
from newscrawl.items import PageOutcome
from newscrawl.pipelines.items import with_fields


class DeduplicatePipeline:
    """Tells copies from articles: one item for an address however it is spelled, copies of a text linked.

    A crawl of newscrawl's own spiders is decided by the store, inside its transaction. In any other project
    an item needs `url`, and `article_body` for its copies to be found: a second spelling of a known address
    is dropped, a copy of a known text, also a near one among the latest 20,000, gets `duplicate_of` and
    `cluster_id`, the `id` of the first.
    """

    def __init__(self) -> None:
        self._keys: set[str] = set()
        self._first_by_content: dict[str, str] = {}
        self._stream = CopyStream()

    def process_item(self, item: Any) -> Any:
        if isinstance(item, PageOutcome):
            return _hashed(item)
        key = url_key(str(ItemAdapter(item).get("url") or ""))
        if key in self._keys:
            raise DropItem(f"same article as one before: {key}", log_level="DEBUG")
        self._keys.add(key)
        return with_fields(item, lambda fields: self._links(fields, article_id(key)))

    def _links(self, fields: Mapping[str, Any], own_id: str) -> dict[str, Any]:
        body = fields.get("article_body") or ""
        digest = content_hash(fields.get("headline"), body)
        first = self._first(fields, digest, own_id) if body else own_id
        return {
            "id": own_id,
            "content_hash": digest,
            "duplicate_of": None if first == own_id else first,
            "cluster_id": first,
        }

    def _first(self, fields: Mapping[str, Any], digest: str, own_id: str) -> str:
        """Return the `id` of the first article with the text of this one, its own for a new text."""
        signature = sign(fields.get("headline") or "", fields["article_body"])
        site = host_of(str(fields.get("url") or ""))
        first = self._first_by_content.get(digest)
        if first is None:
            match = self._stream.find(signature, site=site)
            first = own_id if match is None else match.cluster
            self._first_by_content[digest] = first
        self._stream.add(signature, site=site, cluster=first)
        return first


def _hashed(outcome: PageOutcome) -> PageOutcome:
    """Return an outcome with what the store needs to find copies of its article."""
    article = outcome.article
    if article is None:
        return outcome
    digest = content_hash(article.headline, article.article_body)
    return replace(outcome, article=replace(article, content_hash=digest))
