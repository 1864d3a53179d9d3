"""Articles that go over several pages come home as one."""

import json
import sqlite3
from contextlib import closing

import pytest

FAST = ("--delay", "0", "--concurrency", "4", "--contact", "test@example.org")
STYLES = {
    "ferry": ("/the-last-ferry-of-the-season/", "/the-last-ferry-of-the-season/{}/"),
    "tower": ("/news/a-tower-for-the-harbour.html", "/news/a-tower-for-the-harbour-{}.html"),
    "tunnel": ("/news/how-the-tunnel-was-dug", "/news/how-the-tunnel-was-dug?page={}"),
}


def paragraph(name: str, number: int) -> str:
    return (
        f"Page {number} of the {name} tells that the council met about pier {number} on Monday, and that"
        f" the members spoke for {number + 2} hours about who is to pay for the {name} and until when."
    )


def publish(newspaper, name: str, *, pages: int = 3) -> list[str]:
    """Put an article on several pages into the paper, and return their paths."""
    first, further = STYLES[name]
    paths = [first, *(further.format(number) for number in range(2, pages + 1))]
    data = {
        "@type": "NewsArticle",
        "headline": f"The {name}",
        "datePublished": "2026-11-02T08:00:00Z",
    }
    for number, path in enumerate(paths, start=1):
        links = [f'<a href="{other}">{i}</a>' for i, other in enumerate(paths, start=1)]
        row = f"Pages: {' '.join(links)}" if pages > 1 else ""
        newspaper.extra[path] = (
            f"<html lang=en><head><title>The {name}</title><script type='application/ld+json'>"
            f"{json.dumps(data)}</script></head><body><main><article><h1>The {name}</h1>"
            f"<p>By Ann Bell</p><p>{paragraph(name, number)}</p><p class='pages'>{row}</p>"
            "</article></main></body></html>"
        )
    newspaper.more_links.append(first)
    return paths


@pytest.fixture
def paper(newspaper):
    newspaper.add(6)
    return newspaper


@pytest.fixture
def crawl(command, paper, tmp_path):
    """Return a function that crawls the paper and returns figures and articles by headline."""

    def run(*arguments: str) -> tuple[dict, dict[str, dict]]:
        done = command("crawl", f"{paper.base}/", *FAST, "-o", "out.db", "--json", "-q", *arguments)
        assert done.code == 0, done
        return json.loads(done.out), articles(tmp_path)

    return run


def articles(folder) -> dict[str, dict]:
    with closing(sqlite3.connect(folder / "out.db")) as connection:
        connection.row_factory = sqlite3.Row
        return {row["headline"]: dict(row) for row in connection.execute("SELECT * FROM articles")}


def states(folder, base: str) -> dict[str, tuple]:
    with closing(sqlite3.connect(folder / "out.db")) as connection:
        rows = connection.execute("SELECT url, state, leads_to FROM _url").fetchall()
    return {url.removeprefix(base): tuple(rest) for url, *rest in rows}


def whole(name: str, pages: int = 3) -> list[str]:
    return [paragraph(name, number) for number in range(1, pages + 1)]


def test_three_forms_of_addresses(crawl, paper, tmp_path):
    paths = {name: publish(paper, name) for name in STYLES}
    figures, found = crawl()
    known = states(tmp_path, paper.base)
    for name, (first, *further) in paths.items():
        article = found[f"The {name}"]
        assert article["article_body"].split("\n\n") == whole(name)
        assert article["completeness"] == "full"
        assert [known[path] for path in further] == [("part", paper.base + first)] * 2
        assert [paper.paths().count(path) for path in (first, *further)] == [1, 1, 1]
    assert figures["became"]["further_pages"] == 6
    assert sum(figures["became"].values()) == figures["discovered"]
    assert "further part of an article" not in figures["links_left_out"]

    before = len(paper.requests)
    crawl()
    assert not {path for each in paths.values() for path in each} & set(paper.paths(before))


@pytest.mark.parametrize("status", [404, 503])
def test_a_last_page_that_cannot_be_had(crawl, paper, tmp_path, status):
    *_, last = publish(paper, "ferry")
    paper.statuses[last] = status
    _, found = crawl()
    article = found["The ferry"]
    assert article["article_body"].split("\n\n") == whole("ferry", 2)
    assert article["completeness"] == "truncated"
    assert f"HTTP {status}" in article["evidence"]
    assert paper.paths().count(last) == (3 if status == 503 else 1)


def test_an_article_that_is_known_stays_whole(crawl, paper, tmp_path):
    first, _, last = publish(paper, "ferry")
    crawl()
    paper.statuses[last] = 503
    paper.extra[first] = paper.extra[first].replace("Ann Bell", "Ann Bell and Bo Lind")
    with closing(sqlite3.connect(tmp_path / "out.db")) as connection, connection:
        connection.execute("UPDATE _url SET due = 1 WHERE url LIKE '%ferry-of-the-season/'")
    figures, found = crawl()
    assert figures["changed_articles"] == 0
    assert found["The ferry"]["article_body"].split("\n\n") == whole("ferry")


def test_a_changed_further_page_changes_the_article(crawl, paper, tmp_path):
    first, _, last = publish(paper, "ferry")
    crawl()
    paper.extra[last] = paper.extra[last].replace("until when", "at what interest")
    paper.extra[first] += "<!-- another edition -->"
    with closing(sqlite3.connect(tmp_path / "out.db")) as connection, connection:
        connection.execute("UPDATE _url SET due = 1 WHERE url LIKE '%ferry-of-the-season/'")
    figures, found = crawl()
    assert figures["changed_articles"] == 1
    assert found["The ferry"]["article_body"].endswith("at what interest.")


def test_the_next_article_is_not_the_next_page(crawl, paper, tmp_path):
    first, *_ = publish(paper, "ferry", pages=1)
    second = publish(paper, "tower", pages=1)[0]
    for path in (first, second):
        paper.extra[path] = paper.extra[path].replace(
            "</title>", f'</title><link rel="next" href="{second}">'
        )
    _, found = crawl()
    assert found["The ferry"]["article_body"] == paragraph("ferry", 1)
    assert found["The tower"]["article_body"] == paragraph("tower", 1)


def test_a_further_page_that_is_found_first_leads_to_its_article(crawl, paper, tmp_path):
    first, second, _ = publish(paper, "ferry")
    paper.more_links = [second]
    _, found = crawl()
    assert found["The ferry"]["article_body"].split("\n\n") == whole("ferry")
    assert states(tmp_path, paper.base)[second] == ("part", paper.base + first)


def test_kept_pages_make_the_whole_article_again(command, crawl, paper, tmp_path):
    publish(paper, "ferry")
    crawl("--keep-pages")
    done = command("export", "out.db", "-o", "again.jsonl", "--reextract")
    assert done.code == 0, done
    assert articles(tmp_path)["The ferry"]["article_body"].split("\n\n") == whole("ferry")


def test_one_article_is_fetched_whole(command, paper):
    first, *_ = publish(paper, "tunnel")
    done = command("extract", paper.base + first, "--contact", "test@example.org")
    assert done.code == 0, done
    assert json.loads(done.out)["article_body"].split("\n\n") == whole("tunnel")
