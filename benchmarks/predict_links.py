"""Say of each link whether an article is behind it.

    python benchmarks/predict_links.py LINKS.jsonl OUT.jsonl

LINKS.jsonl holds a JSON object a line with url and anchor; OUT.jsonl gets url and is_article.
"""

import json
import sys
from pathlib import Path

from newscrawl.core.discovery.likelihood import article_likelihood
from newscrawl.core.discovery.shapes import UrlShape, url_shape
from newscrawl.core.urls.hosts import host_of
from newscrawl.core.urls.normalization import normalize_url

ANYWHERE = "https://www.site.example/"


def shape_of(url: str) -> UrlShape | None:
    """Return the parts of a link's address, None where it is no page's."""
    if url.strip().startswith("#"):
        return None
    absolute = normalize_url(url, base=ANYWHERE)
    return None if absolute is None else url_shape(absolute)


def domain_of(link: dict[str, str]) -> str:
    """Return the registered domain of a link, nearly: of a relative one the site's name."""
    host = host_of(normalize_url(link["url"], base=ANYWHERE) or ANYWHERE).partition(":")[0]
    if host.endswith("site.example"):
        return link["site"].removesuffix(".com")
    parts = host.split(".")
    length = 3 if len(parts) > 2 and len(parts[-2]) <= 3 and len(parts[-1]) == 2 else 2
    return ".".join(parts[-length:]).removesuffix(".com")


def main(links: Path, out: Path) -> None:
    with out.open("w", encoding="utf-8") as lines:
        for line in links.read_text(encoding="utf-8").splitlines():
            link = json.loads(line)
            shape = shape_of(link["url"])
            said = shape is not None and article_likelihood(shape, link["anchor"] or "") >= 0.5
            lines.write(json.dumps({"url": link["url"], "is_article": said}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
