"""What an article's page says about itself to machines."""

import json
from html import escape
from typing import Any

from newscrawl.cli.demo_site.articles import DemoArticle, Metadata

AGENCIES = frozenset({"North Coast Wire"})


def head_html(article: DemoArticle, *, url: str, base_url: str, section: str, paper: str) -> str:
    """Return the elements for the page's head that state the article's facts."""
    if article.metadata is Metadata.VISIBLE:
        return ""
    image = f"{base_url}/pictures/960/{article.pictures[0].name}.svg"
    properties = {
        "og:type": "article",
        "og:site_name": paper,
        "og:title": article.headline,
        "og:description": article.description,
        "og:url": url,
        "og:image": image,
    }
    if article.metadata is Metadata.META:
        properties["article:published_time"] = article.date_published.isoformat()
        properties["article:section"] = section
        names = "".join(
            f'<meta name="author" content="{escape(name)}">\n' for name in article.authors
        )
        return _meta_html(properties) + names
    facts = _json_ld(article, url=url, image=image, section=section, paper=paper)
    # "<" would let the text end the script element.
    text = json.dumps(facts, ensure_ascii=False).replace("<", "\\u003c")
    return f'{_meta_html(properties)}<script type="application/ld+json">{text}</script>\n'


def _meta_html(properties: dict[str, str]) -> str:
    return "".join(
        f'<meta property="{name}" content="{escape(value)}">\n'
        for name, value in properties.items()
    )


def _json_ld(
    article: DemoArticle, *, url: str, image: str, section: str, paper: str
) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": url,
        "headline": article.headline,
        "description": article.description,
        "datePublished": article.date_published.isoformat(),
        "author": [
            {"@type": "Organization" if name in AGENCIES else "Person", "name": name}
            for name in article.authors
        ],
        "publisher": {"@type": "NewsMediaOrganization", "name": paper},
        "image": {"@type": "ImageObject", "url": image, "width": 960, "height": 540},
        "articleSection": section,
        "keywords": list(article.keywords),
        "inLanguage": article.in_language,
        "isAccessibleForFree": article.free_paragraphs is None,
    }
    if article.date_modified:
        facts["dateModified"] = article.date_modified.isoformat()
    if article.free_paragraphs is not None:
        facts["hasPart"] = {
            "@type": "WebPageElement",
            "isAccessibleForFree": False,
            "cssSelector": ".subscriber-only",
        }
    return facts
