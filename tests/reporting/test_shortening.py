import pytest

from newscrawl.reporting.shortening import shortened


@pytest.mark.parametrize(
    ("text", "columns", "shown"),
    [
        ("lamp", 4, "lamp"),
        ("lamps", 4, "lam…"),
        ("", 4, ""),
        ("灯台の灯", 8, "灯台の灯"),
        ("灯台の灯", 6, "灯台…"),
    ],
)
def test_a_text_is_cut_by_columns(text: str, columns: int, shown: str) -> None:
    assert shortened(text, columns) == shown
