"""The pictures of an article, the main one first."""

from collections.abc import Iterator
from html import unescape
from typing import Any

from newscrawl.core.extraction.finding import Finding
from newscrawl.core.extraction.image_variants import is_same_picture, is_wider_copy
from newscrawl.core.extraction.shown_images import ShownImage, find_shown, is_sign
from newscrawl.core.extraction.sources import Sources, value_of
from newscrawl.core.html.text import fold
from newscrawl.items.article import Image

_SHARE_METAS = (
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
)


def find_images(sources: Sources) -> Finding[tuple[Image, ...]] | None:
    """Return the article's pictures, the main one first.

    What is declared is often made for shares: cut, or written over. A page that describes its
    picture in JSON-LD is believed to show it too, and the largest file that it shows is taken.
    """
    shown = find_shown(sources)
    described = list(_from_json_ld(sources.declared.get("image"), sources))
    declared, source = _declared(sources, described)
    lead = next((entry for entry in shown if entry.is_lead), None)
    if declared is None:
        main = lead or next(iter(shown), None)
        return Finding(_in_order(main.image, main, shown), "figure") if main else None
    same = next((one for one in shown if is_same_picture(one.image.url, declared.url)), None)
    if same is not None and is_wider_copy(declared.url, same.image.url):
        return Finding(_in_order(_captioned(declared, same), same, shown), source)
    a_sign = is_sign(declared.url)
    if (described or a_sign) and (opening := _opening(lead, same, any_lead=a_sign)):
        return Finding(_in_order(opening.image, opening, shown), "figure", {source: declared.url})
    twin = same or (lead if lead and lead.image.caption and not declared.caption else None)
    return Finding(_in_order(_captioned(declared, twin), twin, shown), source)


def _opening(
    lead: ShownImage | None, same: ShownImage | None, *, any_lead: bool
) -> ShownImage | None:
    """Return the shown picture that stands for the article better than the declared one."""
    if same is not None:
        return None if same.is_small else same
    return lead if lead is not None and (any_lead or lead.image.caption) else None


def _in_order(
    main: Image, place: ShownImage | None, shown: tuple[ShownImage, ...]
) -> tuple[Image, ...]:
    """Return the main picture and then the shown ones but for the one that is its place."""
    return (main, *(entry.image for entry in shown if entry is not place))


def _captioned(declared: Image, shown: ShownImage | None) -> Image:
    """Return a declared picture with what the page says below it."""
    if shown is None:
        return declared
    return Image(
        url=declared.url,
        caption=shown.image.caption or declared.caption,
        credit=shown.image.credit or declared.credit,
        alt=shown.image.alt or declared.alt,
    )


def _declared(sources: Sources, described: list[Image]) -> tuple[Image | None, str]:
    if described:
        return described[0], "json-ld"
    meta = sources.document.meta
    for name in _SHARE_METAS:
        content = meta.get(name)
        if content and (url := sources.document.absolute(content)):
            return Image(url=url, alt=fold(meta.get("og:image:alt")) or None), name
    for element in sources.microdata.get("image", ())[:1]:
        nested = element.find(".//*[@itemprop='url']")
        value = (
            value_of(nested)
            if nested is not None
            else (element.get("src") or element.get("href") or value_of(element))
        )
        if url := sources.document.absolute(value):
            return Image(url=url), "microdata"
    thumbnails = _from_json_ld(sources.declared.get("thumbnailUrl"), sources)
    return next(thumbnails, None), "json-ld"


def _from_json_ld(value: Any, sources: Sources) -> Iterator[Image]:
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
        if isinstance(address, str) and (url := sources.document.absolute(unescape(address))):
            yield Image(url=url, caption=caption, credit=credit)


def _text(value: Any) -> str | None:
    return fold(unescape(value)) or None if isinstance(value, str) else None
