"""Which URL key an article is known by."""

from urllib.parse import urlsplit

from newscrawl.core.urls import host_of, normalize_url, url_key
from newscrawl.items import Article


def declared_key(article: Article) -> str:
    """Return the URL key of the address that an article's page names as its own.

    A page's own word is believed only for an address of the same host that is no front page: some sites
    name their home page, or another site's, on every article. Else the key of the page's own address.
    """
    own = url_key(article.url)
    if article.canonical_url is None:
        return own
    declared = normalize_url(article.canonical_url, article.url)
    if declared is None or not _same_host(declared, article.url):
        return own
    parts = urlsplit(declared)
    if parts.path in ("", "/") and not parts.query:
        return own
    return url_key(declared)


def _same_host(one: str, other: str) -> bool:
    return host_of(one).removeprefix("www.") == host_of(other).removeprefix("www.")
