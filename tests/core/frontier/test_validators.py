import sqlite3
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.core.frontier.validators import Answer, Trust, Validators

DAY = 86_400.0
HOST = "a.test"


def answer(body: str, tag: str | None = None, date: str | None = None) -> Answer:
    return Answer(body_hash=body, etag=tag, last_modified=date)


@pytest.fixture
def validators():
    connection = sqlite3.connect(":memory:", isolation_level=None)
    yield Validators(connection)
    connection.close()


def learn(validators: Validators, *answers: Answer, now: float = 0.0) -> Trust:
    for old, new in pairwise(answers):
        validators.compare(HOST, old, new, now=now)
    return validators.trust(HOST, now=now)


def test_a_host_is_believed_once_both_have_been_seen(validators):
    assert learn(validators, answer("x", "1"), answer("x", "1")) == Trust()
    assert learn(validators, answer("x", "1"), answer("y", "2")) == Trust(etag=True)
    assert validators.trust("b.test", now=0.0) == Trust()


def test_each_kind_of_validator_is_judged_for_itself(validators):
    one, two = answer("x", "1", "Monday"), answer("y", "2", "Monday")
    assert learn(validators, one, one, two, two) == Trust(etag=True)


def test_one_lie_is_enough_for_a_month(validators):
    assert learn(validators, answer("x", "1"), answer("x", "1"), answer("y", "2")).etag
    assert not learn(validators, answer("x", "1"), answer("y", "1"), now=DAY).etag
    again = (answer("x", "1"), answer("x", "1"), answer("y", "2"))
    assert not learn(validators, *again, now=2 * DAY).etag
    assert learn(validators, *again, now=40 * DAY).etag


@given(st.lists(st.sampled_from("xyz"), max_size=12))
def test_a_validator_that_never_changes_is_never_believed(bodies):
    connection = sqlite3.connect(":memory:", isolation_level=None)
    validators = Validators(connection)
    assert learn(validators, *(answer(body, "1", "Monday") for body in bodies)) == Trust()
    connection.close()


def test_an_answer_without_a_body_or_validator_teaches_nothing(validators):
    none = Answer(body_hash=None, etag="1", last_modified=None)
    assert learn(validators, none, answer("x", "1"), none, answer("x"), answer("y")) == Trust()
