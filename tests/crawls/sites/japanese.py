"""A made-up Japanese news site: no feed and no sitemap, bylines and dates as they are printed there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from crawls.sites.japanese_text import FAMILY, GIVEN, Writer
from crawls.sites.serving import MadeSite, Truth

NAME = "汐見新報"
SECTIONS = {"shakai": "社会", "keizai": "経済", "bunka": "文化"}
COUNT = 40
PAGE_SIZE = 7
LIVE, TWO_PAGES, TABLED, RUBIED = 8, (11, 24), (5, 18, 34), (3, 14, 29)
_START = datetime.fromisoformat("2024-06-28T18:05")
_BYLINES = ("記者　{}", "文・{}", "{}記者", "取材・文＝{}", "（記者・{}）")
_READING = ("汐見", "しおみ")

Element = tuple[str, str]
"""Tag and text of a piece of a body."""


@dataclass(frozen=True, slots=True)
class Story:
    """One article as it is printed."""

    number: int
    section: str
    headline: str
    body: tuple[Element, ...]
    rest: tuple[Element, ...]
    """What stands on its second page."""
    authors: tuple[str, ...]
    published: datetime

    @property
    def path(self) -> str:
        return f"/news/{self.published:%Y%m%d}/{1000200 + 7 * self.number}.html"

    @property
    def is_gated(self) -> bool:
        return self.number % 5 == 2

    def truth(self) -> Truth:
        completeness = "teaser" if self.is_gated else "live" if self.number == LIVE else "full"
        return Truth(
            path=self.path,
            headline=self.headline,
            authors=self.authors,
            published=self.published,
            body=tuple(text for _, text in (*self.body, *self.rest)),
            completeness=completeness,
        )


def make_site(base: str) -> MadeSite:
    """Return the site as it is served at an address."""
    site = MadeSite(base, "ja")
    stories = [_story(number) for number in range(COUNT)]
    site.truths = [story.truth() for story in stories]
    for story in stories:
        site.pages[story.path] = _article(story, stories)
        if story.rest:
            site.pages[f"{story.path}?page=2"] = _article(story, stories, part=2)
    site.pages["/"] = _page(NAME, _list("新着ニュース", stories[:10]), stories)
    for key, title in SECTIONS.items():
        own = [story for story in stories if story.section == key]
        pages = range(0, len(own), PAGE_SIZE)
        for at, first in enumerate(pages, start=1):
            target = f"/{key}/" if at == 1 else f"/{key}/?p={at}"
            following = (
                f'<a class="tsugi" href="/{key}/?p={at + 1}">次へ</a>' if at < len(pages) else ""
            )
            listed = _list(title, own[first : first + PAGE_SIZE])
            site.pages[target] = _page(f"{title} | {NAME}", listed + following, stories)
    for path, title in (("kaisha", "会社概要"), ("kiyaku", "利用規約"), ("login", "ログイン")):
        text = f"<h1>{title}</h1><p>株式会社{NAME}社　汐見町一丁目二番地　電話00-1234</p>"
        site.pages[f"/{path}.html"] = _page(f"{title} | {NAME}", text, stories)
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /search\n"
    return site


def _story(number: int) -> Story:
    writer = Writer(number)
    headline = writer.headline(number)
    published = _START - timedelta(hours=17 * number, minutes=9 * number)
    authors: tuple[str, ...] = (f"{FAMILY[number % 12]}{GIVEN[(number * 5) % 12]}",)
    if number % 10 == 6:
        authors = ()
    elif number % 9 == 7:
        authors = (*authors, f"{FAMILY[(number + 5) % 12]}{GIVEN[(number * 5 + 3) % 12]}")
    rest = _text(writer, 4) if number in TWO_PAGES else ()
    if number == LIVE:
        headline = f"【速報中】{writer.place}の議会、{writer.matter}の予算を審議"
        body = _entries(writer, published)
    else:
        paragraphs = 2 if number % 5 == 2 else 5 + number % 3
        body = _text(writer, paragraphs, headed=number % 4 != 3)
    if number in TABLED:
        body = (*body, *(("tr", f"{name} {value}") for name, value in writer.facts()))
    if number in RUBIED:
        body = (("p", f"{_READING[0]}の海は今年も静かに春を迎えた。{writer.paragraph(2)}"), *body)
    section = tuple(SECTIONS)[number % len(SECTIONS)]
    return Story(number, section, headline, body, rest, authors, published)


def _text(writer: Writer, paragraphs: int, *, headed: bool = True) -> tuple[Element, ...]:
    elements: list[Element] = []
    for at in range(paragraphs):
        if at == 3 and headed:
            elements.append(("h3", writer.heading()))
        elements.append(("p", writer.paragraph(2 + at % 2)))
    return tuple(elements)


def _entries(writer: Writer, published: datetime) -> tuple[Element, ...]:
    elements: list[Element] = []
    for entry in range(8):
        moment = published - timedelta(minutes=13 * entry)
        elements += [("time", f"{moment:%H:%M}"), ("p", writer.paragraph(2))]
    return tuple(elements)


def _article(story: Story, stories: Sequence[Story], *, part: int = 1) -> str:
    others = [each for each in stories if each.section == story.section and each is not story]
    near = [others[(story.number + step) % len(others)] for step in range(5)]
    content = (
        f'<p class="pan"><a href="/">ホーム</a> &gt; <a href="/{story.section}/">'
        f"{SECTIONS[story.section]}</a></p>"
        f'<h1 class="kiji-dai">{escape(story.headline)}</h1>{_meta(story)}'
        f'<div class="kiji-shashin"><img src="/img/{story.number}.jpg" width="800" '
        f'height="500" alt="">'
        f"<p>現場の様子（{story.published.month}月撮影）</p></div>"
        f'<div class="kiji-naka">{_body(story, part)}</div>{_end(story)}'
        f'<div class="kanren"><h2>関連記事</h2><ul>{_links(near)}</ul></div>'
        '<div class="sns"><a href="#">シェアする</a><a href="#">印刷する</a></div>'
    )
    head = (
        f'<meta property="og:type" content="article"><meta property="og:title" '
        f'content="{escape(story.headline)}">'
        f'<meta property="og:site_name" content="{NAME}">'
        f'<meta name="description" content="{escape(story.body[0][1][:80])}">'
    )
    return _page(
        f"{story.headline} | {SECTIONS[story.section]} | {NAME}", content, stories, head=head
    )


def _meta(story: Story) -> str:
    when = story.published
    day = f"{when.year}年{when.month}月{when.day}日"
    changed = f"　更新：{day} 23時50分" if story.number % 4 == 1 else ""
    form = _BYLINES[story.number % len(_BYLINES)]
    names = ("記者、" if form.endswith("記者") else "、").join(story.authors)
    by = form.format(names) if names else ""
    return f'<div class="kiji-joho"><p>{day} {when.hour}時{when.minute}分{changed}</p><p>{by}</p></div>'


def _body(story: Story, part: int) -> str:
    elements = story.rest if part == 2 else story.body
    rows = [text.split(" ", 1) for tag, text in elements if tag == "tr"]
    elements = [element for element in elements if element[0] != "tr"]
    if story.number % 2 and all(tag == "p" for tag, _ in elements):
        html = "<br><br>".join(f"　{_marked(text)}" for _, text in elements)
    elif story.number == LIVE:
        html = "".join(
            f'<span class="toki">{text}</span>' if tag == "time" else f"<p>{text}</p>"
            for tag, text in elements
        )
    else:
        html = "".join(f"<{tag}>{_marked(text)}</{tag}>" for tag, text in elements)
    if rows:
        cells = "".join(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in rows)
        html += f"<table>{cells}</table>"
    return html


def _marked(text: str) -> str:
    """Return a text with its reading beside the first name that has one."""
    name, reading = _READING
    ruby = f"<ruby>{name}<rp>(</rp><rt>{reading}</rt><rp>)</rp></ruby>の海"
    return text.replace(f"{name}の海", ruby, 1)


def _end(story: Story) -> str:
    html = ""
    if story.is_gated:
        html += (
            f'<div class="kaiin"><p>この記事は会員限定です。残り{400 + 7 * story.number}文字</p>'
            "<p>続きを読むには会員登録が必要です。月額500円ですべての記事が読み放題になります。</p>"
            '<a href="/touroku">会員登録する</a><a href="/login.html">ログイン</a></div>'
        )
    if story.rest:
        links = "".join(
            f'<a href="{story.path}{"" if number == 1 else f"?page={number}"}">{number}</a> '
            for number in (1, 2)
        )
        html += f'<div class="pages">{links}</div>'
    return html


def _links(stories: Sequence[Story]) -> str:
    return "".join(
        f'<li><a href="{story.path}">{escape(story.headline)}</a></li>' for story in stories
    )


def _list(title: str, stories: Sequence[Story]) -> str:
    items = "".join(
        f'<li><a href="{story.path}"><span class="midashi">{escape(story.headline)}</span></a>'
        f"<span>{story.published.month}月{story.published.day}日</span></li>"
        for story in stories
    )
    return f'<h1>{title}</h1><ul class="ichiran">{items}</ul>'


def _page(title: str, content: str, stories: Sequence[Story], *, head: str = "") -> str:
    menu = "".join(f'<li><a href="/{key}/">{name}</a></li>' for key, name in SECTIONS.items())
    ranked = [stories[(at * 9) % COUNT] for at in range(5)]
    return (
        f'<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>'
        f"{escape(title)}</title>{head}</head>"
        f'<body><div id="atama"><a href="/">{NAME}</a><ul class="menu">{menu}</ul></div><div '
        f'id="hako">'
        f'<div id="hidari">{content}</div><div id="migi"><h3>アクセスランキング</h3><ol>'
        f"{_links(ranked)}</ol></div></div>"
        '<div id="ashi"><a href="/kaisha.html">会社概要</a><a href="/kiyaku.html">利用規約</a>'
        f"<p>Copyright © {NAME} 無断転載を禁じます</p></div></body></html>"
    )
