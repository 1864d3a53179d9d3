"""Every link that a server offers is accounted for, by the server's own list."""

import json
import sqlite3
from contextlib import closing
from urllib.parse import urljoin

from lxml import etree, html

from newscrawl.core.urls import is_within, url_key
from newscrawl.items import UrlState

OFFERED = [
    "/about/",
    "/missing/",
    "/private/report/",
    "/old-story/?utm_source=front",
    "/handbook.pdf",
    "/?s=search",
    "https://elsewhere.example/story/",
    "//partner.example/",
    "mailto:editor@example.org",
    "javascript:void(0)",
    "tel:+123456",
    "http://[bad",
    "http://",
    "#top",
    "",
]


def offered_links(newspaper) -> dict[str, set[str]]:
    """Return the addresses that the answers of this crawl named, by the path that named them."""
    links: dict[str, set[str]] = {}
    for path, status, _ in newspaper.requests:
        _, text, kind = newspaper.respond(path)
        if status != 200 or kind == "text/plain":
            continue
        if kind == "text/html":
            links[path] = {
                element.get("href") for element in html.fromstring(text).iter("a", "link")
            }
        else:
            root = etree.fromstring(text.encode())
            links[path] = {element.text for element in root.iter("{*}loc")}
    return links


def key_of(href: str, path: str, base: str) -> str | None:
    """Return the URL key of a link within the site; None for what is none."""
    try:
        url = urljoin(f"{base}{path}", href)
        inside = url.startswith(("http://", "https://")) and is_within(
            url, (base.removeprefix("http://"),)
        )
    except ValueError:
        return None
    return url_key(url) if inside else None


def test_the_ledger_adds_up_to_what_the_server_offered(command, newspaper, tmp_path):
    newspaper.add(25)
    newspaper.more_links = OFFERED
    newspaper.extra["/about/"] = (
        "<title>About</title><h1>About</h1><p>We print <a href='/imprint/'>this</a>."
    )
    newspaper.stories[3].status = 410
    newspaper.stories[3].slug = "old-story"
    done = command(
        "crawl", f"{newspaper.base}/", "-o", "out.db", "--delay", "0", "--contact", "t@example.org",
        "--json", "-q", "-s", "NEWSCRAWL_USUAL_PLACES=0",
    )  # fmt: skip
    assert done.code == 0, done
    figures = json.loads(done.out)
    with closing(sqlite3.connect(tmp_path / "out.db")) as connection:
        rows = connection.execute("SELECT key, state, reason, rule, found_on FROM _url").fetchall()
    states = {row[0]: row[1] for row in rows}
    assert figures["discovered"] == sum(figures["became"].values()) == len(rows)
    assert set(states.values()) <= set(UrlState) - {UrlState.QUEUED, UrlState.LEASED}
    assert all(reason or rule for _, _, reason, rule, _ in rows), "each has what decided"

    links = offered_links(newspaper)
    mentions = [
        (path, href, key_of(href, path, newspaper.base)) for path in links for href in links[path]
    ]
    unknown = [mention for mention in mentions if mention[2] not in states]
    itself = [mention for mention in mentions if mention[2] == url_key(newspaper.base + mention[0])]
    assert len(unknown) + len(itself) == sum(figures["links_left_out"].values())
    named = {key for _, _, key in mentions} | {
        url_key(f"{newspaper.base}/"),
        url_key(f"{newspaper.base}/sitemap.xml"),
    }
    assert set(states) <= named, "nothing is known that nobody offered"
    assert figures["articles"] == 24
