import sqlite3

import pytest

from newscrawl.core.frontier.ending import Ending
from newscrawl.core.frontier.forms import BARREN, ENOUGH, Forms
from newscrawl.items import DropReason, LinkRole, UrlState

SITE = "a.test"
ENDINGS = {
    "articles": Ending(state=UrlState.ARTICLE),
    "lists": Ending(state=UrlState.SECTION),
    "others": Ending(state=UrlState.DROPPED, reason=DropReason.NO_ARTICLE),
}
ARTICLE, SECTION, OTHER = LinkRole.ARTICLE, LinkRole.SECTION, LinkRole.OTHER


@pytest.fixture
def forms():
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE TABLE _form (site, form, articles INTEGER, lists INTEGER, others INTEGER,"
        " PRIMARY KEY (site, form))"
    )
    yield Forms(connection)
    connection.close()


def learn(forms, path, kind, count=1):
    for number in range(count):
        forms.learn(f"http://a.test/{path}/{number}", ENDINGS[kind], site=SITE)


@pytest.mark.parametrize(
    ("read", "expected", "role"),
    [
        ({"articles": ENOUGH - 1}, OTHER, OTHER),
        ({"articles": ENOUGH}, OTHER, ARTICLE),
        ({"articles": ENOUGH}, SECTION, SECTION),
        ({"articles": ENOUGH, "others": 1}, OTHER, OTHER),
        ({"lists": ENOUGH}, ARTICLE, OTHER),
        ({"others": ENOUGH}, ARTICLE, OTHER),
        ({"others": ENOUGH, "articles": 1}, ARTICLE, ARTICLE),
    ],
)
def test_what_pages_of_a_form_were_tells_what_the_next_one_is(forms, read, expected, role):
    for kind, count in read.items():
        learn(forms, "wire", kind, count)
    assert forms.role_of(expected, "http://a.test/wire/77", site=SITE) is role
    assert forms.role_of(expected, "http://b.test/wire/77", site="b.test") is expected


def test_a_form_that_never_held_anything_ends(forms):
    learn(forms, "calendar", "others", BARREN - 1)
    assert forms.refusal(OTHER, "http://a.test/calendar/77", site=SITE) is None
    learn(forms, "calendar", "others")
    refusal = forms.refusal(OTHER, "http://a.test/calendar/77", site=SITE)
    assert (refusal.reason, refusal.rule) == (
        DropReason.TRAP,
        "20 pages of the form /calendar/# were nothing",
    )
    assert forms.refusal(ARTICLE, "http://a.test/calendar/77", site=SITE) is None
    learn(forms, "calendar", "others", BARREN)
    assert forms.refusal(ARTICLE, "http://a.test/calendar/77", site=SITE) is not None
    assert forms.refusal(SECTION, "http://a.test/calendar/77", site=SITE) is None
    learn(forms, "calendar", "lists")
    assert forms.refusal(OTHER, "http://a.test/calendar/77", site=SITE) is None


def test_what_a_transaction_taught_is_forgotten_with_it(forms):
    url = "http://a.test/calendar/77"
    learn(forms, "calendar", "others", BARREN)
    assert forms.known(url, site=SITE).others == BARREN
    forms._connection.rollback()
    forms.forget()
    assert forms.known(url, site=SITE).pages == 0
