from collections import defaultdict

import pytest

from newscrawl.core.urls import article_id, url_key


@pytest.mark.parametrize(
    "spellings",
    [
        (
            "https://www.a.example/2024/03/05/budget-vote",
            "http://m.a.example/2024/03/05/budget-vote/?utm_source=x",
            "https://a.example/2024/03/05/budget-vote/amp/",
            "https://a.example/2024/03/05/budget-vote/index.html",
            "https://a.example/amp/2024/03/05/budget-vote",
            "https://a.example/2024/03/05/budget-vote.amp",
            "https://a.example/2024/03/05/budget-vote/print/",
            "https://a.example/print/2024/03/05/budget-vote",
            "https://a.example/2024/03/05/budget-vote?outputType=amp",
            "https://a-example.cdn.ampproject.org/c/s/a.example/2024/03/05/budget-vote/amp/?usqp=mq331AQ",
            "https://www.google.de/amp/s/amp.a.example/2024/03/05/budget-vote%3famp=1",
            "https://www.bing.com/amp/s/a.example/2024/03/05/budget-vote",
            "https://a-example.bing-amp.com/c/s/a.example/2024/03/05/budget-vote",
        ),
        (
            "https://a.example/news/story-12345.html",
            "https://a.example/news/story-12345.amp.html",
            "https://a.example/news/amp/story-12345.html",
            "https://a.example/news/story-12345.html?sid=ab12cd34ef56",
            "https://a.example/news/story-12345.html?UTM_Source=x&amp;utm_medium=y",
            "https://a.example/(S(lit3py55t21z5v55vlm25s55))/news/story-12345.html",
            "https://a.example/news/story-12345.html?ref=hp_lead",
            "https://a.example/news/story-12345.html?s=5f4dcc3b5aa765d61d8327deb882cf99",
            "https://www2.a.example/news/story-12345.html",
            "https://user:pw@a.example/news/story-12345.html",
            "https://a.example./news/story-12345.html",
            "https://a.example/news/story-12345.html#Echobox=17",
            "https://a.example/news/story-12345.html?source=Snapzu",
            "https://a.example/news/story-12345.html?partner=rss&emc=rss",
            "https://a.example/news/story-12345.html?printable=true",
            "https://a.example/news/story-12345.html%20%0A/",
            "https://a.example/news/story-12345.html%3Bjsessionid=AB1",
            "https://a.example/news/story-12345.html/amp/print/",
        ),
        (
            "https://en.wikinews.example/wiki/Caf%C3%A9_x_y",
            "https://en.m.wikinews.example/wiki/Cafe%CC%81_x_y",
            "https://en.wikinews.example/wiki/Café_x_y",
        ),
        (
            "https://a.example/article.php?id=7&x=b%20c",
            "https://a.example/article.php?x=b+c&id=7",
            "https://a.example/article.php?id=7&x=b+c&PHPSESSID=1",
            "https://a.example/article.php?id=7&x=b+c&sid=0a1b2c3d4e5f",
            "https://a.example/article.php?id=7&x=b+c&from=rss",
        ),
        (
            "https://a.example/article.php?id=7&print=1",
            "https://a.example/article.php?id=7&view=print",
            "https://a.example/article.php?id=7&amp=1",
        ),
        (
            "https://a.example/2024/03/post.html",
            "https://a.example/2024/03/post.html?m=1",
        ),
        (
            "https://a.example/",
            "http://www.a.example",
            "https://a.example/index.php",
            "https://a.example/?ref=nav",
            "https://a.example//",
        ),
        (
            "https://bücher.example/a/1",
            "https://xn--bcher-kva.example/a/1",
            "https://BÜCHER.example/a/1",
        ),
        (
            "https://a.example/app#!/story/1",
            "http://www.a.example/app#!/story/1",
        ),
    ],
)
def test_spellings_share_a_key(spellings: tuple[str, ...]) -> None:
    assert {url: url_key(url) for url in spellings} == dict.fromkeys(
        spellings, url_key(spellings[0])
    )


