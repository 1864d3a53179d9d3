"""A publisher in five languages: hashed class names, ids in addresses, and every trap in one place.

Every unknown address answers 200 with the same page. Lists grow by a button with an address behind it.
"""

import json
import re
from datetime import datetime, timedelta
from html import escape
from urllib.parse import parse_qsl, quote, unquote, urlsplit
from zlib import crc32

from crawls.sites.sentences import headline, paragraphs
from crawls.sites.serving import MadeSite, Truth

LANGUAGES = {
    "en": ("World", "Money", "You may also like", "Load more", "Sponsored content"),
    "fr": ("monde", "économie", "À lire aussi", "Voir plus", "Contenus sponsorisés"),
    "tr": ("dünya", "ekonomi", "İlginizi çekebilir", "Daha fazla", "Sponsorlu içerik"),
    "ar": ("العالم", "اقتصاد", "قد يعجبك أيضا", "المزيد", "محتوى ممول"),
    "hi": ("दुनिया", "अर्थव्यवस्था", "यह भी पढ़ें", "और देखें", "प्रायोजित"),
}
STORIES, PER_PAGE, ENDLESS = 7, 4, 1_000_000
"""Stories of each section in each language, stories of a page, and pages of the list without end."""


def make_site(base: str) -> MadeSite:
    site = MadeSite(base, "en")
    stories = [
        _Story(language, section, number)
        for language in LANGUAGES
        for section in (0, 1)
        for number in range(STORIES)
    ]
    for story in stories:
        site.pages[story.path] = _article(base, story, stories)
        site.truths.append(story.truth())
        site.related[story.path] = tuple(other.path for other in _related(story, stories))
    for language in LANGUAGES:
        site.pages[f"/{language}/"] = _front(language, stories)
        for section in (0, 1):
            listed = [
                each for each in stories if (each.language, each.section) == (language, section)
            ]
            for offset in range(0, STORIES, PER_PAGE):
                target = _list_path(language, section) + (f"?offset={offset}" if offset else "")
                site.pages[target] = _list(language, section, listed, offset)
    site.pages["/"] = _front("en", stories)
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /intern/\n"
    site.other = _Traps(stories).answer
    return site


class _Story:
    def __init__(self, language: str, section: int, number: int) -> None:
        self.language, self.section, self.number = language, section, number
        self.key = 7 * number + section
        self.headline = headline(language, self.key)
        self.published = datetime(2026, 10, 20, 8, 15) - timedelta(days=self.key)  # noqa: DTZ001
        slug = re.sub(r"\W+", "-", self.headline.lower()) if language in ("en", "fr", "tr") else "a"
        self.path = f"{_list_path(language, section)}/{slug}-{48000000 + 131 * self.key}"
        if slug == "a":
            self.path = f"/{language}/a/{48000000 + 131 * self.key + ord(language[0])}"
        self.author = ("Nora Lind", "Samir Haddad", "Léa Petit")[number % 3]
        self.body = paragraphs(language, self.key)

    def truth(self) -> Truth:
        return Truth(
            path=self.path,
            headline=self.headline,
            authors=(self.author,),
            published=self.published,
            body=tuple(self.body),
            completeness="full",
            sections=(_list_path(self.language, self.section),),
        )


def _list_path(language: str, section: int) -> str:
    return f"/{language}/{LANGUAGES[language][section].lower()}"


def _related(story: _Story, stories: list[_Story]) -> list[_Story]:
    own = [each for each in stories if each.language == story.language and each is not story]
    return [own[(story.key + 3 * step) % len(own)] for step in (1, 2, 3)]


def _css(*parts: str) -> str:
    """Return a class name that says nothing, another one on each kind of page."""
    return f"css-{crc32(' '.join(parts).encode()):x}"


def _cards(stories: list[_Story], kind: str) -> str:
    return "".join(
        f'<div class="{_css(kind, "card")}"><a class="{_css(kind, "link")}" href="{quote(each.path)}">'
        f'<h3 class="{_css(kind, "head")}">{escape(each.headline)}</h3></a></div>'
        for each in stories
    )


