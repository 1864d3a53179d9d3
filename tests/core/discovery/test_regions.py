import pytest
from lxml import html

from newscrawl.core.discovery.regions import RegionMap, region_of_mark
from newscrawl.items.page import Region


@pytest.mark.parametrize(
    ("mark", "region"),
    [
        ("site-footer", Region.FOOTER),
        ("entry-footer", None),
        ("navigation pagination", Region.PAGINATION),
        ("main-menu", Region.NAVIGATION),
        ("yoast-breadcrumbs", Region.BREADCRUMB),
        ("comments-area", Region.COMMENTS),
        ("jp-relatedposts", Region.RELATED),
        ("post category-ads tag-comments has-sidebar", None),
        ("widget_tag_cloud tagcloud", Region.TAGS),
        ("headline", None),
        ("unrelated", None),
        ("download", None),
    ],
)
def test_marks(mark, region):
    assert region_of_mark(mark) is region


@pytest.mark.parametrize(
    ("markup", "region"),
    [
        ("<nav><a></a></nav>", Region.NAVIGATION),
        ("<aside><nav><a></a></nav></aside>", Region.SIDEBAR),
        ("<article><footer><a></a></footer></article>", Region.BODY),
        ("<footer><nav><a></a></nav></footer>", Region.FOOTER),
        ("<main><div class=related><ul class=menu><a></a></ul></div></main>", Region.RELATED),
        ("<div class=related><h1>Headline</h1><a></a></div>", Region.OTHER),
        ("<div><a></a></div>", Region.OTHER),
    ],
)
def test_of_a_link(markup, region):
    root = html.document_fromstring(markup)
    assert RegionMap(root, main=Region.BODY).of(next(root.iter("a"))) is region
