"""Which parameters of a site's addresses do not change the page, as its pages have shown."""

import sqlite3
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from newscrawl.core.urls import address_form, article_id, url_key
from newscrawl.core.urls.parts import part_of
from newscrawl.items import Candidate

ENOUGH = 5
"""Pages that are the same without a parameter, after which it is left out; none may differ."""
_DIFFERS = ""

_VOID = """
SELECT form, name FROM _parameter WHERE site = ? GROUP BY form, name
HAVING count(*) >= ? AND min(page) <> ''
"""


class Parameters:
    """The table `_parameter` on one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def learn(self, url: str, *, known_by: str, declared: bool, site: str) -> None:
        """Compare the address of an article with the URL key that the article is known by.

        Args:
            url: where it was fetched.
            known_by: the key of the address that its page names as its own, or of an article with the very
                same text.
            declared: whether the page named an address as its own.
            site: its site.
        """
        key = url_key(url)
        if "?" not in key + known_by or "#" in key + known_by:
            return
        longer, shorter = (key, known_by) if len(key) > len(known_by) else (known_by, key)
        void = _added(shorter, longer)
        telling = {name for name, _ in _pairs(known_by)} if declared else set()
        for name, rest in _each_left_out(key):
            if name not in void and self._is_another(rest, known_by):
                telling.add(name)
        form = address_form(f"http://{longer}")
        for name in void:
            self._note(site, form, name, page=shorter)
        for name in telling:
            self._note(site, form, name, page=_DIFFERS)

    def plain(self, candidates: Sequence[Candidate], *, site: str) -> tuple[Candidate, ...]:
        """Return addresses of a site without the parameters that do not change its pages."""
        void = set(self._connection.execute(_VOID, (site, ENOUGH)))
        if not void:
            return tuple(candidates)
        return tuple(_plain(candidate, void) for candidate in candidates)

    def _note(self, site: str, form: str, name: str, *, page: str) -> None:
        self._connection.execute(
            "INSERT OR IGNORE INTO _parameter VALUES (?, ?, ?, ?)", (site, form, name, page)
        )

    def _is_another(self, key: str, known_by: str) -> bool:
        """Return whether another article, no copy, is known by a key."""
        row = self._connection.execute(
            "SELECT cluster_id FROM articles WHERE _key = ? AND _key <> ?", (key, known_by)
        ).fetchone()
        if row is None:
            return False
        own = self._connection.execute(
            "SELECT cluster_id FROM articles WHERE id = ?", (article_id(known_by),)
        ).fetchone()
        return own is None or own[0] != row[0]


def _plain(candidate: Candidate, void: set[tuple[str, str]]) -> Candidate:
    parts = urlsplit(candidate.url)
    if not parts.query:
        return candidate
    form = address_form(f"http://{candidate.key}")
    pieces = parts.query.split("&")
    kept = [piece for piece in pieces if (form, _name(piece)) not in void]
    if len(kept) == len(pieces):
        return candidate
    url = parts._replace(query="&".join(kept)).geturl()
    return candidate._replace(url=url, key=url_key(url))


def _added(shorter: str, longer: str) -> set[str]:
    """Return the names of the parameters that one key has more than another one of the same page."""
    if shorter.partition("?")[0] != longer.partition("?")[0] or part_of(longer, shorter):
        return set()
    fewer, more = set(_pairs(shorter)), set(_pairs(longer))
    return {name for name, _ in more - fewer} if fewer < more else set()


def _each_left_out(key: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each parameter of a key, and the key without it."""
    path, _, query = key.partition("?")
    pieces = query.split("&") if query else []
    for piece in pieces:
        rest = "&".join(other for other in pieces if other is not piece)
        yield _name(piece), f"{path}?{rest}" if rest else path


def _pairs(key: str) -> list[tuple[str, str]]:
    query = key.partition("?")[2]
    return [(_name(piece), piece) for piece in query.split("&") if piece]


def _name(piece: str) -> str:
    return piece.partition("=")[0].lower()
