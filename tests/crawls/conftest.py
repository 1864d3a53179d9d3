"""A small newspaper on loopback whose pages a test changes between two crawls."""

import gzip
import hashlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


@pytest.fixture(scope="module", autouse=True)
def _quick_crawls() -> Iterator[None]:
    """Do not count the lines of whole crawls for coverage, which doubles their time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        yield


WORDS = """
harbour council bridge winter market teacher river budget island engine letter window garden station summer
railway doctor museum forest village paper captain kitchen valley theatre
""".split()  # noqa: SIM905


@dataclass
class Story:
    """An article of the newspaper."""

    slug: str
    headline: str
    published: datetime
    modified: datetime
    status: int = 200
    edition: int = 1
    """Changes the text."""
    note: str = ""
    """A short line above the text, such as a counter."""

    def text(self) -> list[str]:
        seed = int(hashlib.sha256(f"{self.slug} {self.edition}".encode()).hexdigest(), 16)
        picked = [WORDS[(seed >> (5 * i)) % len(WORDS)] for i in range(48)]
        parts = [picked[i : i + 8] for i in range(0, 48, 8)]
        return [
            f"The {a} of the {b} said on Monday that the {c} near the {d} will be closed for the season."
            f" Residents of the {e} had asked for the {f} to stay open, and the {g} agreed with them at a"
            f" meeting about the {h} that lasted until midnight."
            for a, b, c, d, e, f, g, h in parts
        ]


@dataclass
class Newspaper:
    """The site: change its fields, and the next request sees it."""

    base: str
    stories: list[Story] = field(default_factory=list)
    """The newest first."""
    page_size: int = 10
    extra: dict[str, str] = field(default_factory=dict)
    """HTML of further pages by path."""
    statuses: dict[str, int] = field(default_factory=dict)
    """Statuses of further pages by path, where it is not 200."""
    box: str = ""
    """A paragraph below the text of every story."""
    more_links: list[str] = field(default_factory=list)
    """Addresses that the front page links to besides."""
    lists_dates: bool = True
    """Whether the sitemap has dates."""
    lying_tags: bool = False
    """Whether every answer has the same ETag, whatever it says."""
    cut: dict[str, str] = field(default_factory=dict)
    """Paths whose answers break off in their middle: `length` (too short) or `gzip`."""
    pauses: dict[int, threading.Event] = field(default_factory=dict)
    """Requests, by their number from 1, that are answered once something has happened."""
    requests: list[tuple[str, int, bool]] = field(default_factory=list)
    """Path, status of the answer, and whether the request was conditional."""

    def add(self, count: int, *, name: str = "story", days: int = 30) -> list[Story]:
        """Publish stories, each an hour older than the one before, the first `days` ago."""
        start = datetime.now(UTC).replace(microsecond=0) - timedelta(days=days)
        added = []
        for i in range(count):
            date = start - timedelta(hours=i)
            subject = " ".join(WORDS[(7 * i + 3 * k) % len(WORDS)] for k in range(4))
            headline = f"{name.title()} {i}: the {subject} question"
            added.append(Story(f"{name}-{i}-{subject.replace(' ', '-')}", headline, date, date))
        self.stories = added + self.stories
        return added

    def paths(self, since: int = 0) -> list[str]:
        return [path for path, _, _ in self.requests[since:]]

    def respond(self, path: str) -> tuple[int, str, str]:
        """Return status, text and media type of an answer."""
        html = self.page(path)
        if html is not None:
            return *html, "text/html"
        if path == "/robots.txt":
            rules = f"User-agent: *\nDisallow: /private/\nSitemap: {self.base}/sitemap.xml\n"
            return 200, rules, "text/plain"
        if path == "/sitemap.xml":
            return 200, self.sitemap(), "application/xml"
        return 404, "<title>404</title><h1>Not found</h1>", "text/html"

    def page(self, path: str) -> tuple[int, str] | None:
        """Return status and HTML of a page; None: there is none."""
        here = {f"/{story.slug}/": story for story in self.stories}
        if path in here:
            return here[path].status, self.article(here[path])
        if path in self.extra:
            return self.statuses.get(path, 200), self.extra[path]
        number = path.removeprefix("/news/").removeprefix("page/").strip("/") or "1"
        if path == "/" or (path.startswith("/news/") and number.isdigit()):
            return 200, self.section(int(number))
        return None

    def sitemap(self) -> str:
        entries = "".join(
            f"<url><loc>{self.base}/{story.slug}/</loc>"
            + (f"<lastmod>{story.modified.isoformat()}</lastmod>" if self.lists_dates else "")
            + "</url>"
            for story in self.stories
            if story.status == 200
        )
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'

    def section(self, number: int) -> str:
        first = (number - 1) * self.page_size
        listed = [story for story in self.stories if story.status == 200]
        cards = "".join(
            f'<article><h2><a href="/{story.slug}/">{escape(story.headline)}</a></h2>'
            f"<p>{story.text()[0][:80]}</p></article>"
            for story in listed[first : first + self.page_size]
        )
        more = "".join(
            f'<li><a href="{escape(href)}">elsewhere</a></li>' for href in self.more_links
        )
        older = ""
        if first + self.page_size < len(listed):
            older = f'<nav class="pagination"><a rel="next" href="/news/page/{number + 1}/">Older</a></nav>'
        return page(
            "The Paper", f"<h1>News</h1>{cards}{older}<ul>{more if number == 1 else ''}</ul>"
        )

    def article(self, story: Story) -> str:
        data = json.dumps(
            {
                "@context": "https://schema.org",
                "@type": "NewsArticle",
                "headline": story.headline,
                "datePublished": story.published.isoformat(),
                "author": {"@type": "Person", "name": "Ann Bell"},
            }
        )
        body = "".join(f"<p>{text}</p>" for text in (story.note, *story.text(), self.box) if text)
        return page(
            story.headline,
            f"<article><h1>{escape(story.headline)}</h1><p>By Ann Bell</p>{body}</article>",
            head='<meta property="og:type" content="article">'
            f'<script type="application/ld+json">{data}</script>',
        )


def page(title: str, content: str, *, head: str = "") -> str:
    navigation = '<nav><a href="/">Home</a> <a href="/news/">News</a></nav>'
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{escape(title)}</title>"
        f"{head}</head>"
        f"<body><header>{navigation}</header><main>{content}</main></body></html>"
    )


@pytest.fixture
def newspaper() -> Iterator[Newspaper]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_GET(self) -> None:
            status, text, kind = paper.respond(self.path)
            body = text.encode()
            tag = '"same"' if paper.lying_tags else f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            asked = self.headers.get("If-None-Match")
            if status == 200 and asked == tag:
                status, body = 304, b""
            with lock:
                paper.requests.append((self.path, status, asked is not None))
                pause = paper.pauses.get(len(paper.requests))
            if pause is not None:
                pause.wait(30)
            self.send_response(status)
            how = paper.cut.get(self.path) if status == 200 else None
            if how == "gzip":
                body = gzip.compress(body)
                body = body[: len(body) * 3 // 4]
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("ETag", tag)
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if how == "length":
                body, self.close_connection = body[: len(body) * 3 // 4], True
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    lock = threading.Lock()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    paper = Newspaper(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield paper
    server.shutdown()
    server.server_close()
