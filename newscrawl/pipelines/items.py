"""Items of any kind, read and changed the way `ItemAdapter` knows them."""

from collections.abc import Callable
from dataclasses import is_dataclass, replace
from typing import Any

from itemadapter import ItemAdapter


def with_fields(item: Any, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    """Return an item with what `change` gives for its fields.

    A frozen dataclass is replaced, any other item is changed in place; fields that an item of a fixed
    shape does not have are left out.
    """
    adapter = ItemAdapter(item)
    changes = change(dict(adapter))
    known = adapter.field_names() if not isinstance(item, dict) else changes
    changes = {name: value for name, value in changes.items() if name in known}
    if is_dataclass(item) and item.__dataclass_params__.frozen:  # type: ignore[union-attr]
        return replace(item, **changes)  # type: ignore[type-var]
    for name, value in changes.items():
        adapter[name] = value
    return item
