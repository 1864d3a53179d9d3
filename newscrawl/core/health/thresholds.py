"""What a run of a site must differ by from those before it to raise an alarm."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

from newscrawl.exceptions import InputError

KINDS = frozenset(
    {"failures", "not articles", "no news", "few news", "length", "teasers", "paywall", "robots"}
    | {"headline", "authors", "date_published", "article_section", "description", "main_image"}
)
"""The kinds of alarms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Numbers by which a run is compared with the site's own past; shares are from 0 to 1."""

    runs: int = 3
    """Runs before this one from which it is known how the site is."""
    sample: int = 8
    """Articles, or pages, from which a share of them tells something."""
    most: float = 0.5
    """The share of failures, of pages that are no articles, or of withheld articles, that is no chance."""
    few: float = 0.2
    """The share of them up to which a site works as usual; and of the usual news, what is a fall."""
    belongs: float = 0.8
    """The share of articles that have a field from which it belongs to them."""
    fallen: float = 0.5
    """A field has fallen that is there in less than so much of its usual share."""
    shrunk: float = 0.4
    """Texts have shrunk whose length is less than so much of the usual one."""
    missed: float = 12.0
    """New articles that the site's rate promised, of which none came; 12: a chance of one in 100,000."""
    off: frozenset[str] = field(default=frozenset())
    """Kinds of alarms that are not raised."""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """Return thresholds by name, the others as they are; raises InputError with what was expected."""
        known = {each.name for each in fields(cls)}
        for name, value in values.items():
            if name not in known:
                raise InputError(f"health {name!r}: name some of {', '.join(sorted(known))}")
            if name == "off":
                if not isinstance(value, list) or not KINDS.issuperset(value):
                    raise InputError(f"health off: a list of some of {', '.join(sorted(KINDS))}")
            elif isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
                raise InputError(f"health {name}: a number, not {value!r}")
        return cls(**{**values, "off": frozenset(values.get("off", ()))})


USUAL = Thresholds()
