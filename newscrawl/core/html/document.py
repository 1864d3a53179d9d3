"""A page parsed once, for every reader of it."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement


@dataclass(slots=True, kw_only=True)
class Document:
    """The one parse of a page that classification, extraction and discovery share.

    Nobody changes the tree: who needs to prune works on a copy of the part it needs.
    """

    url: str
    """Address of the page."""
    base_url: str
    """What relative links are joined to: `<base href>` where it is usable, else the address."""
    root: HtmlElement
    """The html element."""
    elements: tuple[HtmlElement, ...]
    """Every element in the order of the page; while they are held, none is wrapped again by lxml."""
    part_of: str | None = None
    """Address of the article's first page, where this is fetched as a further one."""
    encoding: str
    """The encoding that was used, a WHATWG name in lower case."""
    json_ld: tuple[dict[str, Any], ...] = ()
    """Every JSON-LD object of the page, `@graph` and lists flattened, broken ones repaired or left out."""
    meta: dict[str, str] = field(default_factory=dict)
    """First content of each `<meta>` by its lower-case property, name or itemprop."""
    cut: str | None = None
    """Behind what the page was not read, as it is too large; None: it was read whole."""

    def absolute(self, address: str) -> str | None:
        """Return the http(s) address that a reference on the page means; None where it is none."""
        try:
            url = urljoin(self.base_url, address.strip())
            parts = urlsplit(url)
        except ValueError:
            return None
        return url if parts.scheme in ("http", "https") and parts.netloc else None
