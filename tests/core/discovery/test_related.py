import pytest

from newscrawl.core.discovery.headings import announces_related
from newscrawl.items.page import DiscoverySource, LinkRole, PageType

URL = "https://www.example.org/harbour-bridge-opens-after-nine-years/"
CARDS = """<div><a href="/storm-closes-schools-in-the-valley/"><h4>Storm closes schools</h4></a></div>
<div><a href="/opening-bell/"><img></a><h4><a href="/opening-bell/">Opening Bell</a></h4></div>"""


def related(report):
    return [found for found in report.candidates if found.role is LinkRole.RELATED]


@pytest.mark.parametrize(
    "heading",
    [
        "You May Also Like",
        "Das könnte Sie auch interessieren:",
        "Lire aussi",
        "Te puede interesar",
        "Leia também",
        "Leggi anche",
        "Lees ook",
        "Läs också",
        "Les også",
        "Læs også",
        "Lue myös",
        "Zobacz także",
        "Čtěte také",
        "Kapcsolódó cikkek",
        "Citește și",
        "Διαβάστε επίσης",
        "İlgili Haberler",
        "Читайте также:",
        "Читайте також",
        "اقرأ أيضا",
        "यह भी पढ़ें",
        "Baca Juga",
        "Xem thêm",
        "相关阅读",
        "関連記事",
        "관련기사",
    ],
)
def test_a_block_below_a_related_heading(find_in, heading):
    markup = f"""<main><h1>Harbour bridge opens</h1><p>Text of the article, with enough words.</p>
    <section class="x1f"><h3>{heading}</h3>{CARDS}</section></main>"""
    found = related(find_in(markup, url=URL, page_type=PageType.ARTICLE))
    assert {link.url.rsplit("/", 2)[1] for link in found} == {
        "storm-closes-schools-in-the-valley",
        "opening-bell",
    }
    assert {(link.heading, link.source) for link in found} == {(heading, DiscoverySource.RELATED)}
    assert sorted(link.position for link in found) == [0, 1]


def test_a_block_known_by_its_class_alone(find_in):
    markup = f'<main><h1>Bridge</h1><div class="related-posts">{CARDS}</div></main>'
    found = related(find_in(markup, url=URL, page_type=PageType.ARTICLE))
    assert "https://www.example.org/storm-closes-schools-in-the-valley/" in {
        link.url for link in found
    }


def test_the_block_ends_where_its_part_of_the_page_ends(find_in):
    markup = f"""<section><h3>Related</h3>{CARDS}</section>
    <section><a href="/council-agrees-on-a-budget-at-last/">Council agrees on a budget</a></section>"""
    report = find_in(markup, url=URL, page_type=PageType.ARTICLE)
    outside = next(link for link in report.candidates if "council" in link.url)
    assert outside.role is LinkRole.ARTICLE
    assert outside.heading is None


def test_one_link_in_a_text_is_no_block(find_in):
    markup = (
        '<p>Related: <a href="/storm-closes-schools-in-the-valley/">Storm closes schools</a></p>'
    )
    (link,) = find_in(markup, url=URL, page_type=PageType.ARTICLE).candidates
    assert link.role is LinkRole.ARTICLE


@pytest.mark.parametrize(
    ("markup", "page_type"),
    [
        (f"<section><h3>Latest comments</h3>{CARDS}</section>", PageType.ARTICLE),
        (f"<section><h3>Related topics</h3>{CARDS}</section>", PageType.ARTICLE),
        (f'<div class="sponsored"><h3>Recommended</h3>{CARDS}</div>', PageType.ARTICLE),
        (f"<section><h3>Recommended</h3>{CARDS}</section>", PageType.SECTION),
    ],
)
def test_what_is_no_related_block(find_in, markup, page_type):
    assert related(find_in(markup, url=URL, page_type=page_type)) == []


def test_section_links_in_a_related_block_stay_sections(find_in, by_path):
    markup = f'<section><h3>Read more</h3>{CARDS}<a href="/category/world/">World</a></section>'
    found = by_path(find_in(markup, url=URL, page_type=PageType.ARTICLE))
    assert found["category/world/"].role is LinkRole.SECTION


@pytest.mark.parametrize("text", ["Comments", "About the author", "Related companies", "", "Share"])
def test_other_headings(text):
    assert not announces_related(text)


@pytest.mark.parametrize(
    "text",
    [
        "Recommended by Outbrain",
        "You may also like: Sponsored",
        "Related partner content",
        "Recommended from the web",
    ],
)
def test_a_heading_that_announces_advertising(text):
    assert not announces_related(text)


@pytest.mark.parametrize("mark", ["trc_related_container", "taboola-below", "ob-widget related"])
def test_an_advertising_widget_is_no_related_block(find_in, mark):
    markup = f'<div class="{mark}"><h3>You may also like</h3>{CARDS}</div>'
    assert related(find_in(markup, url=URL, page_type=PageType.ARTICLE)) == []


def test_words_of_a_running_text_are_no_card_of_the_block_around_it(find_in):
    text = "The committee had spoken of this at length in spring, and nobody listened, as the minutes of"
    markup = f"""<section><h3>Related</h3>{CARDS}
    <p>{text} <em><a href="/council-agrees-on-a-budget-at-last/">its last meeting</a></em> say.</p>
    <p><a href="/the-harbour-gets-a-new-crane/">The harbour gets a new crane</a> {text}</p></section>"""
    found = {
        link.url.rsplit("/", 2)[1]
        for link in related(find_in(markup, url=URL, page_type=PageType.ARTICLE))
    }
    assert "council-agrees-on-a-budget-at-last" not in found
    assert "the-harbour-gets-a-new-crane" in found


STORY = (
    f"<h1>Harbour bridge opens</h1><p>{'The bridge is open, and the town walks over it. ' * 4}</p>"
)


def cards(*slugs: str, heading: str = "") -> str:
    shown = "".join(
        f'<li class="k3"><a href="/{slug}/">{slug.replace("-", " ").capitalize()}</a></li>'
        for slug in slugs
    )
    return f'<div class="x7">{heading}<ul class="q1">{shown}</ul></div>'


NEAR = (
    "harbour-crane-falls-into-the-sea",
    "nine-facts-on-the-new-harbour",
    "who-paid-for-the-bridge-in-town",
)
FAR = (
    "storm-closes-schools-in-the-valley",
    "council-agrees-on-a-budget",
    "team-wins-the-cup-at-last",
)


@pytest.mark.parametrize(
    ("markup", "count"),
    [
        (STORY + cards(*NEAR), 3),
        (STORY + cards(*NEAR[:2]), 0),
        (STORY + cards(*FAR), 0),
        (STORY + cards(*NEAR, heading="<b>Most read</b>"), 0),
        (cards(*NEAR) + STORY, 0),
        (STORY + f"<nav>{cards(*NEAR)}</nav>", 0),
        (STORY + cards(*NEAR) + f"<section><h3>Related</h3>{CARDS}</section>", 2),
    ],
)
def test_equal_cards_below_the_text_are_a_block_where_they_are_near_to_it(find_in, markup, count):
    found = related(find_in(markup, url=URL, page_type=PageType.ARTICLE))
    assert len(found) == count
    assert {link.source for link in found} <= {DiscoverySource.RELATED}
