"""A site's own selectors and page objects, on a page that the generic reader gets wrong."""

import pytest

from newscrawl.core.cleaning.settling import settle
from newscrawl.core.reading.explaining import explain_page
from newscrawl.core.reading.read import read_page
from newscrawl.exceptions import ReadingError
from newscrawl.items import LinkRole, Page, PageType, Site

TEXT = (
    "The council met for three hours and agreed on nothing at all, as it had the week before. " * 4
)
HTML = f"""<html lang="en"><head><title>Site name</title>
<meta property="og:title" content="Not the headline"></head><body>
<nav><a href="/x1-a-long-enough-slug-of-words/">One</a> <a href="/login/">Log in</a></nav>
<h2 class="kicker">A headline of its own</h2><i class="who">Ada Lovelace</i><i class="who">Max Born</i>
<b data-day="x">3/4/2024 10:30</b><em class="tag">one</em>
<img class="lead" src="/pic.jpg" alt="A picture">
<div class="story"><p>{TEXT}</p><p class="promo">Buy our book, the best book that there is in town.</p>
<p>Short end.</p></div>
<div class="more"><p>{TEXT.replace("council", "jury")}</p></div></body></html>"""
SELECTORS = {
    "headline": (".nothing", "h2.kicker"),
    "authors": ("//i[@class='who']/text()",),
    "date_published": ("[data-day]",),
    "main_image": ("img.lead",),
    "article_body": ("div.story",),
    "remove": (".promo",),
    "is_article": ("div.story",),
    "ignored_links": ("nav a[href='/login/']",),
    "section_links": ("a[href^='/x1']",),
}


def read(**rules):
    page = Page(url="https://a.example/council/", body=HTML.encode(), content_type="text/html")
    site = Site(name="a", seeds=("https://a.example/",), hosts=("a.example",), **rules)
    return read_page(page, site), page, site


def test_what_selectors_find_goes_first():
    result, _, _ = read(selectors=SELECTORS, timezone="Europe/Berlin")
    assert (result.page_type, result.type_evidence) == (PageType.ARTICLE, "the site's `is_article`")
    article = settle(result)
    assert article.headline == "A headline of its own"
    assert article.authors == ("Ada Lovelace", "Max Born")
    assert article.date_published.isoformat() == "2024-03-04T10:30:00+01:00"
    assert article.main_image.url == "https://a.example/pic.jpg"
    assert article.article_body == f"{TEXT.strip()}\n\nShort end."
    assert {article.evidence[name] for name in ("headline", "authors", "date_published")} == {
        "selector"
    }


def test_what_selectors_do_not_find_is_read_as_ever():
    plain, _, _ = read()
    result, _, _ = read(selectors={"headline": (".gone",), "article_body": (".gone",)})
    assert result == plain


def test_a_page_without_the_mark_of_an_article_is_none():
    result, _, _ = read(selectors={"is_article": (".gone",)})
    assert result.article is None


def test_links_are_what_selectors_say():
    result, _, _ = read(selectors=SELECTORS)
    assert {link.url: link.role for link in result.candidates} == {
        "https://a.example/x1-a-long-enough-slug-of-words/": LinkRole.SECTION
    }
    assert result.dropped_links["the site's `ignored_links`"] == 1


def test_an_explanation_names_the_selectors():
    _, page, site = read(selectors=SELECTORS)
    reasons = {verdict.dropped for verdict in explain_page(page, site).verdicts}
    assert {"the site's `remove` selects it", "outside of the site's `article_body`"} <= reasons


def test_a_page_object_reads_an_article(monkeypatch, tmp_path):
    (tmp_path / "own_pages.py").write_text(
        "from web_poet import WebPage\n"
        "class Own(WebPage):\n"
        "    async def to_item(self):\n"
        "        return {'headline': self.css('.kicker::text').get(), 'authors': ['Jo Doe'],\n"
        "                'article_body': 'One paragraph.\\n\\nAnd another one.', 'shoe_size': 43}\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    result, _, _ = read(page_object="own_pages:Own", selectors={"is_article": ("h2",)})
    article = settle(result)
    assert (article.headline, article.authors) == ("A headline of its own", ("Jo Doe",))
    assert article.article_body == "One paragraph.\n\nAnd another one."
    assert article.evidence["article_body"] == article.evidence["headline"] == "page object"


def test_a_page_object_that_is_not_there_is_told():
    with pytest.raises(ReadingError, match="no_such:Page: cannot be loaded"):
        read(page_object="no_such:Page")
