import pytest

from newscrawl.core.frontier.parameters import ENOUGH, Parameters
from newscrawl.core.state.store import IN_MEMORY, Store
from newscrawl.core.urls import url_key
from newscrawl.items import Candidate, DiscoverySource, LinkRole

SITE = "a.test"


@pytest.fixture
def parameters():
    store = Store(IN_MEMORY, run_id="r1")
    yield Parameters(store.connection)
    store.close()


def learn(parameters, shown, known_by, count=ENOUGH, *, declared=True):
    for number in range(count):
        parameters.learn(
            f"http://a.test{shown.format(number)}",
            known_by=f"a.test{known_by.format(number)}",
            declared=declared,
            site=SITE,
        )


def plain(parameters, path, site=SITE):
    url = f"http://a.test{path}"
    candidate = Candidate(
        url=url, key=url_key(url), role=LinkRole.ARTICLE, source=DiscoverySource.SECTION
    )
    (found,) = parameters.plain([candidate], site=site)
    assert found.key == url_key(found.url)
    return found.url.removeprefix("http://a.test")


@pytest.mark.parametrize(
    ("shown", "known_by", "asked", "expected"),
    [
        ("/story-{}?box=3", "/story-{}", "/story-77?box=9", "/story-77"),
        ("/story.php?id={}&box=3", "/story.php?id={}", "/story.php?box=1&id=7", "/story.php?id=7"),
        # What shows a form of address tells nothing of other forms.
        ("/story-{}?box=3", "/story-{}", "/about/?box=9", "/about/?box=9"),
        ("/story-{}?box=3", "/story-{}", "/story-77?id=9", "/story-77?id=9"),
        # A further page of an article is named by the first one, too.
        ("/story-{}?page=2", "/story-{}", "/story-77?page=2", "/story-77?page=2"),
        # Every page names the same one.
        ("/story?number={}", "/story", "/story?number=77", "/story?number=77"),
        # Another path.
        ("/story-{}?box=3", "/other-{}", "/story-77?box=9", "/story-77?box=9"),
    ],
)
def test_what_pages_name_as_their_own_tells_what_their_parameters_do(
    parameters, shown, known_by, asked, expected
):
    learn(parameters, shown, known_by, ENOUGH - 1)
    assert plain(parameters, asked) == asked
    learn(parameters, shown, known_by)
    assert plain(parameters, asked) == expected
    assert plain(parameters, asked, site="b.test") == asked


def test_one_page_that_names_the_parameter_is_enough_against_it(parameters):
    learn(parameters, "/story-{}?box=3", "/story-{}")
    learn(parameters, "/story-{}?box=4", "/story-{}?box=4", 1)
    assert plain(parameters, "/story-77?box=9") == "/story-77?box=9"


def test_the_same_text_at_both_addresses_is_as_good_in_either_order(parameters):
    learn(parameters, "/story-{}", "/story-{}?box=3", declared=False)
    assert plain(parameters, "/story-77?box=9") == "/story-77"