@pytest.mark.parametrize(
    "pages",
    [
        (
            "https://a.example/tech/amp",
            "https://a.example/tech",
        ),
        (
            "https://a.example/music/print",
            "https://a.example/music",
        ),
        (
            "https://a.example/real-estate/amp",
            "https://a.example/real-estate",
        ),
        (
            "https://a.example/s?story_id=1",
            "https://a.example/s?story_id=2",
            "https://a.example/s",
        ),
        (
            "https://a.example/s?cid=1",
            "https://a.example/s?cid=2",
            "https://a.example/s",
        ),
        (
            "https://a.example/news/story-12345?cid=1",
            "https://a.example/news/story-12345?cid=2",
        ),
        (
            "https://a.example/s?nid=1",
            "https://a.example/s?nid=2",
        ),
        (
            "https://a.example/s?sid=101",
            "https://a.example/s?sid=102",
        ),
        (
            "https://a.example/s?sid=a1b2c3d4",
            "https://a.example/s?sid=a1b2c3d5",
        ),
        (
            "https://a.example/s?source=ap",
            "https://a.example/s?source=afp",
        ),
        (
            "https://a.example/s?ref=1001",
            "https://a.example/s?ref=1002",
        ),
        (
            "https://a.example/index.php?mod=news&id=5",
            "https://a.example/index.php?mod=blog&id=5",
        ),
        (
            "https://a.example/A",
            "https://a.example/a",
        ),
        (
            "https://a.example/a%2Fb",
            "https://a.example/a/b",
        ),
        (
            "https://a.example/?q=a%26b=1",
            "https://a.example/?q=a&b=1",
        ),
        (
            "https://a.example/?q=c%2B%2B",
            "https://a.example/?q=c++",
        ),
        (
            "https://a.example/100%25",
            "https://a.example/100",
        ),
        (
            "https://a.example:8080/a",
            "https://a.example/a",
        ),
        (
            "https://de.a.example/a",
            "https://fr.a.example/a",
        ),
        (
            "https://m.example/a",
            "https://example/a",
            "https://www.example/a",
        ),
        (
            "https://amp.dev/a",
            "https://dev/a",
        ),
        (
            "https://a.example/#/story/1",
            "https://a.example/#/story/2",
            "https://a.example/",
        ),
        (
            "https://a.example/s;id=1",
            "https://a.example/s;id=2",
        ),
        (
            "https://a.example/2024/03/05",
            "https://a.example/2024/03",
            "https://a.example/2024/03/05/amp",
        ),
        (
            "https://a.example/story?page=2",
            "https://a.example/story?page=3",
            "https://a.example/story",
        ),
        (
            "https://a.example/page/2/?s=election2024",
            "https://a.example/page/2/?s=election2028",
        ),
        (
            "https://a.example/story.html",
            "https://a.example/story",
        ),
        (
            "https://a.example/?m=202403",
            "https://a.example/?m=202404",
        ),
        (
            "https://a.example/x?version=1",
            "https://a.example/x?version=2",
        ),
        (
            "https://a.example/s?page=2&sid=a1b2c3d4",
            "https://a.example/s?page=2&sid=a1b2c3d5",
        ),
        (
            "https://a.example/x?print=2",
            "https://a.example/x?print=3",
        ),
        (
            "https://a.example/g/viewer-2024-03?src=img_a.jpg",
            "https://a.example/g/viewer-2024-03?src=img_b.jpg",
        ),
        (
            "https://a.example/x?ID=1",
            "https://a.example/x?ID=2",
        ),
        (
            "https://a.example/wiki/C%23",
            "https://a.example/wiki/C",
        ),
        (
            "https://a.example/x?view=gallery",
            "https://a.example/x?view=list",
            "https://a.example/x",
        ),
        (
            "https://news.a.example/",
            "https://sport.a.example/",
            "https://a.example/",
        ),
        (
            "https://a.example/index2.html",
            "https://a.example/",
        ),
        (
            "https://a.example/x?session=2023",
            "https://a.example/x?session=2024",
        ),
        (
            "https://www.google.com/amp/",
            "https://www.google.com/",
        ),
    ],
)
def test_pages_that_differ_keep_their_keys(pages: tuple[str, ...]) -> None:
    keys = {url: url_key(url) for url in pages}
    assert len(set(keys.values())) == len(pages), keys


@pytest.mark.parametrize(
    ("url", "key"),
    [
        (
            "https://www.Example.org/News/Story-1/?b=2&a=1&b=1",
            "example.org/News/Story-1?a=1&b=2&b=1",
        ),
        ("http://www.example.org:8080", "example.org:8080/"),
        ("http://127.0.0.1:8000/a/", "127.0.0.1:8000/a"),
        ("http://[::1]/a", "[::1]/a"),
        (
            "https://example.org/caf\u00e9/(x)%2C%3b?q=%28a+b%29",
            "example.org/caf%C3%A9/(x),%3B?q=(a%20b)",
        ),
        ("https://example.org/%E9?q=%C3%28", "example.org/%E9?q=%C3("),
        ("https://example.org/a#/b", "example.org/a#/b"),
        (" mailto:a@example.org\n", "mailto:a@example.org"),
        ("", ""),
        ("https://www.google.com/amp/s/a..b/c", "google.com/amp/s/a..b/c"),
        (
            "https://www.google.com/amp/s/www.google.com/amp/s/www.google.com/amp/s/www.google.com/amp/s/a.example/x",
            "google.com/amp/s/a.example/x",
        ),
        ("https://a.example/story?ref=12", "a.example/story?ref=12"),
        ("https://a.example/story?token=0a1b2c3d", "a.example/story?token=0a1b2c3d"),
        ("https://a.example/story-2024?token=0a1b2c3d&rss=1", "a.example/story-2024"),
        ("https://a.example/story?id=1&gift=x", "a.example/story?id=1"),
        ("https://example.org/" + "/a" * 9000, "https://example.org/" + "/a" * 9000),
        ("a\ud800", "a\ufffd"),
    ],
)
def test_key_is_written_so(url: str, key: str) -> None:
    assert url_key(url) == key


def test_article_id_is_the_beginning_of_a_sha256() -> None:
    assert article_id("abc") == "ba7816bf8f01cfea"


def test_floor_on_the_list_of_spellings(read_list) -> None:
    groups = defaultdict(list)
    owners = defaultdict(set)
    for row in read_list("dev.jsonl"):
        groups[row["group"]].append(url_key(row["url"]))
        owners[url_key(row["url"])].add(row["group"])
    pairs = [key == first for first, *others in groups.values() for key in others]
    assert [names for names in owners.values() if len(names) > 1] == []
    assert sum(pairs) / len(pairs) >= 0.97
