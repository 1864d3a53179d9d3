import pytest

from newscrawl.core.extraction.day_order import DayOrder, find_day_order
from newscrawl.core.html.parsing import parse_document
from newscrawl.items.page import Page


@pytest.mark.parametrize(
    ("attribute", "url", "order"),
    [
        ("lang=en-US", "https://example.org/a", DayOrder.MONTH_FIRST),
        ("lang=en", "https://example.org/a", DayOrder.MONTH_FIRST),
        ("", "https://example.org/a", DayOrder.MONTH_FIRST),
        ("lang=en", "https://example.co.uk/a", DayOrder.DAY_FIRST),
        ("lang=en_GB", "https://example.org/a", DayOrder.DAY_FIRST),
        ("xml:lang=en-GB", "https://example.org/a", DayOrder.DAY_FIRST),
        ("lang=en", "https://example.org/en-gb/a", DayOrder.DAY_FIRST),
        ("lang=de", "https://example.org/en-us/a", DayOrder.MONTH_FIRST),
        ("lang=fr", "https://example.org/a", DayOrder.DAY_FIRST),
        ("lang=ko-KR", "https://example.org/a", DayOrder.YEAR_FIRST),
    ],
)
def test_language_and_country_tell_the_order(attribute: str, url: str, order: DayOrder) -> None:
    html = f"<html {attribute}><body><p>Text</body></html>"
    assert find_day_order(parse_document(Page(url=url, body=html.encode()))) is order
