"""Compare the related links that a crawl stored with the "You May Also Like" blocks of the pages.

    python benchmarks/related_edges.py SITE_DIR FILE

SITE_DIR holds a mirrored site (`mirror/v1.xz`, `mirror/v1.index.json`, `truth.json`), FILE is the state
file of a crawl of it, or an SQLite output. Reads the pages with the standard library alone, and none of
newscrawl's code. Prints precision and recall of the edges (article, article) over the articles that were
stored.
"""

import html
import json
import lzma
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote, urlsplit

BLOCK = re.compile(r'<section class="you-may-also-like">(.*?)</section>', re.DOTALL)
LINK = re.compile(r'<a\s[^>]*?href="([^"]*)"')


def path_of(url: str) -> str:
    return unquote(urlsplit(html.unescape(url)).path).rstrip("/") + "/"


def edges_in_pages(folder: Path) -> dict[str, set[str]]:
    """Return the targets of each article's block, by path."""
    index = json.loads((folder / "mirror" / "v1.index.json").read_text(encoding="utf-8"))
    pages = lzma.decompress((folder / "mirror" / "v1.xz").read_bytes())
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    found = {}
    for article in truth["articles"]:
        path = urlsplit(article["url"]).path
        start, length = index[path][3:5]
        page = pages[start : start + length].decode("utf-8", "replace")
        blocks = BLOCK.findall(page)
        found[path] = {path_of(link) for block in blocks for link in LINK.findall(block)}
    return found


def edges_stored(file: Path) -> tuple[set[str], dict[str, set[str]]]:
    """Return the paths of the articles that are stored, and the targets of their related links."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        stored = {path_of(url) for (url,) in connection.execute("SELECT url FROM articles")}
        found: dict[str, set[str]] = {}
        rows = connection.execute("SELECT from_url, to_url FROM links WHERE role = 'related'")
        for from_url, to_url in rows:
            found.setdefault(path_of(from_url), set()).add(path_of(to_url))
    return stored, found


def main(folder: str, file: str) -> None:
    true = edges_in_pages(Path(folder))
    stored, said = edges_stored(Path(file))
    pages = stored & true.keys()
    wanted = {(page, target) for page in pages for target in true[page]}
    got = {(page, target) for page in pages for target in said.get(page, ())}
    hit = len(wanted & got)
    print(
        f"articles={len(pages)} edges={len(wanted)} stored={len(got)}"
        f" precision={hit / max(1, len(got)):.4f} recall={hit / max(1, len(wanted)):.4f}"
    )
    for title, edges in (("not in the pages", got - wanted), ("not stored", wanted - got)):
        for page, target in sorted(edges)[:5]:
            print(f"  {title}: {page} -> {target}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
