from datetime import UTC

import pytest

from newscrawl.core.extraction.day_order import DayOrder
from newscrawl.core.extraction.moments import read_moment
from newscrawl.core.extraction.months import BEHIND_A_DOT, MONTHS


@pytest.mark.parametrize(
    ("text", "when", "precision", "zone"),
    [
        ("2025-03-28T06:33:03-04:00", "2025-03-28T10:33:03", "second", "stated"),
        ("2025-03-28T06:33Z", "2025-03-28T06:33:00", "minute", "stated"),
        ("2025-03-28 06:33", "2025-03-28T06:33:00", "minute", None),
        ("20250328", "2025-03-28T00:00:00", "day", None),
        ("2025-03-28T00:00:00+08:00", "2025-03-28T00:00:00", "day", None),
        ("2025-03-28T00:00:01+08:00", "2025-03-27T16:00:01", "second", "stated"),
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
        ("2024年3月5日 凌晨12:15", "2024-03-05T00:15:00", "minute", None),
        ("5 مارس 2024، 3:15 م", "2024-03-05T15:15:00", "minute", None),
        ("5 مارس 2024 - 12:15 صباحا", "2024-03-05T00:15:00", "minute", None),
        ("5 Mac 2024, 3:15 PTG", "2024-03-05T15:15:00", "minute", None),
        ("5 Mac 2024, 3:15 PG", "2024-03-05T03:15:00", "minute", None),
        ("5 de marzo de 2024, 3:15 p. m.", "2024-03-05T15:15:00", "minute", None),
        ("2024年3月5日 14時5分", "2024-03-05T14:05:00", "minute", None),
        ("2024년 3월 5일 14시 5분", "2024-03-05T14:05:00", "minute", None),
        ("2024年3月5日 下午3時15分", "2024-03-05T15:15:00", "minute", None),
        ("2024년 3월 5일 오후 3:15", "2024-03-05T15:15:00", "minute", None),
        ("9 décembre 2024", "2024-12-09T00:00:00", "day", None),
        ("17. listopada 2024.", "2024-10-17T00:00:00", "day", None),
        ("17 listopada 2024", "2024-11-17T00:00:00", "day", None),
        ("17 جنوری، 2024", "2024-01-17T00:00:00", "day", None),
        ("2024 թ. հունվարի 17, չորեքշաբթի", "2024-01-17T00:00:00", "day", None),
        ("2024(e)ko urtarrilaren 17(a)", "2024-01-17T00:00:00", "day", None),
        ("2024 ж. 17 қаңтар", "2024-01-17T00:00:00", "day", None),
        ("17 thg 1, 2024", "2024-01-17T00:00:00", "day", None),
        ("9 d’agost de 2024", "2024-08-09T00:00:00", "day", None),
        ("2024 / 03 / 05 10:15", "2024-03-05T10:15:00", "minute", None),
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
    moment = read_moment("5/3/2024", order=DayOrder.MONTH_FIRST)
    assert moment is not None
    assert moment.when.month == 5


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("5/3/24", DayOrder.DAY_FIRST, "2024-03-05"),
        ("3/5/24", DayOrder.MONTH_FIRST, "2024-03-05"),
        ("24.03.05", DayOrder.YEAR_FIRST, "2024-03-05"),
        ("13/3/24", DayOrder.MONTH_FIRST, "2024-03-13"),
        ("13/13/24", DayOrder.DAY_FIRST, None),
        ("1.2.3.24", DayOrder.DAY_FIRST, None),
    ],
)
def test_years_of_two_figures_only_on_demand(text: str, order: DayOrder, day: str | None) -> None:
    assert read_moment(text, order=order) is None
    moment = read_moment(text, order=order, short_years=True)
    assert (None if moment is None else str(moment.when.date())) == day


def test_day_and_month_may_be_exchanged() -> None:
    moment = read_moment("09.10.2024 12:15")
    assert moment is not None
    assert str(moment.otherwise) == "2024-09-10"
    assert moment.exchanged().when.isoformat() == "2024-09-10T12:15:00+00:00"
    for text in ("25.10.2024", "9 October 2024", "2024-10-09", "10.10.2024"):
        certain = read_moment(text)
        assert certain is not None
        assert certain.otherwise is None


@pytest.mark.parametrize("form", ["9 {} 2019", "9. {} 2019", "{} 9, 2019", "2019. {} 9."])
def test_every_month_is_read_in_every_form(form: str) -> None:
    unread = {}
    for name, number in MONTHS.items():
        moment = read_moment(form.format(name))
        day = None if moment is None else (moment.when.month, moment.when.day)
        expected = BEHIND_A_DOT.get(name, number) if "9." in form else number
        if day != (expected, 9):
            unread[name] = day
    assert unread == {}
