"""Articles of a state file, found by their words."""

import re
import sqlite3
from dataclasses import dataclass

from newscrawl.core.state.selection import EVERYTHING, Selection, conditions

_AROUND_CHARACTERS = 60
"""Characters on both sides in a snippet of a script that does not part its words."""
_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of scripts that do not part their words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""
_RANKED = """
SELECT id, url, site, articles.headline, date_published, duplicate_of,
    snippet(_article_fts, 1, '[', ']', ' … ', 24)
FROM _article_fts JOIN articles ON _number = _article_fts.rowid
WHERE _article_fts MATCH ? AND {where} ORDER BY bm25(_article_fts, 4.0, 1.0), _number DESC LIMIT ?
"""
_NEWEST = """
SELECT id, url, site, headline, date_published, duplicate_of, article_body
FROM articles WHERE {where} ORDER BY date_published DESC, _number DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that has the words."""

    id: str
    url: str
    site: str
    headline: str | None
    date_published: str | None
    """As a record has it."""
    duplicate_of: str | None
    snippet: str
    """A piece of its text, what was asked for in brackets."""


def search_articles(
    connection: sqlite3.Connection,
    words: str,
    selection: Selection = EVERYTHING,
    *,
    limit: int,
) -> list[Hit]:
    """Return the articles that have all of these words in headline or text, the best first.

    `"two words"` stand together, `elect*` begins a word; case and accents do not count. A word of a script
    that does not part its words is looked for anywhere; where there are only such words the newest articles
    come first.
    """
    ranked, anywhere = _terms(words)
    if not (ranked or anywhere):
        return []
    where, values = conditions(selection)
    for text in anywhere:
        where += " AND (instr(articles.headline, ?) OR instr(articles.article_body, ?))"
        values += [text, text]
    if ranked:
        query = _RANKED.format(where=where)
        rows = connection.execute(query, (" ".join(ranked), *values, limit))
        return [_hit(row) for row in rows]
    rows = connection.execute(_NEWEST.format(where=where), (*values, limit))
    return [_hit((*row[:-1], _piece(row[-1], anywhere[0]))) for row in rows]


def _terms(words: str) -> tuple[list[str], list[str]]:
    """Return the terms for the index, quoted as FTS5 wants them, and those that are looked for anywhere."""
    ranked: list[str] = []
    anywhere: list[str] = []
    for phrase, word in _TERM.findall(words.replace("\0", " ")):
        text = (phrase or word).strip()
        if _WITHOUT_SPACES.search(text):
            anywhere.append(text)
        elif any(map(str.isalnum, text)):
            begins = "*" if word.endswith("*") else ""
            quoted = text.rstrip("*").replace('"', "")
            ranked.append(f'"{quoted}"{begins}')
    return ranked, anywhere


def _piece(body: str, text: str) -> str:
    """Return the text around the first place where something stands, or the beginning."""
    place = body.find(text)
    if place < 0:
        return " ".join(body[: 2 * _AROUND_CHARACTERS].split())
    end = place + len(text)
    before = body[max(0, place - _AROUND_CHARACTERS) : place]
    return " ".join(f"{before}[{text}]{body[end : end + _AROUND_CHARACTERS]}".split())


def _hit(row: tuple[str, str, str, str | None, str | None, str | None, str]) -> Hit:
    article_id, url, site, headline, date_published, duplicate_of, snippet = row
    return Hit(
        id=article_id,
        url=url,
        site=site,
        headline=headline,
        date_published=date_published,
        duplicate_of=duplicate_of,
        snippet=" ".join(snippet.split()),
    )
