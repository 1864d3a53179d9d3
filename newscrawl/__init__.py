"""Name a news site, get its articles: each once, whole and clean.

Names are loaded when they are first used, so that `import newscrawl` stays quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newscrawl.exceptions import InputError, LockedError, NewscrawlError, StorageError
    from newscrawl.items import Article, Block, BlockKind, Completeness, Image, Site
    from newscrawl.library import crawl, extract, extract_body

__all__ = [
    "Article",
    "Block",
    "BlockKind",
    "Completeness",
    "Image",
    "InputError",
    "LockedError",
    "NewscrawlError",
    "Site",
    "StorageError",
    "crawl",
    "extract",
    "extract_body",
]

_HOMES = ("newscrawl.exceptions", "newscrawl.items", "newscrawl.library")


def __getattr__(name: str) -> object:
    if name in __all__:
        for home in _HOMES:
            module = import_module(home)
            if hasattr(module, name):
                return getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
