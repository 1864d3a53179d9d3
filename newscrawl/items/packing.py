"""Values that cross from one process to another."""

from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


def packed(cls: type[T]) -> type[T]:
    """Have a frozen dataclass with slots and several fields pickled as the tuple of its values.

    It is so anyway, but by looking up its fields each time, and a page has many blocks. A class that is
    derived from it needs this too, where it has fields of its own.
    """
    names = [field.name for field in fields(cls)]  # type: ignore[arg-type]
    values_of = attrgetter(*names)
    setters = [getattr(cls, name).__set__ for name in names]

    def get_state(self: T) -> Any:
        return values_of(self)

    def set_state(self: T, values: tuple[Any, ...]) -> None:
        for set_value, value in zip(setters, values, strict=True):
            set_value(self, value)

    for name, method in (("__getstate__", get_state), ("__setstate__", set_state)):
        setattr(cls, name, method)
    return cls
