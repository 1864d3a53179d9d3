from dataclasses import replace
from datetime import UTC, datetime

from newscrawl.core.state.explanation import Explanation
from newscrawl.items import Article
from newscrawl.reporting.explanation import explanation_dict, explanation_lines, history_lines

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FIRST = Article(
    id="0123456789abcdef",
    run_id="r1",
    url="http://a.test/a/",
    headline="Old",
    article_body="One stays.\n\nThe bridge is 12 metres long.\n\nTwo goes.",
    fetched_at=NOW,
    evidence={"headline": "h1", "completeness": ["no gate", "ends with a sentence"]},
)
SECOND = replace(
    FIRST,
    version=2,
    headline="New",
    article_body="One stays.\n\nThe bridge is 14 metres long.\n\nSomething else altogether.",
)


def test_an_article_is_explained_field_by_field():
    lines = explanation_lines(Explanation(chain=(), versions=(FIRST, SECOND)), now=NOW)
    assert '  headline: "New" <- h1' in lines
    assert "  unknown, as: no gate, ends with a sentence" in lines
    assert "  1 earlier version; --history shows what changed" in lines


def test_the_history_can_be_read():
    assert history_lines((FIRST, SECOND)) == [
        "history: version 1, fetched 2026-03-01 12:00 UTC",
        "",
        "version 2, fetched 2026-03-01 12:00 UTC:",
        "  headline:",
        '  - "Old"',
        '  + "New"',
        "  text:",
        "    … 1 paragraph unchanged",
        "  ~ The bridge is [-12-] {+14+} metres long.",
        "  - Two goes.",
        "  + Something else altogether.",
    ]
    assert history_lines((FIRST,)) == ["history: one version, fetched 2026-03-01 12:00 UTC"]
    assert history_lines(()) == ["history: there is no article"]


def test_the_dictionary_has_the_history_where_it_is_asked_for():
    known = Explanation(chain=(), versions=(FIRST, SECOND))
    assert "history" not in explanation_dict(known, history=False)
    (change,) = explanation_dict(known, history=True)["history"]
    assert change["fields"] == {"headline": {"old": "Old", "new": "New"}}
    assert change["article_body"][0] == {"edit": "kept", "text": "", "count": 1}
