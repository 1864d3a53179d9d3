"""The demo site's articles, read from the TOML files that they are written in."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from importlib.resources import files
from typing import Any


class Metadata(StrEnum):
    """Where an article's page states its headline, authors and dates."""

    JSON_LD = "json-ld"
    META = "meta"
    VISIBLE = "visible"


class ReachedBy(StrEnum):
    """What leads to an article; `SECTIONS` stands for everything."""

    SECTIONS = "sections"
    SITEMAP = "sitemap"
    RELATED = "related"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of an article."""

    name: str
    """Its file in `content/pictures`, without `.svg`."""
    alt: str
    """What it shows, in words."""
    caption: str
    """The line below it."""
    credit: str
    """Who drew it, as it is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoArticle:
    """One article of the demo site, as its author wrote it."""

    slug: str
    """Its file's name, which other articles know it by."""
    path: str
    """Where it is served, with a slash at both ends."""
    headline: str
    """Its title."""
    description: str
    """The line below the title."""
    section: str
    """Slug of its section."""
    authors: tuple[str, ...]
    """As in the byline."""
    date_published: date
    """Aware where it is a datetime; a plain date where the page states the day only."""
    date_modified: datetime | None = None
    """Last change, aware."""
    keywords: tuple[str, ...]
    """As printed below the text."""
    related: tuple[str, ...]
    """Slugs of the articles under "You may also like"."""
    pictures: tuple[Picture, ...]
    """The first stands above the text, the others where the text names them."""
    body: str
    """The whole text in the markup that `markup.render_body` knows."""
    in_language: str = "en"
    """BCP 47 tag of its text."""
    metadata: Metadata = Metadata.JSON_LD
    """Where the page states its facts."""
    free_paragraphs: int | None = None
    """How many paragraphs a reader without a subscription gets; None: all of them."""
    reached_by: ReachedBy = ReachedBy.SECTIONS
    """What leads to it."""
    old_path: str | None = None
    """An address that redirects to it."""
    fails_first: bool = False
    """True where the first request is answered with an error."""

    @property
    def published(self) -> datetime:
        """The moment of publication, aware; midnight UTC where only the day is stated."""
        if isinstance(self.date_published, datetime):
            return self.date_published
        return datetime.combine(self.date_published, time(), UTC)


def load_articles() -> tuple[DemoArticle, ...]:
    """Return all articles, the newest first."""
    folder = files("newscrawl.cli.demo_site") / "content" / "articles"
    tables = {
        entry.name.removesuffix(".toml"): tomllib.loads(entry.read_text(encoding="utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    }
    articles = [_article(slug, _with_original(table, tables)) for slug, table in tables.items()]
    return tuple(sorted(articles, key=lambda article: (article.published, article.slug))[::-1])


def _with_original(table: dict[str, Any], tables: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return `table` with what it lacks taken from the article that it is a copy of."""
    if "copy_of" not in table:
        return table
    own = {key: value for key, value in table.items() if key not in {"copy_of", "edits"}}
    merged = tables[table["copy_of"]] | own
    text = merged["body"]["text"]
    for old, new in table.get("edits", ()):
        if old not in text:
            raise ValueError(f"{table['copy_of']}: the text to edit is not there: {old!r}")
        text = text.replace(old, new)
    return merged | {"body": {"text": text}}


def _article(slug: str, table: dict[str, Any]) -> DemoArticle:
    published: date = table["date_published"]
    values: dict[str, Any] = table | {
        "slug": slug,
        "path": table.get("path", f"/{published:%Y/%m}/{slug}/"),
        "body": table["body"]["text"].strip(),
        "pictures": tuple(Picture(**picture) for picture in table["pictures"]),
        "metadata": Metadata(table.get("metadata", Metadata.JSON_LD)),
        "reached_by": ReachedBy(table.get("reached_by", ReachedBy.SECTIONS)),
    }
    for name in ("authors", "keywords", "related"):
        values[name] = tuple(table[name])
    return DemoArticle(**values)
