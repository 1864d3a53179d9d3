"""What the demo site tells robots: robots.txt, its sitemaps and its RSS feed."""

from collections.abc import Iterable
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from newscrawl.cli.demo_site.articles import DemoArticle

SITEMAP_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def robots_txt(base_url: str) -> str:
    """Return robots.txt: one closed path, and where the sitemaps are."""
    return f"User-agent: *\nDisallow: /members/\n\nSitemap: {base_url}/sitemap.xml\n"


def sitemap_index(base_url: str, names: Iterable[str]) -> bytes:
    """Return a sitemap index of the files `names`."""
    root = ET.Element("sitemapindex", xmlns=SITEMAP_NAMESPACE)
    for name in names:
        ET.SubElement(ET.SubElement(root, "sitemap"), "loc").text = f"{base_url}/{name}"
    return _xml(root)


def article_sitemap(base_url: str, articles: Iterable[DemoArticle]) -> bytes:
    """Return a sitemap of `articles`, each with the time of its last change."""
    root = ET.Element("urlset", xmlns=SITEMAP_NAMESPACE)
    for article in articles:
        url = ET.SubElement(root, "url")
        ET.SubElement(url, "loc").text = base_url + article.path
        changed = article.date_modified or article.date_published
        ET.SubElement(url, "lastmod").text = changed.isoformat()
    return _xml(root)


def page_sitemap(base_url: str, paths: Iterable[str]) -> bytes:
    """Return a sitemap of pages that are no articles."""
    root = ET.Element("urlset", xmlns=SITEMAP_NAMESPACE)
    for path in paths:
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = base_url + path
    return _xml(root)


def rss(base_url: str, title: str, articles: Iterable[DemoArticle]) -> bytes:
    """Return an RSS 2.0 feed of `articles`."""
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    ET.SubElement(channel, "title").text = title
    ET.SubElement(channel, "link").text = f"{base_url}/"
    ET.SubElement(channel, "description").text = "News from the harbour and the hill."
    for article in articles:
        item = ET.SubElement(channel, "item")
        ET.SubElement(item, "title").text = article.headline
        ET.SubElement(item, "link").text = f"{base_url}{article.path}?utm_source=feed"
        ET.SubElement(item, "guid", isPermaLink="true").text = base_url + article.path
        ET.SubElement(item, "pubDate").text = format_datetime(article.published)
        ET.SubElement(item, "description").text = article.description
    return _xml(root)


def _xml(root: ET.Element) -> bytes:
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
