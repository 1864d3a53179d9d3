"""A town paper on a WordPress block theme: date permalinks, query loops, a calendar without end.

Nothing announces its sitemap. Four stories stand in the sitemap only.
"""

import re
from datetime import datetime, timedelta
from html import escape
from itertools import islice

from crawls.sites.sentences import headline, paragraphs
from crawls.sites.serving import MadeSite, Truth

SECTIONS = {
    "news": "News",
    "news/local": "Local",
    "news/world": "World",
    "sport": "Sport",
    "culture": "Culture",
}
STORIES, PER_PAGE, ORPHANS = 64, 8, 4
AUTHORS = ("Maud Ferris", "Ian Holloway", "Priya Raman")
_MONTH = re.compile(r"/events/month/(\d{4})-(\d{2})/")


def make_site(base: str) -> MadeSite:
    site = MadeSite(base, "en")
    stories = [_Story(number) for number in range(STORIES)]
    linked = [story for story in stories if not story.is_orphan]
    for story in stories:
        related = [
            other for other in linked if other is not story and other.section == story.section
        ][:3]
        site.pages[story.path] = _article(story, related)
        site.truths.append(story.truth())
        site.related[story.path] = tuple(other.path for other in related)
    for address, listed in _lists(linked):
        _paginate(site, address, listed, sticky=linked[20])
    for path, listed in _archives(linked).items():
        site.pages[path] = _list_page("Archive", listed, "")
    site.pages["/about/"] = _page("About", "<h1>About us</h1><p>We print a paper.</p>")
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /wp-admin/\n"
    site.pages["/wp-sitemap.xml"] = _index(base)
    site.pages["/wp-sitemap-posts-post-1.xml"] = _urlset(base, stories)
    site.other = _calendar
    return site


