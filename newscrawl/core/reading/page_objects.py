"""Page objects of web-poet, for the rare site whose pages need code."""

import importlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from newscrawl.exceptions import ReadingError
from newscrawl.items.page import Page


def fields_given(page: Page, name: str) -> Mapping[str, Any]:
    """Return what a page object, `module:Class`, makes of a page: its item, by field.

    The class is web-poet's `WebPage` or anything that takes an `HttpResponse` and has `to_item`.
    Fields of other names than a record's are left alone. Raises ReadingError for a class that
    cannot be loaded.
    """
    # Only here: it loads Scrapy, and most sites have no page object.
    import asyncio  # noqa: PLC0415

    from itemadapter import ItemAdapter  # noqa: PLC0415

    page_class, response_class = _loaded(name)
    headers = {"Content-Type": page.content_type}
    response = response_class(url=page.url, body=page.body, status=200, headers=headers)
    item = asyncio.run(_item_of(page_class(response)))
    return {} if item is None else dict(ItemAdapter(item))


async def _item_of(page_object: Any) -> Any:
    item = page_object.to_item()
    return await item if hasattr(item, "__await__") else item


@lru_cache(maxsize=100)
def _loaded(name: str) -> tuple[Any, Any]:
    module, _, attribute = name.partition(":")
    try:
        # Only here, as it is an extra.
        from web_poet import HttpResponse  # noqa: PLC0415

        return getattr(importlib.import_module(module), attribute), HttpResponse
    except (ImportError, AttributeError) as error:
        raise ReadingError(f"page object {name}: cannot be loaded ({error})") from error
