from datetime import UTC, date, datetime

import pytest

from newscrawl.core.extraction.dates import Dates, find_dates
from newscrawl.core.extraction.sources import find_sources
from newscrawl.core.html.parsing import parse_document
from newscrawl.items.article import Precision, Zone
from newscrawl.items.page import Page

TEXT = "<p>The town council met on Monday and spoke about the bridge for three hours.</p>" * 4

OLD_BRIDGE = (
    "The old bridge, which the mayor of that time had opened with a great feast, fell into the river "
    "on 5 March 2004 and was never built again."
)

REFERENCE = "<ul><li>J Clin. March 5, 2024. Ahead of print</ul>"


def dates_of(
    body: str = "", *, head: str = "", url: str = "https://example.org/a", lang: str = "en"
) -> Dates:
    html = (
        f"<html lang={lang}><head><meta charset=utf-8><title>A bridge for all</title>{head}</head>"
        f"<body>{body}</body></html>"
    )
    sources = find_sources(parse_document(Page(url=url, body=html.encode())))
    return find_dates(sources, timezone_name=None)


def ld(**properties: str) -> str:
    rest = "".join(f', "{name}": "{value}"' for name, value in properties.items())
    return f'<script type="application/ld+json">{{"@type": "NewsArticle"{rest}}}</script>'


def published_day(dates: Dates) -> str | None:
    return None if dates.published is None else str(dates.published.value.when.date())


def modified_day(dates: Dates) -> str | None:
    return None if dates.modified is None else str(dates.modified.value.when.date())


@pytest.mark.parametrize(
    ("shown", "lang"),
    [
        ("March 5, 2024", "en-US"),
        ("Am Dienstag, 5. März 2024", "de"),
        ("Vom 05.03.2024", "de"),
        ("Publié le mardi 5 mars 2024", "fr"),
        ("martes, 5 de marzo de 2024", "es"),
        ("5 de março de 2024", "pt"),
        ("martedì 5 marzo 2024", "it"),
        ("5 maart 2024", "nl"),
        ("5 mars 2024", "sv"),
        ("tirsdag d. 5. marts 2024", "da"),
        ("5. maaliskuuta 2024", "fi"),
        ("5 marca 2024", "pl"),
        ("5. března 2024", "cs"),
        ("2024. március 5.", "hu"),
        ("5 martie 2024", "ro"),
        ("5. ožujka 2024.", "hr"),
        ("5 марта 2024", "ru"),
        ("5 березня 2024", "uk"),
        ("5 Μαρτίου 2024", "el"),
        ("5 Mart 2024", "tr"),
        ("الثلاثاء ٥ مارس ٢٠٢٤", "ar"),
        ("سه‌شنبه ۱۵ اسفند ۱۴۰۲", "fa"),
        ("5 במרץ 2024", "he"),
        ("५ मार्च २०२४", "hi"),
        ("5 มีนาคม 2567", "th"),
        ("2024年3月5日", "zh"),
        ("2024年3月5日（火）", "ja"),
        ("2024.03.05", "ko"),
        ("5 tháng 3, 2024", "vi"),
    ],
)
def test_a_visible_date_below_the_headline(shown: str, lang: str) -> None:
    body = f"<main><h1>A bridge for all</h1><div class=date>{shown}</div>{TEXT}</main>"
    found = dates_of(body, lang=lang).published
    assert found is not None
    assert (str(found.value.when.date()), found.source) == ("2024-03-05", "text")
    assert (found.value.precision, found.value.zone) == (Precision.DAY, None)


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>A bridge for all</h1>{TEXT}<footer>© 2024 Daily, since 5 March 1999</footer>",
        f"<h1>A bridge for all</h1><div>5 min ago</div>{TEXT}",
        f"<h1>A bridge for all</h1>{TEXT}<ul class=related>"
        + "".join(
            f"<li><a href=/{n}>Another story <i>{n} March 2024</i></a></li>" for n in (1, 2, 3)
        )
        + "</ul>",
        f"<h1>A bridge for all</h1><p>{OLD_BRIDGE}</p>{TEXT}",
        f"<h1>A bridge for all</h1><div>Verfügbar bis 06.05.2024</div>{TEXT}",
        f"<h1>A bridge for all</h1><div>Offer expires March 5, 2024</div>{TEXT}",
        f"<h1>A bridge for all</h1><div>PHP 8.4.13 Release</div>{TEXT}",
        f"<h1>A bridge for all</h1><div>Versions 03/05/24</div>{TEXT}",
        f"<main><div><h1>A bridge for all</h1>{TEXT * 3}</div></main>{REFERENCE}",
    ],
)
def test_dates_of_other_things_are_not_taken(body: str) -> None:
    assert dates_of(body).published is None


