import pytest

from newscrawl.core.urls.dates import find_url_date


@pytest.mark.parametrize(
    ("path", "day", "month"),
    [
        ("/2024/03/05/bridge", "2024-03-05", (2024, 3)),
        ("/2024/3/5/bridge", "2024-03-05", (2024, 3)),
        ("/2024/mar/05/bridge", "2024-03-05", None),
        ("/2024-03/05/content_1.htm", "2024-03-05", None),
        ("/news/2024-03-05-bridge", "2024-03-05", None),
        ("/bridge-20240305.html", "2024-03-05", None),
        ("/press/05-03-2024-bridge", "2024-03-05", None),
        ("/2024/43/bridge", None, None),
        ("/2024/03/bridge", None, (2024, 3)),
        ("/2024/03/5-reasons", None, (2024, 3)),
        ("/2024/03/16-new-bridges", None, (2024, 3)),
        ("/2024/bridge/05", None, None),
        ("/a/20240399", None, None),
        ("/a/120240305", None, None),
    ],
)
def test_the_address_names_a_day_by_position(
    path: str, day: str | None, month: tuple[int, int] | None
) -> None:
    assert find_url_date(f"https://example.org{path}") == (day, month)


def test_an_address_that_is_none_names_no_day() -> None:
    assert find_url_date("http://[2024/03/05/bridge") == (None, None)
