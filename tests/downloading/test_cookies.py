import pytest
from scrapy import Request
from scrapy.http import Response

from newscrawl.downloading.cookies import CookiesMiddleware, read_cookies
from newscrawl.exceptions import InputError


def sent(middleware: CookiesMiddleware, url: str) -> str:
    request = Request(url)
    middleware.process_request(request)
    return (request.headers.get("Cookie") or b"").decode()


def answer(middleware: CookiesMiddleware, url: str, *cookies: str) -> None:
    response = Response(url, headers={"Set-Cookie": list(cookies)})
    assert middleware.process_response(Request(url), response) is response


def test_a_cookie_goes_back_to_its_host_only():
    middleware = CookiesMiddleware()
    answer(middleware, "http://a.test/", "seen=1; Domain=test; Path=/")
    assert sent(middleware, "http://a.test/story/") == "seen=1"
    for other in ("http://b.test/", "http://www.a.test/", "http://a.test:8080/"):
        assert sent(middleware, other) == ""


def test_the_newest_value_counts():
    middleware = CookiesMiddleware()
    answer(middleware, "http://a.test/", "seen=1", 'seen="two words"')
    assert sent(middleware, "http://a.test/") == 'seen="two words"'


@pytest.mark.parametrize(
    ("cookie", "url", "goes"),
    [
        ("a=1; Path=/news", "http://a.test/news/story/", True),
        ("a=1; Path=/news", "http://a.test/newsroom/", False),
        ("a=1; Secure", "http://a.test/", False),
        ("a=1; Secure", "https://a.test/", True),
        ("a=1; Max-Age=60", "http://a.test/", True),
        ("a=1; Max-Age=0", "http://a.test/", False),
        ("a=1; Expires=Thu, 01 Jan 2015 00:00:00 GMT", "http://a.test/", False),
        ("a=1; Expires=Tue, 01 Jan 2199 00:00:00 GMT", "http://a.test/", True),
        ("a=1; Expires=nonsense", "http://a.test/", True),
        ("no cookie at all", "http://a.test/", False),
        ("a=1; Max-Age=999999999999999999999", "http://a.test/", True),
    ],
)
def test_path_time_and_safety_are_kept(cookie, url, goes):
    middleware = CookiesMiddleware()
    answer(middleware, url, cookie)
    assert bool(sent(middleware, url)) is goes


def test_cookies_are_bounded():
    middleware = CookiesMiddleware()
    for start in range(0, 3000, 100):
        answer(
            middleware, "http://a.test/", *(f"c{n}={'x' * 60}" for n in range(start, start + 100))
        )
    answer(middleware, "http://a.test/", f"huge={'x' * 5000}")
    header = sent(middleware, "http://a.test/")
    assert len(header) <= 4096
    assert header.startswith("c2999=")
    assert "huge" not in header


FILE = """# Netscape HTTP Cookie File
.a.test\tTRUE\t/\tFALSE\t0\tsession\tabc
b.test\tFALSE\t/in\tTRUE\t4102444800\tkey\txyz
c.test\tFALSE\t/\tFALSE\t1000000000\told\t1
"""


@pytest.mark.parametrize(
    ("url", "goes"),
    [
        ("http://a.test/", "session=abc"),
        ("http://www.a.test/story/", "session=abc"),
        ("https://b.test/in/", "key=xyz"),
        ("http://b.test/in/", ""),
        ("https://b.test/", ""),
        ("https://www.b.test/in/", ""),
        ("http://c.test/", ""),
        ("http://nota.test/", ""),
    ],
)
def test_cookies_of_a_file_go_where_they_say(tmp_path, url, goes):
    file = tmp_path / "cookies.txt"
    file.write_text(FILE)
    assert sent(CookiesMiddleware(read_cookies(str(file))), url) == goes


def test_a_site_may_change_a_cookie_of_a_file(tmp_path):
    file = tmp_path / "cookies.txt"
    file.write_text(FILE)
    middleware = CookiesMiddleware(read_cookies(str(file)))
    answer(middleware, "http://a.test/", "session=new; Path=/", "more=1; Path=/")
    assert set(sent(middleware, "http://a.test/").split("; ")) == {"session=new", "more=1"}


def test_a_file_of_cookies_that_is_none_is_told_without_its_text(tmp_path):
    file = tmp_path / "cookies.txt"
    file.write_text("secret=1")
    with pytest.raises(InputError, match="no such form") as caught:
        read_cookies(str(file))
    assert "secret=1" not in str(caught.value)
    with pytest.raises(InputError, match="No such file"):
        read_cookies(str(tmp_path / "none.txt"))
