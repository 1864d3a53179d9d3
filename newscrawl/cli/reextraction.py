"""Records made again from kept pages, read in processes of their own."""

import asyncio
import os
import sqlite3
from pathlib import Path

from newscrawl.core.reading.pool import ReadingPool
from newscrawl.core.reading.stitching import join_part
from newscrawl.core.state.access import changing
from newscrawl.core.state.pages import KeptPage, kept_pages
from newscrawl.core.state.reextraction import Reextracted, Reextraction
from newscrawl.exceptions import ReadingError
from newscrawl.items import PageResult
from newscrawl.library import site_given

"""What a site's own rules say of a page is not kept with it."""


def reextract(state: Path) -> Reextracted:
    """Read all kept pages again, put what that gives into the state file, and say what changed.

    All of it becomes durable together. Raises LockedError while a crawl has the file, StorageError
    where it cannot be written.
    """
    with changing(state) as connection:
        return asyncio.run(_read_again(connection))


async def _read_again(connection: sqlite3.Connection) -> Reextracted:
    reextraction = Reextraction(connection)
    pool = ReadingPool(workers=os.cpu_count() or 1)
    await pool.start()
    try:
        for chunk in kept_pages(connection):
            results = await asyncio.gather(*(_read(pool, kept) for kept in chunk))
            for kept, result in zip(chunk, results, strict=True):
                reextraction.replace(kept.article_id, result)
    finally:
        await pool.close()
    reextraction.finish()
    return reextraction.figures


async def _read(pool: ReadingPool, kept: KeptPage) -> PageResult | None:
    try:
        result = await pool.read(kept.page, site_given(kept.page))
        for page in kept.further:
            if result.article is not None:
                result = join_part(result, await pool.read(page, site_given(page)))
    except ReadingError:
        return None
    return result