def test_updated_is_kept_apart() -> None:
    body = (
        "<h1>A bridge for all</h1><div>Published March 5, 2024 <b>Updated</b> March 8, 2024</div>"
        + TEXT
    )
    dates = dates_of(body)
    assert (published_day(dates), modified_day(dates)) == ("2024-03-05", "2024-03-08")
    in_one = "<h1>A bridge for all</h1><div>March 5, 2024 | Updated: March 8, 2024</div>" + TEXT
    dates = dates_of(in_one)
    assert (published_day(dates), modified_day(dates)) == ("2024-03-05", "2024-03-08")
    behind = dates_of(f"<h1>A bridge for all</h1><div>2024年3月8日 更新</div>{TEXT}")
    assert (published_day(behind), modified_day(behind)) == (None, "2024-03-08")
    alone = dates_of(f"<h1>A bridge for all</h1><p>Last updated: March 8, 2024</p>{TEXT}")
    assert (published_day(alone), modified_day(alone)) == (None, "2024-03-08")


def test_the_day_may_stand_in_pieces() -> None:
    body = "<h1>A bridge for all</h1><div class=date><b>5</b> <i>March</i> <u>2024</u></div>" + TEXT
    assert published_day(dates_of(body)) == "2024-03-05"


def test_declared_goes_before_visible_and_the_other_is_told() -> None:
    body = f"<h1>A bridge for all</h1><div class=date>March 6, 2024</div>{TEXT}"
    found = dates_of(body, head=ld(datePublished="2024-03-05T10:00:00+01:00")).published
    assert found is not None
    assert (found.source, found.value.zone) == ("json-ld", Zone.STATED)
    assert found.value.when == datetime(2024, 3, 5, 9, tzinfo=UTC)
    assert found.others == {"text": "March 6, 2024"}


def test_a_later_date_at_the_headline_goes_before_an_old_declaration() -> None:
    body = f"<h1>A bridge for all</h1><div class=date>March 8, 2024</div>{TEXT}"
    found = dates_of(body, head=ld(datePublished="2021-03-05T10:00:00Z")).published
    assert found is not None
    assert (str(found.value.when.date()), found.source) == ("2024-03-08", "text")
    assert found.others == {"json-ld": "2021-03-05T10:00:00Z"}
    plain = (
        "<div><div><h1>A bridge for all</h1></div></div><p>At the bridge, on March 8, 2024</p>"
        + TEXT
    )
    old = ld(datePublished="2021-03-05T10:00:00Z")
    assert published_day(dates_of(plain, head=old)) == "2021-03-05"
    changed = ld(datePublished="2021-03-05T10:00:00Z", dateModified="2024-03-08T10:00:00Z")
    assert published_day(dates_of(plain, head=changed)) == "2024-03-08"


def test_an_earlier_date_at_the_headline_only_where_the_change_is_declared_as_publication() -> None:
    body = f"<h1>A bridge for all</h1><div class=date>March 5, 2024</div>{TEXT}"
    same = ld(datePublished="2024-08-02T10:00:00Z", dateModified="2024-08-02T10:00:00Z")
    assert published_day(dates_of(body, head=same)) == "2024-03-05"
    other = ld(datePublished="2024-08-02T10:00:00Z", dateModified="2024-08-02T11:00:00Z")
    assert published_day(dates_of(body, head=other)) == "2024-08-02"


def test_the_day_that_a_page_shows_above_everything_decides_nothing() -> None:
    body = (
        "<div class=top><div><time class=date>March 8, 2024</time></div></div>"
        f"<main><div><div><div><h1>A bridge for all</h1></div></div></div>{TEXT}</main>"
    )
    head = ld(datePublished="2021-03-05T10:00:00Z")
    assert published_day(dates_of(body, head=head)) == "2021-03-05"


def test_what_readers_see_decides_between_declarations() -> None:
    head = ld(datePublished="2021-01-02T10:00:00Z") + (
        '<meta property="og:article:published_time" content="2024-03-05T10:00:00Z">'
    )
    body = f"<h1>A bridge for all</h1><div class=date>March 5, 2024</div>{TEXT}"
    assert published_day(dates_of(body, head=head)) == "2024-03-05"
    assert published_day(dates_of(f"<h1>A bridge for all</h1>{TEXT}", head=head)) == "2021-01-02"


