"""The pictures of an article, with what is said below them."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newscrawl.core.extraction.sources import Sources, value_of
from newscrawl.core.html.text import fold, text_of
from newscrawl.items.article import Image

_SIZE = re.compile(r"[-_](?:\d{2,4}x\d{2,4}|scaled|\d{3,4}w)(?=\.\w+$)")
_CREDIT_CLASS = re.compile(r"credit|copyright|source|photographer|agency|byline", re.IGNORECASE)
_CREDIT = re.compile(
    r"\s*(?:[(\[]\s*)?(?:photo(?:graph)?(?: credit)?|image(?: credit)?|picture|credit|source|"
    r"foto|bild|crédits?|fotografía|créditos?|fonte|fuente|©)\s*(?::|by|/|"
    r"©)\s*(?P<name>[^)\]]{2,80})[)\]]?\s*\.?$",
    re.IGNORECASE,
)
_NOT_PICTURES = re.compile(
    r"logo|avatar|gravatar|icon|sprite|pixel|spacer|placeholder|1x1|blank\.|emoji|badge",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"related|recommend|author|avatar|card|teaser|comment|sidebar|newsletter|promo|also-like|"
    r"ymal|share",
    re.IGNORECASE,
)
_MOST = 50


def find_images(sources: Sources) -> tuple[tuple[Image, ...], str | None]:
    """Return the article's pictures, the main one first, and the source that named that one."""
    shown = list(_shown(sources))
    declared, source = _declared_main(sources)
    if declared is None:
        return tuple(shown), "figure" if shown else None
    same = [image for image in shown if picture_key(image.url) == picture_key(declared.url)]
    if same:
        main = Image(
            url=declared.url,
            caption=same[0].caption or declared.caption,
            credit=same[0].credit or declared.credit,
            alt=same[0].alt or declared.alt,
        )
        return (main, *(image for image in shown if image not in same)), source
    # The picture above the text is the declared one in another cut, where it has a caption.
    if shown and shown[0].caption and not declared.caption and _is_lead(sources, shown[0]):
        main = Image(
            url=declared.url, caption=shown[0].caption, credit=shown[0].credit, alt=shown[0].alt
        )
        return (main, *shown[1:]), source
    return (declared, *shown), source


def picture_key(url: str) -> str:
    """Return what the variants of one picture share: its file's name without size and query."""
    try:
        name = urlsplit(url).path.rsplit("/", 1)[-1]
    except ValueError:
        return url
    return _SIZE.sub("", name).lower()


def _declared_main(sources: Sources) -> tuple[Image | None, str | None]:
    alt = fold(sources.document.meta.get("og:image:alt")) or None
    if image := _from_json_ld(sources.declared.get("image"), sources):
        return image, "json-ld"
    for name in (
        "og:image",
        "og:image:url",
        "og:image:secure_url",
        "twitter:image",
        "twitter:image:src",
    ):
        content = sources.document.meta.get(name)
        if content and (url := sources.document.absolute(content)):
            return Image(url=url, alt=alt), name
    for element in sources.microdata.get("image", ())[:1]:
        nested = element.xpath(".//*[@itemprop='url'][1]")
        value = (
            value_of(nested[0])
            if nested
            else (element.get("src") or element.get("href") or value_of(element))
        )
        if url := sources.document.absolute(value):
            return Image(url=url), "microdata"
    if image := _from_json_ld(sources.declared.get("thumbnailUrl"), sources):
        return image, "json-ld"
    return None, None


def _from_json_ld(value: Any, sources: Sources) -> Image | None:
    for entry in value if isinstance(value, list) else [value]:
        resolved = entry
        if isinstance(entry, dict) and "url" not in entry and "contentUrl" not in entry:
            resolved = sources.objects_by_id.get(str(entry.get("@id")), entry)
        address: Any = resolved
        caption = credit = None
        if isinstance(resolved, dict):
            address = resolved.get("url") or resolved.get("contentUrl")
            caption = _text(resolved.get("caption") or resolved.get("description"))
            credit = _text(resolved.get("creditText"))
        if isinstance(address, list):
            address = address[0] if address else None
        if isinstance(address, str) and (url := sources.document.absolute(address)):
            return Image(url=url, caption=caption, credit=credit)
    return None


