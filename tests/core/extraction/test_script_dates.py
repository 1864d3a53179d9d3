import pytest

from newscrawl.core.extraction.script_dates import script_texts
from newscrawl.core.html.parsing import parse_document
from newscrawl.items.page import Page


def texts_of(head: str) -> list[str]:
    html = f"<html><head>{head}</head><body><p>Text</body></html>"
    return script_texts(parse_document(Page(url="https://example.org/a", body=html.encode())))


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        ('{"datePublished": "2024-03-05T10:00:00+01:00"}', ["2024-03-05T10:00:00+01:00"]),
        ('"{\\"published_at\\":\\"2024-03-05 10:00\\"}"', ["2024-03-05 10:00"]),
        ("var pubDate = '2024/03/05';", ["2024/03/05"]),
        ("{publishDate:1709632800000}", ["1709632800000"]),
        ('{"pubdate": "2024-03-05", "publishedAt": "2024-03-08"}', ["2024-03-08", "2024-03-05"]),
        ('{"pubdate": "2024-03-05", "other": {"pubdate": "2024-03-05"}}', ["2024-03-05"]),
        ('{"publishDate": null, "date": "2024-03-05"}', []),
        ('{"unpublished": "2024-03-05"}', []),
    ],
)
def test_dates_in_the_data_of_scripts(data: str, texts: list[str]) -> None:
    assert texts_of(f"<script>{data}</script>") == texts


def test_metas_may_hold_such_data_too() -> None:
    meta = "<meta name=data content='{&quot;datePublished&quot;:&quot;2024-03-05&quot;}'>"
    assert texts_of(meta) == ["2024-03-05"]
