"""The demo site as a function: a path in, an answer out."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from importlib.resources import files

from newscrawl.cli.demo_site.articles import ReachedBy, load_articles
from newscrawl.cli.demo_site.feeds import (
    article_sitemap,
    page_sitemap,
    robots_txt,
    rss,
    sitemap_index,
)
from newscrawl.cli.demo_site.pages import PAPER, SECTIONS, Pages, page_count, page_path

HTML = "text/html; charset=utf-8"
XML = "application/xml"
FEED_SIZE = 10
"""Articles in the feed."""
FIRST_MONTH = "2026-03"
"""The month that the calendar opens with."""


@dataclass(frozen=True, slots=True)
class Response:
    """What the site answers."""

    status: HTTPStatus
    """Its status."""
    headers: dict[str, str]
    """Its headers, without the length."""
    body: bytes
    """Its bytes."""


class DemoSite:
    """The site as it is served at `base_url`, an address without a last slash.

    Everything that can be listed is a route: a path and the function that makes its page. Besides
    those there are pictures in two widths, and a calendar that never ends.
    """

    def __init__(self, base_url: str) -> None:
        self.articles = load_articles()
        self._base_url = base_url
        self._content = files("newscrawl.cli.demo_site") / "content"
        self._pages = Pages(base_url, self.articles)
        self._fails_first = {item.path for item in self.articles if item.fails_first}
        self._routes = (
            self._file_routes()
            | self._page_routes()
            | self._section_routes()
            | self._article_routes()
        )

    @property
    def paths(self) -> list[str]:
        """Every path that has a route, sorted."""
        return sorted(self._routes)

    def respond(self, path: str, *, visit: int = 1) -> Response:
        """Return the answer to the `visit`-th request, from 1, for `path`, without its query."""
        spelling = path if re.search(r"\.\w+$", path) else path.rstrip("/") + "/"
        if spelling in self._fails_first and visit == 1:
            return self._error(HTTPStatus.INTERNAL_SERVER_ERROR, path, "The press has jammed.")
        if route := self._routes.get(spelling):
            return route()
        if match := re.fullmatch(r"/events/(\d{4})-(0[1-9]|1[0-2])/", spelling):
            return self._events(int(match[1]), int(match[2]))
        if match := re.fullmatch(r"/pictures/(?:(480|960)/)?([a-z-]+)\.svg", spelling):
            return self._picture(match[2], match[1])
        return self._not_found(path)

    def _file_routes(self) -> dict[str, Callable[[], Response]]:
        base_url = self._base_url
        in_sitemap = [a for a in self.articles if a.reached_by is not ReachedBy.RELATED]
        in_feed = [a for a in self.articles if a.reached_by is ReachedBy.SECTIONS][:FEED_SIZE]
        sitemaps = ("sitemap-articles.xml", "sitemap-pages.xml")
        pages = ["/", "/about/", *(section.path for section in SECTIONS)]
        style = (self._content / "style.css").read_bytes()
        answers = {
            "/robots.txt": _ok(robots_txt(base_url), "text/plain; charset=utf-8"),
            "/sitemap.xml": _ok(sitemap_index(base_url, sitemaps), XML),
            "/sitemap-articles.xml": _ok(article_sitemap(base_url, in_sitemap), XML),
            "/sitemap-pages.xml": _ok(page_sitemap(base_url, pages), XML),
            "/feed.xml": _ok(rss(base_url, PAPER, in_feed), "application/rss+xml"),
            "/style.css": _ok(style, "text/css; charset=utf-8"),
        }
        return {path: partial(_same, answer) for path, answer in answers.items()}

    def _page_routes(self) -> dict[str, Callable[[], Response]]:
        members = {"/members/login/", "/members/subscribe/"}
        forms = {"/members/donate/", "/members/newsletter/"}
        routes: dict[str, Callable[[], Response]] = {
            "/": lambda: _ok(self._pages.home()),
            "/about/": lambda: _ok(self._pages.about()),
            "/events/": partial(_redirect, f"/events/{FIRST_MONTH}/"),
        }
        return routes | {path: partial(self._members, path) for path in members | forms}

    def _section_routes(self) -> dict[str, Callable[[], Response]]:
        return {
            page_path(section, number): partial(self._section, index, number)
            for index, section in enumerate(SECTIONS)
            for number in range(1, page_count(self._pages.in_section(section)) + 1)
        }

    def _article_routes(self) -> dict[str, Callable[[], Response]]:
        routes: dict[str, Callable[[], Response]] = {}
        for index, article in enumerate(self.articles):
            routes[article.path] = partial(self._article, index)
            if article.old_path:
                routes[article.old_path + "/"] = partial(_redirect, article.path)
        return routes

    def _section(self, index: int, number: int) -> Response:
        return _ok(self._pages.section(SECTIONS[index], number))

    def _article(self, index: int) -> Response:
        return _ok(self._pages.article(self.articles[index]))

    def _members(self, path: str) -> Response:
        message = "This page is for members. It is closed to robots, and a demo has no members."
        return _ok(self._pages.message(path, "Members", message))

    def _events(self, year: int, month: int) -> Response:
        if not 1000 <= year < 9999:
            return self._not_found(f"/events/{year:04}-{month:02}/")
        return _ok(self._pages.events(year, month))

    def _picture(self, name: str, width: str | None) -> Response:
        file = self._content / "pictures" / f"{name}.svg"
        if not file.is_file():
            return self._not_found(f"/pictures/{name}.svg")
        drawing = file.read_text(encoding="utf-8")
        if width == "480":
            drawing = drawing.replace('width="960" height="540"', 'width="480" height="270"', 1)
        return _ok(drawing, "image/svg+xml")

    def _not_found(self, path: str) -> Response:
        return self._error(HTTPStatus.NOT_FOUND, path, "The tide must have taken this page.")

    def _error(self, status: HTTPStatus, path: str, message: str) -> Response:
        page = self._pages.message(path, f"{status.value} {status.phrase}", message)
        return Response(status, {"Content-Type": HTML}, page.encode())


def _same(response: Response) -> Response:
    return response


def _ok(body: str | bytes, content_type: str = HTML) -> Response:
    data = body.encode() if isinstance(body, str) else body
    return Response(HTTPStatus.OK, {"Content-Type": content_type}, data)


def _redirect(path: str) -> Response:
    return Response(HTTPStatus.MOVED_PERMANENTLY, {"Location": path, "Content-Type": HTML}, b"")
