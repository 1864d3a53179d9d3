import pytest

from newscrawl.core.html.json_ld import is_article, types_of
from newscrawl.core.html.parsing import parse_document
from newscrawl.items.page import Page


def read(*scripts: str):
    html = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    page = Page(url="https://example.org/", body=f"<html><head>{html}</head><p>x</p>".encode())
    return parse_document(page).json_ld


def test_graphs_and_lists_are_flattened() -> None:
    found = read('[{"@type":"A"},{"@graph":[{"@type":"B"},[{"@type":"C"}]]}]')
    assert [value["@type"] for value in found] == ["A", "B", "C"]


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"A","n":"x",}',
        '{"@type":"A","l":[1,2,],"n":"x"}',
        '<!-- {"@type":"A","n":"x"} -->',
        '\n<!--\n{"@type":"A","n":"x"}\n//-->\n',
        '//<![CDATA[\n{"@type":"A","n":"x"}\n//]]>',
        '{"@type":"A","n":"x"};',
        '{"@type":"A","n":"x","d":"two\nlines\tand a tab"}',
    ],
)
def test_simple_faults_are_mended(script: str) -> None:
    (value,) = read(script)
    assert (value["@type"], value.get("n")) == ("A", "x")


def test_what_is_no_json_is_left_out_alone() -> None:
    assert read('{"@type":"A" "b"}', '{"@type":"B"}') == ({"@type": "B"},)


def test_endless_nesting_is_left_out() -> None:
    assert read("[" * 100_000, '{"@type":"B"}') == ({"@type": "B"},)


def test_types() -> None:
    assert types_of({"@type": ["http://schema.org/NewsArticle", 3]}) == {"NewsArticle"}
    assert is_article({"@type": "BlogPosting"})
    assert not is_article({"@type": "WebPage"})
