import pytest

from newscrawl.core.discovery.roles import archive_role, is_page_number
from newscrawl.core.discovery.rules import refusal
from newscrawl.core.discovery.shapes import url_shape
from newscrawl.items.page import LinkRole


def shape(path):
    return url_shape(f"https://www.example.org/{path}")


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("x" * 2001, "too long"),
        ("a/b/a/b/", "path loop"),
        ("more/more/more/", "path loop"),
        ("/".join(map(str, range(21))), "path loop"),
        ("list?sid=8fd1", "session id"),
        ("story;jsessionid=12", "session id"),
        ("?q=tax", "search"),
        ("search/tax", "search"),
        ("story/?share=mail", "share"),
        ("story/?replytocom=4", "share"),
        ("story/?print=1", "print or AMP twin"),
        ("story/amp/", "print or AMP twin"),
        ("story.amp.html", "print or AMP twin"),
        ("a-long-story-about-boats/trackback/", "comment"),
        ("a-long-story-about-boats/comment-page-2/", "comment"),
        ("comments/feed/", "comment"),
        ("category/news/?orderby=date", "facet"),
        ("news?filter[author]=3", "facet"),
        ("signin", "account"),
        ("wp-json/wp/v2/posts/19", "machine"),
        ("wp-content/uploads/x", "machine"),
        ("?attachment_id=6", "machine"),
        ("files/report.PDF", "media file"),
        ("2026/11/", "date archive"),
        ("2026/11/22/", "date archive"),
        ("events/2026-11/", "date archive"),
        ("archive/2024/", "date archive"),
        ("privacy-policy/", "service page"),
        ("about/masthead", "service page"),
    ],
)
def test_refuses(path, rule):
    assert refusal(shape(path)) == rule


@pytest.mark.parametrize(
    "path",
    [
        "",
        "halle/halle/swimming-lessons-132.html",
        "news/news/returning-to-mexico-after-years-away/",
        "2026/11/22/council-votes/",
        "world-cup/2026/",
        "about-a-boy-who-sailed-alone/",
        "jobs/thousands-of-jobs-lost-in-the-north/",
        "debate/kommentare/",
        "comments/2023/12/slatest-ballot.html",
        "index.php?option=com_content&view=article&id=12",
        "2023/12/20/us/ballot.html?action=click&a=1&b=2&c=3&d=4&e=5&f=6",
        "article/20241103",
        "?p=12",
        "wp-sitemap.xml",
        "breaking-ads-banned-on-buses",
    ],
)
def test_lets_through(path):
    assert refusal(shape(path)) is None


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("category/news/politics/congress/", LinkRole.SECTION),
        ("rubrik/politik", LinkRole.SECTION),
        ("?cat=5", LinkRole.SECTION),
        ("tag/elections-2026/", LinkRole.TAG),
        ("thema/klima", LinkRole.TAG),
        ("author/dee-van-der-linde/", LinkRole.AUTHOR),
        ("autor/maria-lopez", LinkRole.AUTHOR),
        ("topics/climate/what-the-new-report-says-about-the-sea/", None),
        ("people/2024/05/actor-leaves-show/", None),
        ("category", None),
        ("some-story/", None),
    ],
)
def test_archives(path, role):
    assert archive_role(shape(path)) is role


@pytest.mark.parametrize("path", ["page/2/", "news?paged=3", "news/page-4", "x/seite/2"])
def test_page_numbers(path):
    assert is_page_number(shape(path))


@pytest.mark.parametrize("path", ["story-306/", "2/", "news?page=all", "page/about", "x?id=2"])
def test_no_page_numbers(path):
    assert not is_page_number(shape(path))