def test_a_moment_in_utc_is_given_in_the_zone_of_its_readers() -> None:
    head = ld(datePublished="2024-03-06T03:22:07Z")
    for shown in ("March 5, 2024 10:22 pm", "March 5, 2024 10:22 pm EST"):
        body = f"<h1>A bridge for all</h1><div class=date>{shown}</div>{TEXT}"
        found = dates_of(body, head=head).published
        assert found is not None
        assert found.value.when.isoformat() == "2024-03-05T22:22:07-05:00"
        assert found.others == {}


def test_a_day_gets_its_time_from_who_knows_it() -> None:
    head = ld(datePublished="2024-03-05")
    body = "<h1>A bridge for all</h1><time datetime='2024-03-05T10:15:00+01:00'>today</time>" + TEXT
    found = dates_of(body, head=head).published
    assert found is not None
    assert (found.value.precision, found.source) == (Precision.SECOND, "time")
    alone = dates_of(f"<h1>A bridge for all</h1>{TEXT}", head=head).published
    assert alone is not None
    assert alone.value.precision is Precision.DAY


def test_the_address_names_a_day() -> None:
    body = f"<h1>A bridge for all</h1>{TEXT}"
    found = dates_of(body, url="https://example.org/2024/03/05/bridge").published
    assert found is not None
    assert (str(found.value.when.date()), found.source) == ("2024-03-05", "url")


def test_the_page_is_asked_after_the_article() -> None:
    head = (
        '<script type="application/ld+json">{"@graph": [{"@type": "ImageObject", "datePublished": '
        '"2020-01-01"}, {"@type": "WebPage", "datePublished": "2024-03-05"}]}</script>'
    )
    found = dates_of(f"<h1>A bridge for all</h1>{TEXT}", head=head).published
    assert found is not None
    assert (str(found.value.when.date()), found.source) == ("2024-03-05", "json-ld page")


def test_metas_nobody_listed_are_read_by_their_name() -> None:
    for name, day in (("x:publishdate", "2024-03-05"), ("last_published", None)):
        head = f'<meta name="{name}" content="2024-03-05T10:00:00Z">'
        dates = dates_of(f"<h1>A bridge for all</h1>{TEXT}", head=head)
        assert published_day(dates) == day


@pytest.mark.parametrize(
    ("shown", "lang"),
    [
        ("Published on 03/05/24", "en-US"),
        ("Published on 05/03/24", "en-GB"),
        ("Veröffentlicht am 05.03.24", "de"),
        ("입력 24.03.05", "ko"),
    ],
)
def test_a_year_of_two_figures_behind_a_label(shown: str, lang: str) -> None:
    body = f"<h1>A bridge for all</h1><div>{shown}</div>{TEXT}"
    assert published_day(dates_of(body, lang=lang)) == "2024-03-05"


def test_a_word_for_date_is_a_label() -> None:
    body = f"<h1>A bridge for all</h1><aside><dl><dt>Datum<dd>05.03.2024</dl></aside>{TEXT}"
    assert published_day(dates_of(body, lang="de")) == "2024-03-05"


def test_figures_stand_in_the_order_in_which_they_are_a_day_named_elsewhere() -> None:
    body = f"<h1>A bridge for all</h1><div class=date>05/03/2024</div>{TEXT}"
    assert published_day(dates_of(body, lang="en-US")) == "2024-05-03"
    changed = ld(dateModified="2024-03-05T10:00:00Z")
    assert published_day(dates_of(body, head=changed, lang="en-US")) == "2024-03-05"


def test_figures_stand_in_the_order_in_which_they_are_no_day_to_come() -> None:
    today = datetime.now(UTC).date()
    days = [
        (date(today.year, one, two), date(today.year, two, one))
        for one in range(1, 13)
        for two in range(1, 13)
    ]
    to_come = [(first, past) for first, past in days if (first - today).days > 2 and past < today]
    if not to_come:
        pytest.skip(
            "in the first and last days of a year both orders lie on the same side of today"
        )
    first, past = to_come[0]
    body = f"<h1>A bridge for all</h1><div class=date>{first:%m/%d/%Y}</div>{TEXT}"
    assert published_day(dates_of(body, lang="en-US")) == str(past)


