"""In which order a page writes the day, the month and the year of a date in figures."""

import re
from enum import StrEnum

from newscrawl.core.html.document import Document


class DayOrder(StrEnum):
    """The order of day, month and year."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    YEAR_FIRST = "year first"
    """Where the year comes last, the day comes first here too."""


_YEAR_FIRST = frozenset({"ja", "ko", "zh", "hu", "lt", "mn"})
_DAY_FIRST_HOSTS = (".uk", ".au", ".nz", ".ie", ".in", ".za", ".eu")
_IN_ADDRESS = re.compile(r"/([a-z]{2})[-_]([a-z]{2})(?=/|$)")


def find_day_order(document: Document) -> DayOrder:
    """Return the order by the language and country that the page and its address state."""
    root = document.root
    declared = root.get("lang") or root.get("xml:lang") or document.meta.get("og:locale") or ""
    language, _, region = declared.lower().replace("_", "-").partition("-")
    host, _, path = document.url.lower().partition("//")[2].partition("/")
    if match := _IN_ADDRESS.search(f"/{path}"):
        language, region = match[1], match[2]
    if language in _YEAR_FIRST:
        return DayOrder.YEAR_FIRST
    american = language in ("en", "") and region in ("us", "")
    if american and not host.endswith(_DAY_FIRST_HOSTS):
        return DayOrder.MONTH_FIRST
    return DayOrder.DAY_FIRST
