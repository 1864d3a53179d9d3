import pytest
from scrapy import Request
from scrapy.http import Response

from newscrawl.downloading.cookies import CookiesMiddleware


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