def _front(language: str, stories: list[_Story]) -> str:
    newest = [each for each in stories if each.language == language and each.number < 2]
    items = [
        {"@type": "ListItem", "position": at, "url": each.path} for at, each in enumerate(newest)
    ]
    data = {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": items}
    return _page(language, "Globe", f"<main>{_cards(newest, 'front')}</main>", data=data)


def _list(language: str, section: int, listed: list[_Story], offset: int) -> str:
    more = ""
    path = _list_path(language, section)
    text = LANGUAGES[language][3]
    if offset + PER_PAGE < len(listed):
        target = f"{quote(path)}?offset={offset + PER_PAGE}"
        # By a button on some lists, by a link on others.
        more = (
            f'<button class="{_css("more")}" data-url="{target}">{text}</button>'
            if section
            else f'<a class="{_css("more")}" href="{target}">{text}</a>'
        )
    facets = "".join(
        f'<a href="{quote(path)}?{query}">{query}</a>'
        for query in (
            "sort=oldest",
            "sort=popular",
            "author=nora&sort=date",
            "view=grid",
            "per_page=50",
        )
    )
    cards = _cards(listed[offset : offset + PER_PAGE], "list")
    name = LANGUAGES[language][section]
    return _page(language, name, f"<h1>{name}</h1><p>{facets}</p><main>{cards}{more}</main>")


def _article(base: str, story: _Story, stories: list[_Story]) -> str:
    _, _, related, _, sponsored = LANGUAGES[story.language]
    text = "".join(f'<p class="{_css("p")}">{escape(each)}</p>' for each in story.body)
    versions = [
        each for each in stories if (each.section, each.number) == (story.section, story.number)
    ]
    alternates = "".join(
        f'<link rel="alternate" hreflang="{each.language}" href="{base}{quote(each.path)}">'
        for each in versions
    )
    head = (
        f'<link rel="canonical" href="{base}{quote(story.path)}">{alternates}'
        f'<link rel="amphtml" href="{base}/amp{quote(story.path)}">'
    )
    here = quote(story.path)
    data = [
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": story.headline,
            "datePublished": f"{story.published.isoformat()}+00:00",
            "author": {"@type": "Person", "name": story.author},
        },
        {
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": 1, "name": "Globe", "item": f"{base}/"},
                {
                    "@type": "ListItem",
                    "position": 2,
                    "name": LANGUAGES[story.language][story.section],
                    "item": base + quote(_list_path(story.language, story.section)),
                },
            ],
        },
    ]
    widget = "".join(
        f'<a rel="sponsored nofollow" href="https://ads.example.net/go?to={n}">'
        f"{escape(headline('en', 900 + n))}</a>"
        for n in range(4)
    )
    content = (
        f'<article class="{_css("body")}"><h1>{escape(story.headline)}</h1><p>{story.author}</p>{text}'
        f'</article><section class="{_css("more")}"><h2>{related}</h2>'
        f"{_cards(_related(story, stories), 'rel')}</section>"
        f'<section class="{_css("ads")}"><h2>{sponsored}</h2>{widget}</section>'
        f'<p><a href="{here}?print=1">print</a> <a href="/amp{here}">AMP</a>'
        f' <a href="{here};jsessionid=A1B2C3D4">x</a>'
        f' <a href="{here}?sid={story.key:08x}">y</a> <a href="/share?url={here}">share</a>'
        f' <a href="more/deeper/">deeper</a> <a href="/tags/{story.key}">#tag</a></p>'
    )
    return _page(story.language, story.headline, content, head=head, data=data)


class _Traps:
    """Answers what is no page of the site's own, all of it with 200."""

    def __init__(self, stories: list[_Story]) -> None:
        self._newest = [story for story in stories if story.language == "en"][:PER_PAGE]

    def answer(self, target: str) -> str:
        parts = urlsplit(unquote(target))
        query = dict(parse_qsl(parts.query))
        if parts.path == "/en/all" and query.get("page", "1").isdecimal():
            # Each of a million pages lists the same stories.
            number = int(query.get("page", "1"))
            links = "".join(
                f'<a href="/en/all?page={n}">{n}</a>'
                for n in range(number + 1, min(number + 4, ENDLESS))
            )
            return _page(
                "en",
                "All",
                f"<h1>All</h1><main>{_cards(self._newest, 'all')}</main><nav>{links}</nav>",
            )
        if parts.path.startswith("/tags/"):
            number = int(parts.path.rpartition("/")[2]) if parts.path[6:].isdecimal() else 0
            return _page(
                "en", "Tag", f'<h1>Tag {number}</h1><a href="/tags/{number + 1}">next tag</a>'
            )
        # The same words for whatever is not there, in a language that few programs know.
        return _page(
            "en", "Globe", "<h1>Globe</h1><p>Síðan er flutt eða henni hefur verið eytt.</p>"
        )


def _page(language: str, title: str, content: str, *, head: str = "", data: object = None) -> str:
    menu = "".join(f'<a class="{_css("m")}" href="/{each}/">{each}</a> ' for each in LANGUAGES)
    menu += "".join(
        f'<a class="{_css("m")}" href="{quote(_list_path(language, section))}">'
        f"{LANGUAGES[language][section]}</a> "
        for section in (0, 1)
    )
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if data else ""
    return (
        f"<!DOCTYPE html><html lang='{language}'><head><meta charset='utf-8'><title>{escape(title)} | Globe"
        f"</title>{head}{script}</head><body><header class='{_css('h')}'><nav>{menu}</nav></header>{content}"
        f"<footer class='{_css('f')}'><a href='/search?q=bridge'>search</a> <a href='/en/all'>all</a> "
        f"<a href='/intern/list'>intern</a> <a href='/privacy'>privacy</a></footer></body></html>"
    )
