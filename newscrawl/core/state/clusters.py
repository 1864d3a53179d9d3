"""Groups of copies in a state file."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

_ROWS = """
SELECT cluster_id, count(*), json_group_array(DISTINCT site), min(fetched_at), max(fetched_at),
    min(date_published), max(date_published), json_group_array(url)
FROM (SELECT * FROM articles ORDER BY _number) GROUP BY cluster_id HAVING count(*) > 1
ORDER BY count(*) DESC, cluster_id
"""
_HEADLINE = "SELECT headline, url, site FROM articles WHERE id = ?"


def cluster_rows(
    connection: sqlite3.Connection, *, sites: tuple[str, ...] = ()
) -> Iterator[dict[str, Any]]:
    """Yield each group of two or more articles with the same text or nearly so, the largest first.

    Args:
        connection: to a state file.
        sites: names of sites of which at least one must have the story; empty: all groups.
    """
    for cluster, size, names, *moments, urls in connection.execute(_ROWS):
        here = sorted(json.loads(names))
        if sites and not set(sites) & set(here):
            continue
        headline, url, site = connection.execute(_HEADLINE, (cluster,)).fetchone() or (None,) * 3
        yield {
            "cluster_id": cluster,
            "size": size,
            "headline": headline,
            "first_url": url,
            "first_site": site,
            "sites": here,
            "first_seen": moments[0],
            "last_seen": moments[1],
            "first_published": moments[2],
            "last_published": moments[3],
            "urls": json.loads(urls),
        }
