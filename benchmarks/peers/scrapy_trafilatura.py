"""The spider that a user would write: Scrapy follows all links, trafilatura reads the articles.

python scrapy_trafilatura.py ADDRESS OUT.jsonl MOST_PAGES
"""

import json
import sys

import trafilatura
from scrapy.crawler import CrawlerProcess
from scrapy.linkextractors import LinkExtractor
from scrapy.spiders import CrawlSpider, Rule

START, OUT, MOST = sys.argv[1:]


class News(CrawlSpider):
    name = "news"
    start_urls = [START]
    allowed_domains = [START.split("/")[2]]
    rules = (Rule(LinkExtractor(), callback="parse_page", follow=True),)

    def parse_page(self, response):
        if response.css('meta[property="og:type"][content="article"]'):
            text = trafilatura.extract(
                response.text, url=response.url, output_format="json", with_metadata=True
            )
            if text:
                yield {"url": response.url, **json.loads(text)}


process = CrawlerProcess(
    {
        "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
        "DOWNLOAD_DELAY": 0,
        "DOWNLOAD_TIMEOUT": 10,
        "ROBOTSTXT_OBEY": True,
        "FEEDS": {OUT: {"format": "jsonlines"}},
        "CLOSESPIDER_PAGECOUNT": int(MOST),
        "LOG_LEVEL": "ERROR",
    }
)
process.crawl(News)
process.start()
