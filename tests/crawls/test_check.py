"""What `newscrawl check` tells of a site."""

import json

import pytest

FAST = ("--delay", "0", "--contact", "test@example.org")
SCRIPTS_ONLY = (
    "<html><head><title>The Paper</title></head><body><div id='root'></div>"
    "<noscript>Please enable JavaScript.</noscript><script>"
    + "load();" * 2000
    + "</script></body></html>"
)
CHALLENGE = (
    "<html><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1>"
    "<p>Please complete the CAPTCHA to verify that you are a human.</p>"
    "<form id='challenge-form' action='/cdn-cgi/challenge'></form></body></html>"
)


@pytest.fixture
def check(command, newspaper):
    def run(path: str = "/", *arguments: str):
        return command("check", f"{newspaper.base}{path}", *FAST, *arguments)

    return run


def test_a_site_is_told_with_its_channels_links_and_articles(check, newspaper):
    newspaper.add(25)
    newspaper.more_links = ["/tag/rivers/", "/?s=bridge", "mailto:desk@example.org"]
    done = check()
    assert done.code == 0, done
    lines = done.out.splitlines()
    assert lines[0] == f"{newspaper.base}/: section page (home page)"
    assert any(
        line.startswith(f"  {newspaper.base}/sitemap.xml  sitemap, 25 addresses") for line in lines
    )
    assert "articles tried: 3" in lines
    assert any(line.startswith("links of type article: 10") for line in lines)
    assert any("listing" in line and "Story 0" in line for line in lines)
    assert any(line.strip().startswith("1  search, such as /?s=bridge") for line in lines)
    assert len(newspaper.requests) <= 12
    told = json.loads(check("/", "--json").out)
    (first, *_) = [link for link in told["links"] if link["type"] == "article"]
    assert first["region"] == "listing"
    assert first["score"] > 0.9
    assert first["reasons"]
    assert {"rule": "search", "count": 1, "example": "/?s=bridge"} in told["left_out"]


def test_a_page_that_scripts_build_is_told_and_no_success(check, newspaper):
    newspaper.extra["/app/"] = SCRIPTS_ONLY
    done = check("/app/")
    assert done.code == 1
    assert "needs a browser" in done.out


def test_a_page_that_keeps_programs_out_is_told(check, newspaper):
    newspaper.extra["/guard/"] = CHALLENGE
    newspaper.statuses["/guard/"] = 403
    done = check("/guard/")
    assert done.code == 1
    assert "blocked" in done.err + done.out or "403" in done.err


def test_robots_txt_and_a_dead_host_are_told_in_one_line(check, command, newspaper):
    done = check("/private/page/")
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines()[-1].endswith("disallowed by robots.txt")
    dead = command("check", "http://127.0.0.1:9/", *FAST)
    assert dead.code in (1, 2)
    assert dead.out == ""
    assert "127.0.0.1:9" in dead.err
