"""A field's value, with where it was found."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

NOBODY: Mapping[str, str] = MappingProxyType({})
"""No other source says anything else."""


class Finding(NamedTuple, Generic[T]):
    """The value of a field, the source that gave it, and what other sources say instead."""

    value: T
    """What was found."""
    source: str
    """Where, such as `json-ld`, `og:title` or `h1`."""
    others: Mapping[str, str] = NOBODY
    """What the sources that disagree say, as text, by source."""
