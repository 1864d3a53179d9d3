"""Values that cross from one process to another."""

import pickle
from dataclasses import FrozenInstanceError, fields
from datetime import UTC, datetime

import pytest

from newscrawl.items import Candidate, DiscoverySource, LinkRole, PageResult, PageType
from newscrawl.items.article import Article, Block, BlockKind, Image, RelatedLink
from newscrawl.items.page import Page

IMAGE = Image(url="https://a.example/1.jpg", caption="A bridge", credit="Ann Bell", alt="Bridge")
LINK = RelatedLink(url="https://a.example/2", title="Two", heading="Read also")
BLOCK = Block(kind=BlockKind.HEADING, text="One", hash="0123456789abcdef", level=2)
CANDIDATE = Candidate(
    url="https://a.example/2",
    key="a.example/2",
    role=LinkRole.RELATED,
    source=DiscoverySource.RELATED,
    score=0.75,
    date=datetime(2026, 11, 1, tzinfo=UTC),
)
ARTICLE = Article(url="https://a.example/1", images=(IMAGE,), related=(LINK,), headline="One")
RESULT = PageResult(
    url="https://a.example/1",
    page_type=PageType.ARTICLE,
    article=ARTICLE,
    blocks=(BLOCK,),
    candidates=(CANDIDATE,),
    observations={"live": "yes"},
)
VALUES = (
    IMAGE,
    LINK,
    BLOCK,
    ARTICLE,
    RESULT,
    Page(url="https://a.example/1", body=b"<p>"),
)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_comes_out_of_its_pickle_as_it_went_in(value: object) -> None:
    copy = pickle.loads(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
    assert copy == value
    name = fields(copy)[0].name
    with pytest.raises(FrozenInstanceError):
        setattr(copy, name, None)
