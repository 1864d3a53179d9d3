"""Addresses: the spelling that is fetched, the key that is compared, and the hosts of a site."""

from newscrawl.core.urls.forms import address_form
from newscrawl.core.urls.hosts import host_of, is_within, site_hosts
from newscrawl.core.urls.keys import article_id, url_key
from newscrawl.core.urls.normalization import normalize_url

__all__ = [
    "address_form",
    "article_id",
    "host_of",
    "is_within",
    "normalize_url",
    "site_hosts",
    "url_key",
]
