from datetime import UTC

import pytest

from newscrawl.core.extraction.moments import read_moment


@pytest.mark.parametrize(
    ("text", "when", "precision", "zone"),
    [
        ("2025-03-28T06:33:03-04:00", "2025-03-28T10:33:03", "second", "stated"),
        ("2025-03-28T06:33Z", "2025-03-28T06:33:00", "minute", "stated"),
        ("2025-03-28 06:33", "2025-03-28T06:33:00", "minute", None),
        ("20250328", "2025-03-28T00:00:00", "day", None),
        ("Tue, 12 Mar 2024 10:00:05 +0100", "2024-03-12T09:00:05", "second", "stated"),
        ("1711965600", "2024-04-01T10:00:00", "second", "stated"),
        ("1711965600123", "2024-04-01T10:00:00", "second", "stated"),
        ("Published March 28, 2025", "2025-03-28T00:00:00", "day", None),
        ("Sept. 4, 2019, 5:30 p.m. EST", "2019-09-04T22:30:00", "minute", "stated"),
        ("28. März 2024, 14:30 Uhr", "2024-03-28T14:30:00", "minute", None),
        ("1er février 2021 à 08h15", "2021-02-01T08:15:00", "minute", None),
        ("12 de mayo de 2023", "2023-05-12T00:00:00", "day", None),
        ("12 марта 2024, 10:11", "2024-03-12T10:11:00", "minute", None),
        ("4 września 2023", "2023-09-04T00:00:00", "day", None),
        ("15 Μαΐου 2023", "2023-05-15T00:00:00", "day", None),
        ("20 Kasım 2023", "2023-11-20T00:00:00", "day", None),
        ("2024年3月5日 10:15", "2024-03-05T10:15:00", "minute", None),
        ("2024年3月5日 下午3時15分", "2024-03-05T15:15:00", "minute", None),
        ("2024년 3월 5일 오후 3:15", "2024-03-05T15:15:00", "minute", None),
        ("2024. 3. 5. 09:02", "2024-03-05T09:02:00", "minute", None),
        ("2024. március 5. 10:15", "2024-03-05T10:15:00", "minute", None),
        ("2024 m. kovo 5 d.", "2024-03-05T00:00:00", "day", None),
        ("2024. gada 5. marts", "2024-03-05T00:00:00", "day", None),
        ("5 tháng 3, 2024", "2024-03-05T00:00:00", "day", None),
        ("الثلاثاء ٥ مارس ٢٠٢٤ 10:15", "2024-03-05T10:15:00", "minute", None),
        ("5 آذار/مارس 2024", "2024-03-05T00:00:00", "day", None),
        ("5 تشرين الأول 2024", "2024-10-05T00:00:00", "day", None),
        ("۱۵ اسفند ۱۴۰۲", "2024-03-05T00:00:00", "day", None),
        ("۱۴۰۲/۱۲/۱۵ ۱۰:۱۵", "2024-03-05T10:15:00", "minute", None),
        ("5 มี.ค. 2567", "2024-03-05T00:00:00", "day", None),
        ("5 มีนาคม พ.ศ. 2567", "2024-03-05T00:00:00", "day", None),
        ("5 במרץ 2024", "2024-03-05T00:00:00", "day", None),
        ("५ मार्च २०२४", "2024-03-05T00:00:00", "day", None),
        ("৫ মার্চ ২০২৪", "2024-03-05T00:00:00", "day", None),
        ("wtorek, 5 marca 2024 o 10:15", "2024-03-05T10:15:00", "minute", None),
        ("5.3.2024 klo 10.15", "2024-03-05T10:15:00", "minute", None),
        ("Tue Mar 05 10:15:00 EST 2024", "2024-03-05T15:15:00", "second", "stated"),
        ("Mar 5, 2024, 10 pm ET", "2024-03-06T03:00:00", "minute", "stated"),
        ("10.03.2024 - 15:32", "2024-03-10T15:32:00", "minute", None),
        ("5/3/2024", "2024-03-05T00:00:00", "day", None),
        ("25/3/2024", "2024-03-25T00:00:00", "day", None),
    ],
)
def test_dates_as_pages_write_them(text, when, precision, zone) -> None:
    moment = read_moment(text)
    assert moment is not None
    assert moment.when.astimezone(UTC).isoformat() == when + "+00:00"
    assert (moment.precision, moment.zone) == (precision, zone)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2024",
        "31 February 2024",
        "0000-00-00",
        "12 Monkeys 2024",
        "3 min",
        "5 min ago",
        "© 2024",
        "March 2024",
        "20240230",
        "5 March 1879",
    ],
)
def test_no_date_is_better_than_a_wrong_one(text: str) -> None:
    assert read_moment(text) is None


def test_the_site_zone_is_used_where_none_is_stated() -> None:
    moment = read_moment("2024-07-01 12:00", timezone_name="Europe/Berlin")
    assert moment is not None
    assert (moment.when.astimezone(UTC).hour, moment.zone) == (10, "site")
    day = read_moment("2024-07-01", timezone_name="Europe/Berlin")
    assert day is not None
    assert (day.when.isoformat(), day.zone) == ("2024-07-01T00:00:00+00:00", None)


def test_month_first() -> None:
    moment = read_moment("5/3/2024", month_first=True)
    assert moment is not None
    assert moment.when.month == 5
