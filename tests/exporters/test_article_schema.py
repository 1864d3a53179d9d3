import ast
import inspect
import json
from dataclasses import fields
from datetime import UTC, datetime
from importlib.resources import files
from itertools import pairwise
from typing import Any

import jsonschema
import pytest

from newscrawl.core.state.record import to_line, to_record
from newscrawl.items.article import Article, Completeness, Image, Precision, Zone


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    text = files("newscrawl.exporters").joinpath("article.schema.json").read_text("utf-8")
    return json.loads(text)


def documented(cls: type) -> dict[str, str]:
    """Return the text below each field of a dataclass."""
    body = ast.parse(inspect.getsource(cls)).body[0].body
    return {
        field.target.id: text.value.value
        for field, text in pairwise(body)
        if isinstance(field, ast.AnnAssign)
    }


FULL = Article(
    id="0123456789abcdef",
    version=2,
    run_id="20190911T010203Z-abcdef",
    url="https://example.org/a",
    canonical_url="https://example.org/a",
    site="example.org",
    headline="A headline",
    authors=("Ann Author",),
    date_published=datetime(2019, 9, 10, tzinfo=UTC),
    date_published_precision=Precision.DAY,
    date_modified=datetime(2019, 9, 10, 1, 2, 3, tzinfo=UTC),
    date_modified_precision=Precision.SECOND,
    date_modified_zone=Zone.STATED,
    is_accessible_for_free=False,
    completeness=Completeness.TEASER,
    main_image=Image(url="https://example.org/a.jpg", alt="A picture"),
    images=(Image(url="https://example.org/a.jpg"),),
    content_hash="0" * 64,
    discovered_by="section",
    fetched_at=datetime(2019, 9, 10, 1, 2, 3, tzinfo=UTC),
    evidence={"headline": "json-ld"},
)


def test_the_schema_lists_exactly_the_fields_with_their_explanation(schema: dict[str, Any]) -> None:
    for cls, part in ((Article, schema), (Image, schema["$defs"]["image"])):
        names = [field.name for field in fields(cls)]
        assert list(part["properties"]) == part["required"] == names
        explained = {name: value["description"] for name, value in part["properties"].items()}
        assert explained == documented(cls)
        assert part["additionalProperties"] is False


@pytest.mark.parametrize("article", [FULL, Article(url="https://example.org/a")])
def test_records_are_valid(schema: dict[str, Any], article: Article) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(to_line(to_record(article))), schema)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("authors", None),
        ("headline", 1),
        ("completeness", "paywalled"),
        ("date_published", "10.9.2019"),
        ("date_published", "2019-09-10T01:02:03+02:00"),
        ("fetched_at", "2019-09-10"),
        ("main_image", {"url": "https://example.org/a.jpg"}),
        ("title", "A headline"),
    ],
)
def test_other_values_are_not(schema: dict[str, Any], key: str, value: object) -> None:
    record = {**to_record(FULL), key: value}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, schema)