class _Story:
    def __init__(self, number: int) -> None:
        self.number = number
        self.section = list(SECTIONS)[number % len(SECTIONS)]
        self.headline = headline("en", number)
        self.published = datetime(2026, 11, 1, 9, 30) - timedelta(days=2 * number)  # noqa: DTZ001
        slug = re.sub(r"\W+", "-", self.headline.lower())
        self.path = f"/{self.published:%Y/%m/%d}/{slug}/"
        self.author = AUTHORS[number % len(AUTHORS)]
        self.body = paragraphs("en", number)
        self.is_orphan = number % (STORIES // ORPHANS) == 7

    def truth(self) -> Truth:
        return Truth(
            path=self.path,
            headline=self.headline,
            authors=(self.author,),
            published=self.published,
            body=tuple(self.body),
            completeness="full",
            sections=()
            if self.is_orphan
            else tuple(path for path in SECTIONS if f"{self.section}/".startswith(f"{path}/")),
        )


def _lists(stories: list[_Story]) -> list[tuple[str, list[_Story]]]:
    """Return each list's address with its stories; a section lists those of the sections below it."""
    sections = [
        (
            f"/category/{path}/",
            [each for each in stories if f"{each.section}/".startswith(f"{path}/")],
        )
        for path in SECTIONS
    ]
    return [("/", stories), *sections]


def _archives(stories: list[_Story]) -> dict[str, list[_Story]]:
    months: dict[str, list[_Story]] = {}
    for story in stories:
        months.setdefault(f"/{story.published:%Y/%m}/", []).append(story)
    return months


def _paginate(site: MadeSite, address: str, stories: list[_Story], *, sticky: _Story) -> None:
    numbers = range(1, (len(stories) + PER_PAGE - 1) // PER_PAGE + 1)
    for number in numbers:
        listed = stories[(number - 1) * PER_PAGE : number * PER_PAGE]
        first = [] if number > 1 or sticky not in stories else [sticky]
        links = []
        if number > 1:
            links.append(
                f'<a class="wp-block-query-pagination-previous" href="{_at(address, number - 1)}">'
                "Newer Posts</a>"
            )
        links.extend(
            f'<a class="page-numbers" href="{_at(address, n)}">{n}</a>' for n in islice(numbers, 3)
        )
        if number < len(numbers):
            links.append(
                f'<a class="wp-block-query-pagination-next" href="{_at(address, number + 1)}">Older Posts</a>'
            )
        turn = f'<nav class="wp-block-query-pagination" aria-label="Pagination">{" ".join(links)}</nav>'
        site.pages[_at(address, number)] = _list_page("Latest", [*first, *listed], turn)


def _at(address: str, number: int) -> str:
    return address if number == 1 else f"{address}page/{number}/"


def _card(story: _Story) -> str:
    return (
        f'<li class="wp-block-post"><h2 class="wp-block-post-title"><a href="{story.path}">'
        f"{escape(story.headline)}</a></h2>"
        f'<div class="wp-block-post-excerpt"><p>{escape(story.body[0][:120])}</p></div>'
        f'<time datetime="{story.published.isoformat()}">{story.published:%B %d, %Y}</time></li>'
    )


def _list_page(title: str, stories: list[_Story], turn: str) -> str:
    cards = "".join(_card(story) for story in stories)
    return _page(
        title,
        f'<h1 class="wp-block-query-title">{title}</h1><div class="wp-block-query">'
        f'<ul class="wp-block-post-template">{cards}</ul>{turn}</div>',
    )


def _article(story: _Story, related: list[_Story]) -> str:
    cards = "".join(
        f'<li><figure></figure><h3 class="wp-block-post-title"><a href="{other.path}">'
        f"{escape(other.headline)}</a></h3></li>"
        for other in related
    )
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.body)
    moment = story.published.isoformat()
    return _page(
        story.headline,
        f'<h1 class="wp-block-post-title">{escape(story.headline)}</h1>'
        '<div class="wp-block-post-author">By'
        f' <a rel="author" href="/author/{story.author.split()[0].lower()}/">{story.author}</a></div>'
        f'<div class="wp-block-post-date"><time datetime="{moment}">{story.published:%B %d, %Y %H:%M}</time>'
        "</div>"
        f'<div class="entry-content wp-block-post-content">{text}</div>'
        '<div class="wp-block-group"><h2 class="wp-block-heading">Related</h2>'
        f'<ul class="wp-block-post-template is-flex">{cards}</ul></div>'
        '<div class="wp-block-group"><a href="#respond">Leave a comment</a></div>',
        head='<meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="{moment}">',
    )


def _calendar(target: str) -> str | None:
    """Answer each month of the calendar, before and after all stories, for ever."""
    match = _MONTH.fullmatch(target)
    if match is None:
        return None
    month = int(match[1]) * 12 + int(match[2]) - 1
    turn = "".join(
        f'<a href="/events/month/{at // 12:04}-{at % 12 + 1:02}/">{text}</a>'
        for at, text in ((month - 1, "Previous month"), (month + 1, "Next month"))
    )
    days = "".join(f"<td>{day}</td>" for day in range(1, 29))
    return _page("Events", f"<h1>Events in {target}</h1><table><tr>{days}</tr></table>{turn}")


def _page(title: str, content: str, *, head: str = "") -> str:
    menu = "".join(
        f'<li class="wp-block-navigation-item"><a href="/category/{path}/">{name}</a></li>'
        for path, name in SECTIONS.items()
    )
    months = "".join(
        f'<li><a href="/2026/{month:02}/">2026-{month:02}</a></li>' for month in (11, 10, 9)
    )
    return (
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>"
        f"<title>{escape(title)} – Fairhaven Post</title>"
        f'<meta name="generator" content="WordPress 6.9">{head}</head><body class="wp-site-blocks">'
        '<header class="wp-block-template-part">'
        '<p class="wp-block-site-title"><a href="/">Fairhaven Post</a></p>'
        f'<nav class="wp-block-navigation"><ul>{menu}</ul></nav></header>'
        f'<main class="wp-block-group">{content}</main>'
        f'<footer class="wp-block-template-part"><ul class="wp-block-archives">{months}</ul>'
        '<a href="/events/month/2026-11/">Events</a> <a href="/about/">About</a>'
        '<a href="/?s=bridge">Search</a>'
        '<a href="/tag/boats/">boats</a> <a href="/wp-login.php">Log in</a></footer></body></html>'
    )


def _index(base: str) -> str:
    return (
        '<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<sitemap><loc>{base}/wp-sitemap-posts-post-1.xml</loc></sitemap></sitemapindex>"
    )


def _urlset(base: str, stories: list[_Story]) -> str:
    entries = "".join(
        f"<url><loc>{base}{story.path}</loc><lastmod>{story.published.isoformat()}+00:00</lastmod></url>"
        for story in stories
    )
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
