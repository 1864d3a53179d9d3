"""The key of an address: one for all spellings of a page, to compare and never to fetch."""

import hashlib
import re
from functools import lru_cache

from newscrawl.core.urls.amp_caches import unwrap_amp_cache
from newscrawl.core.urls.escapes import compose_escapes, without_surrogates
from newscrawl.core.urls.key_paths import canonical_path
from newscrawl.core.urls.key_queries import canonical_query
from newscrawl.core.urls.normalization import without_tracking
from newscrawl.core.urls.parsing import parse_url

_DEVICE_LABELS = frozenset({"amp", "m", "mobi", "mobile", "touch", "wap", "www"})
_NUMBERED_WWW = re.compile(r"www\d{1,2}")


def url_key(url: str) -> str:
    """Return the key of an address: `host/path?query#route` in the spelling that all others share.

    `url_key(normalize_url(url)) == url_key(url)` for whatever can be fetched; anything else is
    its own key, less white space around it. Never raises.
    """
    parts = parse_url(url)
    if parts is None:
        return without_surrogates(url.strip())
    page = unwrap_amp_cache(without_tracking(parts))
    _, host, path, query, fragment = without_tracking(page)
    path = canonical_path(compose_escapes(path))
    if query:
        query = canonical_query(compose_escapes(query), path=path)
    key = _device_neutral(host) + path
    if query:
        key = f"{key}?{query}"
    return f"{key}#{compose_escapes(fragment)}" if fragment else key


def article_id(key: str) -> str:
    """Return the first 16 hex digits of the SHA-256 of an article's URL key."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16]


@lru_cache(maxsize=1024)
def _device_neutral(host: str) -> str:
    """Return the host without labels that only choose a device: `www`, `m`, `amp` and their kin.

    Two labels stay in any case, so that `m.example` and `amp.dev` are themselves.
    """
    # The key has no scheme, so either scheme's own port is none.
    labels = host.removesuffix(":443").removesuffix(":80").split(".")
    subdomains = labels[:-2]
    kept = [label for label in subdomains if not _chooses_device(label)]
    return ".".join(kept + labels[-2:])


def _chooses_device(label: str) -> bool:
    return label in _DEVICE_LABELS or _NUMBERED_WWW.fullmatch(label) is not None