def test_a_marked_date_is_what_its_text_says() -> None:
    body = (
        "<h1>A bridge for all</h1><time datetime=2024-03-08>Last updated on March 8, 2024</time>"
        + TEXT
    )
    dates = dates_of(body)
    assert (published_day(dates), modified_day(dates)) == (None, "2024-03-08")
    both = (
        "<h1>A bridge for all</h1><time datetime=2024-03-08T10:00:00Z>Posted: March 5, 2024 | "
        "Updated: March 8, 2024</time>" + TEXT
    )
    dates = dates_of(both)
    assert (published_day(dates), modified_day(dates)) == ("2024-03-05", "2024-03-08")


def test_a_label_behind_a_date_ends_its_line() -> None:
    head = "<h1>A bridge for all</h1>"
    dates = dates_of(
        f"{head}<div>2024年3月5日 10時28分 (3月8日 10時40分更新)</div>{TEXT}", lang="ja"
    )
    assert (published_day(dates), modified_day(dates)) == ("2024-03-05", None)
    dates = dates_of(f"{head}<div>March 5, 2024 / 12:25 PM / Updated a day ago</div>{TEXT}")
    assert (published_day(dates), modified_day(dates)) == ("2024-03-05", None)


def test_who_reviewed_an_article_says_nothing_of_its_date() -> None:
    body = f"<h1>A bridge for all</h1><p>Reviewed by Jo Doe</p><p>March 5, 2024</p>{TEXT}"
    assert published_day(dates_of(body)) == "2024-03-05"


def test_a_day_that_is_named_as_that_of_the_change_too_comes_last() -> None:
    body = (
        "<h1>A bridge for all</h1><div><p>Last updated March 8, 2024</p><ul><li><b>March 8, 2024</b>"
        f"<li><b>March 5, 2024</b></ul></div>{TEXT}"
    )
    assert published_day(dates_of(body)) == "2024-03-05"


def test_days_that_are_equally_likely_are_none_of_them() -> None:
    days = "".join(f"<p>{day} March 2024, 6 pm, at the town hall</p>" for day in (5, 8))
    body = f"<main><div><div><div><h1>A bridge for all</h1></div></div></div>{days}{TEXT}</main>"
    assert published_day(dates_of(body)) is None
    assert published_day(dates_of(body.replace("8 March", "5 March"))) == "2024-03-05"
    weak = '<meta name="date" content="2024-02-27">'
    assert published_day(dates_of(body, head=weak)) == "2024-02-27"


def test_a_weak_declaration_is_not_later_than_the_change() -> None:
    weak = '<meta name="date" content="2024-03-08">'
    body = f"<h1>A bridge for all</h1>{TEXT}"
    assert published_day(dates_of(body, head=weak)) == "2024-03-08"
    assert published_day(dates_of(body, head=weak + ld(dateModified="2024-03-05"))) is None


def test_a_date_beside_the_count_of_comments_is_the_article_s_own() -> None:
    line = "<div class=date-and-comments><b>March 5, 2024</b> <i>5</i></div>"
    body = f"<div><div><div><h1>A bridge for all</h1></div></div></div><div>{line}</div>{TEXT}"
    assert published_day(dates_of(body)) == "2024-03-05"
    comment = "<div class=comment-date><b>March 5, 2024</b> <i>5</i></div>"
    assert published_day(dates_of(body.replace(line, comment))) is None


def test_what_stands_between_headline_and_text_is_the_article_s_own() -> None:
    aside = "<aside><b>March 5, 2024</b></aside>"
    near = f"<div><div><h1>A bridge for all</h1></div></div>{aside}{TEXT}"
    assert published_day(dates_of(f"<main>{near}</main>")) == "2024-03-05"
    behind = f"<div><div><h1>A bridge for all</h1></div></div>{TEXT}{aside}"
    assert dates_of(f"<main>{behind}</main>").published is None


def test_the_h1_is_the_headline_where_a_teaser_repeats_it() -> None:
    teaser = "<nav><ul><li><h4>A bridge for all</h4></ul></nav>"
    article = "<h1>A bridge for all</h1><div class=teaser><p>March 5, 2024</p></div>"
    body = f"<div>{teaser}</div><main>{article}{TEXT}</main>"
    assert published_day(dates_of(body)) == "2024-03-05"


def test_scripts_are_asked_last_and_believed_where_they_name_one_day() -> None:
    body = f"<h1>A bridge for all</h1>{TEXT}"
    one = '<script>state = {"publishedAt": "2024-03-05T10:00:00Z"}</script>'
    found = dates_of(body + one).published
    assert found is not None
    assert (str(found.value.when.date()), found.source) == ("2024-03-05", "script")
    two = one + '<script>more = {"publishedAt": "2024-03-08T10:00:00Z"}</script>'
    assert dates_of(body + two).published is None
