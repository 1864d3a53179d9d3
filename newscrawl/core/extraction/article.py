"""From a parsed page to the article on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from newscrawl.core.extraction.authors import find_authors
from newscrawl.core.extraction.body import find_body
from newscrawl.core.extraction.dates import find_dates
from newscrawl.core.extraction.details import (
    find_canonical_url,
    find_description,
    find_free_access,
    find_publisher,
)
from newscrawl.core.extraction.finding import Finding
from newscrawl.core.extraction.gates import observe
from newscrawl.core.extraction.headline import find_headline
from newscrawl.core.extraction.images import find_images
from newscrawl.core.extraction.keyword_lines import without_keyword_lines
from newscrawl.core.extraction.keywords import find_keywords
from newscrawl.core.extraction.language import detect_language
from newscrawl.core.extraction.section import find_section
from newscrawl.core.extraction.site_rules import SiteRules
from newscrawl.core.extraction.sources import Sources, find_sources
from newscrawl.core.html.document import Document
from newscrawl.core.html.text import clean_text
from newscrawl.items.article import Article, Block
from newscrawl.items.site import Site

NOTHING_GIVEN: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What was read from a page as if it were an article."""

    article: Article
    """Its fields; body, completeness and hash are not settled yet."""
    blocks: tuple[Block, ...]
    """Its body, in reading order."""
    observations: dict[str, str] = field(default_factory=dict)
    """What was seen that tells how complete the body is."""
    is_article: bool | None = None
    """Whether the site's own rule says that it is one; None: it has no such rule."""


def extract_article(
    document: Document, *, site: Site, given: Mapping[str, Any] = NOTHING_GIVEN
) -> Extraction:
    """Return the article of a page, each field with the source that gave it in `evidence`.

    What the site's selectors find goes before all else, but for what a page object has `given`, by field.
    Whether the page is an article at all is for the classification to say.
    """
    rules = SiteRules(document, site, given)
    sources = find_sources(document)
    fields: dict[str, Any] = {}
    evidence: dict[str, Any] = {}
    _read_texts(sources, fields, evidence)
    _read_lists(sources, fields, evidence)
    _read_dates(sources, site, fields, evidence)
    for name, finding in rules.fields().items():
        fields[name] = finding.value
        _note(evidence, name, finding)
    fields.update(rules.dates(evidence))
    body = rules.body() or find_body(sources, headline=fields.get("headline"), rules=rules)
    _note(evidence, "article_body", body)
    blocks = without_keyword_lines(body.value, fields.get("keywords", ()))
    _read_language(sources, site, blocks, fields, evidence)
    article = Article(url=document.url, site=site.name, evidence=evidence, **fields)
    return Extraction(
        article=article,
        blocks=blocks,
        observations=observe(
            sources, blocks, is_accessible_for_free=article.is_accessible_for_free
        ),
        is_article=rules.is_article(),
    )


def _read_texts(sources: Sources, fields: dict[str, Any], evidence: dict[str, Any]) -> None:
    found = {
        "headline": find_headline(sources),
        "description": find_description(sources),
        "publisher": find_publisher(sources),
        "article_section": find_section(sources),
        "canonical_url": find_canonical_url(sources),
    }
    for name, value in found.items():
        if value is not None and (text := clean_text(value[0]).replace("\n", " ")):
            fields[name] = text
            _note(evidence, name, value)
    free = find_free_access(sources)
    if free is not None:
        fields["is_accessible_for_free"] = free[0]
        _note(evidence, "is_accessible_for_free", free)


def _note(evidence: dict[str, Any], name: str, found: Finding[Any] | tuple[Any, str]) -> None:
    """Note which source gave a field, and in `others` what those say that disagree."""
    finding = Finding(*found)
    evidence[name] = finding.source
    if finding.others:
        evidence.setdefault("others", {})[name] = dict(finding.others)


def _read_lists(sources: Sources, fields: dict[str, Any], evidence: dict[str, Any]) -> None:
    for name, found in (("authors", find_authors(sources)), ("keywords", find_keywords(sources))):
        if found is not None:
            fields[name] = tuple(clean_text(text).replace("\n", " ") for text in found[0])
            _note(evidence, name, found)
    if (pictures := find_images(sources)) is not None:
        fields["images"] = pictures.value
        fields["main_image"] = pictures.value[0]
        _note(evidence, "main_image", pictures)


def _read_dates(
    sources: Sources, site: Site, fields: dict[str, Any], evidence: dict[str, Any]
) -> None:
    dates = find_dates(sources, timezone_name=site.timezone)
    for name, found in (("date_published", dates.published), ("date_modified", dates.modified)):
        if found is None:
            continue
        moment = found[0]
        fields[name] = moment.when
        fields[f"{name}_raw"] = moment.raw
        fields[f"{name}_precision"] = moment.precision
        fields[f"{name}_zone"] = moment.zone
        _note(evidence, name, found)


def _read_language(
    sources: Sources,
    site: Site,
    blocks: tuple[Block, ...],
    fields: dict[str, Any],
    evidence: dict[str, Any],
) -> None:
    text = "\n".join(block.text for block in blocks[:40])
    if len(text) < 200:
        text = "\n".join((fields.get("headline", ""), fields.get("description", ""), text))
    found = detect_language(text, _declared_language(sources) or site.in_language)
    if found is not None:
        fields["in_language"] = found[0]
        _note(evidence, "in_language", found)


def _declared_language(sources: Sources) -> str | None:
    declared = sources.declared.get("inLanguage")
    if isinstance(declared, dict):
        declared = declared.get("alternateName") or declared.get("name")
    meta = sources.document.meta
    root = sources.document.root
    candidates = (
        declared if isinstance(declared, str) else None,
        root.get("lang") or root.get("xml:lang"),
        meta.get("og:locale"),
        meta.get("content-language"),
        meta.get("language"),
    )
    return next((candidate for candidate in candidates if candidate), None)
