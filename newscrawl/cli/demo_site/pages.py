"""The demo site's HTML pages: each method returns one whole page."""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape

from newscrawl.cli.demo_site.articles import DemoArticle, ReachedBy
from newscrawl.cli.demo_site.markup import render_body, teaser
from newscrawl.cli.demo_site.metadata import head_html
from newscrawl.cli.demo_site.templates import Templates

PAPER = "The Halvrick Lantern"
PAGE_SIZE = 10
"""Articles on one page of a section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the paper."""

    slug: str
    """What articles name it by."""
    name: str
    """As printed."""
    path: str
    """Its first page."""
    description: str
    """The line below its name."""
    parent: str | None = None
    """Slug of the section that it is a part of."""


SECTIONS = (
    Section(slug="news", name="News", path="/news/", description="Town hall, streets, weather."),
    Section(
        slug="harbour",
        name="Harbour",
        path="/news/harbour/",
        description="What comes in with the tide.",
        parent="news",
    ),
    Section(slug="sport", name="Sport", path="/sport/", description="On grass, on water, in it."),
    Section(slug="culture", name="Culture", path="/culture/", description="Songs, films, letters."),
    Section(
        slug="science", name="Science", path="/science/", description="Measured, then explained."
    ),
)


class Pages:
    """The pages of the site as it is served at `base_url`, an address without a last slash."""

    def __init__(self, base_url: str, articles: Sequence[DemoArticle]) -> None:
        self._base_url = base_url
        self._by_slug = {article.slug: article for article in articles}
        self._listed = [item for item in articles if item.reached_by is ReachedBy.SECTIONS]
        self._sections = {section.slug: section for section in SECTIONS}
        self._templates = Templates()

    def home(self) -> str:
        """Return the front page: the newest, some of each section, the most read."""
        blocks = []
        for section in SECTIONS:
            cards = "".join(self._card(item) for item in self.in_section(section)[:3])
            link = f'<a href="{section.path}">{section.name}</a>'
            blocks.append(f'<section><h2>{link}</h2><div class="cards">{cards}</div></section>')
        main = self._templates.fill(
            "home",
            paper=PAPER,
            top_html="".join(self._card(item) for item in self._listed[:4]),
            sections_html="\n".join(blocks),
            most_read_html=self._most_read(),
        )
        return self._page(PAPER, main, path="/", description="News from the harbour and the hill.")

    def in_section(self, section: Section) -> list[DemoArticle]:
        """Return the articles that a section lists, with those of its parts."""
        slugs = {section.slug} | {part.slug for part in SECTIONS if part.parent == section.slug}
        return [article for article in self._listed if article.section in slugs]

    def section(self, section: Section, number: int) -> str:
        """Return page `number`, from 1, of a section."""
        articles = self.in_section(section)
        count = page_count(articles)
        start = (number - 1) * PAGE_SIZE
        parts = [part for part in SECTIONS if part.parent == section.slug]
        main = self._templates.fill(
            "section",
            title=section.name,
            description=section.description,
            trail_html=self._trail(section.parent),
            children_html="".join(f'<p><a href="{p.path}">{p.name}</a></p>' for p in parts),
            cards_html="".join(self._card(item) for item in articles[start : start + PAGE_SIZE]),
            pager_html=_pager(section, number, count),
        )
        title = section.name if number == 1 else f"{section.name}, page {number}"
        path = page_path(section, number)
        return self._page(f"{title} – {PAPER}", main, path=path, description=section.description)

    def article(self, article: DemoArticle) -> str:
        """Return an article's page."""
        section = self._sections[article.section]
        url = self._base_url + article.path
        main = self._templates.fill(
            "article",
            language=article.in_language,
            trail_html=self._trail(section.slug),
            headline=article.headline,
            description=article.description,
            authors_html=_authors(article.authors),
            published_iso=article.date_published.isoformat(),
            published=_shown(article.date_published),
            modified_html=_modified(article.date_modified),
            figure_html=self._figures(article)[article.pictures[0].name],
            body_html=self._body(article),
            gate_html="" if article.free_paragraphs is None else self._templates.fill("gate"),
            keywords=", ".join(article.keywords),
            related_html=self._related(article),
        )
        head = head_html(
            article, url=url, base_url=self._base_url, section=section.name, paper=PAPER
        )
        return self._page(
            f"{article.headline} – {PAPER}",
            main,
            path=article.path,
            description=article.description,
            language=article.in_language,
            head=head,
        )

    def about(self) -> str:
        """Return the page about the paper."""
        main = self._templates.fill("about", paper=PAPER)
        return self._page(f"About us – {PAPER}", main, path="/about/", description="Who we are.")

    def events(self, year: int, month: int) -> str:
        """Return the calendar of a month, which links to the months around it."""
        weeks = (
            "".join(f"<td>{day or ''}</td>" for day in week)
            for week in calendar.monthcalendar(year, month)
        )
        name = f"{date(year, month, 1):%B} {year}"
        main = self._templates.fill(
            "events",
            month=name,
            previous=_month_slug(year, month, -1),
            following=_month_slug(year, month, 1),
            weeks_html="".join(f"<tr>{week}</tr>" for week in weeks),
        )
        path = f"/events/{_month_slug(year, month, 0)}/"
        return self._page(f"What’s on in {name} – {PAPER}", main, path=path, description="Dates.")

    def message(self, path: str, title: str, message: str) -> str:
        """Return a page that says one thing, such as an error."""
        main = self._templates.fill("message", title=title, message=message)
        return self._page(f"{title} – {PAPER}", main, path=path, description=title)

    def _page(
        self,
        title: str,
        main: str,
        *,
        path: str,
        description: str,
        language: str = "en",
        head: str = "",
    ) -> str:
        items = (f'<li><a href="{s.path}">{s.name}</a></li>' for s in SECTIONS)
        return self._templates.fill(
            "base",
            language=language,
            title=title,
            description=description,
            canonical=self._base_url + path,
            paper=PAPER,
            navigation_html="".join(items),
            head_html=head,
            main_html=main,
        )

    def _body(self, article: DemoArticle) -> str:
        text = article.body
        if article.free_paragraphs is not None:
            text = teaser(text, article.free_paragraphs)
        return render_body(text, self._figures(article))

    def _figures(self, article: DemoArticle) -> dict[str, str]:
        return {
            picture.name: self._templates.fill(
                "figure",
                picture=picture.name,
                alt=picture.alt,
                caption=picture.caption,
                credit=picture.credit,
            )
            for picture in article.pictures
        }

    def _card(self, article: DemoArticle, href: str | None = None) -> str:
        return self._templates.fill(
            "card",
            href=href or article.path,
            picture=article.pictures[0].name,
            section=self._sections[article.section].name,
            headline=article.headline,
            description=article.description,
            published_iso=article.date_published.isoformat(),
            published=_shown(article.date_published),
        )

    def _related(self, article: DemoArticle) -> str:
        """Return the cards below an article, their links spelt as such boxes spell them."""
        others = [self._by_slug[slug] for slug in article.related]
        spellings = ("{}", "{}?utm_source=lantern&utm_medium=also-like", "{}")
        hrefs = [form.format(o.path) for form, o in zip(spellings, others, strict=False)]
        hrefs[-1] = hrefs[-1].rstrip("/")
        return "".join(self._card(o, href) for o, href in zip(others, hrefs, strict=True))

    def _most_read(self) -> str:
        lines = []
        for article in self._listed[3:18:3]:
            href = f"{article.path.rstrip('/')}?utm_source=front&utm_campaign=most-read"
            lines.append(f'<li><a href="{escape(href)}">{escape(article.headline)}</a></li>')
        return "".join(lines)

    def _trail(self, slug: str | None) -> str:
        """Return the links from the front page down to the section `slug`."""
        links: list[str] = []
        while slug is not None:
            section = self._sections[slug]
            links.insert(0, f'<a href="{section.path}">{section.name}</a>')
            slug = section.parent
        return " › ".join(['<a href="/">Home</a>', *links])


