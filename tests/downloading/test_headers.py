"""Headers of the operator's reach their own origin, and no other."""

from collections.abc import Callable
from typing import Any


def test_headers_never_leave_their_origin(
    start_server: Callable[..., Any], crawl: Callable[..., Any], answer: Callable[..., bytes]
) -> None:
    own, other = start_server(), start_server()
    # Another host by name, and the same page by its URL key, so that the redirect is followed.
    there = own.url("/moved/", host="www.own.example")
    own.routes["/moved"] = answer(b"", status="302 Found", headers=(f"Location: {there}",))
    key = {"X-Api-Key": "secret", "Authorization": "Basic eDp5"}
    crawl(
        own.url("/a", host="own.example"),
        own.url("/moved", host="own.example"),
        other.url("/b", host="own.example"),
        settings={
            "NEWSCRAWL_HEADERS": {own.url("/", host="own.example"): key},
            "ROBOTSTXT_OBEY": False,
        },
        names={"own.example": "127.0.0.1", "www.own.example": "127.0.0.1"},
        leased=True,
    )
    sent = dict(zip(own.asked, own.headers, strict=True))
    assert (sent["/a"]["x-api-key"], sent["/a"]["authorization"]) == ("secret", "basic edp5")
    assert "x-api-key" in sent["/moved"]
    assert not {"x-api-key", "authorization"} & set(sent["/moved/"])
    (elsewhere,) = other.headers
    assert not {"x-api-key", "authorization"} & set(elsewhere)
