import pytest

from newscrawl.core.discovery.usual_places import PLACES, first_place, next_place
from newscrawl.items import DiscoverySource, LinkRole


@pytest.mark.parametrize("role", [LinkRole.SITEMAP, LinkRole.FEED])
def test_places_follow_each_other_until_the_last(role):
    place = first_place(role, "https://www.a.test/news/?x=1")
    seen = []
    while place is not None:
        assert (place.role, place.found_on) == (role, None)
        assert place.source is DiscoverySource(role.value)
        seen.append(place.url)
        place = next_place(role, place.url)
    assert seen == [f"https://www.a.test{path}" for path in PLACES[role]]


def test_nothing_follows_what_is_no_usual_place():
    assert next_place(LinkRole.FEED, "https://www.a.test/world/feed/") is None
    assert next_place(LinkRole.ARTICLE, "https://www.a.test/rss.xml") is None
