def test_feeds_get_articles_and_one_word_of_advice(scrapy, tmp_path):
    done = scrapy("-O", "out.jsonl", "-s", "LOG_LEVEL=WARNING")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("NEWSCRAWL_OUTPUTS does not") == 1
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) >= 20


def test_no_advice_where_it_is_followed(scrapy, tmp_path):
    done = scrapy("-s", "NEWSCRAWL_OUTPUTS=out.jsonl", "-s", "LOG_LEVEL=WARNING")
    assert done.stderr == ""
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) >= 20


def test_the_log_names_items_and_prints_none(scrapy):
    done = scrapy("-s", "LOG_LEVEL=DEBUG")
    assert "Scraped article http://" in done.stderr
    assert "Dropped page http://" in done.stderr
    assert "article_body" not in done.stderr
    assert max(map(len, done.stderr.splitlines())) < 2000