def _text(value: Any) -> str | None:
    return fold(value) or None if isinstance(value, str) else None


def _shown(sources: Sources) -> Iterator[Image]:
    """Yield the pictures inside the article, in reading order, each once."""
    seen: set[str] = set()
    for element in sources.scope.iter("img"):
        if len(seen) >= _MOST:
            return
        if _is_elsewhere(element, sources.scope):
            continue
        url = _largest(element, sources)
        if url is None or _NOT_PICTURES.search(picture_key(url)) or picture_key(url) in seen:
            continue
        seen.add(picture_key(url))
        caption, credit = _caption(element)
        yield Image(url=url, caption=caption, credit=credit, alt=fold(element.get("alt")) or None)


def _is_elsewhere(element: HtmlElement, scope: HtmlElement) -> bool:
    width = element.get("width") or ""
    if width.isdigit() and int(width) < 100:
        return True
    for parent in element.iterancestors():
        if parent is scope:
            return False
        if parent.tag in ("aside", "nav", "footer", "noscript"):
            return True
        if _ELSEWHERE.search(f"{parent.get('class') or ''} {parent.get('id') or ''}"):
            return True
    return False


def _largest(element: HtmlElement, sources: Sources) -> str | None:
    """Return the address of the largest variant that an image element names."""
    best: tuple[float, str] | None = None
    for attribute in ("srcset", "data-srcset", "data-lazy-srcset"):
        for entry in re.split(r",\s+", element.get(attribute) or ""):
            parts = entry.strip().rstrip(",").split()
            if not parts or parts[0].startswith("data:"):
                continue
            size = re.match(r"([\d.]+)[wx]$", parts[1]) if len(parts) > 1 else None
            width = float(size[1]) if size and size[1].count(".") < 2 and size[1] != "." else 1.0
            if best is None or width > best[0]:
                best = (width, parts[0])
    if best is not None and (url := sources.document.absolute(best[1])):
        return url
    for attribute in ("data-src", "data-lazy-src", "data-original", "data-lazy", "src"):
        value = element.get(attribute)
        if value and not value.startswith("data:") and (url := sources.document.absolute(value)):
            return url
    return None


def _caption(element: HtmlElement) -> tuple[str | None, str | None]:
    """Return caption and credit of the figure around an image."""
    for parent in element.iterancestors("figure", "div"):
        captions = parent.xpath(".//figcaption | .//*[contains(@class, 'caption')]")
        pictures = sum(1 for _ in parent.iter("img"))
        if captions and pictures == 1:
            return split_credit(captions[0])
        if parent.tag == "figure" or pictures > 1:
            break
    return None, None


def split_credit(caption: HtmlElement) -> tuple[str | None, str | None]:
    """Return a caption's text and its credit, apart where the page parts them."""
    text = text_of(caption)
    for part in caption.iter("span", "small", "cite", "em", "div", "p"):
        name = text_of(part)
        if (
            part is not caption
            and _CREDIT_CLASS.search(part.get("class") or "")
            and name
            and name != text
        ):
            return fold(text.replace(name, "", 1)).strip(" ,|") or None, _CREDIT.sub(
                r"\g<name>", name
            ).strip("() ")
    if match := _CREDIT.search(text):
        return fold(text[: match.start()]) or None, match["name"].strip()
    return text or None, None


def _is_lead(sources: Sources, image: Image) -> bool:
    """Return whether a picture stands before the first long paragraph."""
    for element in sources.scope.iter("img", "p"):
        if element.tag == "p" and len(text_of(element)) > 120:
            return False
        if (
            element.tag == "img"
            and (url := _largest(element, sources))
            and picture_key(url) == picture_key(image.url)
        ):
            return True
    return False
