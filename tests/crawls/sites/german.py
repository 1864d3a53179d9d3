"""A made-up German regional daily: own class names, shown dates without JSON-LD, a sitemap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from crawls.sites.german_text import FIRST, LAST, Writer
from crawls.sites.serving import MadeSite, Truth

NAME = "Grevenhaller Tagblatt"
SECTIONS = {"lokales": "Lokales", "wirtschaft": "Wirtschaft", "kultur": "Kultur"}
COUNT = 40
PAGE_SIZE = 6
LIVE, TWO_PAGES, LISTED, QUOTED, AGENCY, UNSIGNED = (
    4,
    (9, 26),
    (6, 21),
    (12, 33),
    (5, 16, 28),
    (30,),
)
_START = datetime.fromisoformat("2024-06-28T18:05")

Element = tuple[str, str]
"""Tag and text of a piece of a body."""


@dataclass(frozen=True, slots=True)
class Story:
    """One article as it is printed."""

    number: int
    section: str
    headline: str
    lead: str
    body: tuple[Element, ...]
    rest: tuple[Element, ...]
    """What stands on its second page."""
    authors: tuple[str, ...]
    published: datetime

    @property
    def path(self) -> str:
        slug = "".join(c if c.isalnum() and c.isascii() else "-" for c in self.headline.lower())
        slug = "-".join(part for part in slug.split("-") if part)
        return f"/{self.section}/{slug}-{48100 + 13 * self.number}.html"

    @property
    def is_gated(self) -> bool:
        return self.number % 5 == 3

    def truth(self) -> Truth:
        completeness = "teaser" if self.is_gated else "live" if self.number == LIVE else "full"
        return Truth(
            path=self.path,
            headline=self.headline,
            authors=self.authors,
            published=self.published,
            body=(self.lead, *(text for _, text in (*self.body, *self.rest))),
            completeness=completeness,
        )


def make_site(base: str) -> MadeSite:
    """Return the daily as it is served at an address."""
    site = MadeSite(base, "de")
    stories = [_story(number) for number in range(COUNT)]
    site.truths = [story.truth() for story in stories]
    for story in stories:
        site.pages[story.path] = _article(story, stories)
        if story.rest:
            site.pages[f"{story.path}?seite=2"] = _article(story, stories, part=2)
    site.pages["/"] = _page(NAME, _list("Nachrichten aus der Region", stories[:8]))
    for key, title in SECTIONS.items():
        own = [story for story in stories if story.section == key]
        pages = range(0, len(own), PAGE_SIZE)
        for at, first in enumerate(pages, start=1):
            target = f"/{key}/" if at == 1 else f"/{key}/?page={at - 1}"
            listed = own[first : first + PAGE_SIZE]
            site.pages[target] = _page(
                f"{title} | {NAME}", _list(title, listed) + _pager(key, at, len(pages))
            )
    for path, title in (("impressum", "Impressum"), ("datenschutz", "Datenschutz"), ("abo", "Abo")):
        text = f"<h1>{title}</h1><p>{NAME}, Verlag am Ufer, Hafenweg 3, Grevenhall. Telefon "
        "0000 1234.</p>"
        site.pages[f"/{path}"] = _page(f"{title} | {NAME}", text)
    site.pages["/robots.txt"] = f"User-agent: *\nDisallow: /suche\nSitemap: {base}/sitemap.xml\n"
    site.pages["/sitemap.xml"] = _sitemap(base, stories)
    return site


def _story(number: int) -> Story:
    writer = Writer(number)
    headline, lead = writer.headline(number), writer.lead()
    published = _START - timedelta(hours=19 * number, minutes=7 * number)
    authors: tuple[str, ...] = (f"{FIRST[number % 14]} {LAST[(number * 5) % 14]}",)
    if number in AGENCY:
        authors = ("dpa",)
    elif number in UNSIGNED:
        authors = ()
    elif number % 9 == 7:
        authors = (*authors, f"{FIRST[(number + 3) % 14]} {LAST[(number * 5 + 4) % 14]}")
    rest = _text(writer, 4) if number in TWO_PAGES else ()
    if number == LIVE:
        headline = f"Live-Ticker: {writer.place} und die Sitzung zum Haushalt"
        body = _ticker(writer, published)
    else:
        paragraphs = 2 if number % 5 == 3 else 5 + number % 3
        body = _text(writer, paragraphs, listed=number in LISTED, quoted=number in QUOTED)
    section = tuple(SECTIONS)[number % len(SECTIONS)]
    return Story(number, section, headline, lead, body, rest, authors, published)


def _text(
    writer: Writer, paragraphs: int, *, listed: bool = False, quoted: bool = False
) -> tuple[Element, ...]:
    elements: list[Element] = []
    for at in range(paragraphs):
        if at == 3:
            elements.append(("h2", writer.heading()))
        elements.append(("p", writer.paragraph(2 + at % 2)))
    if listed:
        elements[2:2] = [("li", writer.sentence()) for _ in range(4)]
    if quoted:
        elements.insert(3, ("blockquote", writer.sentence()))
    return tuple(elements)


def _ticker(writer: Writer, published: datetime) -> tuple[Element, ...]:
    elements: list[Element] = []
    for entry in range(9):
        moment = published - timedelta(minutes=11 * entry)
        elements += [("time", f"{moment:%H:%M} Uhr"), ("h3", writer.heading() if entry < 6 else "")]
        elements.append(("p", writer.paragraph(2)))
    return tuple(element for element in elements if element[1])


def _article(story: Story, stories: Sequence[Story], *, part: int = 1) -> str:
    others = [each for each in stories if each.section == story.section and each is not story]
    near = [others[(story.number + step) % len(others)] for step in range(7)]
    content = (
        f'<div class="c-crumb"><a href="/">Startseite</a> <a href="/{story.section}/">'
        f"{SECTIONS[story.section]}</a></div>"
        f'<div class="b-detail" data-uid="{story.number}"><span class="b-detail__kicker">'
        f'{SECTIONS[story.section]}</span><h1 class="b-detail__title">{escape(story.headline)}</h1>'
        f"{_meta(story)}{_picture(story)}"
        f"{_body(story, near, part)}{_end(story, part)}</div>"
        f"{_more(near[2:6])}{_comments(story)}"
    )
    head = (
        f'<meta property="og:type" content="article"><meta property="og:title" content="'
        f'{escape(story.headline)} | {NAME}"><meta name="description" '
        f'content="{escape(story.lead)}">'
        f'<meta property="og:site_name" content="{NAME}">'
    )
    return _page(f"{story.headline} | {NAME}", content, head=head)


def _meta(story: Story) -> str:
    by = (
        f'<span class="b-meta__who">Von {" und ".join(story.authors)}</span> '
        if story.authors
        else ""
    )
    return (
        f'<div class="b-meta">{by}<span class="b-meta__when">{story.published:%d.%m.%Y, %H:%M} Uhr'
        '</span><ul class="b-meta__share"><li><a href="#">Teilen</a></li><li><a href="#">'
        "Merken</a></li>"
        "<li><a href='#'>Drucken</a></li></ul></div>"
    )


def _picture(story: Story) -> str:
    return (
        f'<figure class="b-pic"><img src="/bilder/{story.number}.jpg" width="900" '
        f'height="600" alt="">'
        f'<figcaption class="b-pic__text">Blick auf das Gelände am Abend. <span>Foto: '
        f"{LAST[story.number % 14]}"
        "</span></figcaption></figure>"
    )


def _body(story: Story, near: Sequence[Story], part: int) -> str:
    elements = story.rest if part == 2 else story.body
    pieces = [] if part == 2 else [f'<p class="b-detail__intro">{escape(story.lead)}</p>']
    if story.number == LIVE:
        pieces.append(_entries(elements))
        return f'<div class="b-text">{"".join(pieces)}</div>'
    inlays = _inlays(story, near)
    for at, (tag, text) in enumerate(elements):
        pieces.append(_element(tag, text, elements, at))
        if at in (1, 3, 4) and part == 1 and not story.is_gated and tag == "p":
            pieces.append(inlays[(at + story.number) % len(inlays)])
    return f'<div class="b-text">{"".join(pieces)}</div>'


def _element(tag: str, text: str, elements: Sequence[Element], at: int) -> str:
    if tag != "li":
        inner = f"<p>{escape(text)}</p>" if tag == "blockquote" else escape(text)
        return f'<{tag} class="b-text__{tag}">{inner}</{tag}>'
    opens = "<ul>" if elements[at - 1][0] != "li" else ""
    closes = "</ul>" if at + 1 == len(elements) or elements[at + 1][0] != "li" else ""
    return f"{opens}<li>{escape(text)}</li>{closes}"


def _entries(elements: Sequence[Element]) -> str:
    html = ""
    for tag, text in elements:
        if tag == "time":
            html += (
                "</div>" if html else ""
            ) + f'<div class="b-ticker__item"><span class="b-ticker__at">{text}</span>'
        else:
            html += f"<{tag}>{escape(text)}</{tag}>"
    return f'<div class="b-ticker liveticker">{html}</div></div>'


def _inlays(story: Story, near: Sequence[Story]) -> list[str]:
    first, second = near[:2]
    return [
        (
            f'<div class="b-inlay"><div class="b-inlay__head">Mehr zum Thema</div><ul><li><a '
            f'href="{first.path}">'
            f'{escape(first.headline)}</a></li><li><a href="{second.path}">'
            f"{escape(second.headline)}</a></li></ul></div>"
        ),
        (
            '<div class="b-nl"><h3>Der Morgen in Grevenhall</h3><p>Alles Wichtige aus der Region '
            "jeden Morgen um sechs "
            "kostenlos in Ihr Postfach: Melden Sie sich jetzt für unseren Newsletter an.</p>"
            '<form action="/newsletter">'
            '<input type="email" name="mail" placeholder="E-Mail-Adresse"><button>'
            "Anmelden</button></form></div>"
        ),
        (
            f'<p class="b-text__p"><strong>Lesen Sie auch:</strong> <a href="{second.path}">'
            f"{escape(second.headline)}</a></p>"
        ),
        '<div class="b-ad"><span>Anzeige</span></div>',
        (
            '<aside class="b-abo"><p>Ohne Werbung und mit allen Artikeln: Testen Sie das '
            "Tagblatt einen Monat lang für "
            'einen Euro.</p><a href="/abo">Jetzt Abo abschließen</a></aside>'
        ),
    ]


def _end(story: Story, part: int) -> str:
    html = ""
    if story.is_gated:
        html += (
            '<div class="b-plus"><p class="b-plus__head">Weiterlesen mit Tagblatt Plus</p><p>'
            "Dieser Artikel ist "
            "exklusiv für Abonnenten. Mit einem Abo lesen Sie alle Artikel aus Ihrer Region "
            "auf allen Geräten.</p>"
            '<a href="/abo">Jetzt Abo abschließen</a><p>Sie sind schon Abonnent? <a '
            'href="/login">Hier anmelden</a>'
            "</p></div>"
        )
    if story.rest:
        links = "".join(
            f'<a href="{story.path}{"" if number == 1 else f"?seite={number}"}">{number}</a> '
            for number in (1, 2)
        )
        html += f'<div class="b-pages">Seite {links}</div>'
    if story.number in AGENCY:
        code = f"dpa:2406{story.number:02}-930-{120000 + story.number}/1"
        html += f'<p class="b-agency">© dpa-infocom, {code}</p>'
    elif story.authors and part == 1:
        html += (
            f'<div class="b-who"><img src="/koepfe/{story.number}.jpg" alt=""><h4>'
            f"{story.authors[0]}</h4><p>schreibt "
            "seit vielen Jahren über Städte und Dörfer und wohnt selbst in einem Haus am Deich.</p>"
            '<a href="/team">Alle Artikel</a></div>'
        )
    return html


def _more(stories: Sequence[Story]) -> str:
    cards = "".join(
        f'<div class="b-teaser"><a href="{story.path}"><img src="/bilder/{story.number}.jpg" '
        f'alt="">'
        f'<h3 class="b-teaser__title">{escape(story.headline)}</h3></a><p>'
        f"{escape(story.lead[:90])} …</p></div>"
        for story in stories
    )
    return f'<section class="b-more"><h2>Das könnte Sie auch interessieren</h2>{cards}</section>'


def _comments(story: Story) -> str:
    writer = Writer(900 + story.number)
    said = "".join(
        f'<li class="b-say"><b>{writer.person.split()[0]}{at}</b> <span>vor {at + 2} Stunden</span>'
        f"<p>{escape(writer.paragraph(2))}</p></li>"
        for at in range(2)
    )
    return f'<section id="kommentare"><h2>2 Kommentare</h2><ol>{said}</ol></section>'


def _list(title: str, stories: Sequence[Story]) -> str:
    teasers = "".join(
        f'<div class="b-teaser"><span class="b-teaser__kicker">{SECTIONS[story.section]}</span><h2 '
        f'class="b-teaser__title"><a href="{story.path}">{escape(story.headline)}</a></h2><p>'
        f'{escape(story.lead)}</p><span class="b-teaser__when">'
        f"{story.published:%d.%m.%Y}</span></div>"
        for story in stories
    )
    return f'<h1 class="c-list__title">{title}</h1><div class="c-list">{teasers}</div>'


def _pager(section: str, at: int, pages: int) -> str:
    links = "".join(
        f'<li class="c-pager__item"><a '
        f'href="/{section}/{"" if number == 1 else f"?page={number - 1}"}">{number}</a></li>'
        for number in range(1, pages + 1)
        if number != at
    )
    return f'<nav class="c-pager"><ul>{links}</ul></nav>'


def _sitemap(base: str, stories: Sequence[Story]) -> str:
    urls = "".join(
        f"<url><loc>{base}{story.path}</loc><lastmod>{story.published:%Y-%m-%d}</lastmod></url>"
        for story in stories
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def _page(title: str, content: str, *, head: str = "") -> str:
    menu = "".join(
        f'<li class="c-nav__item"><a href="/{key}/">{name}</a></li>'
        for key, name in SECTIONS.items()
    )
    house = "".join(
        f'<li><a href="/{path}">{name}</a></li>'
        for path, name in (
            ("impressum", "Impressum"),
            ("datenschutz", "Datenschutz"),
            ("abo", "Abo"),
        )
    )
    return (
        f'<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>'
        f"{escape(title)}</title>{head}</head>"
        f'<body class="c-body"><div class="c-head"><a class="c-head__logo" href="/">{NAME}</a>'
        f'<ul class="c-nav">{menu}</ul></div><div class="c-main" id="inhalt">{content}</div>'
        f'<div class="c-foot"><ul>{house}</ul><p>© {NAME}. Alle Rechte vorbehalten.</p></div>'
        f"</body></html>"
    )