def page_count(articles: Sequence[DemoArticle]) -> int:
    """Return how many pages a section with these articles has, at least 1."""
    return max(1, -(-len(articles) // PAGE_SIZE))


def page_path(section: Section, number: int) -> str:
    """Return the address of page `number`, from 1, of a section."""
    return section.path if number == 1 else f"{section.path}page/{number}/"


def _pager(section: Section, number: int, count: int) -> str:
    if count == 1:
        return ""
    links = []
    if number > 1:
        links.append(f'<a rel="prev" href="{page_path(section, number - 1)}">Newer</a>')
    for other in range(1, count + 1):
        current = ' aria-current="page"' if other == number else ""
        links.append(f'<a href="{page_path(section, other)}"{current}>{other}</a>')
    if number < count:
        links.append(f'<a rel="next" href="{page_path(section, number + 1)}">Older</a>')
    return f'<nav class="pager" aria-label="Pages">{" ".join(links)}</nav>'


def _authors(names: Iterable[str]) -> str:
    return " and ".join(f'<span class="author">{escape(name)}</span>' for name in names)


def _shown(day: date) -> str:
    """Return a date as printed, with the time of day where it has one."""
    text = f"{day.day} {day:%B %Y}"
    return f"{text}, {day:%H:%M}" if isinstance(day, datetime) else text


def _modified(moment: datetime | None) -> str:
    if moment is None:
        return ""
    return f' · Updated <time datetime="{moment.isoformat()}">{_shown(moment)}</time>'


def _month_slug(year: int, month: int, steps: int) -> str:
    months = year * 12 + month - 1 + steps
    return f"{months // 12:04}-{months % 12 + 1:02}"
